/** Pages that are cut out of a list after the whole of it was loaded. */
import type { Project } from '../model/project.ts';
import type { Expr, FunctionDef } from '../model/python.ts';
import { dottedName } from '../model/python-walk.ts';
import type { Route } from '../model/routes.ts';
import type { Range } from '../model/span.ts';
import { codeOf } from './code.ts';
import { lastWord, loadOf, nameOf } from './full-loads.ts';
import {
  expressionsWithin,
  functionsReached,
  handlersOf,
  isAside,
  type Located,
  statementsWithin,
} from './handlers.ts';

export interface Page {
  readonly slice: Range;
  /** `items[offset:offset + limit]`. */
  readonly text: string;
  readonly list: string;
  readonly start: string;
  readonly length: string;
  /** `service.list_items`, `query.all`. */
  readonly loadedBy: string;
  readonly load: Range;
}

/** The pages that a function cuts out of lists that it loads completely from a store. */
function pagesIn(project: Project, from: Located): readonly Page[] {
  const { def } = from.site;
  return expressionsWithin(def).flatMap((expr) => {
    const cut = expr.k === 'sub' ? cutOf(def, expr) : null;
    const load = cut && loadOf(project, from, cut.of);
    if (!cut || !load) return [];
    const { of, start, length } = cut;
    const list = dottedName(of) ?? (of.k === 'call' ? `${nameOf(of)}()` : '…');
    const text = `${list}[${start}:${start} + ${length}]`;
    return [{ slice: expr, text, list, start, length, loadedBy: nameOf(load), load }];
  });
}

const START = /^_?(offset|skip|start|start_idx|start_index|begin|from_|first|start_at|start_pos|idx_start|page_start)$/;
const LENGTH = /limit|size|per_page|count|length|take|top/;

/** Functions of the repository that answer requests, or are run by those that do, and cut pages out of what they load. */
export function pagingFunctions(
  project: Project,
): readonly { readonly of: Located; readonly pages: readonly Page[]; readonly route: Route }[] {
  const cutting = project.eachFile('python', 'pages', (file, project) => {
    const isAbout = file.facts.python?.names.some((name) => START.test(name)) && !isAside(project, file.path);
    const functions = isAbout ? codeOf(file).functions : [];
    return functions
      .map((site) => ({ of: { file, site }, pages: pagesIn(project, { file, site }) }))
      .filter(({ pages }) => pages.length > 0);
  });
  if (cutting.length === 0) return [];
  const handlers = handlersOf(project);
  return cutting.flatMap(({ of, pages }) => {
    const handler =
      handlers.find(({ site }) => site.def === of.site.def) ??
      handlers.find((one) => functionsReached(project, one).some(({ site }) => site.def === of.site.def));
    return handler ? [{ of, pages, route: handler.routes[0] }] : [];
  });
}

/** `x[offset:offset + limit]`, `x[start:end]` with `end = start + size`, `x[(page - 1) * size:page * size]`. */
function cutOf(
  def: FunctionDef,
  { obj, index }: Expr & { k: 'sub' },
): { of: Expr; start: string; length: string } | null {
  const [slice] = index;
  if (slice?.k !== 'slice') return null;
  const [from, to, step] = slice.parts;
  if (!from || !to || step) return null;
  const start = from.k === 'name' ? from.id : null;
  if (start !== null && !START.test(start)) return null;
  const end = to.k === 'name' ? (assigned(def, to.id) ?? to) : to;
  if (start !== null && end.k === 'bin' && end.op === '+') {
    const other = [end.l, end.r].find((side) => !(side.k === 'name' && side.id === start));
    const length = other && lastWord(other);
    return length && LENGTH.test(length) && [end.l, end.r].some((side) => side.k === 'name' && side.id === start)
      ? { of: obj, start, length }
      : null;
  }
  const begin = start === null ? from : (assigned(def, start) ?? from);
  const length = [begin, end].map((side) => (side.k === 'bin' && side.op === '*' ? lastWord(side.r) : null));
  return length[0] && length[0] === length[1] && LENGTH.test(length[0])
    ? { of: obj, start: start ?? `(page - 1) * ${length[0]}`, length: length[0] }
    : null;
}

function assigned(def: FunctionDef, name: string): Expr | null {
  const values = statementsWithin(def).flatMap((stmt) =>
    stmt.k === 'assign' &&
    stmt.v &&
    stmt.op === undefined &&
    stmt.targets.some((target) => target.k === 'name' && target.id === name)
      ? [stmt.v]
      : [],
  );
  return values.at(-1) ?? null;
}
