/** The route table of a repository: runs its routing code, then walks the routers from the applications down. */

import type { FunctionDef, Stmt } from '../../model/python.ts';
import { callsIn, definitionsIn } from '../../model/python-walk.ts';
import type { Route, RouteTable, UnresolvedRoute } from '../../model/routes.ts';
import { type Db, query } from '../db.ts';
import { externalName, inside, type Site } from '../resolve.ts';
import { callValue } from './call-values.ts';
import { callFunction } from './calls.ts';
import { routingFiles } from './declarations.ts';
import { attributeValue, evaluateExpression } from './expressions.ts';
import { isTestPath, routerClass } from './frameworks.ts';
import { linkRouter, placeOf } from './link.ts';
import { isExhausted, type Run } from './run.ts';
import { executeBlock } from './statements.ts';
import type { FunctionValue, Router, Scope } from './values.ts';

/** Cost: one pass over the files that take part in routing. */
export const routeTable = query<RouteTable>('route-table', (db) => {
  const run = startRun(db);
  const files = [...db.get(routingFiles)].filter((path) => !isTestPath(path));
  for (const path of files.toSorted((a, b) => Number(makesApp(db, b)) - Number(makesApp(db, a)))) run.module(path);
  for (const path of files) runFactories(run, path);
  for (let hook = run.deferred.shift(); hook; hook = run.deferred.shift()) hook();
  return assemble(run);
});

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
      const outer = run.conditions.splice(0);
      executeBlock(run, scope, db.facts(path)?.python?.body ?? []);
      run.conditions.push(...outer);
      return scope;
    },
  };
  return run;
}

/** Modules that make an application come first: what imports them back finds it. */
const appFiles = query<boolean>('makes-app', (db, path) => {
  const body = db.facts(path)?.python?.body ?? [];
  return callsApp(db, { path, within: [] }, body);
});

function makesApp(db: Db, path: string): boolean {
  return db.get(appFiles, path);
}

function callsApp(db: Db, site: Site, body: readonly Stmt[]): boolean {
  for (const call of callsIn(body)) {
    const last = call.fn.k === 'name' ? call.fn.id : call.fn.k === 'attr' ? call.fn.name : '';
    // Classes begin with a capital; resolving every other call would cost more than the table itself.
    if (!/^[A-Z]/.test(last)) continue;
    const name = externalName(db, site, call.fn);
    if (name !== null && routerClass(name)?.kind === 'app') return true;
  }
  return false;
}

/** Functions that make an application and that nothing in the repository calls: a server or a command does. */
function runFactories(run: Run, path: string): void {
  const body = run.db.facts(path)?.python?.body ?? [];
  for (const definition of definitionsIn(body)) {
    if (definition.def.k !== 'def' || run.followed.has(definition.def)) continue;
    if (definition.within.some((outer) => outer.k === 'def')) continue;
    const site: Site = { path, within: definition.within };
    if (!callsApp(run.db, inside(site, definition.def), definition.def.body)) continue;
    callFunction(run, factory(site, definition.def), { args: [], kw: new Map() });
  }
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
    routers.flatMap((router) => router.entries.flatMap((e) => (e.k === 'include' ? [e.child] : []))),
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
  return { routes: [...mounted, ...loose].flatMap((linked) => linked.routes), unresolved: [...unresolved.values()] };
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

function below(router: Router, found = new Set<Router>()): Set<Router> {
  if (found.has(router)) return found;
  found.add(router);
  for (const entry of router.entries) if (entry.k === 'include') below(entry.child, found);
  return found;
}

/** The same factory called twice, by a server and by a script, makes one application. */
function withoutRepeats<T extends { readonly app: Router; readonly routes: readonly Route[] }>(
  linked: readonly T[],
): T[] {
  const bySite = new Map<string, T[]>();
  for (const one of linked) {
    const site = `${one.app.at.path} ${one.app.at.range.s}`;
    const known = bySite.get(site) ?? [];
    const keys = new Set(one.routes.map(identity));
    const isKnown = known.some((other) => {
      const others = new Set(other.routes.map(identity));
      return [...keys].every((key) => others.has(key));
    });
    if (isKnown) continue;
    const kept = known.filter((other) => !other.routes.every((route) => keys.has(identity(route))));
    bySite.set(site, [...kept, one]);
  }
  const all = new Set([...bySite.values()].flat());
  return linked.filter((one) => all.has(one));
}

function identity(route: Route): string {
  return `${route.methods.join()} ${route.path} ${route.handler.name}`;
}
