/** Follows the routers from the applications down, and writes each route with everything that applies to it. */
import type { Route } from '../../model/routes.ts';
import { accessOf } from '../access/access.ts';
import { type Db, query } from '../db.ts';
import { describe } from '../describe.ts';
import { METRICS_APP } from './frameworks.ts';
import { handlersOf } from './handlers.ts';
import { joinPaths, pathKey } from './paths.ts';
import { below, type SettledInclude, type SettledRouter, settledRouter } from './routing.ts';
import { returnAnnotation } from './shown.ts';
import type { Node, RouteEntry, Value } from './values.ts';
import { dependenciesIn, lateness, placeOf, stepInto, type Way, wayTo } from './ways.ts';

/** More routes than any service has: a router that multiplies itself. */
const MAX_ROUTES = 100_000;
/** More inclusions than any service has: routers that take in another one twice, and it a third. */
const MAX_WAYS = 5_000;
/** Routers in routers in routers. */
const MAX_NESTING = 50;

interface Remark {
  readonly at: Node;
  readonly reason: string;
}

export interface Linked {
  readonly root: SettledRouter;
  readonly routes: readonly Route[];
  readonly unreadable: readonly Remark[];
}

/** The routes that the router at the end of a way registers itself: for each entry, one or one per method. */
interface OwnRoutes {
  readonly routes: readonly (readonly Route[])[];
  readonly unreadable: readonly Remark[];
}

/** A question for each way, so that a change is paid for by the routers that it is about. */
const ownRoutes = query<OwnRoutes>('own-routes', (db, key) => {
  const way = db.get(wayTo, key);
  const router = way && db.get(settledRouter, way.router);
  if (!way || !router) return { routes: [], unreadable: [] };
  const unreadable: Remark[] = [];
  const entries = router.entries.filter((entry) => entry.k === 'route');
  return { routes: entries.map((entry) => routesOf(db, entry, way, unreadable)), unreadable };
});

/** Every route below `root`, mounted when `root` is an application. */
export function linkRouter(db: Db, routers: ReadonlyMap<string, SettledRouter>, root: SettledRouter): Linked {
  const routes: Route[] = [];
  const unreadable: Remark[] = [];
  let ways = 0;
  const walk = (router: SettledRouter, key: string, above: readonly string[]): void => {
    if (++ways > MAX_WAYS) {
      if (ways === MAX_WAYS + 1) unreadable.push({ at: router.at, reason: 'more inclusions than are followed' });
      return;
    }
    const own = db.get(ownRoutes, key);
    unreadable.push(...own.unreadable);
    const counts = new Map<string, number>();
    let next = 0;
    for (const entry of router.entries) {
      if (routes.length > MAX_ROUTES) return;
      if (entry.k === 'route') routes.push(...(own.routes[next++] ?? []));
      else descend(entry, key, [...above, router.id], counts);
    }
  };
  const descend = (entry: SettledInclude, key: string, above: readonly string[], counts: Map<string, number>): void => {
    const count = counts.get(entry.child) ?? 0;
    counts.set(entry.child, count + 1);
    const child = routers.get(entry.child);
    if (!child) return;
    if (above.includes(entry.child) || above.length > MAX_NESTING) {
      unreadable.push({ at: entry.at, reason: 'a router that includes itself' });
      return;
    }
    const unread =
      entry.prefix === undefined ? entry.at : entry.replaces || child.prefix !== undefined ? null : child.at;
    if (unread === null) walk(child, stepInto(key, count, entry.child), above);
    else if (hasRoutes(routers, entry.child)) {
      unreadable.push({ at: unread, reason: 'the prefix of a router could not be read: its routes are left out' });
    }
  };
  if (root.prefix === undefined) {
    unreadable.push({ at: root.at, reason: 'the prefix of a router could not be read: its routes are left out' });
  } else walk(root, root.id, []);
  return { root, routes: root.overrides ? lastOfEach(routes) : routes, unreadable };
}

function lastOfEach(routes: readonly Route[]): readonly Route[] {
  return [
    ...new Map(routes.map((route) => [`${route.methods.join()} ${route.pathKey} ${route.host}`, route])).values(),
  ];
}

function hasRoutes(routers: ReadonlyMap<string, SettledRouter>, id: string): boolean {
  for (const inner of below(routers, id)) if (routers.get(inner)?.entries.some(({ k }) => k === 'route')) return true;
  return false;
}

function routesOf(db: Db, entry: RouteEntry, way: Way, unreadable: Remark[]): Route[] {
  if (entry.methods?.[0] === 'MOUNT' && !isMetricsApp(entry.handler)) return [];
  if (entry.path === undefined) {
    unreadable.push({ at: entry.at, reason: 'the path of a route could not be read' });
    return [];
  }
  const { framework } = way;
  const { prefix, prefixes } = entry.plain ? way.plain : way;
  const path = joinPaths(framework, prefix, entry.path) || '/';
  const declared = dependenciesIn(db, entry.dependencies, 'decorator', entry.at);
  const late = way.late ?? lateness(db, entry, way);
  const shown = [...way.shown, entry.shown];
  const shared = {
    path,
    pathKey: pathKey(path),
    framework,
    app: way.app,
    mounted: way.app !== null && !way.off && !entry.condition?.off && late === null,
    late,
    host: way.host,
    at: placeOf(db, entry.at),
    includes: way.includes,
    prefixes,
    condition: entry.condition ? describe(entry.condition.test) : way.condition,
    responseModel: framework === 'fastapi' ? responseModelOf(entry) : null,
    tags: [...new Set(shown.flatMap(({ tags }) => tags))],
    operationId: entry.shown.operationId,
    name: entry.shown.name,
    deprecated: shown.some(({ deprecated }) => deprecated),
    inSchema: shown.every(({ inSchema }) => inSchema),
  };
  return handlersOf(db, entry).map(({ methods, handler, dependencies: own }) => {
    const dependencies = entry.plain ? own : [...way.dependencies, ...declared, ...own];
    const access = accessOf(db, { path, methods, handler, dependencies, routers: way.routers });
    return { methods, handler, ...shared, dependencies, ...access };
  });
}

function responseModelOf({ shown, handler, methods }: RouteEntry): string | null {
  if (shown.responseModel !== null || handler.k !== 'function' || methods?.[0] === 'WEBSOCKET')
    return shown.responseModel;
  return returnAnnotation(handler.def);
}

function isMetricsApp(value: Value): boolean {
  return (value.k === 'made' || value.k === 'external') && METRICS_APP.test(value.dotted);
}
