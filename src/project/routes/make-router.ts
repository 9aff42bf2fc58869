/** Makes the applications, routers and `Route(…)` entries of the frameworks from the arguments of the call. */
import { moduleName } from '../modules.ts';
import { settled } from './copies.ts';
import { includeEntry, routeEntry } from './entries.ts';
import { isTestPath, routeClass, routerClass } from './frameworks.ts';
import type { Arguments, Run } from './run.ts';
import { NOTHING_SHOWN, shownBy } from './shown.ts';
import { isNone, itemsOf, type Node, type Router, textOf, unknown, type Value } from './values.ts';

/** The argument given by position or by name. */
export function given(from: Arguments, index: number, name: string): Value | undefined {
  return (index >= 0 ? from.args[index] : undefined) ?? from.kw.get(name);
}

/** A prefix or path: empty where none is given, `undefined` where one is and it could not be read. */
export function pathText(value: Value | undefined): string | undefined {
  return value === undefined || isNone(value) ? '' : textOf(value);
}

/** The application or router that calling `dotted` makes. */
export function makeRouter(run: Run, dotted: string, from: Arguments, at: Node): Value {
  const made = routerClass(dotted);
  if (!made) return unknown(`\`${dotted}\``);
  const isFlask = made.framework === 'flask';
  const prefix = isFlask ? flaskPrefix(dotted, from) : pathText(from.kw.get('prefix'));
  const router: Router = {
    kind: made.kind,
    isBlueprint: /Blueprint$/.test(dotted),
    framework: made.framework,
    at,
    shown: shownBy(from),
    name: factoryName(run, at),
    extends: null,
    prefix: made.kind === 'app' && !isFlask ? '' : prefix,
    dependencies: (itemsOf(from.kw.get('dependencies')) ?? []).map(settled),
    entries: [],
    fields: new Map(),
    middleware: [],
    appMiddleware: [],
    overrides: false,
    test: isTestPath(at.path),
    escapes: false,
    ...(dotted.endsWith('.Namespace') ? { namespace: true as const } : {}),
  };
  run.routers.push(router);
  const value: Value = { k: 'router', router };
  addEntries(run, router, from.kw.get('routes') ?? (dotted.endsWith('.Router') ? from.args[0] : undefined), at);
  for (const item of itemsOf(from.kw.get('middleware')) ?? []) router.middleware.push({ value: settled(item), at });
  if (/(Api|Namespace)$/.test(dotted)) attachApi(run, router, from, at);
  startUp(run, value, from, at);
  return value;
}

function flaskPrefix(dotted: string, from: Arguments): string | undefined {
  if (dotted.endsWith('.Api')) return pathText(from.kw.get('prefix'));
  const own = pathText(from.kw.get('url_prefix') ?? from.kw.get('path') ?? from.kw.get('prefix'));
  // A namespace of flask-restx stands under its own name.
  if (own !== '' || !dotted.endsWith('.Namespace')) return own;
  const name = textOf(given(from, 0, 'name'));
  return name === undefined ? undefined : `/${name}`;
}

/** Until a module gives it a name, an application is known by the function that makes it. */
function factoryName(run: Run, at: Node): string | null {
  const maker = run.stack.findLast(({ def }) => def.name !== '__init__');
  return maker ? `${moduleName(run.db, at.path)}:${maker.def.name}()` : null;
}

/** `Api(app)` and `Api(blueprint)` of the flask_rest* libraries register on what they are given. */
export function attachApi(run: Run, router: Router, from: Arguments, at: Node): void {
  const owner = from.args[0] ?? from.kw.get('app');
  if (owner?.k !== 'router') return;
  const how = { prefix: router.prefix, replaces: true, at, from: null, condition: null };
  owner.router.entries.push(includeEntry(run, { child: router, ...how }));
}

/** `lifespan=`, `on_startup=`: code that runs before the first request and may include routers. */
function startUp(run: Run, router: Value, from: Arguments, at: Node): void {
  const hooks = [from.kw.get('lifespan'), ...(itemsOf(from.kw.get('on_startup')) ?? [])];
  for (const hook of hooks) {
    if (hook?.k !== 'function') continue;
    run.deferred.push(() => {
      run.call(hook, { args: [router], kw: new Map() }, at, { site: hook.site, names: new Map(), parent: null });
    });
  }
}

/** Adds the items of a `routes=[…]` list; what cannot be read is named. */
export function addEntries(run: Run, router: Router, list: Value | undefined, at: Node): void {
  if (list === undefined || isNone(list)) return;
  // `routes=other.routes`, whatever the other will have.
  if (list.k === 'method' && list.of.k === 'router' && list.name === 'routes') {
    if (list.of.router !== router)
      router.entries.push(includeEntry(run, { child: list.of.router, prefix: '', at, from: null }));
    return;
  }
  const items = itemsOf(list);
  if (!items) {
    run.unresolved.push({ at, reason: `the list of routes is ${list.k === 'unknown' ? list.reason : 'not a list'}` });
    return;
  }
  for (const item of items) addEntry(run, router, item, at);
  if (list.k === 'list' && !list.complete)
    run.unresolved.push({ at, reason: 'a part of the list of routes could not be read' });
}

export function addEntry(run: Run, router: Router, item: Value, at: Node): void {
  if (item.k === 'entry') router.entries.push(item.entry);
  else if (item.k === 'list') for (const inner of item.items) addEntry(run, router, inner, at);
  else
    run.unresolved.push({
      at,
      reason: `an item of the list of routes is ${item.k === 'unknown' ? item.reason : 'no route'}`,
    });
}

/** `Route("/x", endpoint=f)`, `Mount("/y", routes=[…])`, `WebSocketRoute(…)`; `null` when `dotted` is none of them. */
export function makeEntry(run: Run, dotted: string, from: Arguments, at: Node): Value | null {
  const kind = routeClass(dotted);
  if (!kind) return null;
  const path = kind === 'host' ? '' : pathText(given(from, 0, 'path'));
  if (kind === 'mount' || kind === 'host') {
    const app = given(from, 1, 'app');
    const child = app?.k === 'router' ? app.router : emptyRouter(at);
    addEntries(run, child, from.kw.get('routes'), at);
    const host = kind === 'host' ? { host: textOf(given(from, 0, 'host')) ?? 'another host' } : {};
    // A mounted application that is no router of ours is a route only where it is known to answer at its root.
    if (app && app.k !== 'router' && !isNone(app))
      child.entries.push(routeEntry(run, { methods: ['MOUNT'], path: '', handler: app, at, from: null }));
    return { k: 'entry', entry: includeEntry(run, { child, prefix: path, at, from: null, ...host }) };
  }
  const methods = kind === 'websocket' ? ['WEBSOCKET'] : methodsOf(from.kw.get('methods') ?? from.args[2]);
  const handler = given(from, 1, 'endpoint') ?? unknown('no endpoint');
  return { k: 'entry', entry: routeEntry(run, { methods: methods ?? null, path, handler, at, from }) };
}

export function emptyRouter(at: Node): Router {
  return {
    kind: 'router',
    isBlueprint: false,
    framework: 'starlette',
    at,
    shown: NOTHING_SHOWN,
    name: null,
    extends: null,
    prefix: '',
    dependencies: [],
    entries: [],
    fields: new Map(),
    middleware: [],
    appMiddleware: [],
    overrides: false,
    test: isTestPath(at.path),
    escapes: false,
  };
}

/** Upper-case names of `methods=[…]`, or `null` when none are given or they could not be read. */
export function methodsOf(value: Value | undefined): readonly string[] | null {
  const single = textOf(value);
  if (single !== undefined) return [single.toUpperCase()];
  const items = itemsOf(value);
  const names = items?.map(
    (item) => textOf(item) ?? (item.k === 'external' ? (item.dotted.split('.').at(-1) ?? '') : ''),
  );
  const known = names?.filter((name) => /^[A-Za-z]+$/.test(name)).map((name) => name.toUpperCase());
  return known && known.length > 0 ? known : null;
}
