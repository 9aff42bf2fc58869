/** The route table of a repository: runs its routing code, then walks the routers from the applications down. */

import type { FunctionDef } from '../../model/python.ts';
import type { Route, RouteTable, UnresolvedRoute } from '../../model/routes.ts';
import { type Db, query } from '../db.ts';
import type { Site } from '../resolve.ts';
import { attributeValue } from './attributes.ts';
import { callValue } from './call-values.ts';
import { callFunction } from './calls.ts';
import { routingFiles } from './declarations.ts';
import { evaluateExpression } from './expressions.ts';
import { factoriesIn, makesApp } from './factories.ts';
import { isTestPath } from './frameworks.ts';
import { linkRouter, placeOf } from './link.ts';
import { below, describeRouters } from './router-nodes.ts';
import { isExhausted, type Run } from './run.ts';
import { executeBlock } from './statements.ts';
import type { FunctionValue, Router, Scope } from './values.ts';

/** Cost: one pass over the files that take part in routing. */
export const routeTable = query<RouteTable>('route-table', (db) => {
  const run = startRun(db);
  const files = [...db.get(routingFiles)].filter((path) => !isTestPath(path));
  runAll(
    run,
    files.filter((path) => !ASIDE.test(path)),
  );
  // A repository of examples has nothing else to tell of.
  if (!run.routers.some((router) => router.kind === 'app')) runAll(run, files);
  return assemble(run);
});

/** Scripts and examples make applications that nobody serves. */
const ASIDE = /(^|\/)(scripts?|docs?|docs_src|examples?|samples?|benchmarks?|benches)\//;

function runAll(run: Run, files: readonly string[]): void {
  const { db } = run;
  for (const path of files.toSorted((a, b) => Number(makesApp(db, b)) - Number(makesApp(db, a)))) run.module(path);
  runHooks(run);
  for (const { site, def } of factoriesIn(db, files)) {
    if (!run.followed.has(`${site.path} ${def.s}`)) callFunction(run, factory(site, def), { args: [], kw: new Map() });
  }
  runHooks(run);
}

/** What start-up code calls is called with arguments that nobody else knows. */
function runHooks(run: Run): void {
  for (let hook = run.deferred.shift(); hook; hook = run.deferred.shift()) hook();
}

function startRun(db: Db): Run {
  const run: Run = {
    db,
    scopes: new Map(),
    routers: [],
    unresolved: [],
    stack: [],
    followed: new Set(),
    conditions: [],
    deferred: [],
    depth: 0,
    takesUnknown: false,
    steps: 0,
    callStart: 0,
    evaluate: (scope, expr) => evaluateExpression(run, scope, expr),
    execute: (scope, body) => executeBlock(run, scope, body),
    call: (fn, given, at, scope) => callValue(run, fn, given, at, scope),
    attribute: (of, name, scope) => attributeValue(run, of, name, scope),
    module: (path) => {
      const known = run.scopes.get(path);
      if (known) return known;
      const scope: Scope = { site: { path, within: [] }, names: new Map(), parent: null };
      run.scopes.set(path, scope);
      // A module is imported under the conditions of nobody.
      const outer = { conditions: run.conditions.splice(0), depth: run.depth };
      run.depth = 0;
      executeBlock(run, scope, db.facts(path)?.python?.body ?? []);
      run.depth = outer.depth;
      run.conditions.push(...outer.conditions);
      return scope;
    },
  };
  return run;
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

function assemble(run: Run): RouteTable {
  const routers = run.routers.filter((router) => !router.test);
  const children = new Set(
    routers.flatMap((router) =>
      router.entries.flatMap((e) => (e.k === 'include' && e.child !== router ? [e.child] : [])),
    ),
  );
  const roots = routers.filter((router) => !children.has(router) && router.entries.length > 0);
  const apps = roots
    .filter((router) => router.kind === 'app')
    .toSorted((a, b) => serverLikeness(b) - serverLikeness(a));
  nameApart(apps);
  const mounted = withoutRepeats(apps.map((app) => ({ app, ...linkRouter(run.db, app) })));
  const reached = new Set(mounted.flatMap(({ app }) => [...below(app)]));
  const loose = withoutRepeats(
    roots
      .filter((router) => router.kind === 'router' && !reached.has(router))
      .map((app) => ({ app, ...linkRouter(run.db, app) })),
  );
  const unresolved = new Map<string, UnresolvedRoute>();
  for (const { at, reason } of [...run.unresolved, ...mounted.flatMap((linked) => linked.unreadable)]) {
    if (isTestPath(at.path)) continue;
    unresolved.set(`${at.path} ${at.range.s} ${reason}`, { ...placeOf(run.db, at), reason });
  }
  if (isExhausted(run)) {
    const [first] = run.scopes.keys();
    const at = placeOf(run.db, { path: first ?? '', range: { s: 0, e: 0 } });
    unresolved.set('exhausted', { ...at, reason: 'the routing code is too entangled to be followed to its end' });
  }
  return {
    routes: [...mounted, ...loose].flatMap((linked) => linked.routes),
    routers: describeRouters(run),
    unresolved: [...unresolved.values()],
  };
}

/** Of two names for one application, that of the server's module is the one people know. */
function serverLikeness(app: Router): number {
  const [module = '', name = ''] = (app.name ?? '').split(':');
  const last = module.split('.').at(-1) ?? '';
  const isServer = /^(main|app|wsgi|asgi|server|api|application|run|web|enhanced_server)$/.test(last);
  return Number(isServer) + Number(!name.endsWith('()')) - Number(/celery|worker|script|manage|seed/.test(module));
}

/** Two applications made by one function have two names. */
function nameApart(apps: readonly Router[]): void {
  const taken = new Map<string, number>();
  for (const app of apps) {
    const name = app.name ?? 'app';
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    app.name = count === 1 ? name : `${name}#${count}`;
  }
}

/** The same factory called twice, by a server and by a worker, makes one application; so do equal ones of any origin. */
function withoutRepeats<T extends { readonly app: Router; readonly routes: readonly Route[] }>(
  linked: readonly T[],
): readonly T[] {
  if (linked.length < 2) return linked;
  const kept: { readonly one: T; readonly keys: ReadonlySet<string> }[] = [];
  for (const one of linked) {
    const keys = new Set(one.routes.map(identity));
    const isRepeat = (small: ReadonlySet<string>, large: ReadonlySet<string>, other: T) =>
      small.size > 0 &&
      [...small].every((key) => large.has(key)) &&
      (small.size === large.size || isSameSite(one.app, other.app));
    if (kept.some(({ one: other, keys: known }) => isRepeat(keys, known, other))) continue;
    const larger = kept.findIndex(({ one: other, keys: known }) => isRepeat(known, keys, other));
    if (larger >= 0) kept.splice(larger, 1);
    kept.push({ one, keys });
  }
  return kept.map(({ one }) => one);
}

function isSameSite(a: Router, b: Router): boolean {
  return a.at.path === b.at.path && a.at.range.s === b.at.range.s;
}

function identity(route: Route): string {
  const { name, at, start } = route.handler;
  return `${route.methods.join()} ${route.path} ${at.path} ${start} ${name}`;
}
