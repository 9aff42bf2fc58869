/** What an expression gives while a request without credentials is followed. */
import type { Expr } from '../../model/python.ts';
import { dottedName } from '../../model/python-walk.ts';
import { type Constant, evaluate as constantOf, isLarge } from '../constants.ts';
import { resolve } from '../resolve.ts';
import { call } from './calls.ts';
import { type Follow, MAX_STEPS } from './follow.ts';
import { both, compare, isComparison, negate, oneOf } from './operations.ts';
import { entryOf, ofFramework, ofPart, ofRequest } from './request.ts';
import {
  ANONYMOUS,
  either,
  FOREIGN,
  isOfCaller,
  known,
  MAX_ITEMS,
  MAYBE,
  most,
  type Source,
  some,
  sourceOf,
  truthOf,
  type Value,
} from './values.ts';

/** Where the text of an expression says that it is configuration. */
const SETTINGS = /(^|[._])(settings?|config|conf|cfg|env|environ|getenv|app_config|flags?)($|[._(])/i;

export function evaluate(follow: Follow, expr: Expr): Value {
  if (follow.steps++ > MAX_STEPS) return FOREIGN;
  const value = evaluateKind(follow, expr);
  if (isOfCaller(value) && value.k !== 'request') follow.looks++;
  return value;
}

function evaluateKind(follow: Follow, expr: Expr): Value {
  const next = (inner: Expr) => evaluate(follow, inner);
  switch (expr.k) {
    case 'str':
      return known(expr.v);
    case 'num':
    case 'const':
      return literal(follow, expr);
    case 'fstr':
      return text(expr.parts.map((part) => (typeof part === 'string' ? known(part) : next(part))));
    case 'name':
      return follow.names.get(expr.id) ?? named(follow, expr);
    case 'attr':
      return attribute(follow, expr);
    case 'call':
      return call(follow, expr);
    case 'sub':
      return subscript(follow, expr);
    case 'await':
    case 'star':
      return next(expr.v);
    case 'yield':
      return expr.v ? next(expr.v) : known(null);
    case 'walrus': {
      const value = next(expr.v);
      follow.names.set(expr.name, value);
      return value;
    }
    case 'un':
      return expr.op === 'not' ? negate(next(expr.v)) : next(expr.v);
    case 'bin':
      return binary(follow, expr);
    case 'if': {
      const truth = truthOf(next(expr.test));
      if (truth.value !== null) return because(truth.from, next(truth.value ? expr.then : expr.else));
      return either(next(expr.then), next(expr.else));
    }
    case 'list':
    case 'tuple':
    case 'set':
      return sequence(expr.items.map(next));
    case 'dict':
      return expr.items.map(([, value]) => next(value)).some(isOfCaller) ? ANONYMOUS : FOREIGN;
    case 'comp':
      return comprehension(follow, expr);
    default:
      return FOREIGN;
  }
}

/** A constant that was chosen because credentials are missing. */
function because(from: Source, value: Value): Value {
  return value.k === 'const' && from === 'anonymous' ? { ...value, from } : value;
}

function literal(follow: Follow, expr: Expr): Value {
  const value = constantOf(follow.db, follow.site, expr);
  return value === undefined ? FOREIGN : known(value);
}

function named(follow: Follow, expr: Expr & { k: 'name' }): Value {
  const { db, site } = follow;
  const target = resolve(db, site, expr);
  if (target.kind === 'external') return ofFramework(target.dotted) ?? FOREIGN;
  if (target.kind !== 'variable') return FOREIGN;
  if (/^(current_user|_current_user)$/.test(target.name)) return { k: 'part', of: 'user' };
  return configured(follow, expr);
}

/** A constant of the repository; what depends on settings has no truth. */
function configured(follow: Follow, expr: Expr): Value {
  const value = constantOf(follow.db, follow.site, expr);
  const isSetting = SETTINGS.test(dottedName(expr) ?? '');
  if (value === undefined) return isSetting ? some('setting') : FOREIGN;
  const isOpen =
    typeof value === 'boolean' || value === null || value === '' || (isSetting && typeof value === 'string');
  return isOpen ? some('setting') : known(value);
}

function attribute(follow: Follow, expr: Expr & { k: 'attr' }): Value {
  if (expr.obj.k === 'name' && expr.obj.id === 'self') {
    const field = follow.names.get(`self.${expr.name}`);
    if (field) return field;
    if (expr.name === 'request') return { k: 'request' };
    if (/^_?(token|credentials|auth_token|access_token|bearer|user)$/.test(expr.name)) return ANONYMOUS;
    const value = configured(follow, expr);
    return value.k === 'some' &&
      value.from === 'foreign' &&
      /^_?(auth\w*|api_?key|secret\w*|tokens?|enabled|required?)$/.test(expr.name)
      ? some('setting')
      : value;
  }
  const of = evaluate(follow, expr.obj);
  switch (of.k) {
    case 'request':
      return ofRequest(follow, expr.name);
    case 'part':
      return ofPart(follow, of.of, expr.name);
    case 'const':
      return of.from === 'anonymous' ? ANONYMOUS : FOREIGN;
    case 'some':
      if (of.from === 'anonymous') return ANONYMOUS;
      break;
    case 'path':
    case 'endpoint':
      return of;
    default:
      break;
  }
  if (expr.name === 'session' && of.k === 'some' && /websocket|request/.test(dottedName(expr.obj) ?? ''))
    return { k: 'part', of: 'session' };
  const target = resolve(follow.db, follow.site, expr);
  if (target.kind === 'external') return ofFramework(target.dotted) ?? FOREIGN;
  return configured(follow, expr);
}

function subscript(follow: Follow, expr: Expr & { k: 'sub' }): Value {
  const of = evaluate(follow, expr.obj);
  const [index] = expr.index;
  const key = index ? evaluate(follow, index) : FOREIGN;
  if (of.k === 'endpoint') return of;
  if (of.k === 'part') {
    const name = key.k === 'const' && typeof key.v === 'string' ? key.v : null;
    const value = entryOf(follow, of.of, name, ANONYMOUS);
    return value;
  }
  if (of.k === 'const' && Array.isArray(of.v) && key.k === 'const' && typeof key.v === 'number') {
    const item: Constant | undefined = of.v.at(key.v);
    return item === undefined ? FOREIGN : known(item, of.from);
  }
  if (isOfCaller(of)) return ANONYMOUS;
  return SETTINGS.test(dottedName(expr.obj) ?? '') ? some('setting') : FOREIGN;
}

function text(parts: readonly Value[]): Value {
  let joined = '';
  let isPath = false;
  for (const part of parts) {
    if (part.k === 'path') isPath = true;
    if (part.k === 'path') joined += part.text;
    else if (part.k === 'const' && !Array.isArray(part.v)) joined += String(part.v);
    else return parts.some(isOfCaller) ? ANONYMOUS : FOREIGN;
  }
  if (isPath) return isLarge(joined) ? FOREIGN : { k: 'path', text: joined };
  return known(joined);
}

function sequence(items: readonly Value[]): Value {
  const constants = items.filter((item) => item.k === 'const');
  const status = items.at(-1);
  if (items.length > 1 && status?.k === 'const' && (status.v === 401 || status.v === 403)) {
    return { k: 'refusal', status: status.v, name: '' };
  }
  const refusal = items.find((item) => item.k === 'refusal');
  if (refusal) return refusal;
  if (constants.length < items.length) return items.some(isOfCaller) ? ANONYMOUS : FOREIGN;
  const from = constants.reduce<Source>((all, item) => most(all, item.from), 'sure');
  return known(
    constants.map((item) => item.v),
    from,
  );
}

function binary(follow: Follow, expr: Expr & { k: 'bin' }): Value {
  if (expr.op === 'and' || expr.op === 'or') {
    const left = evaluate(follow, expr.l);
    const truth = truthOf(left);
    if (truth.value === (expr.op === 'or')) return left;
    const before = follow.names;
    follow.names = new Map(before);
    const right = evaluate(follow, expr.r);
    if (truth.value !== null) return expr.op === 'and' ? both(left, right) : oneOf(left, right);
    // What is asked on the right may never be asked.
    if (follow.interruption?.k === 'refuse') follow.interruption = { ...follow.interruption, isSure: false };
    return expr.op === 'and' ? both(left, right) : oneOf(left, right);
  }
  const left = evaluate(follow, expr.l);
  const right = evaluate(follow, expr.r);
  if (isComparison(expr.op)) return compare(expr.op, left, right);
  if (expr.op === '+') {
    if (left.k === 'const' && right.k === 'const' && typeof left.v === 'string' && typeof right.v === 'string') {
      return known(left.v + right.v, most(left.from, right.from));
    }
    if (left.k === 'const' && right.k === 'const' && Array.isArray(left.v) && Array.isArray(right.v))
      return known([...left.v, ...right.v]);
    if (left.k === 'path' || right.k === 'path') return text([left, right]);
  }
  if (expr.op === '|' && left.k === 'const' && right.k === 'const' && Array.isArray(left.v) && Array.isArray(right.v))
    return known([...left.v, ...right.v]);
  return isOfCaller(left) || isOfCaller(right)
    ? ANONYMOUS
    : some(most('setting', most(sourceOf(left), sourceOf(right))));
}

/** `[path.startswith(p) for p in PUBLIC]`: the items, where what it runs over is known. */
function comprehension(follow: Follow, expr: Expr & { k: 'comp' }): Value {
  const [clause] = expr.clauses;
  if (!clause) return FOREIGN;
  const over = evaluate(follow, clause.iter);
  const isRead =
    over.k === 'const' &&
    Array.isArray(over.v) &&
    over.v.length <= MAX_ITEMS &&
    clause.target.k === 'name' &&
    expr.clauses.length === 1;
  if (!isRead || clause.target.k !== 'name' || over.k !== 'const' || !Array.isArray(over.v)) {
    return isOfCaller(over) ? ANONYMOUS : FOREIGN;
  }
  const outer = follow.names;
  follow.names = new Map(outer);
  const items: Value[] = [];
  for (const item of over.v) {
    follow.names.set(clause.target.id, known(item));
    if (clause.ifs.every((test) => truthOf(evaluate(follow, test)).value !== false))
      items.push(evaluate(follow, expr.item));
  }
  follow.names = outer;
  if (items.length === 0) return known([]);
  return {
    k: 'const',
    v: items.map((item) => truthOf(item).value ?? MAYBE),
    from: items.some(isOfCaller) ? 'anonymous' : 'sure',
  };
}
