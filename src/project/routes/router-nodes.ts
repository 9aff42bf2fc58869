/** The applications, routers and blueprints themselves, for questions that no single route answers. */
import type { RouterInclusion, RouterNode } from '../../model/routes.ts';
import type { Db } from '../db.ts';
import { describe } from '../describe.ts';
import { below, type SettledRouter } from './routing.ts';
import { placeOf } from './ways.ts';

/** All routers, tests and those without a call of their own apart, by place. */
export function describeRouters(db: Db, routers: ReadonlyMap<string, SettledRouter>): readonly RouterNode[] {
  const shown = [...routers.values()].filter(({ test, isListed }) => !test && isListed);
  const reached = new Set<string>();
  for (const { kind, id } of shown) if (kind === 'app') below(routers, id, reached);
  const all = new Set(reached);
  for (const { id } of shown) below(routers, id, all);
  const inclusions = inclusionsIn(db, routers, all);
  return shown
    .map((router) => ({
      name: router.name,
      kind: router.isBlueprint ? ('blueprint' as const) : router.kind,
      framework: router.framework,
      at: placeOf(db, router.at),
      prefix: router.prefix ?? null,
      tags: router.shown.tags,
      routes: router.entries.filter((entry) => entry.k === 'route' && entry.methods?.[0] !== 'MOUNT').length,
      includes: inclusions.get(router.id) ?? [],
      reached: reached.has(router.id),
      dynamic: router.dynamic,
    }))
    .sort((a, b) => compare(a.at, b.at));
}

/** Who takes in what, by the id of what is taken in. */
function inclusionsIn(
  db: Db,
  routers: ReadonlyMap<string, SettledRouter>,
  parents: ReadonlySet<string>,
): ReadonlyMap<string, readonly RouterInclusion[]> {
  const found = new Map<string, RouterInclusion[]>();
  for (const [id, router] of routers) {
    for (const entry of router.entries) {
      if (entry.k !== 'include' || !parents.has(id)) continue;
      const inclusion: RouterInclusion = {
        into: router.name,
        at: placeOf(db, entry.at),
        prefix: entry.prefix ?? null,
        tags: entry.shown.tags,
        condition: entry.condition && describe(entry.condition.test),
      };
      const known = found.get(entry.child);
      if (known) known.push(inclusion);
      else found.set(entry.child, [inclusion]);
    }
  }
  return found;
}

function compare(a: RouterNode['at'], b: RouterNode['at']): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.span.line - b.span.line || a.span.column - b.span.column;
}
