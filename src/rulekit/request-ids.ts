/** Whether the lines that one request leaves in the logs can be told from those of others. */
import type { Project, SourceFile } from '../model/project.ts';
import type { Call, Expr, Stmt } from '../model/python.ts';
import { expressionsIn, statementsOf } from '../model/python-walk.ts';
import type { Place } from '../model/span.ts';
import { eachApplicationFile } from './application.ts';
import { codeOf } from './code.ts';
import { placeIn } from './index.ts';
import { importedPackages } from './served-application.ts';

export interface RequestId {
  /** set: a request is given one. read: somebody asks for it. logged: every request is logged, without one. */
  readonly kind: 'set' | 'read' | 'logged';
  readonly at: Place;
  readonly symbol: string;
}

const ID =
  /^(x_?)?(http_)?(request|correlation|trace|req)_?(id|uuid)(_?(ctx|var|context|context_var|ctx_var|contextvar))?$/i;
const HEADER =
  /^(http_)?x[-_](request|correlation|trace|amzn-trace|cloud-trace|b3)[-_]?(id|context|traceid)?$|^traceparent$|^(request|correlation)[-_]id$/i;
const LIBRARIES = [
  'opentelemetry',
  'ddtrace',
  'asgi_correlation_id',
  'starlette_context',
  'fastapi_request_id',
  'flask_log_request_id',
  'elasticapm',
  'newrelic',
  'logfire',
  'structlog_asgi',
  'request_id_helper',
  'aws_xray_sdk',
  'skywalking',
  'brave',
  'flask_request_id_header',
  'fastapi_structured_logging',
  'guid',
  'notifications_utils',
  'azure',
];

/** A library that carries an identifier through each request. */
export function hasTracingLibrary(project: Project): boolean {
  const packages = importedPackages(project);
  return LIBRARIES.some((name) => packages.has(name));
}

/** What application code does with identifiers of requests, in path order. */
export function requestIds(project: Project): readonly RequestId[] {
  return eachApplicationFile(project, 'request-ids', (file, of) => {
    const names = file.facts.python?.names ?? [];
    const isMiddleware = names.some((name) =>
      /middleware|call_next|before_request|after_request|^dispatch$/i.test(name),
    );
    if (!isMiddleware && !names.some((name) => ID.test(name))) return [];
    return [...idsIn(file), ...(isMiddleware ? loggingMiddlewares(of, file) : [])];
  });
}

function idsIn(file: SourceFile): readonly RequestId[] {
  const found: RequestId[] = [];
  const scopes: { readonly body: readonly Stmt[]; readonly symbol: string }[] = [
    { body: file.facts.python?.body ?? [], symbol: '' },
    ...codeOf(file).functions.map(({ def, symbol }) => ({ body: def.body, symbol })),
  ];
  for (const { body, symbol } of scopes) {
    for (const stmt of statementsOf(body)) {
      if (stmt.k === 'assign' && stmt.targets.some((target) => isIdTarget(target, stmt.v))) {
        found.push({ kind: 'set', at: placeIn(file, stmt), symbol });
      }
    }
  }
  for (const { call, name, symbol } of codeOf(file).calls) {
    const last = name?.split('.').at(-1) ?? (call.fn.k === 'attr' ? call.fn.name : '');
    const [first] = call.args;
    const text = first?.k === 'str' ? first.v : '';
    const at = placeIn(file, call);
    // What the proxy gives, and the log line holds, is an identifier as good as one's own.
    if (
      /^(info|debug|log|warning|error|exception)$/.test(last) &&
      call.args.some((arg) => expressionsIn(arg).some((one) => one.k === 'str' && HEADER.test(one.v)))
    ) {
      found.push({ kind: 'set', at, symbol });
    } else if (/^(bind|bind_contextvars|contextualize|bound_contextvars|set_tag|set_context)$/.test(last)) {
      if (call.kw.some((keyword) => keyword.name !== null && ID.test(keyword.name)) || ID.test(text))
        found.push({ kind: 'set', at, symbol });
    } else if (
      (last === 'ContextVar' && ID.test(text)) ||
      /(RequestI[dD]|CorrelationI[dD]|TraceI[dD]|RequestContext)\w*Middleware$/.test(last)
    ) {
      found.push({ kind: 'set', at, symbol });
    } else if (
      last === 'add_middleware' &&
      call.args.some((arg) => arg.k === 'name' && /(RequestI[dD]|CorrelationI[dD]|TraceI[dD])/.test(arg.id))
    ) {
      found.push({ kind: 'set', at, symbol });
    } else if (
      last === 'get' &&
      HEADER.test(text) &&
      call.fn.k === 'attr' &&
      call.fn.obj.k === 'attr' &&
      call.fn.obj.name === 'headers'
    ) {
      found.push({ kind: 'read', at, symbol });
    } else if (last === 'append' && call.args.some((arg) => arg.k === 'tuple' && arg.items.some(isHeader))) {
      found.push({ kind: 'set', at, symbol });
    }
  }
  return found;
}

/** `request.state.request_id = …`, `response.headers["X-Request-ID"] = …`, `request_id = str(uuid4())`. */
function isIdTarget(target: Expr, value: Expr | null): boolean {
  if (target.k === 'attr') return ID.test(target.name) && value !== null && value.k !== 'const';
  if (target.k === 'sub') return target.index.some(isHeader);
  if (target.k !== 'name' || !ID.test(target.id) || !value) return false;
  return [...expressionsIn(value)].some(
    (one) =>
      one.k === 'call' &&
      /(uuid|ulid|nanoid|token_hex|ksuid|urandom|generate|random|new)/i.test(
        one.fn.k === 'attr' ? one.fn.name : one.fn.k === 'name' ? one.fn.id : '',
      ),
  );
}

function isHeader(expr: Expr): boolean {
  return expr.k === 'str' && HEADER.test(expr.v);
}

/** Middlewares that write a line for each request: its method or status, with its address. */
function loggingMiddlewares(project: Project, file: SourceFile): readonly RequestId[] {
  const logged = new Set(
    project.logCalls(file.path).flatMap(({ logger, symbol }) => (logger === 'print' ? [] : [symbol])),
  );
  const { functions, calls } = codeOf(file);
  return functions.flatMap(({ def, symbol }) => {
    if (!logged.has(symbol) || !def.params.some(({ name }) => name === 'call_next')) return [];
    const says = calls.some((site) => site.symbol === symbol && describesRequest(site.call));
    return says ? [{ kind: 'logged' as const, at: placeIn(file, def.head), symbol }] : [];
  });
}

function describesRequest({ fn, args, kw }: Call): boolean {
  if (fn.k !== 'attr' || !/^(info|debug|log)$/.test(fn.name)) return false;
  const said = [...args, ...kw.map(({ v }) => v)].flatMap((arg) => [...expressionsIn(arg)]);
  const attributes = new Set(said.flatMap((one) => (one.k === 'attr' ? [one.name] : [])));
  return attributes.has('method')
    ? attributes.has('url') || attributes.has('path')
    : attributes.has('status_code') && attributes.has('url');
}
