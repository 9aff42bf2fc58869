/** What the frameworks call their applications, routers and routes. Adding a framework begins here. */
import type { Framework } from '../../model/routes.ts';

interface RouterClass {
  readonly kind: 'app' | 'router';
  readonly framework: Framework;
}

const ROUTER_CLASSES: readonly [RegExp, RouterClass][] = [
  [/^fastapi(\.applications)?\.FastAPI$/, { kind: 'app', framework: 'fastapi' }],
  // Extensions call theirs `InferringRouter`, `ErrorAwareRouter`, `VersionedAPIRouter`: all extend FastAPI's. Routers that
  // bring routes of their own are no such thing: what they bring is not known.
  [
    /^(fastapi\.(routing\.)?APIRouter|(fastapi_\w+|\w+(\.\w+)*\.fastapi)\.(\w+\.)*(?!\w*(CRUD|Crud|GraphQL))\w+Router|(?!fastapi\b)\w+\.(\w+\.)*\w+APIRouter)$/,
    { kind: 'router', framework: 'fastapi' },
  ],
  [/^(starlette\.applications\.Starlette)$/, { kind: 'app', framework: 'starlette' }],
  [/^starlette\.routing\.Router$/, { kind: 'router', framework: 'starlette' }],
  [
    /^(flask|flask\.app|quart|apiflask|connexion|flask_openapi3|flask_appbuilder)\.(Flask|Quart|APIFlask|OpenAPI|FlaskApp|FlaskApiSpec)$/,
    { kind: 'app', framework: 'flask' },
  ],
  [
    /^(flask|flask\.blueprints|quart|apiflask|flask_smorest|flask_openapi3)\.(Blueprint|APIBlueprint)$/,
    { kind: 'router', framework: 'flask' },
  ],
  [/^(flask_restful|flask_restx|flask_restplus)\.(Api|Namespace)$/, { kind: 'router', framework: 'flask' }],
];

/** What calling `dotted` makes, or `null` when it is no application or router. */
export function routerClass(dotted: string): RouterClass | null {
  return ROUTER_CLASSES.find(([pattern]) => pattern.test(dotted))?.[1] ?? null;
}

export const HTTP_METHODS: ReadonlySet<string> = new Set([
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'options',
  'head',
  'trace',
]);

/** `Route(path, endpoint)` and its relatives in a `routes=` list. */
export function routeClass(dotted: string): 'route' | 'websocket' | 'mount' | 'host' | null {
  const match = /^(?:starlette|fastapi)\.routing\.(Route|APIRoute|WebSocketRoute|APIWebSocketRoute|Mount|Host)$/.exec(
    dotted,
  );
  if (!match) return null;
  const name = match[1];
  if (name === 'Mount') return 'mount';
  if (name === 'Host') return 'host';
  return name === 'Route' || name === 'APIRoute' ? 'route' : 'websocket';
}

/** A complete application of a library that answers metrics scrapes. */
export const METRICS_APP =
  /^(prometheus_client(\..+)?\.(make_asgi_app|make_wsgi_app)|starlette_exporter\.handle_metrics|aioprometheus\..*(MetricsMiddleware|metrics))$/;
export const INSTRUMENTATOR =
  /^prometheus_fastapi_instrumentator(\..+)?\.(Instrumentator|PrometheusFastApiInstrumentator)$/;
export const FLASK_METRICS = /^prometheus_flask_exporter(\..+)?\.\w*PrometheusMetrics$/;

/** The first names of imports that make a file worth reading for routes. */
export const FRAMEWORK_PACKAGES: ReadonlySet<string> = new Set([
  'fastapi',
  'starlette',
  'flask',
  'quart',
  'apiflask',
  'flask_restful',
  'flask_restx',
  'flask_restplus',
  'flask_smorest',
  'flask_openapi3',
  'flask_appbuilder',
  'fastapi_users',
  'fastapi_utils',
  'fastapi_restful',
  'prometheus_fastapi_instrumentator',
  'prometheus_flask_exporter',
]);

/** Methods of a router that change what it serves. */
export const REGISTERING: ReadonlySet<string> = new Set([
  'include_router',
  'add_api_route',
  'add_api_websocket_route',
  'add_route',
  'add_websocket_route',
  'add_url_rule',
  'add_resource',
  'add_namespace',
  'add_middleware',
  'register_blueprint',
  'register_api',
  'mount',
  'expose',
  'instrument',
]);

/** A file that belongs to tests: its applications are not those of the service. */
export function isTestPath(path: string): boolean {
  return /(^|\/)(tests?|testing|__tests__|e2e)\/|(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$/.test(path);
}
