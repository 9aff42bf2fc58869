/** What running the routing code of the repository leaves behind, as plain data: its routers, and what they take in. */
import type { FunctionDef } from '../../model/python.ts';
import { query } from '../db.ts';
import type { Site } from '../resolve.ts';
import { callFunction } from './calls.ts';
import { routingFiles } from './declarations.ts';
import { factoriesIn, makesApp } from './factories.ts';
import { isTestPath } from './frameworks.ts';
import { startRepositoryRun } from './module-run.ts';
import { findRoots } from './roots.ts';
import { isExhausted, type Run } from './run.ts';
import { takenByUnfollowed } from './unfollowed.ts';
import type { FunctionValue, IncludeEntry, Node, RouteEntry, Router } from './values.ts';

export interface SettledInclude extends Omit<IncludeEntry, 'child'> {
  /** The `id` of a router. */
  readonly child: string;
}

/** A router when everything was run. */
export interface SettledRouter extends Readonly<Omit<Router, 'entries' | 'escapes' | 'fields'>> {
  readonly id: string;
  readonly entries: readonly (RouteEntry | SettledInclude)[];
  /** False for one that only a list of routes makes. */
  readonly isListed: boolean;
  /** Something that is not followed may include it. */
  readonly dynamic: boolean;
}

export interface Routing {
  /** By id, in the order in which they were made. */
  readonly routers: ReadonlyMap<string, SettledRouter>;
  /** Applications that nothing includes, those of servers first; then other routers of that kind. By id. */
  readonly apps: readonly string[];
  readonly others: readonly string[];
  readonly unresolved: readonly { readonly at: Node; readonly reason: string }[];
  /** Where the run began, when it did not come to its end. */
  readonly exhausted: string | null;
}

/** Cost: one pass over the files that take part in routing and do not run by themselves, a copy of what the others left. */
export const routing = query<Routing>('routing', (db) => {
  const run = startRepositoryRun(db);
  const files = [...db.get(routingFiles)].filter((path) => !isTestPath(path));
  runAll(
    run,
    files.filter((path) => !ASIDE.test(path)),
  );
  // A repository of examples has nothing else to tell of.
  if (!run.routers.some((router) => router.kind === 'app')) runAll(run, files);
  const { apps, others } = findRoots(run.routers);
  const ids = identify(run.routers);
  const idsOf = (roots: readonly Router[]) => roots.flatMap((root) => ids.get(root) ?? []);
  const [first = ''] = run.scopes.keys();
  return {
    routers: settle(run, ids),
    apps: idsOf(apps),
    others: idsOf(others),
    unresolved: run.unresolved,
    exhausted: isExhausted(run) ? first : null,
  };
});

/** A question of its own: who asks for one router has nothing to do with the others. */
export const settledRouter = query<SettledRouter | null>(
  'settled-router',
  (db, id) => db.get(routing).routers.get(id) ?? null,
);

/** A router and all that it includes, by id. */
export function below(
  routers: ReadonlyMap<string, SettledRouter>,
  id: string,
  found = new Set<string>(),
): ReadonlySet<string> {
  const queue = [id];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    for (const entry of routers.get(next)?.entries ?? []) if (entry.k === 'include') queue.push(entry.child);
  }
  return found;
}

/** Scripts and examples make applications that nobody serves. */
const ASIDE = /(^|\/)(scripts?|docs?|docs_src|examples?|samples?|benchmarks?|benches)\//;

function runAll(run: Run, files: readonly string[]): void {
  const { db } = run;
  const making = new Set(files.filter((path) => makesApp(db, path)));
  for (const path of [...making, ...files]) run.importModule(path);
  runHooks(run);
  for (const { site, def } of factoriesIn(db, files)) {
    if (!run.followed.has(`${site.path} ${def.s}`)) callFunction(run, factory(site, def), { args: [], kw: new Map() });
  }
  runHooks(run);
}

/** Start-up code of an application that start-up code makes; one that makes itself ends here. */
const MAX_WAVES = 3;

/** What start-up code calls is called with arguments that nobody else knows. */
function runHooks(run: Run): void {
  for (let wave = 0; wave < MAX_WAVES; wave++) for (const hook of run.deferred.splice(0)) hook();
}

function factory(site: Site, def: FunctionDef): FunctionValue {
  const owner = site.within.at(-1);
  const self =
    owner?.k === 'class'
      ? {
          k: 'instance' as const,
          site: { path: site.path, within: site.within.slice(0, -1) },
          def: owner,
          fields: new Map(),
        }
      : null;
  return { k: 'function', site, def, scope: null, self, wrappers: [] };
}

function settle(run: Run, ids: ReadonlyMap<Router, string>): ReadonlyMap<string, SettledRouter> {
  const listed = new Set(run.routers);
  const taken = takenByUnfollowed(run.db, run.followed);
  // Without an application, the routers are made for those who import them.
  const hasApp = run.routers.some(({ kind, test }) => kind === 'app' && !test);
  const isAnyTaken = run.takesUnknown || isExhausted(run) || taken.has(null) || !hasApp;
  const settled = new Map<string, SettledRouter>();
  for (const [router, id] of ids) {
    const { escapes, fields: _, ...rest } = router;
    const entries = router.entries.map((entry) =>
      entry.k === 'route' ? entry : { ...entry, child: ids.get(entry.child) ?? '' },
    );
    const dynamic = isAnyTaken || escapes || taken.has(router.name) || router.name?.endsWith('()') === true;
    settled.set(id, { ...rest, id, entries, dynamic, isListed: listed.has(router) });
  }
  return settled;
}

/** Ids that stay the same when something else changes: the place, counted where one place makes several. */
function identify(routers: readonly Router[]): ReadonlyMap<Router, string> {
  const ids = new Map<Router, string>();
  const counts = new Map<string, number>();
  const queue = [...routers];
  for (let i = 0; i < queue.length; i++) {
    const router = queue[i];
    if (router === undefined || ids.has(router)) continue;
    const place = `${router.at.path} ${router.at.range.s}`;
    const count = counts.get(place) ?? 0;
    counts.set(place, count + 1);
    ids.set(router, `${place} ${count}`);
    for (const entry of router.entries) if (entry.k === 'include') queue.push(entry.child);
  }
  return ids;
}
