/** Walks the routers from the applications down, and writes each route with everything that applies to it. */
import type { Route, RouteDependency, RoutePrefix } from '../../model/routes.ts';
import { type Place, spanOf } from '../../model/span.ts';
import { accessOf } from '../access/access.ts';
import { nameDependency } from '../access/named-dependencies.ts';
import type { Db } from '../db.ts';
import { describe } from '../describe.ts';
import { METRICS_APP } from './frameworks.ts';
import { handlersOf } from './handlers.ts';
import { joinPaths, pathKey } from './paths.ts';
import { returnAnnotation, type Shown } from './shown.ts';
import type { Entry, IncludeEntry, Node, RouteEntry, Router, Value } from './values.ts';

/** More routes than any service has: a router that multiplies itself. */
const MAX_ROUTES = 100_000;

interface Way {
  readonly app: Router | null;
  readonly routers: readonly Router[];
  readonly prefix: string;
  /** What stands before a plain route: the prefixes of inclusions, not those of FastAPI's routers. */
  readonly plainPrefix: string;
  readonly prefixes: readonly RoutePrefix[];
  readonly includes: readonly Place[];
  /** Inclusions after which nothing is added any more. */
  readonly copies: readonly IncludeEntry[];
  readonly late: Place | null;
  /** What inclusions and routers say for OpenAPI, outermost first. */
  readonly shown: readonly Shown[];
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
      dependencies: [...way.dependencies, ...own],
      shown: [...way.shown, router.shown],
    };
    for (const entry of router.entries) {
      if (routes.length > MAX_ROUTES) return;
      if (entry.k === 'route') routes.push(...routesOf(db, entry, here, unreadable));
      else descend(entry, here);
    }
  };
  const descend = (entry: IncludeEntry, way: Way): void => {
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
      plainPrefix: joinPaths(framework, way.plainPrefix, entry.prefix),
      prefixes: [...way.prefixes, ...prefixAt(db, entry.prefix, entry.at), ...prefixAt(db, own, entry.child.at)],
      includes: [...way.includes, placeOf(db, entry.at)],
      copies: entry.copies ? [...way.copies, entry] : way.copies,
      late: way.late ?? lateness(db, entry, way),
      shown: [...way.shown, entry.shown],
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
    prefix,
    plainPrefix: '',
    prefixes: [...prefixAt(db, prefix, root.at)],
    includes: [],
    copies: [],
    late: null,
    shown: [],
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
  const path = joinPaths(framework, entry.plain ? way.plainPrefix : way.prefix, entry.path) || '/';
  const at = placeOf(db, entry.at);
  const declared = dependenciesIn(db, entry.dependencies, 'decorator', entry.at);
  const late = way.late ?? lateness(db, entry, way);
  const shown = [...way.shown, entry.shown];
  return handlersOf(db, entry).map(({ methods, handler, dependencies: own }) => {
    const dependencies = entry.plain ? own : [...way.dependencies, ...declared, ...own];
    return {
      methods,
      path,
      pathKey: pathKey(path),
      framework,
      handler,
      app: way.app?.name ?? (way.app ? 'app' : null),
      mounted: way.app !== null && !way.off && !entry.condition?.off && late === null,
      late,
      host: way.host,
      at,
      includes: way.includes,
      prefixes: way.prefixes,
      dependencies,
      ...accessOf(db, { path, methods, handler, dependencies, routers: way.routers }),
      condition: entry.condition ? describe(entry.condition.test) : way.condition,
      responseModel: framework === 'fastapi' ? responseModelOf(entry) : null,
      tags: [...new Set(shown.flatMap(({ tags }) => tags))],
      operationId: entry.shown.operationId,
      name: entry.shown.name,
      deprecated: shown.some(({ deprecated }) => deprecated),
      inSchema: shown.every(({ inSchema }) => inSchema),
    };
  });
}

function responseModelOf({ shown, handler, methods }: RouteEntry): string | null {
  if (shown.responseModel !== null || handler.k !== 'function' || methods?.[0] === 'WEBSOCKET')
    return shown.responseModel;
  return returnAnnotation(handler.def);
}

function prefixAt(db: Db, text: string, at: Node): RoutePrefix[] {
  return text === '' ? [] : [{ text, at: placeOf(db, at) }];
}

/** The inclusion that came too early for what a line further down in the same file registers. */
function lateness(db: Db, { at, straight }: Entry, way: Way): Place | null {
  const before = way.copies.find(
    (copy) => straight && copy.straight && copy.at.path === at.path && copy.at.range.e <= at.range.s,
  );
  return before ? placeOf(db, before.at) : null;
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
