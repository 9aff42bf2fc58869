/** Expressions to values. What is called is told to the machine, which may know better; nothing else has an effect. */
import type { ClassDef, Expr } from '../../../model/python.ts';
import { moduleName } from '../../modules.ts';
import { attributeOf } from '../../resolve.ts';
import { instanceAttribute } from './instance.ts';
import type { Machine } from './machine.ts';
import { method } from './methods.ts';
import { lookup, valueOfTarget } from './names.ts';
import { binary, compare } from './operators.ts';
import { costOf, joined, pushAll } from './size.ts';
import {
  type CallValue,
  constant,
  DB,
  type Frame,
  HOLE,
  nameOf,
  rawTextOf,
  sequence,
  textOf,
  truth,
  UNKNOWN,
  type Value,
} from './value.ts';

/** Deeper expressions are generated, or lead in circles. */
const MAX_DEPTH = 250;

/** The value of `expr` in `frame`. Costs a step of the machine; out of steps, everything is unknown. */
export function evaluate(m: Machine, frame: Frame, expr: Expr): Value {
  if (m.steps <= 0 || m.depth > MAX_DEPTH) return UNKNOWN;
  m.steps--;
  m.depth++;
  const value = compute(m, frame, expr);
  m.steps -= costOf(value);
  m.depth--;
  return value;
}

function compute(m: Machine, frame: Frame, expr: Expr): Value {
  switch (expr.k) {
    case 'str':
      return constant(expr.v);
    case 'num':
      return constant(Number(expr.v.replaceAll('_', '')));
    case 'const':
      return expr.v === '...' ? UNKNOWN : constant(expr.v);
    case 'fstr':
      return joined(expr.parts.map((part) => (typeof part === 'string' ? part : printed(evaluate(m, frame, part)))));
    case 'name':
      return lookup(m, frame, expr.id);
    case 'attr':
      return attribute(m, evaluate(m, frame, expr.obj), expr.name);
    case 'call':
      return call(m, frame, expr);
    case 'list':
    case 'tuple':
    case 'set':
      return spread(m, frame, expr.items);
    case 'dict':
      return dictionary(m, frame, expr.items);
    case 'sub':
      return subscript(m, frame, expr);
    case 'bin':
      return operation(m, frame, expr);
    case 'un': {
      const value = evaluate(m, frame, expr.v);
      if (expr.op === 'not') {
        const told = truth(value);
        return typeof told === 'boolean' ? constant(!told) : told === 'db' ? DB : UNKNOWN;
      }
      if (value.k === 'const' && typeof value.v === 'number') return constant(expr.op === '-' ? -value.v : value.v);
      return value.k === 'db' ? DB : UNKNOWN;
    }
    case 'if': {
      const told = truth(evaluate(m, frame, expr.test));
      if (typeof told === 'boolean') return evaluate(m, frame, told ? expr.then : expr.else);
      const [yes, no] = [evaluate(m, frame, expr.then), evaluate(m, frame, expr.else)];
      return told === 'db' && (yes.k === 'db' || no.k === 'db') ? DB : UNKNOWN;
    }
    case 'lambda':
      return { k: 'lambda', site: frame.site, body: expr.body };
    case 'await':
      return evaluate(m, frame, expr.v);
    case 'walrus': {
      const value = evaluate(m, frame, expr.v);
      frame.vars.set(expr.name, value);
      return value;
    }
    case 'comp':
      return comprehension(m, frame, expr);
    case 'star':
    case 'yield':
    case 'slice':
    case 'unknown':
      return UNKNOWN;
  }
}

function printed(value: Value): string {
  const text = rawTextOf(value);
  if (text !== null) return text;
  if (value.k === 'const' && value.v !== null)
    return value.v === true ? 'True' : value.v === false ? 'False' : String(value.v);
  return HOLE;
}

function isEnumeration(def: ClassDef): boolean {
  return def.bases.some((base) =>
    /(Enum|Flag)$/.test(base.k === 'attr' ? base.name : base.k === 'name' ? base.id : ''),
  );
}

/** The attribute `name` of a value. */
function attribute(m: Machine, on: Value, name: string): Value {
  switch (on.k) {
    case 'ref':
      return { k: 'ref', name: `${on.name}.${name}` };
    case 'module':
      return lookup(m, { vars: new Map(), site: { path: on.path, within: [] }, parent: null }, name);
    case 'class': {
      if (name === '__name__' || name === '__qualname__') return constant(on.def.name);
      if (name === '__module__') return constant(moduleName(m.db, on.site.path));
      const found = classAttribute(m, on, name);
      if (found?.k !== 'const') return { k: 'attr', on, name };
      return isEnumeration(on.def) ? { ...found, member: name } : found;
    }
    case 'db':
      // The chain is read as PostgreSQL would run it.
      return name === 'dialect' || name === 'engine' || name === 'bind' ? { k: 'attr', on, name } : DB;
    case 'attr':
      if (on.on.k === 'db') return name === 'name' ? constant('postgresql') : { k: 'attr', on: DB, name: 'dialect' };
      return { k: 'attr', on, name };
    case 'const':
      if (name === 'value') return constant(on.v);
      return name === 'name' && on.member !== undefined ? constant(on.member) : { k: 'attr', on, name };
    case 'call':
      if (OF_TABLE.test(name) && isReflected(on)) return DB;
      return (on.fn.k === 'class' ? instanceAttribute(m, on, on.fn, name) : null) ?? { k: 'attr', on, name };
    default:
      return { k: 'attr', on, name };
  }
}

function call(m: Machine, frame: Frame, expr: Expr & { k: 'call' }): Value {
  const fn = callee(m, frame, expr.fn);
  const args = spread(m, frame, expr.args);
  const kw: Record<string, Value> = {};
  let partial = args.partial;
  for (const { name, v } of expr.kw) {
    const value = evaluate(m, frame, v);
    if (name !== null) kw[name] = value;
    else if (value.k === 'map') {
      for (const [key, item] of value.entries) if (key.k === 'const' && typeof key.v === 'string') kw[key.v] = item;
    } else partial = true;
  }
  // `Column = functools.partial(db.Column, nullable=False)`
  const bound = fn.k === 'call' && nameOf(fn.fn) === 'functools.partial' ? fn : null;
  const [inner = fn, ...first] = bound?.args ?? [];
  const made: CallValue = bound
    ? {
        ...bound,
        path: frame.site.path,
        fn: inner,
        args: [...first, ...args.items],
        kw: { ...bound.kw, ...kw },
        s: expr.s,
        e: expr.e,
      }
    : { k: 'call', path: frame.site.path, fn, args: args.items, kw, partial, s: expr.s, e: expr.e };
  const known = m.called(made, inner, frame);
  if (known) return known;
  if (inner.k === 'fn') return m.run(inner, made);
  if (inner.k === 'lambda') return evaluate(m, { vars: new Map(), site: inner.site, parent: frame }, inner.body);
  const [owner, asked] = made.args;
  if (owner && nameOf(inner) === 'builtins.getattr' && owner.k !== 'db' && textOf(asked) !== null)
    return attribute(m, owner, textOf(asked) ?? '');
  return method(m, made) ?? (touchesDatabase(made) ? DB : made);
}

/** A method of what the database gives is told from what it gives itself. */
function callee(m: Machine, frame: Frame, fn: Expr): Value {
  if (fn.k !== 'attr') return evaluate(m, frame, fn);
  const on = evaluate(m, frame, fn.obj);
  // `bind.dialect.has_table(…)`, `bind.engine.execute(…)`
  const isDb = on.k === 'db' || (on.k === 'attr' && on.on.k === 'db');
  return isDb ? { k: 'attr', on: DB, name: fn.name } : attribute(m, on, fn.name);
}

/** What builds statements and tables stays that, whatever rows and reflected columns go into it. */
const BUILDS_STATEMENT = /^sqlalchemy\.(.*\.)?(select|insert|update|delete|exists|text|Table)$/;

/** What a reflected table has of the database. */
const OF_TABLE = /^(c|columns|primary_key|foreign_keys|constraints|indexes|exists)$/;

/** `Table("users", metadata, autoload_with=connection)`. */
function isReflected(on: CallValue): boolean {
  return /(^|\.)Table$/.test(nameOf(on.fn) ?? '') && ('autoload_with' in on.kw || 'autoload' in on.kw);
}

function touchesDatabase(made: CallValue): boolean {
  const owner = made.fn.k === 'attr' ? made.fn.on : made.fn;
  const isDb = (value: Value) => value.k === 'db' || (value.k === 'attr' && value.on.k === 'db');
  if (isDb(owner)) return true;
  if (BUILDS_STATEMENT.test(nameOf(made.fn) ?? '')) return false;
  // `table.update().where(table.c.id == row.id)` stays a statement about that table.
  if (made.fn.k === 'attr' && (owner.k === 'call' || owner.k === 'class' || owner.k === 'attr')) return false;
  // `sa.Table("users", sa.MetaData(), autoload_with=connection)` stays a table, and `sa.insert(table)` a statement.
  if (/^sqlalchemy\.((.*\.)?(Table|table|insert|update|delete|select)|func\..*)$/.test(nameOf(made.fn) ?? ''))
    return false;
  return made.args.some(isDb) || Object.values(made.kw).some(isDb);
}

function spread(m: Machine, frame: Frame, exprs: readonly Expr[]) {
  const list = sequence([]);
  for (const item of exprs) {
    if (item.k !== 'star') list.items.push(evaluate(m, frame, item));
    else {
      const value = evaluate(m, frame, item.v);
      if (value.k !== 'seq' || !pushAll(list.items, value.items) || value.partial) list.partial = true;
    }
  }
  return list;
}

function dictionary(m: Machine, frame: Frame, items: readonly (readonly [Expr | null, Expr])[]): Value {
  const entries: (readonly [Value, Value])[] = [];
  for (const [key, item] of items) {
    const value = evaluate(m, frame, item);
    if (key !== null) entries.push([evaluate(m, frame, key), value]);
    else if (value.k !== 'map' || !pushAll(entries, value.entries)) return UNKNOWN;
  }
  return { k: 'map', entries };
}

function subscript(m: Machine, frame: Frame, expr: Expr & { k: 'sub' }): Value {
  const on = evaluate(m, frame, expr.obj);
  const index = expr.index[0];
  if (on.k === 'db') return DB;
  if (index === undefined || expr.index.length > 1) return UNKNOWN;
  if (on.k === 'ref') return on;
  const key = evaluate(m, frame, index);
  if (on.k === 'map' && key.k === 'db') return DB;
  if (on.k === 'map')
    return on.entries.findLast(([name]) => name.k === 'const' && key.k === 'const' && name.v === key.v)?.[1] ?? UNKNOWN;
  if (on.k === 'seq' && key.k === 'const' && typeof key.v === 'number') return on.items.at(key.v) ?? UNKNOWN;
  return { k: 'attr', on, name: rawTextOf(key) ?? HOLE };
}

function operation(m: Machine, frame: Frame, expr: Expr & { k: 'bin' }): Value {
  const left = evaluate(m, frame, expr.l);
  if (expr.op === 'and' || expr.op === 'or') {
    const told = truth(left);
    if (told === (expr.op === 'or')) return left;
    const right = evaluate(m, frame, expr.r);
    if (typeof told === 'boolean') return right;
    // `exists and x`: what is false whatever the database says stays false.
    if (truth(right) === (expr.op === 'or')) return right;
    return told === 'db' || right.k === 'db' ? DB : UNKNOWN;
  }
  const right = evaluate(m, frame, expr.r);
  return compare(expr.op, left, right) ?? binary(expr.op, left, right);
}

function comprehension(m: Machine, frame: Frame, expr: Expr & { k: 'comp' }): Value {
  const inner: Frame = { vars: new Map(), site: frame.site, parent: frame };
  const [clause, ...more] = expr.clauses;
  if (clause === undefined) return UNKNOWN;
  const source = evaluate(m, frame, clause.iter);
  if (source.k === 'db') return DB;
  const items = iterable(source);
  if (items === null || more.length > 0) return UNKNOWN;
  const values: Value[] = [];
  const entries: (readonly [Value, Value])[] = [];
  for (const item of items) {
    assign(m, inner, clause.target, item);
    const kept = clause.ifs.map((test) => truth(evaluate(m, inner, test)));
    if (kept.includes(false)) continue;
    const value = evaluate(m, inner, expr.item);
    values.push(value);
    if (expr.value) entries.push([value, evaluate(m, inner, expr.value)]);
  }
  return expr.of === 'dict' ? { k: 'map', entries } : sequence(values, source.k === 'seq' && source.partial);
}

/** What a loop over `value` goes through, or `null` where that is not known. */
export function iterable(value: Value): readonly Value[] | null {
  if (value.k === 'seq') return value.partial ? null : value.items;
  if (value.k === 'map') return value.entries.map(([key]) => key);
  const text = value.k === 'const' ? rawTextOf(value) : null;
  return text === null || text.includes(HOLE) ? null : [...text].map(constant);
}

/** Binds a target of an assignment or loop. */
export function assign(m: Machine, frame: Frame, target: Expr, value: Value): void {
  if (target.k === 'name') frame.vars.set(target.id, value);
  else if (target.k === 'tuple' || target.k === 'list') {
    const items =
      value.k === 'seq' && !value.partial && value.items.length === target.items.length ? value.items : null;
    target.items.forEach((item, i) => {
      assign(m, frame, item, items?.[i] ?? (value.k === 'db' ? DB : UNKNOWN));
    });
  } else if (target.k === 'sub') {
    const on = evaluate(m, frame, target.obj);
    const index = target.index[0];
    if (on.k === 'map' && index) on.entries.push([evaluate(m, frame, index), value]);
  } else if (target.k === 'star') assign(m, frame, target.v, UNKNOWN);
}

/** The value of an attribute in a class body or its bases in this repository, or `null`. */
export function classAttribute(m: Machine, on: Value & { k: 'class' }, name: string): Value | null {
  const target = attributeOf(m.db, { kind: 'class', site: on.site, def: on.def }, name);
  if (target.kind === 'unknown' || target.kind === 'function') return null;
  const value = valueOfTarget(m, target);
  return value.k === 'unknown' ? null : value;
}
