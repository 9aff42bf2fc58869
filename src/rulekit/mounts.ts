/** Mounted applications that stand before other routes: a mount takes all below its path, and never passes a request on. */
import type { Project, SourceFile } from '../model/project.ts';
import type { Call, Stmt } from '../model/python.ts';
import { argument, dottedName } from '../model/python-walk.ts';
import type { Route } from '../model/routes.ts';
import { type Place, spanOf } from '../model/span.ts';
import { type CallSite, codeOf } from './code.ts';
import { covers, mountPattern } from './route-patterns.ts';
import { placesOf } from './routes.ts';

/** A mount, and the routes that are registered on the same application further down. */
export interface HidingMount {
  readonly at: Place;
  /** As the code says: `/`. */
  readonly path: string;
  /** What is mounted: `StaticFiles`. */
  readonly what: string;
  readonly symbol: string;
  /** It is mounted on a condition only. */
  readonly conditional: boolean;
  readonly hidden: readonly Route[];
}

/** Calls of one block of code, where their order is that of the lines. */
interface Registration {
  readonly site: CallSite;
  readonly owner: string;
}

/** The mounts that hide some of the routes of one application. */
export function hidingMounts(project: Project, routes: readonly Route[]): readonly HidingMount[] {
  const byFile = Map.groupBy(routes, (route) => (placesOf(route)[0] ?? route.at).path);
  return [...byFile].flatMap(([path, own]) => {
    const file = project.file(path);
    const mounts = file ? mountsIn(file) : [];
    if (!file || mounts.length === 0) return [];
    const calls = new Map(codeOf(file).calls.map((site) => [site.call.s, site]));
    const registered = own.map((route) => ({ route, by: registrationOf(file, calls, route) }));
    return mounts.flatMap((mount) => hiddenBy(file, mount, registered));
  });
}

function mountsIn(file: SourceFile): readonly (Registration & { readonly path: string })[] {
  return codeOf(file).calls.flatMap((site) => {
    const { fn } = site.call;
    const owner = fn.k === 'attr' && fn.name === 'mount' ? dottedName(fn.obj) : null;
    const path = argument(site.call, 0, 'path');
    return owner !== null && path?.k === 'str' ? [{ site, owner, path: path.v }] : [];
  });
}

function hiddenBy(
  file: SourceFile,
  mount: Registration & { readonly path: string },
  registered: readonly { readonly route: Route; readonly by: Registration | null }[],
): HidingMount[] {
  const { call, symbol } = mount.site;
  const pattern = mountPattern(mount.path);
  const branches = branchesTo(file, mount.site);
  const hidden = registered.flatMap(({ route, by }) => {
    if (by?.owner !== mount.owner || by.site.symbol !== symbol || by.site.call.s <= call.e) return [];
    if (route.framework === 'flask' || route.host !== null || !covers(pattern, route.path)) return [];
    return branches.length > 0 && areExclusive(branches, branchesTo(file, by.site)) ? [] : [route];
  });
  if (hidden.length === 0) return [];
  const app = argument(call, 1, 'app');
  const what = app && dottedName(app.k === 'call' ? app.fn : app);
  return [
    {
      at: { path: file.path, span: spanOf(file.facts.lineStarts, call) },
      path: mount.path,
      what: what?.split('.').at(-1) ?? 'an application',
      symbol,
      conditional: branches.length > 0,
      hidden,
    },
  ];
}

/** The call by which a route, or the router that holds it, comes to the application. */
function registrationOf(
  { facts }: SourceFile,
  calls: ReadonlyMap<number, CallSite>,
  route: Route,
): Registration | null {
  const { span } = placesOf(route)[0] ?? route.at;
  const site = calls.get((facts.lineStarts[span.line - 1] ?? 0) + span.column - 1);
  const owner = site?.call.fn.k === 'attr' ? dottedName(site.call.fn.obj) : null;
  return site && owner !== null ? { site, owner } : null;
}

type Branch = readonly [start: number, side: string];

/** The sides of the `if`, `try` and `match` statements around a call, outermost first. */
function branchesTo(file: SourceFile, { call, site }: CallSite): readonly Branch[] {
  const found: Branch[] = [];
  let body: readonly Stmt[] | undefined = site ? site.def.body : file.facts.python?.body;
  while (body) {
    const stmt = body.find(({ s, e }) => s <= call.s && call.e <= e);
    const side = stmt && sidesOf(stmt).find(([, inner]) => holds(inner, call));
    if (!stmt || !side) return found;
    if (side[0] !== '') found.push([stmt.s, side[0]]);
    body = side[1];
  }
  return found;
}

function holds(body: readonly Stmt[], call: Call): boolean {
  return body.some(({ s, e }) => s <= call.s && call.e <= e);
}

/** The blocks of a statement, by a name for those of which only one may run. */
function sidesOf(stmt: Stmt): readonly (readonly [side: string, body: readonly Stmt[]])[] {
  switch (stmt.k) {
    case 'if':
      return [
        ['then', stmt.body],
        ['else', stmt.orelse],
      ];
    case 'try':
      return [
        ['try', [...stmt.body, ...stmt.orelse]],
        ...stmt.handlers.map(({ body }, i) => [`except ${i}`, body] as const),
        ['', stmt.final],
      ];
    case 'match':
      return stmt.cases.map(({ body }, i) => [`case ${i}`, body] as const);
    case 'for':
    case 'while':
    case 'with':
      return [['', stmt.body]];
    default:
      return [];
  }
}

function areExclusive(a: readonly Branch[], b: readonly Branch[]): boolean {
  return a.some(([start, side]) => b.some(([other, otherSide]) => start === other && side !== otherSide));
}
