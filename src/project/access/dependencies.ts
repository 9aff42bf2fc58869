/** What a dependency does to a request without credentials, whatever it is: a function, a class, a scheme, what a factory gives. */
import type { Call, ClassDef, Expr, FunctionDef } from '../../model/python.ts';
import { dottedName, keywordArgument, statementsOf } from '../../model/python-walk.ts';
import { type Constant, evaluate as constantOf } from '../constants.ts';
import type { Db } from '../db.ts';
import { moduleName } from '../modules.ts';
import { originOf } from '../origin.ts';
import { attributeOf, inside, resolve, type Site, type Target } from '../resolve.ts';
import { instanceClass } from '../types.ts';
import { dependsIn } from './annotations.ts';
import { fieldsOf } from './fields.ts';
import { type Asking, MAX_DEPTH } from './follow.ts';
import { asks, isLibraryGuard, SCHEME } from './names.ts';
import { isFalse, isTrue, promised } from './outcome.ts';
import { HARMLESS, known, NOTHING, type Outcome, REFUSES, type Value } from './values.ts';

/** Who answers for the functions of the repository. */
export interface Asker {
  readonly db: Db;
  /** How many functions away from the route: a decorator may lead back to what it decorates. */
  readonly depth: number;
  ask(site: Site, def: FunctionDef, asking: Asking): Outcome;
}

export interface Named {
  readonly name: string;
  readonly outcome: Outcome;
}

/** The dotted name of a definition. */
export function nameOf(db: Db, site: Site, def: FunctionDef | ClassDef): string {
  return `${moduleName(db, site.path)}.${[...site.within, def].map((part) => part.name).join('.')}`;
}

/** What stands in `Depends(…)`. */
export function outcomeOfDependency(by: Asker, site: Site, expr: Expr, asking: Asking): Named {
  if (asking.depth > MAX_DEPTH) return { name: dottedName(expr) ?? 'unknown', outcome: HARMLESS };
  if (expr.k === 'call') return ofCall(by, site, expr, asking);
  if (expr.k === 'lambda') return { name: 'lambda', outcome: HARMLESS };
  const target = resolve(by.db, site, expr);
  switch (target.kind) {
    case 'function':
      return { name: nameOf(by.db, target.site, target.def), outcome: by.ask(target.site, target.def, asking) };
    case 'class':
      return {
        name: nameOf(by.db, target.site, target.def),
        outcome: outcomeOfClass(by, target.site, target.def, asking),
      };
    case 'external':
      return { name: target.dotted, outcome: outcomeOfLibrary(target.dotted, null) };
    case 'variable':
      return ofVariable(by, target, asking);
    default:
      return ofMethod(by, site, expr, asking);
  }
}

function ofVariable(by: Asker, target: Target & { kind: 'variable' }, asking: Asking): Named {
  const name = `${moduleName(by.db, target.site.path)}.${target.name}`;
  const last = target.bindings.findLast((binding) => binding.kind === 'value' && binding.value?.k !== 'const');
  if (last?.kind === 'value' && last.value) {
    const { outcome } = outcomeOfDependency(by, target.site, last.value, { ...asking, depth: asking.depth + 1 });
    return { name, outcome };
  }
  const parameter = target.bindings.find((binding) => binding.kind === 'parameter');
  return { name, outcome: promised(!parameter && asks(target.name)) };
}

/** A method of an instance: `auth_service.get_user`, `fastapi_users.current_user`. */
function ofMethod(by: Asker, site: Site, expr: Expr, asking: Asking): Named {
  const name = dottedName(expr) ?? 'unknown';
  if (expr.k !== 'attr') return { name, outcome: promised(asks(name)) };
  const owner = instanceClass(by.db, site, expr.obj);
  const member = owner && attributeOf(by.db, owner, expr.name);
  if (member?.kind === 'function') {
    return { name: nameOf(by.db, member.site, member.def), outcome: by.ask(member.site, member.def, asking) };
  }
  const origin = originOf(by.db, site, expr);
  return origin ? { name: origin, outcome: outcomeOfLibrary(origin, null) } : { name, outcome: promised(asks(name)) };
}

/** `Depends(require_role("admin"))`, `Depends(HTTPBearer())`, `Depends(Checker("x"))`. */
function ofCall(by: Asker, site: Site, expr: Call, asking: Asking): Named {
  const target = resolve(by.db, site, expr.fn);
  if (target.kind === 'function') {
    const made = ofFactory(by, target, argumentsOf(by.db, site, expr, target.def), asking);
    const [only] = expr.args;
    // `strict = copied(get_user)`: what it makes of it is still that.
    const isUnclear = made.outcome.refuses === 'no' && made.outcome.opaque && expr.args.length === 1;
    if (!isUnclear || !only || resolve(by.db, site, only).kind !== 'function') return made;
    return outcomeOfDependency(by, site, only, { ...asking, depth: asking.depth + 1 });
  }
  if (target.kind === 'class') {
    const given = constantsGiven(by.db, site, expr, target);
    const outcome = outcomeOfInstance(by, target, asking, given);
    return { name: nameOf(by.db, target.site, target.def), outcome };
  }
  if (target.kind === 'external') {
    if (target.dotted === 'functools.partial' && expr.args[0])
      return outcomeOfDependency(by, site, expr.args[0], asking);
    return { name: target.dotted, outcome: outcomeOfLibrary(target.dotted, expr) };
  }
  if (expr.fn.k === 'attr') {
    const owner = instanceClass(by.db, site, expr.fn.obj);
    const member = owner && attributeOf(by.db, owner, expr.fn.name);
    if (member?.kind === 'function') return ofFactory(by, member, argumentsOf(by.db, site, expr, member.def), asking);
    const origin = originOf(by.db, site, expr.fn);
    if (origin) return { name: origin, outcome: outcomeOfLibrary(origin, expr) };
  }
  const name = dottedName(expr.fn) ?? 'unknown';
  return { name, outcome: promised(asks(name) && !isSoft(expr)) };
}

/** The constants that a factory is called with. */
export function argumentsOf(db: Db, site: Site, expr: Call, def: FunctionDef): Record<string, Value> {
  const named: Record<string, Value> = {};
  const give = (name: string | undefined, value: Expr): void => {
    const constant = constantOf(db, site, value);
    if (name !== undefined && constant !== undefined && JSON.stringify(constant).length < 60)
      named[name] = known(constant);
  };
  expr.args.forEach((arg, i) => {
    give(def.params[i]?.name, arg);
  });
  for (const keyword of expr.kw) give(keyword.name ?? undefined, keyword.v);
  return named;
}

/** The function that a factory returns: asked with what the factory was given. */
function ofFactory(
  by: Asker,
  target: Target & { kind: 'function' },
  args: Readonly<Record<string, Value>>,
  asking: Asking,
): Named {
  const name = nameOf(by.db, target.site, target.def);
  const at = inside(target.site, target.def);
  const deeper: Asking = {
    ...asking,
    depth: asking.depth + 1,
    args: { ...defaultsOf(by.db, target.site, target.def), ...args },
  };
  const given = returnedBy(target.def).map((expr) => {
    const asked = dependsIn(by.db, at, expr, null);
    return outcomeOfDependency(by, asked?.site ?? at, asked?.expr ?? expr, deeper).outcome;
  });
  const outcome = given.find(({ refuses }) => refuses === 'yes') ?? given[0] ?? promised(false);
  return { name, outcome: outcome.refuses === 'no' && outcome.opaque ? promised(asks(target.def.name)) : outcome };
}

/** A factory that chooses among more is no longer one of dependencies. */
const MAX_RETURNS = 8;

function returnedBy(def: FunctionDef): readonly Expr[] {
  return statementsOf(def.body)
    .flatMap((stmt) => (stmt.k === 'return' && stmt.v && /^(name|attr|call)$/.test(stmt.v.k) ? [stmt.v] : []))
    .slice(0, MAX_RETURNS);
}

export function defaultsOf(db: Db, site: Site, def: FunctionDef): Record<string, Value> {
  const named: Record<string, Value> = {};
  for (const param of def.params) {
    const constant = param.default ? constantOf(db, site, param.default) : undefined;
    if (typeof constant === 'boolean') named[param.name] = known(constant);
  }
  return named;
}

/** `Depends(Checker)`: the parameters and the body of `__init__`; `Depends(Scheme)` of a class that extends one of FastAPI. */
function outcomeOfClass(by: Asker, site: Site, def: ClassDef, asking: Asking): Outcome {
  const target: Target = { kind: 'class', site, def };
  const init = attributeOf(by.db, target, '__init__');
  return init.kind === 'function' ? by.ask(init.site, init.def, asking) : HARMLESS;
}

/** The constants that an instance is made with, by the names of the parameters of `__init__`. */
function constantsGiven(db: Db, site: Site, expr: Call, target: Target): ReadonlyMap<string, Constant> {
  const given = new Map<string, Constant>();
  const init = attributeOf(db, target, '__init__');
  const params = init.kind === 'function' ? init.def.params.slice(1) : [];
  const give = (name: string | null | undefined, value: Expr): void => {
    const constant = constantOf(db, site, value);
    if (name && constant !== undefined) given.set(name, constant);
  };
  expr.args.forEach((arg, i) => {
    give(params[i]?.name, arg);
  });
  for (const keyword of expr.kw) give(keyword.name, keyword.v);
  return given;
}

/** An instance is called for each request. */
export function outcomeOfInstance(
  by: Asker,
  { site, def }: { readonly site: Site; readonly def: ClassDef },
  asking: Asking,
  given: ReadonlyMap<string, Constant>,
): Outcome {
  const called = attributeOf(by.db, { kind: 'class', site, def }, '__call__');
  const fields = fieldsOf(by.db, inside(site, def), def, given);
  const isSoftMade = given.get('auto_error') === false;
  const args: Record<string, Value> = isSoftMade ? { ...fields, 'self.auto_error': known(false) } : { ...fields };
  if (called.kind === 'function') return by.ask(called.site, called.def, { ...asking, args });
  for (const base of def.bases) {
    const target = resolve(by.db, site, base.k === 'sub' ? base.obj : base);
    if (target.kind === 'external' && SCHEME.test(target.dotted)) return isSoftMade ? soft() : REFUSES;
  }
  return promised(asks(def.name));
}

function soft(): Outcome {
  return { ...HARMLESS, value: NOTHING };
}

function isSoft(call: Call | null): boolean {
  return (
    call !== null &&
    (isFalse(keywordArgument(call, 'auto_error')) ||
      isTrue(keywordArgument(call, 'optional')) ||
      isFalse(keywordArgument(call, 'session_required')) ||
      isFalse(keywordArgument(call, 'required')))
  );
}

/** Something of a library: `call` is how it was made, where it was. */
export function outcomeOfLibrary(dotted: string, call: Call | null): Outcome {
  const name = dotted.replace(/\(\)$/, '');
  if (SCHEME.test(name)) return isSoft(call) ? soft() : REFUSES;
  if (/(^|\.)AuthJWT$/.test(name)) return { ...HARMLESS, value: NOTHING };
  if (isLibraryGuard(dotted) || (asks(name) && !/^(builtins|fastapi|starlette)\b/.test(dotted)))
    return isSoft(call) ? soft() : REFUSES;
  return HARMLESS;
}
