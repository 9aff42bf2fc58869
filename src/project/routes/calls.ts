/** Follows calls of functions and classes of the repository with the arguments at hand. */
import type { Call, ClassDef, FunctionDef } from '../../model/python.ts';
import { statementsOf } from '../../model/python-walk.ts';
import { inside, resolve, type Site } from '../resolve.ts';
import { isRoutingFile } from './declarations.ts';
import { routerClass } from './frameworks.ts';
import { makeRouter } from './make-router.ts';
import { isRoutingName } from './routing-functions.ts';
import { type Arguments, isExhausted, MAX_CALL_DEPTH, type Run, timesOnStack } from './run.ts';
import {
  type FunctionValue,
  type Instance,
  isNone,
  type Node,
  type Router,
  type Scope,
  unknown,
  type Value,
} from './values.ts';

/** Classes above classes. */
const MAX_BASES = 10;

/** What a function returns when it is called so. Functions that have nothing to do with routing are not entered. */
export function callFunction(run: Run, fn: FunctionValue, given: Arguments): Value {
  const { def, site } = fn;
  const isRouting = isRoutingFile(run.db, site.path) ? isRoutingFunction(run, fn) : isPathFunction(fn);
  const matters =
    isRouting || fn.self?.k === 'router' || [...given.args, ...given.kw.values(), fn].some(carriesRouters);
  if (!matters || isExhausted(run) || run.stack.length > MAX_CALL_DEPTH) return unknown(`\`${def.name}()\``);
  if (timesOnStack(run, site.path, def) > 1) return unknown(`\`${def.name}()\`, which calls itself`);
  run.followed.add(`${site.path} ${def.s}`);
  const at = inside(site, def);
  const scope: Scope = { site: at, names: new Map(), parent: fn.scope ?? run.module(site.path) };
  bindParameters(run, scope, fn, given);
  if (run.stack.length === 0) run.callStart = run.steps;
  run.stack.push({ path: site.path, def });
  const returned = run.execute(scope, def.body);
  run.stack.pop();
  return (
    returned.find((value) => value.k !== 'unknown' && !isNone(value)) ?? returned[0] ?? unknown(`\`${def.name}()\``)
  );
}

function isRoutingFunction(run: Run, { def, site }: FunctionValue): boolean {
  const owner = site.within.at(-1);
  return (
    isSmall(def) ||
    isRoutingName(run.db, def.name) ||
    (def.name === '__init__' && owner?.k === 'class' && isRoutingName(run.db, owner.name))
  );
}

/** `settings.get_base_path()`: what a path begins with is told by modules that have no routes themselves. */
function isPathFunction({ def }: FunctionValue): boolean {
  return /(^|_)(path|prefix|root|mount|version)(_|$)/.test(def.name) && isSmall(def);
}

/** A function of a few lines may compute a path: following it costs no more than asking. */
function isSmall(def: FunctionDef): boolean {
  let count = 0;
  for (const stmt of statementsOf(def.body)) if (++count > SMALL || stmt.k === 'while') return false;
  return true;
}

const SMALL = 10;

/** Whether following a call with this argument may register something. */
function carriesRouters(value: Value): boolean {
  if (isRouterOrEntry(value)) return true;
  if (value.k === 'function') return closesOverRouters(value);
  return value.k === 'list' && value.items.some((item) => item.k === 'router' || item.k === 'entry');
}

function isRouterOrEntry(value: Value): boolean {
  return value.k === 'router' || value.k === 'entry' || (value.k === 'method' && value.of.k === 'router');
}

/** A function made by a call that was given a router, or a method of one: `protected_route(router.get, "/x")`. */
export function closesOverRouters({ scope }: FunctionValue): boolean {
  for (let at = scope; at?.parent; at = at.parent)
    for (const value of at.names.values()) if (isRouterOrEntry(value)) return true;
  return false;
}

function bindParameters(run: Run, scope: Scope, fn: FunctionValue, given: Arguments): void {
  const args = fn.self && !isStatic(fn.def) ? [fn.self, ...given.args] : [...given.args];
  const used = new Set<string>();
  let index = 0;
  for (const param of fn.def.params) {
    used.add(param.name);
    if (param.kind === 'args') {
      scope.names.set(param.name, { k: 'list', items: args.slice(index), complete: true });
      index = args.length;
    } else if (param.kind === 'kwargs') {
      const rest = [...given.kw].filter(([name]) => !used.has(name));
      scope.names.set(param.name, {
        k: 'dict',
        entries: rest.map(([name, value]) => [{ k: 'const', v: name }, value]),
      });
    } else {
      const value = (param.kind === 'keyword' ? undefined : args[index++]) ?? given.kw.get(param.name);
      const fallback = param.default && scope.parent && run.evaluate(scope.parent, param.default);
      scope.names.set(
        param.name,
        value ?? fallback ?? unknown(`the parameter \`${param.name}\` of \`${fn.def.name}\``),
      );
    }
  }
}

function isStatic(def: FunctionDef): boolean {
  return def.decorators.some((decorator) => decorator.k === 'name' && decorator.id === 'staticmethod');
}

/** Makes an instance: a router where the class is one, else an object whose `__init__` was run. */
export function instantiate(run: Run, of: Value & { k: 'class' }, given: Arguments, at: Node): Value {
  const base = libraryBase(run, of.site, of.def, 0);
  if (base) {
    const made = instantiateRouter(run, of, base, given, at);
    if (made.k === 'router') made.router.extends = { site: of.site, def: of.def };
    return made;
  }
  const instance: Instance = { k: 'instance', site: of.site, def: of.def, fields: new Map() };
  const matters = isRoutingFile(run.db, of.site.path) || [...given.args, ...given.kw.values()].some(carriesRouters);
  if (matters) initialise(run, of, instance, given);
  return instance;
}

function initialise(run: Run, of: Value & { k: 'class' }, instance: Value, given: Arguments): void {
  const init = run.attribute(of, '__init__', { site: of.site, names: new Map(), parent: null });
  if (init.k !== 'function') return;
  if (instance.k === 'instance') callFunction(run, { ...init, self: instance }, given);
}

/**
 * A subclass of a library's router: what its `__init__`, or the one it inherits, hands on to `super().__init__` is what the
 * router is made of.
 */
function instantiateRouter(run: Run, of: Value & { k: 'class' }, base: string, given: Arguments, at: Node): Value {
  const found = initialiserOf(run, of.site, of.def, 0);
  // A class may make itself, or stand above itself.
  if (found === null || timesOnStack(run, found.owner.site.path, found.init) > 1)
    return makeRouter(run, base, given, at);
  const { owner, init } = found;
  const site = inside(inside(owner.site, owner.def), init);
  const names = new Map<string, Value>();
  const scope: Scope = { site, names, parent: of.scope ?? run.module(owner.site.path) };
  const value: FunctionValue = { k: 'function', site, def: init, scope: null, self: null, wrappers: [] };
  // Until the library has made it, it is an object like any other.
  const before: Instance = { k: 'instance', site: of.site, def: of.def, fields: new Map() };
  bindParameters(run, scope, value, { args: [before, ...given.args], kw: given.kw });
  let made: Value | null = null;
  const self = init.params[0]?.name ?? 'self';
  if (run.stack.length === 0) run.callStart = run.steps;
  run.stack.push({ path: site.path, def: init });
  for (const stmt of init.body) {
    const call = stmt.k === 'expr' && stmt.v.k === 'call' ? stmt.v : null;
    if (call?.fn.k === 'attr' && call.fn.name === '__init__') {
      made = instantiateAbove(run, of, owner, base, handedOn(run, scope, call), at);
      names.set(self, made);
      if (made.k === 'router') keep(made.router, before);
    } else run.execute(scope, [stmt]);
  }
  run.stack.pop();
  return made ?? makeRouter(run, base, given, at);
}

function keep(router: Router, before: Instance): void {
  for (const [name, value] of before.fields) {
    if (name !== 'prefix' || router.framework === 'starlette') router.fields.set(name, value);
  }
}

/** `super().__init__(…)`: the next class above that has an `__init__` of its own, in the end the library's. */
function instantiateAbove(
  run: Run,
  of: Value & { k: 'class' },
  owner: Owner,
  base: string,
  given: Arguments,
  at: Node,
): Value {
  for (const { site, def } of ownersAbove(run, owner)) {
    if (libraryBase(run, site, def, 0)) return instantiateRouter(run, { ...of, site, def }, base, given, at);
  }
  return makeRouter(run, base, given, at);
}

interface Owner {
  readonly site: Site;
  readonly def: ClassDef;
}

/** The `__init__` of a class, its own or inherited, and the class that has it. */
function initialiserOf(run: Run, site: Site, def: ClassDef, depth: number): { owner: Owner; init: FunctionDef } | null {
  const own = def.body.find((stmt) => stmt.k === 'def' && stmt.name === '__init__');
  if (own?.k === 'def') return { owner: { site, def }, init: own };
  if (depth > MAX_BASES) return null;
  for (const above of ownersAbove(run, { site, def })) {
    const found = initialiserOf(run, above.site, above.def, depth + 1);
    if (found) return found;
  }
  return null;
}

/** The classes of the repository that a class extends. */
function ownersAbove(run: Run, { site, def }: Owner): Owner[] {
  return def.bases.flatMap((expr) => {
    const target = resolve(run.db, site, expr.k === 'sub' ? expr.obj : expr);
    return target.kind === 'class' && target.def !== def ? [{ site: target.site, def: target.def }] : [];
  });
}

function handedOn(run: Run, scope: Scope, call: Call): Arguments {
  const kw = new Map<string, Value>();
  for (const { name, v } of call.kw) {
    const argument = run.evaluate(scope, v);
    if (name !== null) kw.set(name, argument);
    else if (argument.k === 'dict')
      for (const [k, item] of argument.entries) if (k.k === 'const') kw.set(String(k.v), item);
  }
  return { args: call.args.flatMap((arg) => (arg.k === 'star' ? [] : [run.evaluate(scope, arg)])), kw };
}

/** The library's router class that a class of the repository extends, or `null`. */
function libraryBase(run: Run, site: Site, def: ClassDef, depth: number): string | null {
  if (depth > MAX_BASES) return null;
  for (const expr of def.bases) {
    const target = resolve(run.db, site, expr.k === 'sub' ? expr.obj : expr);
    if (target.kind === 'external' && routerClass(target.dotted)) return target.dotted;
    if (target.kind === 'class' && target.def !== def) {
      const found = libraryBase(run, target.site, target.def, depth + 1);
      if (found) return found;
    }
  }
  return null;
}
