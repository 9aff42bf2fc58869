import {
  calledBy,
  eachHandler,
  expressionsWithin,
  functionAt,
  type Handler,
  type Located,
  statementsWithin,
} from '../../../src/rulekit/handlers.ts';
import {
  type Call,
  codeOf,
  defineProjectRule,
  dottedName,
  type Expr,
  type Found,
  type FunctionDef,
  importedName,
  keywordArgument,
  type Project,
  placeIn,
  statementsOf,
} from '../../../src/rulekit/index.ts';

/** A text of JSON that is made into JSON once more. */
interface Twice {
  readonly at: Expr;
  /** The call that makes the text: `json.dumps`. */
  readonly text: string;
  /** What makes JSON of it again: `JSONResponse`, or the framework where the handler returns it. */
  readonly by: string;
}

export default defineProjectRule(({ project }) =>
  eachHandler(project, 'json-twice', (handler, of) => twiceIn(of, handler).map((twice) => foundOf(handler, twice))),
);

const RESPONSES = /^(fastapi|starlette)\b.*\.(JSONResponse|ORJSONResponse|UJSONResponse)$|^flask\.(json\.)?jsonify$/;

function twiceIn(project: Project, handler: Handler): Twice[] {
  const { file, site } = handler;
  const responses = expressionsWithin(site.def).flatMap((expr): Twice[] => {
    const name = expr.k === 'call' ? (importedName(file, expr.fn) ?? '') : '';
    if (expr.k !== 'call' || !RESPONSES.test(name)) return [];
    const content = expr.args[0] ?? keywordArgument(expr, 'content');
    const text = content && textOf(project, handler, content, 0);
    return content && text ? [{ at: expr, text, by: name.slice(name.lastIndexOf('.') + 1) }] : [];
  });
  return [...responses, ...returned(project, handler)];
}

/** FastAPI makes JSON of what a handler returns, unless its decorator names another response. */
function returned(project: Project, handler: Handler): Twice[] {
  const [route] = handler.routes;
  const { def } = handler.site;
  const isOwnResponse = def.decorators.some(
    (decorator) =>
      decorator.k === 'call' && decorator.kw.some(({ name }) => name === 'response_class' || name === null),
  );
  if (
    route.framework !== 'fastapi' ||
    route.methods.includes('WEBSOCKET') ||
    isOwnResponse ||
    setsResponseClass(project, handler)
  )
    return [];
  return statementsOf(def.body).flatMap((stmt): Twice[] => {
    const text = stmt.k === 'return' && stmt.v ? textOf(project, handler, stmt.v, 0) : null;
    return stmt.k === 'return' && stmt.v && text ? [{ at: stmt.v, text, by: 'FastAPI' }] : [];
  });
}

/** `FastAPI(default_response_class=…)` or that of a router, in the module that registers. */
function setsResponseClass(project: Project, { file }: Handler): boolean {
  return project.memo(`double-json-serialization:${file.path}`, (asked) => {
    const module = asked.file(file.path);
    const calls = module ? codeOf(module).calls : [];
    return calls.some(({ call }) => keywordArgument(call, 'default_response_class') !== undefined);
  });
}

/** The call that makes a text of JSON out of `expr`, or `null` where it may be anything else. */
function textOf(project: Project, from: Located, expr: Expr, depth: number): string | null {
  if (depth > 4) return null;
  if (expr.k === 'await') return textOf(project, from, expr.v, depth + 1);
  if (expr.k === 'name') {
    const values = valuesOf(from.site.def, expr.id);
    const texts = values.map((value) => value && textOf(project, from, value, depth + 1));
    return texts.length > 0 && texts.every((text) => text !== null) ? (texts[0] ?? null) : null;
  }
  if (expr.k !== 'call') return null;
  const name = importedName(from.file, expr.fn) ?? '';
  if (/^(json|ujson|simplejson)\.dumps$|^flask\.json\.dumps$|^bson\.json_util\.dumps$/.test(name))
    return dottedName(expr.fn);
  if (expr.fn.k === 'attr' && isModelDump(project, from, expr))
    return `${dottedName(expr.fn.obj) ?? '…'}.${expr.fn.name}`;
  return fromHelper(project, from, expr, depth);
}

/** `user.model_dump_json()`; `.json()` only of what the handler's own annotations call a model: responses of servers have one too. */
function isModelDump(project: Project, { site, file }: Located, { fn, args }: Call): boolean {
  if (fn.k !== 'attr') return false;
  if (fn.name === 'model_dump_json') return true;
  if (fn.name !== 'json' || fn.obj.k !== 'name' || args.length > 0) return false;
  const { id } = fn.obj;
  const annotation = site.def.params.find(({ name }) => name === id)?.annotation;
  const of = annotation && dottedName(annotation);
  return (
    of !== null &&
    of !== undefined &&
    codeOf(file).classes.some(
      ({ def }) => def.name === of && def.bases.some((base) => /BaseModel$/.test(dottedName(base) ?? '')),
    ) &&
    project.layerOf(file.path) !== 'test'
  );
}

/** A function of the repository that returns nothing but texts of JSON. */
function fromHelper(project: Project, from: Located, call: Call, depth: number): string | null {
  const step = calledBy(project, from, call);
  const helper = step && functionAt(project, step.path, step.start);
  if (!helper || helper.site.def === from.site.def) return null;
  const values = statementsOf(helper.site.def.body).flatMap((stmt) => (stmt.k === 'return' ? [stmt.v] : []));
  const texts = values.map((value) => value && textOf(project, helper, value, depth + 2));
  return texts.length > 0 && texts.every((text) => text !== null) ? dottedName(call.fn) : null;
}

/** What a local name is given; `null` where that is no simple assignment. */
function valuesOf(def: FunctionDef, id: string): (Expr | null)[] {
  const isIt = (target: Expr): boolean => target.k === 'name' && target.id === id;
  return statementsWithin(def).flatMap((stmt): (Expr | null)[] => {
    if (stmt.k === 'assign' && stmt.targets.some(isIt)) return [stmt.op === undefined ? stmt.v : null];
    return (stmt.k === 'for' && isIt(stmt.target)) ||
      (stmt.k === 'with' && stmt.items.some(({ target }) => target && isIt(target)))
      ? [null]
      : [];
  });
}

function foundOf({ file, site }: Handler, { at, text, by }: Twice): Found {
  return {
    at: placeIn(file, at),
    subject: `${by} ${text}`,
    symbol: site.symbol,
    values: { text, by, handler: site.def.name },
    ...(by === 'FastAPI' ? { variant: 'returned' } : {}),
  };
}
