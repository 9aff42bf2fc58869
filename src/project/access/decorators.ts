/** What a decorator does to a request without credentials before the function that it wraps is called. */
import type { Call, ClassDef, Expr, FunctionDef } from '../../model/python.ts';
import { dottedName, keywordArgument, statementsOf } from '../../model/python-walk.ts';
import { originOf } from '../origin.ts';
import { attributeOf, inside, resolve, type Site, type Target } from '../resolve.ts';
import { instanceClass } from '../types.ts';
import { type Asker, argumentsOf, defaultsOf, type Named, nameOf, outcomeOfLibrary } from './dependencies.ts';
import { MAX_DEPTH } from './follow.ts';
import { asks } from './names.ts';
import { isTrue, promised } from './outcome.ts';
import { HARMLESS, type Outcome, type Value } from './values.ts';

/** A decorator as written above a handler; `null` for what only registers or describes it. */
export function outcomeOfDecorator(from: Asker, site: Site, decorator: Expr): Named | null {
  if (from.depth > MAX_DEPTH) return null;
  const by: Asker = { ...from, depth: from.depth + 1 };
  const call = decorator.k === 'call' ? decorator : null;
  const callee = call ? call.fn : decorator;
  const target = targetOf(by, site, callee);
  if (target.kind === 'function') {
    const args = call ? argumentsOf(by.db, site, call, target.def) : {};
    return {
      name: nameOf(by.db, target.site, target.def),
      outcome: outcomeOfWrapper(by, target.site, target.def, args),
    };
  }
  if (target.kind === 'class') {
    return {
      name: nameOf(by.db, target.site, target.def),
      outcome: outcomeOfWrappingClass(by, target.site, target.def),
    };
  }
  if (target.kind === 'external') return { name: target.dotted, outcome: ofLibrary(target.dotted, call) };
  const origin = originOf(by.db, site, callee);
  if (origin !== null && REGISTERS.test(origin)) return null;
  if (origin) return { name: origin, outcome: ofLibrary(origin, call) };
  const name = dottedName(callee);
  return name !== null && asks(name) ? { name, outcome: promised(!isOptional(call)) } : null;
}

/** `@router.get(…)`, `@bp.route(…)`. */
const REGISTERS =
  /\(\)(\.\w+)*\.(get|post|put|patch|delete|head|options|trace|route|api_route|websocket|websocket_route|expect|doc|marshal_with|response|arguments|input|output|param)$/;

function ofLibrary(dotted: string, call: Call | null): Outcome {
  return isOptional(call) ? HARMLESS : outcomeOfLibrary(dotted, call);
}

function isOptional(call: Call | null): boolean {
  return call !== null && isTrue(keywordArgument(call, 'optional'));
}

function targetOf(by: Asker, site: Site, expr: Expr): Target {
  const target = resolve(by.db, site, expr);
  if (target.kind !== 'unknown' || expr.k !== 'attr') return target;
  const owner = instanceClass(by.db, site, expr.obj);
  return owner ? attributeOf(by.db, owner, expr.name) : target;
}

const WRAPPED =
  /^(_?(f|fn|func|function|view|view_func|view_function|endpoint|handler|wrapped|method|callback|route|original|inner|_fn|_func|meth|action|resource|target))$/;

/** The innermost function of a decorator, or of what a factory of decorators returns. */
export function outcomeOfWrapper(
  by: Asker,
  site: Site,
  def: FunctionDef,
  given: Readonly<Record<string, Value>>,
): Outcome {
  let [at, fn]: [Site, FunctionDef] = [site, def];
  let args: Record<string, Value> = { ...given };
  for (let level = 0; level < MAX_LEVELS; level++) {
    const inner = returnedFunction(fn);
    if (!inner) break;
    args = { ...args, ...defaultsOf(by.db, at, fn), ...given };
    const params = fn.params.filter((param) => param.name !== 'self');
    const wrapped = params.find((param) => WRAPPED.test(param.name)) ?? (params.length === 1 ? params[0] : undefined);
    if (wrapped && !Object.hasOwn(args, wrapped.name)) args[wrapped.name] = { k: 'next' };
    [at, fn] = [inside(at, fn), inner];
  }
  if (fn === def) return returnsDecorator(by, site, def) ?? promised(asks(def.name) && def.body.length < 2);
  for (const decorator of fn.decorators.slice(0, MAX_DECORATORS)) {
    const outer = outcomeOfDecorator(by, at, decorator)?.outcome;
    if (outer?.refuses === 'yes') return outer;
  }
  return by.ask(at, fn, { role: 'dependency', depth: Math.max(by.depth, 1), args, route: null });
}

const MAX_LEVELS = 4;
/** Decorators whose inner functions have as many of their own multiply. */
const MAX_DECORATORS = 8;

function returnedFunction(def: FunctionDef): FunctionDef | null {
  const inner = def.body.filter((stmt) => stmt.k === 'def');
  for (const stmt of statementsOf(def.body)) {
    if (stmt.k !== 'return' || !stmt.v) continue;
    const named = stmt.v.k === 'call' && stmt.v.args[0] ? (stmt.v.args.at(-1) ?? stmt.v) : stmt.v;
    const found = named.k === 'name' ? inner.find((one) => one.name === named.id) : undefined;
    if (found) return found;
  }
  return statementsOf(def.body).find((stmt) => stmt.k === 'def') ?? null;
}

/** `def admin_only(f): return roles_required("admin")(f)`. */
function returnsDecorator(by: Asker, site: Site, def: FunctionDef): Outcome | null {
  const at = inside(site, def);
  for (const value of returnedCalls(def)) {
    const [only] = value.args;
    const isApplied = only?.k === 'name' && value.args.length === 1 && def.params.some(({ name }) => name === only.id);
    const decorator = isApplied ? value.fn : value;
    const target = resolve(by.db, at, decorator.k === 'call' ? decorator.fn : decorator);
    if (target.kind === 'function' && target.def === def) continue;
    const named = outcomeOfDecorator(by, at, decorator);
    if (named) return named.outcome;
  }
  return null;
}

/** What a function returns, where it is a call; a cast is looked through. */
function returnedCalls(def: FunctionDef): Call[] {
  return statementsOf(def.body).flatMap((stmt) => {
    const value = stmt.k === 'return' ? stmt.v : null;
    const inner =
      value?.k === 'call' && dottedName(value.fn)?.split('.').at(-1) === 'cast' ? (value.args[1] ?? value) : value;
    return inner?.k === 'call' ? [inner] : [];
  });
}

function outcomeOfWrappingClass(by: Asker, site: Site, def: ClassDef): Outcome {
  const called = attributeOf(by.db, { kind: 'class', site, def }, '__call__');
  if (called.kind !== 'function') return promised(asks(def.name));
  return outcomeOfWrapper(by, called.site, called.def, {});
}
