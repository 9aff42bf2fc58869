/** Walks the routers from the applications down, and writes each route with everything that applies to it. */
import type { Route, RouteDependency } from '../../model/routes.ts';
import { type Place, spanOf } from '../../model/span.ts';
import type { Db } from '../db.ts';
import { describe } from '../describe.ts';
import { accessOf, middlewareAccess, nameDependency } from './access.ts';
import { METRICS_APP } from './frameworks.ts';
import { handlersOf } from './handlers.ts';
import { joinPaths, pathKey } from './paths.ts';
import type { Entry, Node, RouteEntry, Router, Value } from './values.ts';

/** More routes than any service has: a router that multiplies itself. */
const MAX_ROUTES = 100_000;

interface Way {
  readonly app: Router | null;
  readonly routers: readonly Router[];
  /** What the middlewares of each of them do. */
  readonly access: readonly (false | null)[];
  readonly prefix: string;
  readonly includes: readonly Place[];
  readonly dependencies: readonly RouteDependency[];
  readonly condition: string | null;
  readonly host: string | null;
  readonly off: boolean;
}

export interface Linked {
  readonly routes: readonly Route[];
  readonly unreadable: readonly { readonly at: Node; readonly reason: string }[];
}

/** Every route below `root`, mounted when `root` is an application. */
export function linkRouter(db: Db, root: Router): Linked {
  const routes: Route[] = [];
  const unreadable: { at: Node; reason: string }[] = [];
  const walk = (router: Router, way: Way): void => {
    const own = dependenciesIn(db, router.dependencies, router.kind === 'app' ? 'app' : 'router', router.at);
    const here: Way = {
      ...way,
      routers: [...way.routers, router],
      access: [...way.access, middlewareAccess(db, router)],
      dependencies: [...way.dependencies, ...own],
    };
    for (const entry of router.entries) {
      if (routes.length > MAX_ROUTES) return;
      if (entry.k === 'route') routes.push(...routesOf(db, entry, here, unreadable));
      else descend(entry, here);
    }
  };
  const descend = (entry: Entry & { k: 'include' }, way: Way): void => {
    if (way.routers.includes(entry.child)) {
      unreadable.push({ at: entry.at, reason: 'a router that includes itself' });
      return;
    }
    const { framework } = entry.child;
    const own = entry.replaces ? '' : entry.child.prefix;
    if ((entry.prefix === undefined || own === undefined) && !hasRoutes(entry.child)) return;
    if (entry.prefix === undefined || own === undefined) {
      const at = entry.prefix === undefined ? entry.at : entry.child.at;
      unreadable.push({ at, reason: 'the prefix of a router could not be read: its routes are left out' });
      return;
    }
    walk(entry.child, {
      ...way,
      prefix: joinPaths(framework, joinPaths(framework, way.prefix, entry.prefix), own),
      includes: [...way.includes, placeOf(db, entry.at)],
      dependencies: [...way.dependencies, ...dependenciesIn(db, entry.dependencies, 'include', entry.at)],
      condition: entry.condition ? describe(entry.condition.test) : way.condition,
      host: entry.host ?? way.host,
      off: way.off || (entry.condition?.off ?? false),
    });
  };
  const prefix = root.prefix;
  if (prefix === undefined)
    return {
      routes,
      unreadable: [{ at: root.at, reason: 'the prefix of a router could not be read: its routes are left out' }],
    };
  const app = root.kind === 'app' ? root : null;
  walk(root, {
    app,
    routers: [],
    access: [],
    prefix,
    includes: [],
    dependencies: [],
    condition: null,
    host: null,
    off: false,
  });
  return { routes: root.overrides ? lastOfEach(routes) : routes, unreadable };
}

function lastOfEach(routes: readonly Route[]): readonly Route[] {
  return [
    ...new Map(routes.map((route) => [`${route.methods.join()} ${route.pathKey} ${route.host}`, route])).values(),
  ];
}

function hasRoutes(router: Router, above: readonly Router[] = []): boolean {
  if (above.includes(router)) return false;
  return router.entries.some((entry) => entry.k === 'route' || hasRoutes(entry.child, [...above, router]));
}

function routesOf(db: Db, entry: RouteEntry, way: Way, unreadable: { at: Node; reason: string }[]): Route[] {
  if (entry.methods?.[0] === 'MOUNT' && !isMetricsApp(entry.handler)) return [];
  if (entry.path === undefined) {
    unreadable.push({ at: entry.at, reason: 'the path of a route could not be read' });
    return [];
  }
  const framework = way.routers.at(-1)?.framework ?? 'fastapi';
  const path = joinPaths(framework, way.prefix, entry.path) || '/';
  const at = placeOf(db, entry.at);
  const declared = dependenciesIn(db, entry.dependencies, 'decorator', entry.at);
  return handlersOf(db, entry).map(({ methods, handler, dependencies: own }) => {
    const dependencies = [...way.dependencies, ...declared, ...own];
    return {
      methods,
      path,
      pathKey: pathKey(path),
      framework,
      handler,
      app: way.app?.name ?? (way.app ? 'app' : null),
      mounted: way.app !== null && !way.off && !entry.condition?.off,
      host: way.host,
      at,
      includes: way.includes,
      dependencies,
      authenticated: accessOf(dependencies, way.access),
      condition: entry.condition ? describe(entry.condition.test) : way.condition,
    };
  });
}

function isMetricsApp(value: Value): boolean {
  return (value.k === 'made' || value.k === 'external') && METRICS_APP.test(value.dotted);
}

function dependenciesIn(db: Db, values: readonly Value[], from: RouteDependency['from'], at: Node): RouteDependency[] {
  return values.map((value) => ({
    ...nameDependency(db, value),
    from,
    at: placeOf(db, value.k === 'made' ? value.at : at),
  }));
}

/** A node as people see it. */
export function placeOf(db: Db, node: Node): Place {
  return { path: node.path, span: spanOf(db.facts(node.path)?.lineStarts ?? [0], node.range) };
}
