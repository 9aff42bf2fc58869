/** What an expression is while routing code runs: routers, lists of them, functions, and constants where they are known. */
import type { Expr } from '../../model/python.ts';
import { moduleBindings } from '../bindings.ts';
import { evaluate, isLarge } from '../constants.ts';
import { resolve, resolveMember } from '../resolve.ts';
import { targetValue } from './attributes.ts';
import { routingFiles } from './declarations.ts';
import { flaskConfig } from './flask-config.ts';
import { isTestPath } from './frameworks.ts';
import { type Arguments, isExhausted, type Run } from './run.ts';
import {
  addTo,
  constant,
  folded,
  isNone,
  itemsOf,
  letGo,
  loopItems,
  type Scope,
  textOf,
  truthOf,
  unknown,
  type Value,
} from './values.ts';

export function evaluateExpression(run: Run, scope: Scope, expr: Expr): Value {
  run.steps++;
  if (isExhausted(run)) return unknown('code that is too entangled');
  const next = (inner: Expr) => run.evaluate(scope, inner);
  switch (expr.k) {
    case 'str':
      return constant(expr.v);
    case 'const':
      return expr.v === '...' ? unknown('an ellipsis') : constant(expr.v);
    case 'num':
      return constant(Number(expr.v.replaceAll('_', '')));
    case 'fstr':
      return formatted(run, scope, expr);
    case 'name':
      return lookUp(run, scope, expr);
    case 'attr':
      return orConstant(run, scope, expr, run.attribute(next(expr.obj), expr.name, scope));
    case 'list':
    case 'tuple':
    case 'set':
      return kept({ k: 'list', items: spread(run, scope, expr.items), complete: true });
    case 'dict':
      return { k: 'dict', entries: expr.items.flatMap(([key, item]) => entriesOf(key && next(key), next(item))) };
    case 'sub':
      return orConstant(run, scope, expr, subscriptAt(run, scope, expr));
    case 'bin':
      return operate(expr.op, next(expr.l), next(expr.r)) ?? orConstant(run, scope, expr, unknown('an expression'));
    case 'un': {
      const truth = expr.op === 'not' ? truthOf(folded(next(expr.v))) : null;
      return truth === null ? orConstant(run, scope, expr, unknown('an expression')) : constant(!truth);
    }
    case 'if':
      return choose(next(expr.test), next(expr.then), next(expr.else));
    case 'await':
    case 'walrus': {
      const inner = next(expr.v);
      if (expr.k === 'walrus') scope.names.set(expr.name, inner);
      return inner;
    }
    case 'lambda':
      return unknown('a lambda');
    case 'call':
      return callExpression(run, scope, expr);
    case 'comp':
      return comprehension(run, scope, expr);
    default:
      return unknown('an expression');
  }
}

/** One entry, or those of a `**` entry. */
function entriesOf(key: Value | null, item: Value): [Value, Value][] {
  if (key) {
    letGo(item);
    return [[key, item]];
  }
  return item.k === 'dict' ? item.entries : [];
}

function callExpression(run: Run, scope: Scope, expr: Expr & { k: 'call' }): Value {
  const fn = run.evaluate(scope, expr.fn);
  const kw = new Map<string, Value>();
  for (const { name, v } of expr.kw) {
    const value = run.evaluate(scope, v);
    if (name !== null) kw.set(name, value);
    else if (value.k === 'dict')
      for (const [key, item] of value.entries) if (key.k === 'const') kw.set(String(key.v), item);
  }
  const args = spread(run, scope, expr.args);
  if (fn.k === 'unknown' && isHook(expr.fn)) callHooks(run, scope, expr, { args, kw });
  if (!isFollowed(fn)) for (const value of [...args, ...kw.values()]) letGo(value);
  const at = { path: scope.site.path, range: { s: expr.s, e: expr.e } };
  return orConstant(run, scope, expr, run.call(fn, { args, kw, call: expr }, at, scope));
}

function isFollowed(fn: Value): boolean {
  return fn.k === 'function' || fn.k === 'class' || (fn.k === 'method' && fn.of.k === 'router');
}

/** Whoever reads the list may include what is in it. */
function kept(list: Value): Value {
  letGo(list);
  return list;
}

/** `manager.hook.load_blueprints(app=app)`: pluggy calls every function of that name. */
function isHook(fn: Expr): fn is Expr & { k: 'attr' } {
  return fn.k === 'attr' && fn.obj.k === 'attr' && fn.obj.name === 'hook';
}

function callHooks(run: Run, scope: Scope, expr: Expr & { k: 'call' }, given: Arguments): void {
  if (expr.fn.k !== 'attr') return;
  const at = { path: scope.site.path, range: { s: expr.s, e: expr.e } };
  for (const path of run.db.get(routingFiles)) {
    if (isTestPath(path) || !run.db.get(moduleBindings, path).names.has(expr.fn.name)) continue;
    const value = targetValue(run, resolveMember(run.db, path, expr.fn.name), expr.fn.name);
    if (value.k === 'function' && value.site.path === path) run.call(value, given, at, scope);
  }
}

function spread(run: Run, scope: Scope, exprs: readonly Expr[]): Value[] {
  return exprs.flatMap((expr) => {
    if (expr.k !== 'star') return [run.evaluate(scope, expr)];
    const inner = run.evaluate(scope, expr.v);
    return [...(itemsOf(inner) ?? [unknown('the items of an unread list')])];
  });
}

/** A name: bound by this run, else what it means in the repository. */
function lookUp(run: Run, scope: Scope, expr: Expr & { k: 'name' }): Value {
  for (let at: Scope | null = scope; at; at = at.parent) {
    const value = at.names.get(expr.id);
    if (value) return value;
  }
  return orConstant(run, scope, expr, targetValue(run, resolve(run.db, scope.site, expr), expr.id));
}

/** What is not known from this run may be a constant of the repository: asked when it matters. */
function orConstant(run: Run, scope: Scope, expr: Expr, value: Value): Value {
  if (value.k !== 'unknown' || value.fold || 'known' in value) return value;
  return { ...value, fold: () => evaluate(run.db, scope.site, expr) };
}

function formatted(run: Run, scope: Scope, expr: Expr & { k: 'fstr' }): Value {
  let text = '';
  for (const part of expr.parts) {
    if (typeof part === 'string') text += part;
    else {
      const value = folded(run.evaluate(scope, part));
      if (value.k !== 'const' || Array.isArray(value.v)) return unknown('an f-string of unread values');
      text += String(value.v);
      if (isLarge(text)) return unknown('a long text');
    }
  }
  return constant(text);
}

const EQUALITY = new Set(['==', '!=', 'is', 'is not']);

function operate(op: string, left: Value, right: Value): Value | null {
  if (EQUALITY.has(op)) {
    const [a, b] = [folded(left), folded(right)];
    if (isNone(b) && a.k !== 'const' && truthOf(a) !== null) return constant(op === '!=' || op === 'is not');
    if (a.k !== 'const' || b.k !== 'const' || Array.isArray(a.v) || Array.isArray(b.v)) return null;
    return constant((a.v === b.v) === (op === '==' || op === 'is'));
  }
  if (op === 'or') return left.k === 'const' && !left.v ? right : left.k === 'unknown' ? null : left;
  if (op === 'and') return left.k === 'const' && !left.v ? left : left.k === 'unknown' ? null : right;
  const [first, second] = [itemsOf(left), itemsOf(right)];
  if (op === '-' && first) return without(first, second);
  if (op !== '+' && op !== '|') return null;
  if (first && second) {
    const items = [...first];
    const complete = addTo(items, second);
    return { k: 'list', items, complete };
  }
  if (first || second) return { k: 'list', items: [...(first ?? second ?? [])], complete: false };
  const [start, end] = [textOf(left), textOf(right)];
  return start !== undefined && end !== undefined ? constant(start + end) : null;
}

/** Difference of sets; what is taken away and could not be read is taken to be nothing. */
function without(items: readonly Value[], taken: readonly Value[] | null): Value {
  const names = new Set((taken ?? []).map(textOf));
  const left = items.filter((item) => textOf(item) === undefined || !names.has(textOf(item)));
  return { k: 'list', items: left, complete: taken !== null };
}

function choose(test: Value, yes: Value, no: Value): Value {
  const known = folded(test);
  if (known.k === 'const') return known.v ? yes : no;
  return yes.k === 'unknown' || (yes.k === 'const' && yes.v === null) ? no : yes;
}

/** `path[:-1]`, `routes[1:]`, or one item. */
function subscriptAt(run: Run, scope: Scope, expr: Expr & { k: 'sub' }): Value {
  const of = run.evaluate(scope, expr.obj);
  const [index] = expr.index;
  if (index?.k !== 'slice') {
    const key = index && run.evaluate(scope, index);
    if (of.k === 'method' && of.of.k === 'router' && of.name === 'config') return configured(run, key);
    // `FastAPIUsers[User, UUID]` is still that class.
    return of.k === 'external' || of.k === 'class' ? of : subscript(of, key);
  }
  const [start, end, step] = [0, 1, 2].map((i) => {
    const part = index.parts[i];
    return part ? folded(run.evaluate(scope, part)) : undefined;
  });
  const bound = (value: Value | undefined) =>
    value?.k === 'const' && typeof value.v === 'number' ? value.v : undefined;
  if (step || (start && bound(start) === undefined) || (end && bound(end) === undefined)) return unknown('a slice');
  const text = textOf(of);
  if (text !== undefined) return constant(text.slice(bound(start), bound(end)));
  const items = itemsOf(of);
  return items ? { k: 'list', items: items.slice(bound(start), bound(end)), complete: true } : unknown('a slice');
}

/** An entry of a Flask application's configuration, under default settings. */
export function configured(run: Run, key: Value | undefined): Value {
  const name = textOf(key);
  const value = name === undefined ? undefined : run.db.get(flaskConfig).get(name);
  return value === undefined ? unknown('an entry of the configuration') : constant(value);
}

function subscript(of: Value, given: Value | undefined): Value {
  const key = given && folded(given);
  if (key?.k !== 'const') return unknown('a subscript');
  if (typeof key.v === 'number') return itemsOf(of)?.at(key.v) ?? unknown('an item');
  if (of.k !== 'dict') return unknown('a subscript');
  return of.entries.findLast(([k]) => k.k === 'const' && k.v === key.v)?.[1] ?? unknown('an entry');
}

/** `[Route(p, h) for p, h in table]`: the first clause, conditions taken as true. */
function comprehension(run: Run, scope: Scope, expr: Expr & { k: 'comp' }): Value {
  if (expr.of === 'dict') return unknown('a dictionary comprehension');
  let complete = true;
  let scopes: Scope[] = [{ site: scope.site, names: new Map(), parent: scope }];
  for (const clause of expr.clauses) {
    const inner: Scope[] = [];
    for (const at of scopes) {
      const items = loopItems(run.evaluate(at, clause.iter));
      complete &&= items !== null;
      for (const item of items ?? [unknown('an element of an unread value')]) {
        const names = new Map<string, Value>();
        bindTarget(names, clause.target, item);
        inner.push({ site: scope.site, names, parent: at });
      }
    }
    scopes = inner.slice(0, 2_000);
  }
  const values = scopes.map((at) => run.evaluate(at, expr.item));
  return { k: 'list', items: complete ? values : values.filter((value) => value.k !== 'unknown'), complete };
}

function bindTarget(names: Map<string, Value>, target: Expr, value: Value): void {
  if (target.k === 'name') names.set(target.id, value);
  else if (target.k === 'tuple' || target.k === 'list') {
    const items = itemsOf(value);
    target.items.forEach((item, i) => {
      bindTarget(names, item, items?.[i] ?? unknown('a part of an unread value'));
    });
  }
}
