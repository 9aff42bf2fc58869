/**
 * Values that are known without running anything: literals, constants of other modules, f-strings and concatenations
 * of them, defaults of settings fields, enum members. What depends on the environment has the value of its default.
 */
import type { Call, Expr } from '../model/python.ts';
import { argument, keywordArgument, statementsOf } from '../model/python-walk.ts';
import type { Binding } from './bindings.ts';
import type { Db } from './db.ts';
import { deeper, type Effort, effort, isExhausted } from './effort.ts';
import { attributeOf, externalName, inside, resolve, type Site, type Target } from './resolve.ts';
import { instanceClass } from './types.ts';

export type Constant = string | number | boolean | null | readonly Constant[];

/** The value of `expr` at `site`, or `undefined` when it cannot be known. */
export function evaluate(db: Db, site: Site, expr: Expr): Constant | undefined {
  return value(db, site, expr, effort());
}

/** Characters and items. Text that is put together from itself doubles at each name; no path or setting comes near. */
const MAX_SIZE = 20_000;

/** More text or items than any question is about. */
export function isLarge(constant: Constant): boolean {
  return sizeOf(constant, 0) > MAX_SIZE;
}

/** `before` and the size, or a part of it that is too much already. */
function sizeOf(constant: Constant, before: number): number {
  if (typeof constant === 'string') return before + constant.length;
  if (!Array.isArray(constant)) return before;
  let size = before + constant.length;
  for (const item of constant) {
    if (size > MAX_SIZE) break;
    size = sizeOf(item, size);
  }
  return size;
}

function value(db: Db, site: Site, expr: Expr, depth: Effort): Constant | undefined {
  const known = isExhausted(depth) ? undefined : valueOfKind(db, site, expr, depth);
  return known === undefined || isLarge(known) ? undefined : known;
}

function valueOfKind(db: Db, site: Site, expr: Expr, depth: Effort): Constant | undefined {
  const next = (inner: Expr, at: Site = site) => value(db, at, inner, deeper(depth));
  switch (expr.k) {
    case 'str':
      return expr.bytes ? undefined : expr.v;
    case 'num': {
      const number = Number(expr.v.replaceAll('_', ''));
      return Number.isNaN(number) ? undefined : number;
    }
    case 'const':
      return expr.v === '...' ? undefined : expr.v;
    case 'un': {
      const inner = next(expr.v);
      if (expr.op === '-' && typeof inner === 'number') return -inner;
      return expr.op === 'not' && inner !== undefined ? !truthy(inner) : undefined;
    }
    case 'fstr':
      return concatenate(expr.parts.map((part) => (typeof part === 'string' ? part : next(part))));
    case 'list':
    case 'tuple':
    case 'set':
      return all(expr.items.map((item) => next(item)));
    case 'bin':
      return binary(expr.op, next(expr.l), next(expr.r));
    case 'if': {
      const test = next(expr.test);
      if (test !== undefined) return next(truthy(test) ? expr.then : expr.else);
      const [yes, no] = [next(expr.then), next(expr.else)];
      return yes === no ? yes : undefined;
    }
    case 'call':
      return call(db, site, expr, depth);
    case 'name':
    case 'attr':
      return named(db, site, expr, depth);
    case 'sub':
      return subscript(db, site, expr, depth);
    default:
      return undefined;
  }
}

function named(db: Db, site: Site, expr: Expr & { k: 'name' | 'attr' }, depth: Effort): Constant | undefined {
  const target = resolve(db, site, expr);
  const direct = ofTarget(db, target, depth);
  if (direct !== undefined || expr.k === 'name') return direct;
  // `Prefix.USERS.value`: the member itself is the value.
  if (expr.name === 'value' || expr.name === 'name') return value(db, site, expr.obj, deeper(depth));
  const owner = instanceClass(db, site, expr.obj, deeper(depth));
  if (owner) return ofTarget(db, attributeOf(db, owner, expr.name), depth);
  return expr.obj.k === 'name' && expr.obj.id === 'self' ? attributeOfSelf(db, site, expr.name, depth) : undefined;
}

/** `self.prefix = "/x"` in `__init__`, or a class attribute, for code inside the class. */
function attributeOfSelf(db: Db, site: Site, name: string, depth: Effort): Constant | undefined {
  const index = site.within.findLastIndex((def) => def.k === 'class');
  const owner = site.within[index];
  if (owner?.k !== 'class') return undefined;
  const at: Site = { path: site.path, within: site.within.slice(0, index) };
  return ofTarget(db, attributeOf(db, { kind: 'class', site: at, def: owner }, name), depth);
}

function ofTarget(db: Db, target: Target, depth: Effort): Constant | undefined {
  if (target.kind === 'function') return propertyValue(db, target, depth);
  if (target.kind !== 'variable') return undefined;
  const values = target.bindings.map((binding) => ofBinding(db, target.site, binding, depth));
  const [first] = values;
  // A name that is given two different values has neither.
  return values.every((other) => other === first) ? first : undefined;
}

function ofBinding(db: Db, site: Site, binding: Binding, depth: Effort): Constant | undefined {
  if (binding.kind === 'value') return binding.value ? value(db, site, binding.value, deeper(depth)) : undefined;
  if (binding.kind === 'parameter') {
    const outer: Site = { path: site.path, within: site.within.slice(0, -1) };
    return binding.default ? value(db, outer, binding.default, deeper(depth)) : undefined;
  }
  return undefined;
}

/** A property or function that returns one known value. */
function propertyValue(db: Db, target: Target & { kind: 'function' }, depth: Effort): Constant | undefined {
  const isProperty = target.def.decorators.some((d) => d.k === 'name' && /property$/.test(d.id));
  return isProperty ? returned(db, target, depth) : undefined;
}

function returned(db: Db, target: Target & { kind: 'function' }, depth: Effort): Constant | undefined {
  const returns = [...statementsOf(target.def.body)].filter((stmt) => stmt.k === 'return');
  const only = returns[0]?.k === 'return' && returns.length === 1 ? returns[0].v : null;
  return only ? value(db, inside(target.site, target.def), only, deeper(depth)) : undefined;
}

function call(db: Db, site: Site, expr: Call, depth: Effort): Constant | undefined {
  const next = (inner: Expr) => value(db, site, inner, deeper(depth));
  const external = externalName(db, site, expr.fn);
  if (external) return externalCall(external, expr, next);
  if (expr.fn.k === 'attr') {
    const result = method(expr.fn.name, next(expr.fn.obj), expr.args.map(next));
    if (result !== undefined) return result;
  }
  const callee = resolve(db, site, expr.fn);
  if (callee.kind !== 'function') return undefined;
  return expr.args.length === 0 ? returned(db, callee, depth) : flag(callee.def.name, expr, next);
}

/** `parse_boolean(os.environ.get("X", "false"))`, `env_bool("X", default=False)`: the default as a truth value. */
function flag(name: string, expr: Call, next: (inner: Expr) => Constant | undefined): boolean | undefined {
  if (!/bool|flag|truthy/i.test(name)) return undefined;
  const fallback = keywordArgument(expr, 'default') ?? expr.args.at(-1);
  const known = fallback && next(fallback);
  if (typeof known === 'boolean') return known;
  const word = typeof known === 'string' ? known.trim().toLowerCase() : '';
  if (/^(true|yes|on|1)$/.test(word)) return true;
  return /^(false|no|off|0|none)$/.test(word) ? false : undefined;
}

function externalCall(name: string, expr: Call, next: (inner: Expr) => Constant | undefined): Constant | undefined {
  if (/^(os\.getenv|os\.environ\.get|.*\.config|decouple\.config|environs?\..*)$/.test(name)) {
    const fallback = expr.args[1] ?? keywordArgument(expr, 'default');
    return fallback ? next(fallback) : undefined;
  }
  if (/(^|\.)(Field|PrivateAttr|mapped_column|field)$/.test(name)) {
    const fallback = argument(expr, 0, 'default');
    return fallback ? next(fallback) : undefined;
  }
  if (name === 'builtins.str' || name === 'enum.auto') return expr.args[0] ? next(expr.args[0]) : undefined;
  if (name === 'builtins.int' || name === 'builtins.float') {
    const number = expr.args[0] ? Number(next(expr.args[0])) : Number.NaN;
    return Number.isNaN(number) ? undefined : number;
  }
  if (/(^|\.)strtobool$/.test(name)) return flag(name, expr, next);
  return /(^|\.)cast$/.test(name) && expr.args[1] ? next(expr.args[1]) : undefined;
}

/** Characters: what is put into a text at many places is not put there to see that it is too large. */
const MAX_WORK = 1_000_000;

function method(
  name: string,
  self: Constant | undefined,
  args: readonly (Constant | undefined)[],
): Constant | undefined {
  if (typeof self !== 'string') return undefined;
  const [first] = args;
  const characters = typeof first === 'string' ? first : undefined;
  if (name === 'lower') return self.toLowerCase();
  if (name === 'upper') return self.toUpperCase();
  if (name === 'strip' || name === 'rstrip' || name === 'lstrip') return strip(self, name, characters ?? ' \t\n\r');
  if (name === 'format') return format(self, args);
  if (name === 'join' && Array.isArray(first) && first.every((part) => typeof part === 'string'))
    return self.length * first.length > MAX_WORK ? undefined : first.join(self);
  if (name === 'replace' && characters !== undefined && typeof args[1] === 'string')
    return self.length * args[1].length > MAX_WORK ? undefined : self.replaceAll(characters, args[1]);
  return undefined;
}

function strip(text: string, name: string, characters: string): string {
  let [start, end] = [0, text.length];
  if (name !== 'rstrip') while (start < end && characters.includes(text[start] ?? '')) start++;
  if (name !== 'lstrip') while (end > start && characters.includes(text[end - 1] ?? '')) end--;
  return text.slice(start, end);
}

function format(template: string, args: readonly (Constant | undefined)[]): string | undefined {
  if (args.length > 0 && template.length * longest(args) > MAX_WORK) return undefined;
  let index = 0;
  let known = true;
  const text = template.replaceAll(/\{(\d*)\}/g, (_, position: string) => {
    const item = args[position === '' ? index++ : Number(position)];
    known &&= item !== undefined && !Array.isArray(item);
    return String(item);
  });
  return known && !/[{}]/.test(text) ? text : undefined;
}

function longest(texts: readonly (Constant | undefined)[]): number {
  return texts.reduce<number>((most, text) => Math.max(most, typeof text === 'string' ? text.length : 1), 1);
}

function subscript(db: Db, site: Site, expr: Expr & { k: 'sub' }, depth: Effort): Constant | undefined {
  const [only] = expr.index;
  const key = only && value(db, site, only, deeper(depth));
  if (key === undefined) return undefined;
  const target = resolve(db, site, expr.obj);
  const binding = target.kind === 'variable' && target.bindings.length === 1 ? target.bindings[0] : undefined;
  const literal = binding?.kind === 'value' ? binding.value : null;
  if (target.kind === 'variable' && literal?.k === 'dict') {
    for (const [name, item] of literal.items) {
      if (name && value(db, target.site, name, deeper(depth)) === key)
        return value(db, target.site, item, deeper(depth));
    }
    return undefined;
  }
  const list = value(db, site, expr.obj, deeper(depth));
  return Array.isArray(list) && typeof key === 'number' ? list.at(key) : undefined;
}

function binary(op: string, left: Constant | undefined, right: Constant | undefined): Constant | undefined {
  if (op === 'or') return left !== undefined && truthy(left) ? left : left === undefined ? undefined : right;
  if (left === undefined || right === undefined) return undefined;
  if (op === '+' && typeof left === 'string' && typeof right === 'string') return left + right;
  if (typeof left === 'number' && typeof right === 'number') return arithmetic(op, left, right);
  if (op === '+' && Array.isArray(left) && Array.isArray(right)) return [...left, ...right];
  if (op === '%' && typeof left === 'string') return percent(left, Array.isArray(right) ? right : [right]);
  if (op === '==') return left === right;
  return op === '!=' ? left !== right : undefined;
}

function arithmetic(op: string, left: number, right: number): number | undefined {
  if (op === '+') return left + right;
  if (op === '-') return left - right;
  if (op === '*') return left * right;
  return op === '/' && right !== 0 ? left / right : undefined;
}

function percent(template: string, values: readonly Constant[]): string | undefined {
  let index = 0;
  const text = template.replaceAll(/%[sd]/g, () => String(values[index++]));
  return index === values.length && !text.includes('%') ? text : undefined;
}

function concatenate(parts: readonly (Constant | undefined)[]): string | undefined {
  if (parts.some((part) => part === undefined || Array.isArray(part))) return undefined;
  return parts.map(String).join('');
}

function all(items: readonly (Constant | undefined)[]): readonly Constant[] | undefined {
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? known : undefined;
}

function truthy(constant: Constant): boolean {
  return Array.isArray(constant) ? constant.length > 0 : Boolean(constant);
}
