/** The route table of a repository: what the run of its routing code left behind, followed from the applications down. */
import type { Route, RouteTable, UnresolvedRoute } from '../../model/routes.ts';
import { type Db, query } from '../db.ts';
import { isTestPath } from './frameworks.ts';
import { type Linked, linkRouter } from './link.ts';
import { describeRouters } from './router-nodes.ts';
import { below, type Routing, routing, type SettledRouter } from './routing.ts';
import { placeOf } from './ways.ts';

/** Cost: one walk over the routers; the routes of each are questions of their own. */
export const routeTable = query<RouteTable>('route-table', (db) => {
  const run = db.get(routing);
  const { routers, apps, others } = run;
  const link = (ids: readonly string[]) =>
    withoutRepeats(ids.flatMap((id) => routers.get(id) ?? []).map((root) => linkRouter(db, routers, root)));
  const mounted = link(apps);
  const reached = new Set<string>();
  for (const { root } of mounted) below(routers, root.id, reached);
  const loose = link(others.filter((id) => !reached.has(id)));
  return {
    routes: [...mounted, ...loose].flatMap((linked) => linked.routes),
    routers: describeRouters(db, routers),
    unresolved: unresolvedIn(db, run, mounted),
  };
});

function unresolvedIn(db: Db, run: Routing, mounted: readonly Linked[]): readonly UnresolvedRoute[] {
  const unresolved = new Map<string, UnresolvedRoute>();
  for (const { at, reason } of [...run.unresolved, ...mounted.flatMap((linked) => linked.unreadable)]) {
    if (isTestPath(at.path)) continue;
    unresolved.set(`${at.path} ${at.range.s} ${reason}`, { ...placeOf(db, at), reason });
  }
  if (run.exhausted !== null) {
    const at = placeOf(db, { path: run.exhausted, range: { s: 0, e: 0 } });
    unresolved.set('exhausted', { ...at, reason: 'the routing code is too entangled to be followed to its end' });
  }
  return [...unresolved.values()];
}

/** The same factory called twice, by a server and by a worker, makes one application; so do equal ones of any origin. */
function withoutRepeats<T extends { readonly root: SettledRouter; readonly routes: readonly Route[] }>(
  linked: readonly T[],
): readonly T[] {
  if (linked.length < 2) return linked;
  const kept: { readonly one: T; readonly keys: ReadonlySet<string> }[] = [];
  for (const one of linked) {
    const keys = new Set(one.routes.map(identity));
    const isRepeat = (small: ReadonlySet<string>, large: ReadonlySet<string>, other: T) =>
      small.size > 0 &&
      [...small].every((key) => large.has(key)) &&
      (small.size === large.size || isSameSite(one.root, other.root));
    if (kept.some(({ one: other, keys: known }) => isRepeat(keys, known, other))) continue;
    const larger = kept.findIndex(({ one: other, keys: known }) => isRepeat(known, keys, other));
    if (larger >= 0) kept.splice(larger, 1);
    kept.push({ one, keys });
  }
  return kept.map(({ one }) => one);
}

function isSameSite(a: SettledRouter, b: SettledRouter): boolean {
  return a.at.path === b.at.path && a.at.range.s === b.at.range.s;
}

function identity(route: Route): string {
  const { name, at, start } = route.handler;
  return `${route.methods.join()} ${route.path} ${at.path} ${start} ${name}`;
}
