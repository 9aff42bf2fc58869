/** Flow through calls: variables of the environment, conversions, functions of the repository. */
import type { Call, Expr, FunctionDef } from '../../model/python.ts';
import { argument, keywordArgument } from '../../model/python-walk.ts';
import type { Flow } from '../../model/settings.ts';
import { attributeOf, externalName, inside, resolve, type Site, type Target } from '../resolve.ts';
import { instanceClass } from '../types.ts';
import { returnedBy } from './assigned.ts';
import { asFlag, asList, castTo, fromJson, isTruthy, stringMethod } from './constants.ts';
import { type EnvRead, envRead } from './env-read.ts';
import { follow, join, UNKNOWN, underEnvironment, unique, type Walk } from './walk.ts';

/** What a call gives. */
export function callFlow(walk: Walk, site: Site, expr: Call): Flow {
  const read = envRead(walk.db, site, expr);
  if (read) return readEnv(walk, site, read);
  const external = externalName(walk.db, site, expr.fn);
  if (external !== null) return externalCall(walk, site, { name: external, call: expr });
  const callee = resolve(walk.db, site, expr.fn);
  if (callee.kind === 'function') return functionResult(walk, callee, { call: expr, site });
  if (expr.fn.k !== 'attr') return UNKNOWN;
  const method = methodOf(walk, site, expr.fn);
  if (method) return functionResult(walk, method, { call: expr, site });
  if (/^get_secret_value$/.test(expr.fn.name)) return follow(walk, site, expr.fn.obj);
  const self = follow(walk, site, expr.fn.obj);
  const args = expr.args.map((arg) => follow(walk, site, arg));
  return join(
    [self, ...args],
    stringMethod(
      expr.fn.name,
      self.value,
      args.map((arg) => arg.value),
    ),
  );
}

function methodOf(walk: Walk, site: Site, fn: Expr & { k: 'attr' }): (Target & { kind: 'function' }) | null {
  const owner = instanceClass(walk.db, site, fn.obj);
  const member = owner && attributeOf(walk.db, owner, fn.name);
  return member?.kind === 'function' ? member : null;
}

/** A variable of the environment: what `env` sets it to, else the fallback. */
export function readEnv(walk: Walk, site: Site, { variable, fallback, type, cast, optional }: EnvRead): Flow {
  const name = follow(walk, site, variable).value;
  const unset: Flow = optional ? { ...UNKNOWN, value: null } : UNKNOWN;
  const given = fallback ? follow(walk, site, fallback) : unset;
  if (typeof name !== 'string') return { ...given, value: undefined };
  // What a function of the repository makes of the text is not followed.
  const isKnown = cast?.k !== 'name' || CASTS.test(cast.id);
  return underEnvironment(walk.env, [name.toUpperCase()], { type: isKnown ? type : null, otherwise: given });
}

const CASTS = /^(str|bool|int|float|list|tuple|set|Secret|CommaSeparatedStrings|Csv)$/;

const PASSING =
  /(^|\.)(Field|SecretStr|SecretBytes|Secret|PrivateAttr|cast|AnyHttpUrl|HttpUrl|parse_obj_as|TypeAdapter|URL|lru_cache)$|^builtins\.(str|tuple|set|list|sorted|bytes)$/;

function externalCall(walk: Walk, site: Site, { name, call: made }: { name: string; call: Call }): Flow {
  const [first] = made.args;
  const inner = first ? follow(walk, site, first) : UNKNOWN;
  if (/(^|\.)(Field|field|PrivateAttr)$/.test(name)) return fieldDefault(walk, site, made);
  if (/(^|\.)strtobool$/.test(name)) return { ...inner, value: asFlag(inner.value) };
  if (name === 'builtins.bool') {
    return { ...inner, value: inner.value === undefined ? undefined : isTruthy(inner.value) };
  }
  if (name === 'builtins.int' || name === 'builtins.float') {
    return { ...inner, value: inner.value === null ? undefined : castTo('int', inner.value) };
  }
  if (/^(json|orjson|ujson|ast)\.(loads|literal_eval)$/.test(name)) {
    return { ...inner, value: typeof inner.value === 'string' ? fromJson(inner.value) : undefined };
  }
  if (/(^|\.)CommaSeparatedStrings$/.test(name)) return { ...inner, value: asList(inner.value) };
  if (/^typing\.cast$/.test(name)) return made.args[1] ? follow(walk, site, made.args[1]) : UNKNOWN;
  if (PASSING.test(name)) return inner;
  return {
    ...join(
      made.args.map((arg) => follow(walk, site, arg)),
      undefined,
    ),
    at: null,
  };
}

/** `Field(default, …)`, `Field(default=…)`, `field(default_factory=lambda: …)`. */
function fieldDefault(walk: Walk, site: Site, made: Call): Flow {
  const given = argument(made, 0, 'default');
  if (given) return follow(walk, site, given);
  const factory = keywordArgument(made, 'default_factory');
  if (factory?.k === 'lambda') return follow(walk, site, factory.body);
  const callee = factory ? resolve(walk.db, site, factory) : null;
  if (callee?.kind === 'external' && callee.dotted === 'builtins.list') return { ...UNKNOWN, value: [] };
  return callee?.kind === 'function' ? functionResult(walk, callee, null) : UNKNOWN;
}

/** What a function of the repository returns, its parameters bound to the arguments. */
export function functionResult(
  walk: Walk,
  callee: Target & { kind: 'function' },
  from: { readonly call: Call; readonly site: Site } | null,
): Flow {
  const at = inside(callee.site, callee.def);
  const bound = new Map(walk.bound);
  if (from) bound.set(callee.def, argumentsOf(walk, callee.def, from));
  const within: Walk = { ...walk, bound };
  const tests: Flow[] = [];
  const result = returnedBy(callee.def.body, (test) => {
    const decided = follow(within, at, test);
    tests.push(decided);
    return decided.value === undefined ? undefined : isTruthy(decided.value);
  });
  const found = result ? follow(within, at, result) : UNKNOWN;
  return { ...found, variables: unique([...found.variables, ...tests.flatMap((test) => test.variables)]) };
}

function argumentsOf(
  walk: Walk,
  def: FunctionDef,
  { call: made, site }: { readonly call: Call; readonly site: Site },
): ReadonlyMap<string, Flow> {
  const names = def.params.filter(({ kind }) => kind === 'positional' || kind === 'normal').map(({ name }) => name);
  const positions = /^(self|cls)$/.test(names[0] ?? '') ? names.slice(1) : names;
  const bound = new Map<string, Flow>();
  for (const param of def.params) {
    const index = positions.indexOf(param.name);
    const given = argument(made, index < 0 ? made.args.length : index, param.name);
    if (given) bound.set(param.name, follow(walk, site, given));
  }
  return bound;
}
