/** The applications, routers and blueprints themselves, for questions that no single route answers. */
import type { RouterInclusion, RouterNode } from '../../model/routes.ts';
import { describe } from '../describe.ts';
import { placeOf } from './link.ts';
import { isExhausted, type Run } from './run.ts';
import { takenByUnfollowed } from './unfollowed.ts';
import type { Router } from './values.ts';

/** All routers of the run, tests apart, by place. */
export function describeRouters(run: Run): readonly RouterNode[] {
  const { db, routers } = run;
  const shown = routers.filter((router) => !router.test);
  const apps = shown.filter(({ kind }) => kind === 'app');
  const reached = new Set<Router>();
  for (const app of apps) below(app, reached);
  const all = new Set(reached);
  for (const router of shown) below(router, all);
  const inclusions = new Map<Router, RouterInclusion[]>();
  for (const parent of all) {
    for (const entry of parent.entries) {
      if (entry.k !== 'include') continue;
      const inclusion: RouterInclusion = {
        into: parent.name,
        at: placeOf(db, entry.at),
        prefix: entry.prefix ?? null,
        tags: entry.shown.tags,
        condition: entry.condition && describe(entry.condition.test),
      };
      const known = inclusions.get(entry.child);
      if (known) known.push(inclusion);
      else inclusions.set(entry.child, [inclusion]);
    }
  }
  // Without an application, the routers are made for those who import them.
  const taken = takenByUnfollowed(db, run.followed);
  const isAnyTaken = apps.length === 0 || run.takesUnknown || isExhausted(run) || taken.has(null);
  return shown
    .map((router) => ({
      name: router.name,
      kind: router.isBlueprint ? ('blueprint' as const) : router.kind,
      framework: router.framework,
      at: placeOf(db, router.at),
      prefix: router.prefix ?? null,
      tags: router.shown.tags,
      routes: router.entries.filter((entry) => entry.k === 'route' && entry.methods?.[0] !== 'MOUNT').length,
      includes: inclusions.get(router) ?? [],
      reached: reached.has(router),
      dynamic: isAnyTaken || router.escapes || taken.has(router.name) || router.name?.endsWith('()') === true,
    }))
    .sort((a, b) => compare(a.at, b.at));
}

/** A router and all that it includes. */
export function below(router: Router, found = new Set<Router>()): Set<Router> {
  if (found.has(router)) return found;
  found.add(router);
  for (const entry of router.entries) if (entry.k === 'include') below(entry.child, found);
  return found;
}

function compare(a: RouterNode['at'], b: RouterNode['at']): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.span.line - b.span.line || a.span.column - b.span.column;
}
