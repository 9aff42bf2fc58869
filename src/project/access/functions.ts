/** What a function of the repository does to a request without credentials: remembered for each way it is asked. */
import type { Expr, FunctionDef, Param } from '../../model/python.ts';
import { definitionsIn, keywordArgument } from '../../model/python-walk.ts';
import { evaluate as constantOf } from '../constants.ts';
import { type Db, query } from '../db.ts';
import { externalName, inside, type Site } from '../resolve.ts';
import { dependencyIn } from './annotations.ts';
import { outcomeOfDecorator } from './decorators.ts';
import { type Asker, outcomeOfDependency } from './dependencies.ts';
import { evaluate } from './evaluate.ts';
import { type Asking, type Follow, MAX_DEPTH } from './follow.ts';
import { asks, carriesCredentials, isAccessParameter, isForOthers } from './names.ts';
import { conclude } from './outcome.ts';
import { isSocket } from './request.ts';
import { block } from './statements.ts';
import { ANONYMOUS, FOREIGN, HARMLESS, known, NOTHING, type Outcome, START, type Value } from './values.ts';

interface Key extends Asking {
  readonly path: string;
  readonly start: number;
}

const definitions = query<ReadonlyMap<number, { readonly site: Site; readonly def: FunctionDef }>>(
  'access-functions',
  (db, path) => {
    const found = new Map<number, { site: Site; def: FunctionDef }>();
    for (const { def, within } of definitionsIn(db.facts(path)?.python?.body ?? [])) {
      if (def.k === 'def') found.set(def.s, { site: { path, within }, def });
    }
    return found;
  },
);

const outcomes = query<Outcome>('access-outcome', (db, key) => {
  const asking = parsed(key);
  const found = db.get(definitions, asking.path).get(asking.start);
  return found ? follow(db, found.site, found.def, asking) : HARMLESS;
});

/** The function that begins at offset `start` of a file. */
export function definitionAt(
  db: Db,
  path: string,
  start: number,
): { readonly site: Site; readonly def: FunctionDef } | null {
  return db.get(definitions, path).get(start) ?? null;
}

// The key is text that `ask` wrote.
function parsed(key: string): Key {
  return JSON.parse(key) as Key;
}

/** Asks a function. Each question is about functions one step further away, so none leads back to itself. */
export function ask(db: Db, site: Site, def: FunctionDef, asking: Asking): Outcome {
  if (asking.depth > MAX_DEPTH) return HARMLESS;
  const { role, depth, args, route } = asking;
  const key: Key = { role, depth, args, route: null, path: site.path, start: def.s };
  const general = db.get(outcomes, JSON.stringify(key));
  return general.usesRoute && route ? db.get(outcomes, JSON.stringify({ ...key, route })) : general;
}

export function askerOf(db: Db, depth = 0): Asker {
  return { db, depth, ask: (site, def, asking) => ask(db, site, def, asking) };
}

function follow(db: Db, site: Site, def: FunctionDef, asking: Asking): Outcome {
  // An abstract method is answered by classes that are not known here.
  if (asking.role === 'helper' && isStub(def)) return { ...HARMLESS, opaque: true };
  const at: Follow = {
    db,
    depth: asking.depth + 1,
    site: inside(site, def),
    asking,
    names: new Map(),
    exits: [],
    interruption: null,
    jump: null,
    looks: 0,
    signature: false,
    usesRoute: false,
    opaque: false,
    steps: 0,
    evaluate: (expr) => evaluate(at, expr),
    ask: (of, fn, how) => ask(db, of, fn, how),
    decorated: (of, fn) => decorated(askerOf(db, asking.depth + 1), of, fn),
  };
  for (const [name, value] of Object.entries(asking.args)) at.names.set(name, value);
  for (const param of def.params) {
    const given = Object.hasOwn(asking.args, param.name) ? asking.args[param.name] : undefined;
    const outcome = given ? null : dependencyOf(at, site, param);
    if (outcome?.refuses === 'yes')
      return { ...outcome, value: ANONYMOUS, usesRoute: at.usesRoute || outcome.usesRoute };
    if (outcome?.usesRoute) at.usesRoute = true;
    if (outcome?.looks) at.looks++;
    at.names.set(param.name, given ?? outcome?.value ?? parameter(at, site, param));
  }
  const end = block(at, def.body, START);
  if (end)
    at.exits.push({ k: 'pass', way: end, status: 0, raised: null, value: known(null), at: { s: def.e, e: def.e } });
  const outcome = conclude(at);
  // A quota is refused to people who are known, and may depend on knowing them; whether a form is forged says nothing of them.
  if (isForOthers(def.name) && asking.role === 'helper') return HARMLESS;
  if (isForOthers(def.name) && asking.role !== 'body') return { ...outcome, refuses: 'no', opens: [] };
  return outcome.refuses === 'no' && asking.role === 'dependency' && isPromise(def, outcome)
    ? { ...outcome, refuses: 'yes', status: 401 }
    : outcome;
}

/** A controller or service method may be where `@jwt_required()` stands. */
function decorated(by: Asker, site: Site, def: FunctionDef): Outcome {
  for (const decorator of def.decorators) {
    const isPlain =
      decorator.k === 'name' && /^(staticmethod|classmethod|property|wraps|cached_property)$/.test(decorator.id);
    const outcome = isPlain ? undefined : outcomeOfDecorator(by, site, decorator)?.outcome;
    if (outcome?.refuses === 'yes') return outcome;
  }
  return HARMLESS;
}

/** Nothing but a docstring, `pass` or `...`. */
function isStub(def: FunctionDef): boolean {
  return def.body.every(
    (stmt) => stmt.k === 'pass' || (stmt.k === 'expr' && (stmt.v.k === 'str' || stmt.v.k === 'const')),
  );
}

/** Code that is not there decides, or there is none: the name is all there is. */
function isPromise(def: FunctionDef, outcome: Outcome): boolean {
  const isOpaque = outcome.opaque && outcome.value.k === 'some' && outcome.value.from === 'anonymous';
  return asks(def.name) && (isStub(def) || isOpaque) && !/Optional|None/.test(returnsText(def.returns));
}

function returnsText(returns: Expr | null): string {
  return returns === null
    ? ''
    : JSON.stringify(returns).includes('"v":null')
      ? 'None'
      : JSON.stringify(returns).includes('"Optional"')
        ? 'Optional'
        : '';
}

function dependencyOf(at: Follow, site: Site, param: Param): Outcome | null {
  const found = dependencyIn(at.db, site, param);
  if (!found) return null;
  const { asking } = at;
  return outcomeOfDependency(askerOf(at.db), found.site, found.expr, {
    ...asking,
    role: 'dependency',
    depth: asking.depth + 1,
    args: {},
  }).outcome;
}

const REQUEST = /^(_?request|req|websocket|ws|web_socket|conn|connection|http_connection|_request)$/;

/** What an unasked parameter holds. */
function parameter(at: Follow, site: Site, param: Param): Value {
  const { db, asking } = at;
  const annotation = annotationName(db, site, param);
  if (/(^|\.)(Request|WebSocket|HTTPConnection)$/.test(annotation) || (annotation === '' && REQUEST.test(param.name)))
    return { k: 'request' };
  if (param.name === 'scope' && asking.role === 'middleware') return { k: 'part', of: 'scope' };
  if (/^(call_next|next_call)$/.test(param.name)) return { k: 'next' };
  if (/HTTP(Authorization|Basic)Credentials$/.test(annotation)) return ANONYMOUS;
  const marker = markerOf(at, site, param);
  if (marker) return marker;
  if (isAccessParameter(param.name) && (asking.role === 'body' || asking.role === 'dependency'))
    return withDefault(at, site, param.default);
  if (/token|api_?key|ticket/.test(param.name) && isSocket(at)) return withDefault(at, site, param.default);
  if (
    /^(token|authorization|x_api_key|api_key|credentials)$/.test(param.name) &&
    asking.role === 'dependency' &&
    param.default === null &&
    param.annotation === null
  )
    return ANONYMOUS;
  return param.default && asking.role === 'helper' ? constantDefault(at, site, param.default) : FOREIGN;
}

function annotationName(db: Db, site: Site, { annotation }: Param): string {
  if (annotation === null) return '';
  return annotation.k === 'str' ? annotation.v : (externalName(db, site, annotation) ?? '');
}

function constantDefault(at: Follow, site: Site, expr: Expr): Value {
  const value = constantOf(at.db, site, expr);
  return value === undefined || value === null || typeof value === 'string' ? FOREIGN : known(value);
}

/** `x_token: str = Header(None)`, `Annotated[str, Cookie()]`. */
function markerOf(at: Follow, site: Site, param: Param): Value | null {
  const items =
    param.annotation?.k === 'sub'
      ? param.annotation.index.flatMap((item) => (item.k === 'tuple' ? item.items : [item]))
      : [];
  for (const expr of [param.default, ...items.slice(1)]) {
    if (expr?.k !== 'call') continue;
    const name = externalName(at.db, site, expr.fn)?.split('.').at(-1);
    if (name !== 'Header' && name !== 'Cookie') continue;
    const alias = keywordArgument(expr, 'alias');
    const key = alias?.k === 'str' ? alias.v : param.name.replaceAll('_', '-');
    if (!carriesCredentials(key)) return FOREIGN;
    const fallback =
      expr === param.default ? (expr.args[0] ?? keywordArgument(expr, 'default') ?? null) : param.default;
    return withDefault(at, site, fallback);
  }
  return null;
}

function withDefault(at: Follow, site: Site, fallback: Expr | null): Value {
  const inner = fallback?.k === 'call' ? (fallback.args[0] ?? keywordArgument(fallback, 'default') ?? null) : fallback;
  if (inner === null) return ANONYMOUS;
  const value = constantOf(at.db, site, inner);
  return value === null ? NOTHING : value === undefined ? ANONYMOUS : known(value, 'anonymous');
}
