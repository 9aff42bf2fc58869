import {
  eachHandler,
  expressionsWithin,
  functionsReached,
  type Handler,
  routeText,
  wordsOf,
} from '../../../src/rulekit/handlers.ts';
import { defineProjectRule, dottedName, type Expr, type Found, type Project } from '../../../src/rulekit/index.ts';

interface Open {
  readonly handler: Handler;
  /** `payload: dict`, `await request.json()`. */
  readonly body: string;
}

export default defineProjectRule(({ project }) => {
  const open = eachHandler(project, 'open-bodies', (handler, of): Open[] => {
    const body = isMutating(handler) ? bodyOf(handler) : null;
    return body !== null && !isChecked(of, handler) && writes(of, handler) ? [{ handler, body }] : [];
  });
  return [...Map.groupBy(open, ({ handler }) => handler.file.path)].map(([path, all]) => foundOf(path, all));
});

/** Flask and Starlette have no models of their own: their handlers check by hand. */
function isMutating({ routes }: Handler): boolean {
  return routes.some(
    ({ framework, methods, pathKey }) =>
      framework === 'fastapi' &&
      methods.some((one) => /^(POST|PUT|PATCH)$/.test(one)) &&
      !/webhook|hook|callback|ipn|telemetry|events?$|track|log/.test(pathKey),
  );
}

function bodyOf({ site: { def }, routes: [route] }: Handler): string | null {
  for (const { name, annotation, default: fallback } of def.params) {
    const isBody =
      fallback === null ||
      (fallback.k === 'call' && /(^|\.)Body$/.test(dottedName(fallback.fn) ?? '')) ||
      (fallback.k === 'const' && fallback.v === null);
    if (!annotation || !isBody || route.path.includes(`{${name}`)) continue;
    const text = looseType(annotation);
    if (text !== null && !FREE.test(name)) return `${name}: ${text}`;
  }
  const request = def.params.find(
    ({ annotation }) => annotation && /(^|\.)Request$/.test(dottedName(annotation) ?? ''),
  )?.name;
  const isJson = (expr: Expr): boolean =>
    expr.k === 'call' &&
    expr.fn.k === 'attr' &&
    expr.fn.name === 'json' &&
    expr.fn.obj.k === 'name' &&
    expr.fn.obj.id === request;
  return request !== undefined && expressionsWithin(def).some(isJson) ? `await ${request}.json()` : null;
}

/** What is free by design, and kept as it is. */
const FREE =
  /^_|state|context|meta|config|settings|extra|attributes|pref(erence)?s|options|filters?$|labels|tags|custom|layout|schema|json/i;

/** `dict`, `Dict[str, Any]`, `Any`; a dictionary of known values is a type. */
function looseType(annotation: Expr): string | null {
  const last = (expr: Expr): string => dottedName(expr)?.split('.').at(-1) ?? '';
  if (annotation.k === 'name' || annotation.k === 'attr')
    return /^(dict|Dict|Any)$/.test(last(annotation)) ? last(annotation) : null;
  if (annotation.k !== 'sub') return null;
  const items = annotation.index.flatMap((item) => (item.k === 'tuple' ? item.items : [item]));
  if (/^(Annotated|Optional)$/.test(last(annotation.obj))) return items[0] ? looseType(items[0]) : null;
  if (!/^(dict|Dict|Mapping)$/.test(last(annotation.obj)) || !items[1] || !/^(Any|object)$/.test(last(items[1])))
    return null;
  return `${last(annotation.obj)}[${last(items[0] ?? items[1])}, ${last(items[1])}]`;
}

const CHECKS =
  /(^|_)(valid|validate|validated|validates|validation|validator|verify|signature|hmac|schema|sanitize|clean|check|ensure|assert|parse)(_|$)|^(model_validate|model_validate_json|parse_obj|parse_raw|validate_python|TypeAdapter|isinstance|jsonschema|ALLOWED\w*|allowed\w*|WHITELIST\w*|EDITABLE\w*|ValidationError|construct_event)$/i;

/** Whether somebody on its way may check the body: a model made of it, a schema, a list of what may be set, types looked at. */
function isChecked(project: Project, handler: Handler): boolean {
  if (functionsReached(project, handler).some(({ site }) => [...wordsOf(site.def)].some((word) => CHECKS.test(word))))
    return true;
  const { def } = handler.site;
  // `Model(**data)`, and handlers that refuse what they do not want.
  const refuses = expressionsWithin(def).some(
    (expr) =>
      expr.k === 'call' &&
      [...expr.args, ...expr.kw.map(({ v }) => v)].some(
        (arg) => (arg.k === 'num' && /^4(00|22)$/.test(arg.v)) || /HTTP_4(00|22)/.test(dottedName(arg) ?? ''),
      ),
  );
  return (
    refuses ||
    expressionsWithin(def).some(
      (expr) =>
        expr.k === 'call' &&
        /(^|\.)[A-Z]\w*(Create|Update|Request|In|Schema|Model|Input|Params|Payload)$/.test(dottedName(expr.fn) ?? ''),
    )
  );
}

const WRITES =
  /\.(add|add_all|merge|insert|insert_one|insert_many|update|update_one|update_many|upsert|replace_one|create|save|commit|bulk_create|put_item|set|execute)$/;

/** It changes rows or documents itself, or in a function of the repository that it gives the body to. */
function writes(project: Project, handler: Handler): boolean {
  const functions = functionsReached(project, handler);
  const changes = functions.some(({ file, site }) =>
    project
      .reach(file.path, site.def.s)
      .uses.some(({ kind, call }) => /^(session|transaction|cursor|model|sdk)$/.test(kind) && WRITES.test(call)),
  );
  return changes;
}

function foundOf(path: string, all: readonly Open[]): Found {
  const [first] = all;
  if (!first) throw new Error('a file has at least one such handler');
  return {
    at: first.handler.routes[0].handler.at,
    subject: path,
    symbol: '',
    values: { handler: first.handler.site.def.name, body: first.body },
    parts: all.map(({ handler }) => ({
      subject: handler.site.symbol,
      label: routeText(handler.routes[0]),
      at: handler.routes[0].handler.at,
    })),
  };
}
