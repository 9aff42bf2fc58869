/** What the methods of an application or router do to it. */
import { callsIn } from '../../model/python-walk.ts';
import { settled } from './copies.ts';
import { includeEntry, routeEntry } from './entries.ts';
import { HTTP_METHODS } from './frameworks.ts';
import { libraryRoutes } from './library-routers.ts';
import { addEntries, addEntry, attachApi, emptyRouter, given, methodsOf, pathText } from './make-router.ts';
import type { Arguments, Run } from './run.ts';
import {
  type FunctionValue,
  isNone,
  type Made,
  type Node,
  type Router,
  textOf,
  unknown,
  type Value,
} from './values.ts';

type Method = (run: Run, router: Router, from: Arguments, at: Node) => Value;

const NOTHING: Value = { k: 'const', v: null };

/** The effect of `router.name(…)`; `null` for a method that does nothing to routes. */
export function callRouterMethod(run: Run, router: Router, name: string, from: Arguments, at: Node): Value | null {
  if (HTTP_METHODS.has(name)) return decorator(run, router, from, at, [name.toUpperCase()]);
  const method = METHODS.get(name);
  return method ? method(run, router, from, at) : null;
}

const includeRouter: Method = (run, router, from, at) => {
  const child = given(from, 0, 'router');
  const prefix = pathText(from.kw.get('prefix') ?? from.args[1]);
  for (const item of child?.k === 'list' ? child.items : [child]) {
    const included = item?.k === 'made' ? libraryRouter(run, item) : item?.k === 'router' ? item.router : null;
    if (included) {
      const copies = router.framework === 'fastapi' && included.framework === 'fastapi';
      router.entries.push(includeEntry(run, { child: included, prefix, at, from, copies }));
    } else notIncluded(run, item, at, `the included router is ${reasonOf(item)}`);
  }
  return NOTHING;
};

/** `fastapi_users.get_auth_router(backend)`: a router whose routes are known without seeing its code. */
function libraryRouter(run: Run, made: Made): Router | null {
  const routes = libraryRoutes(made.dotted);
  if (!routes) return null;
  const prefix = pathText(made.kw.get('path') ?? made.kw.get('prefix'));
  const router: Router = { ...emptyRouter(made.at), framework: 'fastapi', prefix };
  for (const [methods, path] of routes) {
    const handler: Value = { k: 'external', dotted: made.dotted };
    router.entries.push(routeEntry(run, { methods, path, handler, at: made.at, from: null, condition: null }));
  }
  return router;
}

const registerBlueprint: Method = (run, router, from, at) => {
  const child = given(from, 0, 'blueprint') ?? from.kw.get('ns') ?? from.kw.get('api');
  if (child?.k !== 'router') {
    notIncluded(run, child, at, `the registered blueprint is ${reasonOf(child)}`);
    return NOTHING;
  }
  const prefix = from.kw.get('url_prefix') ?? from.kw.get('path') ?? from.args[1];
  const replaces = prefix !== undefined && !isNone(prefix);
  // A blueprint of a blueprint is registered when that one is.
  const copies = child.router.isBlueprint && router.kind === 'app';
  const how = { child: child.router, prefix: pathText(prefix), replaces, copies, at, from: null };
  const around = router.kind === 'app' ? router.middleware : router.appMiddleware;
  around.push(...child.router.appMiddleware);
  // A namespace that several modules share is added once, however often it is named.
  const isKnown = router.entries.some((entry) => entry.k === 'include' && entry.child === child.router);
  if (!isKnown || child.router.namespace !== true) router.entries.push(includeEntry(run, how));
  return NOTHING;
};

const mount: Method = (run, router, from, at) => {
  const prefix = pathText(given(from, 0, 'path'));
  const app = given(from, 1, 'app');
  // `app.mount("/ws", ASGIApp(sio, other_asgi_app=app))`: what is mounted stands in front of the application itself.
  if (app?.k === 'router' && app.router === router) return NOTHING;
  if (app?.k === 'router') router.entries.push(includeEntry(run, { child: app.router, prefix, at, from: null }));
  else if (app) {
    router.entries.push(routeEntry(run, { methods: ['MOUNT'], path: prefix, handler: app, at, from: null }));
    if (app.k === 'unknown') run.unresolved.push({ at, reason: `the mounted application is ${app.reason}` });
  }
  return NOTHING;
};

/** `app.host("api.example.org", router)`. */
const host: Method = (run, router, from, at) => {
  const app = given(from, 1, 'app');
  const name = textOf(given(from, 0, 'host')) ?? 'another host';
  if (app?.k === 'router') {
    router.entries.push(includeEntry(run, { child: app.router, prefix: '', at, from: null, host: name }));
  }
  return NOTHING;
};

const addApiRoute: Method = (run, router, from, at) => {
  const handler = given(from, 1, 'endpoint') ?? from.kw.get('route') ?? unknown('no endpoint');
  register(
    run,
    router,
    {
      path: ownPath(given(from, 0, 'path'), handler),
      methods: methodsOf(from.kw.get('methods') ?? from.args[2]),
      from,
    },
    wrappedIn(handler, at),
    at,
  );
  return NOTHING;
};

const addWebSocket: Method = (run, router, from, at) => {
  const handler = given(from, 1, 'endpoint') ?? from.kw.get('route') ?? unknown('no endpoint');
  register(
    run,
    router,
    { path: ownPath(given(from, 0, 'path'), handler), methods: ['WEBSOCKET'], from },
    wrappedIn(handler, at),
    at,
  );
  return NOTHING;
};

const addUrlRule: Method = (run, router, from, at) => {
  const handler = from.kw.get('view_func') ?? from.args[2];
  if (handler) {
    register(
      run,
      router,
      { path: pathText(given(from, 0, 'rule')), methods: methodsOf(from.kw.get('methods')), from },
      wrappedIn(handler, at),
      at,
    );
  }
  return NOTHING;
};

const addResource: Method = (run, router, from, at) => {
  const handler = given(from, 0, 'resource') ?? unknown('no resource');
  for (const path of from.args.slice(1))
    register(run, router, { path: pathText(path), methods: null, from }, handler, at);
  return NOTHING;
};

const addMiddleware: Method = (_run, router, from, at) => {
  const value = given(from, 0, 'middleware_class');
  const made = 'starlette.middleware.Middleware';
  // The keywords say which paths it leaves alone.
  if (value)
    router.middleware.push({ value: settled({ k: 'made', dotted: made, args: [value], kw: from.kw, at }), at });
  return NOTHING;
};

const route: Method = (run, router, from, at) => decorator(run, router, from, at, methodsOf(from.kw.get('methods')));

const websocket: Method = (run, router, from, at) => decorator(run, router, from, at, ['WEBSOCKET']);

/** `@app.on_event("startup")`: the function runs before the first request. */
const onEvent: Method = (run, _router, from) => {
  if (textOf(from.args[0]) !== 'startup') return NOTHING;
  return {
    k: 'registrar',
    register: (handler, at) => {
      if (handler.k !== 'function') return;
      run.deferred.push(() => {
        run.call(handler, { args: [], kw: new Map() }, at, { site: handler.site, names: new Map(), parent: null });
      });
    },
  };
};

/** `@app.middleware("http")`: code around every request. */
const middleware: Method = (_run, router) => ({
  k: 'registrar',
  register: (value, at) => {
    router.middleware.push({ value: settled(value), at });
  },
});

/** `@bp.before_request`: a decorator without arguments. */
function hook(of: (router: Router) => Router['middleware']): Method {
  return (_run, router, from, at) => {
    const [value] = from.args;
    if (value) of(router).push({ value: settled(value), at });
    return NOTHING;
  };
}

/** FastAPI's routers have Starlette's own methods, too: what they register has no prefix and no dependencies. */
function plain(method: Method): Method {
  return (run, router, from, at) =>
    method(run, router, router.framework === 'fastapi' ? { ...from, plain: true } : from, at);
}

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['include_router', includeRouter],
  ['register_blueprint', registerBlueprint],
  ['register_api', registerBlueprint],
  ['add_namespace', registerBlueprint],
  ['mount', mount],
  ['host', host],
  ['add_route', plain(addApiRoute)],
  ['add_api_route', addApiRoute],
  ['add_websocket_route', plain(addWebSocket)],
  ['add_api_websocket_route', addWebSocket],
  ['add_url_rule', addUrlRule],
  ['add_resource', addResource],
  ['add_middleware', addMiddleware],
  ['route', plain(route)],
  ['api_route', route],
  ['websocket', websocket],
  ['websocket_route', plain(websocket)],
  [
    'init_app',
    (run, router, from, at) => {
      attachApi(run, router, from, at);
      return NOTHING;
    },
  ],
  ['on_event', onEvent],
  ['middleware', middleware],
  ['before_request', hook(({ middleware }) => middleware)],
  ['before_app_request', hook(({ kind, middleware, appMiddleware }) => (kind === 'app' ? middleware : appMiddleware))],
]);

function decorator(run: Run, router: Router, from: Arguments, at: Node, methods: readonly string[] | null): Value {
  const paths =
    from.args.length > 0 && router.framework === 'flask'
      ? from.args
      : [given(from, 0, 'path') ?? given(from, 0, 'rule')];
  const conditionThen = condition(run);
  return {
    k: 'registrar',
    register: (handler) => {
      for (const path of paths) {
        register(run, router, { path: pathText(path), methods, from }, handler, at, conditionThen);
      }
    },
  };
}

/** A decorator that registers a function of its own around the one it is given: that one answers. */
function wrappedIn(handler: Value, at: Node): Value {
  if (handler.k !== 'function' || handler.self) return handler;
  const [param, ...others] = handler.site.within.at(-1)?.k === 'def' ? paramsAround(handler) : [];
  const inner = param && others.length === 0 ? handler.scope?.names.get(param) : undefined;
  if (inner?.k !== 'function' || !callsIn(handler.def.body).some(({ fn }) => fn.k === 'name' && fn.id === param))
    return handler;
  return { ...inner, wrappers: [...inner.wrappers, { value: handler, at }] };
}

function paramsAround({ site }: FunctionValue): string[] {
  const around = site.within.at(-1);
  const names = around?.k === 'def' ? around.params.map(({ name }) => name) : [];
  return names.filter((name) => name !== 'self' && name !== 'cls');
}

/** A path that is not given comes from somewhere that was not read, and so may one that stands beside an unread handler. */
function ownPath(value: Value | undefined, handler: Value): string | undefined {
  const path = value && pathText(value);
  return handler.k === 'unknown' && !path?.startsWith('/') ? undefined : path;
}

function register(
  run: Run,
  router: Router,
  how: { readonly path: string | undefined; readonly methods: readonly string[] | null; readonly from: Arguments },
  handler: Value,
  at: Node,
  when = condition(run),
): void {
  const isPlain = how.from.plain ?? false;
  router.entries.push(routeEntry(run, { ...how, handler, at, plain: isPlain, condition: when }));
}

function condition(run: Run) {
  return run.conditions.at(-1) ?? null;
}

/** Whatever was meant may be any router that nothing else includes. */
function notIncluded(run: Run, item: Value | undefined, at: Node, reason: string): void {
  run.unresolved.push({ at, reason });
  if (item?.k !== 'made' && item?.k !== 'external') run.takesUnknown = true;
}

function reasonOf(value: Value | undefined): string {
  if (!value) return 'missing';
  if (value.k === 'unknown') return `${value.reason}, which could not be followed`;
  if (value.k === 'made' || value.k === 'external') return `\`${value.dotted}\` of a library`;
  return 'no router that could be followed';
}

/** `app.routes.append(Route(…))`, `app.router.routes.extend(routes)`. */
export function callRoutesList(run: Run, router: Router, name: string, from: Arguments, at: Node): Value {
  if (name === 'append' && from.args[0]) addEntry(run, router, from.args[0], at);
  if (name === 'insert' && from.args[1]) addEntry(run, router, from.args[1], at);
  if (name === 'extend') addEntries(run, router, from.args[0], at);
  return NOTHING;
}
