/** Ways from an application, or from a router that nothing includes, down to a router: what applies to all its routes. */
import type { Framework, RouteDependency, RoutePrefix } from '../../model/routes.ts';
import { type Place, spanOf } from '../../model/span.ts';
import { nameDependency } from '../access/named-dependencies.ts';
import { type Db, type Query, query } from '../db.ts';
import { describe } from '../describe.ts';
import { copiesRouters } from './copying.ts';
import { joinPaths } from './paths.ts';
import { type SettledInclude, type SettledRouter, settledRouter } from './routing.ts';
import type { Node, Router, Shown, Value } from './values.ts';

export interface Way {
  /** The router to which it leads. */
  readonly router: string;
  readonly framework: Framework;
  /** The name of the application at its beginning. */
  readonly app: string | null;
  readonly prefix: string;
  readonly prefixes: readonly RoutePrefix[];
  /** What stands before a plain route: the prefixes of inclusions, not those of FastAPI's routers. */
  readonly plain: { readonly prefix: string; readonly prefixes: readonly RoutePrefix[] };
  readonly includes: readonly Place[];
  /** Inclusions after which nothing is added any more. */
  readonly copies: readonly Registered[];
  readonly late: Place | null;
  /** What inclusions and routers say for OpenAPI, outermost first. */
  readonly shown: readonly Shown[];
  readonly dependencies: readonly RouteDependency[];
  /** What asks before every request, outermost first: routers without dependencies and middlewares left out. */
  readonly routers: readonly Pick<Router, 'at' | 'dependencies' | 'middleware'>[];
  readonly condition: string | null;
  readonly host: string | null;
  readonly off: boolean;
}

interface Registered {
  readonly at: Node;
  readonly straight: boolean;
}

/** No path holds it. */
const STEP = '\0';

/** The key of the way that goes on to a router, included for the `count`th time by the last one. */
export function stepInto(key: string, count: number, router: string): string {
  return `${key}${STEP}${count} ${router}`;
}

/** Key: the id of the first router, and the steps from there. `null` for a way that is not there. */
export const wayTo: Query<Way | null> = query('way', (db, key) => {
  const last = key.lastIndexOf(STEP);
  if (last < 0) {
    const root = db.get(settledRouter, key);
    return root && begin(db, root);
  }
  const step = key.slice(last + 1);
  const space = step.indexOf(' ');
  const [count, id] = [Number(step.slice(0, space)), step.slice(space + 1)];
  const above = db.get(wayTo, key.slice(0, last));
  const child = db.get(settledRouter, id);
  const entries = above ? (db.get(settledRouter, above.router)?.entries ?? []) : [];
  const entry = entries.filter((one) => one.k === 'include').filter((one) => one.child === id)[count];
  return above && child && entry ? goOn(db, above, entry, child) : null;
});

function begin(db: Db, root: SettledRouter): Way {
  const prefix = root.prefix ?? '';
  const way: Way = {
    router: root.id,
    framework: root.framework,
    app: root.kind === 'app' ? (root.name ?? 'app') : null,
    prefix,
    prefixes: prefixAt(db, prefix, root.at),
    plain: { prefix: '', prefixes: [] },
    includes: [],
    copies: [],
    late: null,
    shown: [],
    dependencies: [],
    routers: [],
    condition: null,
    host: null,
    off: false,
  };
  return enter(db, way, root);
}

function goOn(db: Db, way: Way, entry: SettledInclude, child: SettledRouter): Way {
  const { framework } = child;
  const own = entry.replaces ? '' : (child.prefix ?? '');
  const prefix = entry.prefix ?? '';
  const before = prefixAt(db, prefix, entry.at);
  const included: Way = {
    ...way,
    prefix: joinPaths(framework, joinPaths(framework, way.prefix, prefix), own),
    prefixes: [...way.prefixes, ...before, ...prefixAt(db, own, child.at)],
    plain: {
      prefix: joinPaths(framework, way.plain.prefix, prefix),
      prefixes: [...way.plain.prefixes, ...before],
    },
    includes: [...way.includes, placeOf(db, entry.at)],
    copies:
      entry.copies && (child.framework !== 'fastapi' || db.get(copiesRouters))
        ? [...way.copies, { at: entry.at, straight: entry.straight }]
        : way.copies,
    late: way.late ?? lateness(db, entry, way),
    shown: [...way.shown, entry.shown],
    dependencies: [...way.dependencies, ...dependenciesIn(db, entry.dependencies, 'include', entry.at)],
    condition: entry.condition ? describe(entry.condition.test) : way.condition,
    host: entry.host ?? way.host,
    off: way.off || (entry.condition?.off ?? false),
  };
  return enter(db, included, child);
}

/** What the router itself brings. */
function enter(db: Db, way: Way, router: SettledRouter): Way {
  const { at, dependencies, middleware } = router;
  const own = dependenciesIn(db, dependencies, router.kind, at);
  return {
    ...way,
    router: router.id,
    framework: router.framework,
    dependencies: [...way.dependencies, ...own],
    shown: [...way.shown, router.shown],
    routers:
      middleware.length + dependencies.length > 0 ? [...way.routers, { at, dependencies, middleware }] : way.routers,
  };
}

function prefixAt(db: Db, text: string, at: Node): RoutePrefix[] {
  return text === '' ? [] : [{ text, at: placeOf(db, at) }];
}

/** The inclusion that came too early for what a line further down in the same file registers. */
export function lateness(db: Db, { at, straight }: Registered, way: Way): Place | null {
  const before = way.copies.find(
    (copy) => straight && copy.straight && copy.at.path === at.path && copy.at.range.e <= at.range.s,
  );
  return before ? placeOf(db, before.at) : null;
}

export function dependenciesIn(
  db: Db,
  values: readonly Value[],
  from: RouteDependency['from'],
  at: Node,
): RouteDependency[] {
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
