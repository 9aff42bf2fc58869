import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import { functionAt } from '../../../src/rulekit/handlers.ts';
import {
  defineProjectRule,
  type Expr,
  expressionsIn,
  type Found,
  type FunctionDef,
  type Project,
  placeIn,
  type SourceFile,
  type Stmt,
} from '../../../src/rulekit/index.ts';
import { handlerKey, type Route, routesAnsweredIn } from '../../../src/rulekit/routes.ts';
import { partsOf, relatedTo } from '../../../src/rulekit/sites.ts';

interface Stub {
  readonly route: Route;
  readonly file: SourceFile;
  /** The statement that answers. */
  readonly stmt: Stmt;
  readonly symbol: string;
}

export default defineProjectRule(({ project }) => {
  const stubs = eachApplicationFile(project, 'stubs', stubsIn);
  return [...new Set(stubs.map(({ file }) => file.path))].map((path): Found => {
    const here = stubs.filter(({ file }) => file.path === path);
    const sites = here.map(({ route, file, stmt, symbol }) => ({
      at: placeIn(file, stmt),
      symbol,
      label: labelOf(route),
    }));
    const [first] = here;
    const [site] = sites;
    if (!first || !site) throw new Error('a finding has at least one place');
    return {
      at: site.at,
      subject: 'stub',
      symbol: '',
      values: { handler: first.symbol, route: labelOf(first.route) },
      parts: partsOf(sites),
      related: relatedTo(sites, site, 'stub'),
    };
  });
});

/** `/error/notImplemented` shows how that error is answered. */
function isOnPurpose({ path }: Route): boolean {
  return /(not|un)[-_]?implemented|(^|\/)errors?\//i.test(path);
}

function labelOf({ methods, path }: Route): string {
  return `${methods.join(',')} ${path}`;
}

/** Every mounted handler of a file once, in order of registration. */
function stubsIn(file: SourceFile, project: Project): readonly Stub[] {
  const found = new Map<string, Stub>();
  for (const route of routesAnsweredIn(project, file.path)) {
    const { at, start, symbol } = route.handler;
    const located = found.has(handlerKey(route)) ? null : functionAt(project, at.path, start);
    const stmt = located && answerOf(located.site.def);
    if (located && stmt && isStub(stmt) && !isAnnounced(located.site.def) && !isOnPurpose(route))
      found.set(handlerKey(route), { route, file, stmt, symbol });
  }
  return [...found.values()];
}

/** The statement that is all that a function does, beside its docstring and what it logs. */
function answerOf(def: FunctionDef): Stmt | null {
  const [only, more] = def.body.filter((stmt) => !isAside(stmt));
  return only && !more ? only : null;
}

function isAside(stmt: Stmt): boolean {
  if (stmt.k === 'pass' || stmt.k === 'import') return true;
  if (stmt.k !== 'expr') return false;
  if (stmt.v.k === 'str') return true;
  const { v } = stmt;
  return v.k === 'call' && v.fn.k === 'attr' && /^(debug|info|warning|warn|error)$/.test(v.fn.name);
}

const UNFINISHED =
  /not[ _-]?(yet[ _-])?implemented|not[ _-]?implemented[ _-]?yet|unimplemented|coming soon|\bstub\b|non impl[ée]ment[ée]/i;

function isStub(stmt: Stmt): boolean {
  if (stmt.k === 'raise') return stmt.v !== null && saysUnfinished(stmt.v);
  if (stmt.k === 'expr') return stmt.v.k === 'call' && /(^|\.)abort$/.test(nameOf(stmt.v.fn)) && says501(stmt.v);
  if (stmt.k !== 'return' || !stmt.v) return false;
  const isConstant = !expressionsIn(stmt.v).some(({ k }) => k === 'await' || k === 'name' || k === 'fstr');
  return says501(stmt.v) || (isConstant && saysText(stmt.v));
}

function saysUnfinished(raised: Expr): boolean {
  const name = nameOf(raised.k === 'call' ? raised.fn : raised);
  return name === 'NotImplementedError' || name.endsWith('.NotImplemented') || says501(raised);
}

function nameOf(expr: Expr): string {
  return expr.k === 'name' ? expr.id : expr.k === 'attr' ? `${nameOf(expr.obj)}.${expr.name}` : '';
}

/** The status as such: a number among other numbers (`limit=501`) stands under another name. */
function says501(expr: Expr): boolean {
  return expressionsIn(expr).some(
    (inner) =>
      (inner.k === 'attr' && /^(HTTP_501_NOT_IMPLEMENTED|NOT_IMPLEMENTED)$/.test(inner.name)) ||
      (inner.k === 'num' && inner.v === '501'),
  );
}

function saysText(expr: Expr): boolean {
  return expressionsIn(expr).some((inner) => inner.k === 'str' && inner.v.length < 200 && UNFINISHED.test(inner.v));
}

/** Gone for good, and said so: a route kept to tell old clients where to go. */
function isAnnounced(def: FunctionDef): boolean {
  const parts = [
    ...def.decorators,
    ...def.body.flatMap((stmt) =>
      stmt.k === 'expr' || stmt.k === 'raise' || stmt.k === 'return' ? (stmt.v ?? []) : [],
    ),
  ];
  return parts.some((part) =>
    expressionsIn(part).some(
      (inner) =>
        (inner.k === 'str' && GONE.test(inner.v)) ||
        (inner.k === 'call' &&
          inner.kw.some(({ name, v }) => name === 'deprecated' && v.k === 'const' && v.v === true)),
    ),
  );
}

const GONE = /deprecat|removed|no longer|use .{0,60}instead|retired|discontinued|by design|not supported|unsupported/i;
