/** What names and attributes mean while routing code runs. */

import type { Expr } from '../../model/python.ts';
import { evaluate } from '../constants.ts';
import { inside, resolve, resolveMember, type Site, type Target } from '../resolve.ts';
import { isRoutingFile } from './declarations.ts';
import { libraryRoutes } from './library-routers.ts';
import type { Run } from './run.ts';
import {
  constant,
  type FunctionValue,
  type Instance,
  isObject,
  type Made,
  type RouterValue,
  type Scope,
  unknown,
  type Value,
} from './values.ts';

/** `value.name`. */
export function attributeValue(run: Run, of: Value, name: string, scope: Scope): Value {
  switch (of.k) {
    case 'module':
      return moduleAttribute(run, of.path, name);
    case 'external':
      return { k: 'external', dotted: `${of.dotted}.${name}` };
    case 'instance': {
      const field = of.fields.get(name);
      if (field) return field;
      const member = memberOf(run, of.site, of.def, name, scope);
      if (member.k === 'unknown') return libraryMember(run, of, name) ?? member;
      if (member.k === 'made') return TRAIT.test(member.dotted) ? defaultOf(member) : member;
      return member.k === 'function' ? bound(run, member, of.acting ?? of) : member;
    }
    case 'class': {
      const held = of.body?.names.get(name);
      if (held && isObject(held)) return held;
      const member = memberOf(run, of.site, of.def, name, scope);
      return member.k === 'unknown' ? { k: 'method', of, name } : member;
    }
    case 'router':
      return routerAttribute(run, of, name, scope);
    case 'method':
      return of.of.k === 'router' && (of.name === 'routes' || of.name === 'config')
        ? { k: 'method', of, name }
        : unknown(`\`.${name}\``);
    case 'const':
      // `Prefix.USERS.value`: the member of an enumeration was read as its value.
      return name === 'value' ? of : { k: 'method', of, name };
    case 'made':
    case 'list':
    case 'dict':
      return { k: 'method', of, name };
    default:
      return unknown(`\`.${name}\``);
  }
}

/** What a class of the repository inherits from a library, where that is known to make routers: `users.get_auth_router(…)`. */
function libraryMember(run: Run, { site, def }: Instance, name: string): Value | null {
  for (const base of def.bases) {
    const target = resolve(run.db, site, base.k === 'sub' ? base.obj : base);
    if (target.kind !== 'external') continue;
    const dotted = `${target.dotted}.${name}`;
    if (libraryRoutes(dotted)) return { k: 'external', dotted };
  }
  return null;
}

/** `url_prefix = Unicode("/", config=True)` of traitlets: an object has its default. */
const TRAIT = /^traitlets(\.\w+)*\.[A-Z]\w+$/;

function defaultOf(trait: Made): Value {
  return trait.args[0] ?? trait.kw.get('default_value') ?? unknown('a trait without default');
}

function routerAttribute(run: Run, of: RouterValue, name: string, scope: Scope): Value {
  if (name === 'router') return of;
  const field = of.router.fields.get(name);
  if (field) return field;
  if (name === 'prefix' && of.router.prefix !== undefined) return constant(of.router.prefix);
  const own =
    of.router.extends && !of.plain ? memberOf(run, of.router.extends.site, of.router.extends.def, name, scope) : null;
  return own?.k === 'function' ? bound(run, own, of) : { k: 'method', of, name };
}

/** A method of an object; a property is what it returns. */
function bound(run: Run, fn: FunctionValue, self: Instance | RouterValue): Value {
  const method: Value = { ...fn, self };
  if (!fn.def.decorators.some(isProperty)) return method;
  const at = { path: fn.site.path, range: fn.def.head };
  const value = run.call(method, { args: [], kw: new Map() }, at, { site: fn.site, names: new Map(), parent: null });
  if (self.k === 'instance' && isObject(value)) self.fields.set(fn.def.name, value);
  return value;
}

function isProperty(decorator: Expr): boolean {
  const name = decorator.k === 'name' ? decorator.id : decorator.k === 'attr' ? decorator.name : '';
  return name === 'property' || name === 'cached_property';
}

function memberOf(
  run: Run,
  site: Scope['site'],
  def: (Value & { k: 'class' })['def'],
  name: string,
  scope: Scope,
): Value {
  const expr: Expr = { k: 'attr', s: def.s, e: def.s, name, obj: { k: 'name', s: def.s, e: def.s, id: def.name } };
  const target = resolve(run.db, site, expr);
  if (target.kind === 'variable') {
    const held = bodyOf(run, target.site)?.names.get(name);
    if (held && isObject(held)) return held;
    const last = target.bindings.at(-1);
    if (last?.kind === 'value' && last.value) {
      const at: Scope = { site: inside(site, def), names: new Map(), parent: scopeAround(run, scope, site.path) };
      return run.evaluate(at, last.value);
    }
  }
  return targetValue(run, target, name);
}

/** What the body of a module's class bound when the module ran. */
function bodyOf(run: Run, site: Site): Scope | undefined {
  const [def, inner] = site.within;
  if (def?.k !== 'class' || inner || !isRoutingFile(run.db, site.path)) return undefined;
  const value = run.module(site.path).names.get(def.name);
  return value?.k === 'class' && value.def.s === def.s ? value.body : undefined;
}

function scopeAround(run: Run, scope: Scope, path: string): Scope {
  for (let at: Scope | null = scope; at; at = at.parent) if (at.parent === null && at.site.path === path) return at;
  return run.module(path);
}

/** What a resolved name is: variables of routing modules have the value that running the module gave them. */
export function targetValue(run: Run, target: Target, name: string): Value {
  switch (target.kind) {
    case 'function':
      return { k: 'function', site: target.site, def: target.def, scope: null, self: null, wrappers: [] };
    case 'class':
      return { k: 'class', site: target.site, def: target.def, scope: null };
    case 'module':
      return { k: 'module', path: target.path };
    case 'external':
      return { k: 'external', dotted: target.dotted };
    case 'variable': {
      const isGlobal = target.site.within.length === 0 && isRoutingFile(run.db, target.site.path);
      return (isGlobal ? run.module(target.site.path).names.get(target.name) : undefined) ?? unknown(`\`${name}\``);
    }
    case 'unknown':
      return unknown(`\`${name}\``);
  }
}

/** The attribute of a module: its own name, or a submodule. */
function moduleAttribute(run: Run, path: string, name: string): Value {
  const known = isRoutingFile(run.db, path) ? run.module(path).names.get(name) : undefined;
  if (known && known.k !== 'unknown') return known;
  const target = resolveMember(run.db, path, name);
  if (target.kind === 'module' && isRoutingFile(run.db, target.path)) run.importModule(target.path);
  const value = targetValue(run, target, name);
  if (value.k !== 'unknown' || target.kind !== 'variable') return value;
  const folded = evaluate(run.db, { path, within: [] }, { k: 'name', id: name, s: 0, e: 0 });
  return folded === undefined ? value : constant(folded);
}
