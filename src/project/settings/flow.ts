/**
 * Where the value of an expression comes from: through names, settings fields, arguments and simple functions of the
 * repository to literals and variables of the environment. The value is what these give under a given environment.
 */
import type { Expr } from '../../model/python.ts';
import type { ConstantValue, Environment, Flow } from '../../model/settings.ts';
import type { Db } from '../db.ts';
import { effort } from '../effort.ts';
import { externalName, resolve, type Site } from '../resolve.ts';
import { binary, isTruthy } from './constants.ts';
import { callFlow, readEnv } from './flow-calls.ts';
import { attributeFlow, nameFlow } from './flow-names.ts';
import { follow, join, literal, UNKNOWN, unique, type Walk } from './walk.ts';

/** The value of `expr` at `site` under `env`, and what it depends on. */
export function flowOf(db: Db, site: Site, expr: Expr, env: Environment): Flow {
  return evaluate({ db, env, effort: effort(), bound: new Map(), evaluate }, site, expr);
}

function evaluate(walk: Walk, site: Site, expr: Expr): Flow {
  const next = (inner: Expr) => follow(walk, site, inner);
  switch (expr.k) {
    case 'str':
      return literal(walk, site, expr, expr.v);
    case 'num': {
      const number = Number(expr.v.replaceAll('_', ''));
      return Number.isNaN(number) ? UNKNOWN : literal(walk, site, expr, number);
    }
    case 'const':
      return expr.v === '...' ? UNKNOWN : literal(walk, site, expr, expr.v);
    case 'fstr': {
      const parts = expr.parts.filter((part) => typeof part !== 'string').map(next);
      let index = 0;
      const texts = expr.parts.map((part) => (typeof part === 'string' ? part : parts[index++]?.value));
      const known = texts.every((text) => text !== undefined && text !== null && !Array.isArray(text));
      return join(parts, known ? texts.map(String).join('') : undefined);
    }
    case 'list':
    case 'tuple':
    case 'set':
      return sequence(walk, site, expr);
    case 'un': {
      const inner = next(expr.v);
      if (expr.op === 'not') return { ...inner, value: inner.value === undefined ? undefined : !isTruthy(inner.value) };
      return { ...inner, value: expr.op === '-' && typeof inner.value === 'number' ? -inner.value : undefined };
    }
    case 'bin':
      return operation(walk, site, expr);
    case 'if': {
      const test = next(expr.test);
      if (test.value === undefined) return join([test, next(expr.then), next(expr.else)], undefined);
      const chosen = next(isTruthy(test.value) ? expr.then : expr.else);
      return { ...chosen, variables: unique([...test.variables, ...chosen.variables]) };
    }
    case 'await':
    case 'walrus':
      return next(expr.v);
    case 'comp':
      return comprehension(walk, site, expr);
    case 'call':
      return callFlow(walk, site, expr);
    case 'sub':
      return subscript(walk, site, expr);
    case 'name':
      return nameFlow(walk, site, expr);
    case 'attr':
      return attributeFlow(walk, site, expr);
    default:
      return UNKNOWN;
  }
}

function sequence(walk: Walk, site: Site, expr: Expr & { k: 'list' | 'tuple' | 'set' }): Flow {
  const flows = expr.items.map((item) => follow(walk, site, item.k === 'star' ? item.v : item));
  const items: ConstantValue[] = [];
  let known = true;
  expr.items.forEach((item, i) => {
    const value = flows[i]?.value;
    if (value === undefined) known = false;
    else if (item.k === 'star' && Array.isArray(value)) items.push(...value);
    else items.push(value);
  });
  const own = literal(walk, site, expr, null);
  return { ...join([own, ...flows], known ? items : undefined) };
}

function operation(walk: Walk, site: Site, expr: Expr & { k: 'bin' }): Flow {
  const left = follow(walk, site, expr.l);
  const right = follow(walk, site, expr.r);
  if (expr.op === 'or' || expr.op === 'and') {
    if (left.value === undefined) return join([left, right], undecided(expr.op, right.value));
    const takesLeft = isTruthy(left.value) === (expr.op === 'or');
    return takesLeft ? left : { ...right, variables: unique([...left.variables, ...right.variables]) };
  }
  return join([left, right], binary(expr.op, left.value, right.value));
}

/** `unknown and False` is false whatever the unknown is; `unknown or True` is true. */
function undecided(op: 'or' | 'and', right: ConstantValue | undefined): ConstantValue | undefined {
  if (op === 'and') return right !== undefined && !isTruthy(right) ? right : undefined;
  return right === true ? true : undefined;
}

/** `[x.strip() for x in items]`, `[str(x) for x in items if x]`: the items, more or less. */
function comprehension(walk: Walk, site: Site, expr: Expr & { k: 'comp' }): Flow {
  const [clause] = expr.clauses;
  if (clause === undefined || expr.clauses.length > 1 || expr.of === 'dict' || clause.target.k !== 'name')
    return UNKNOWN;
  const whole = follow(walk, site, clause.iter);
  const { item } = expr;
  const isItem = (part: Expr | undefined): boolean =>
    part?.k === 'name' && clause.target.k === 'name' && part.id === clause.target.id;
  const keeps =
    isItem(item) ||
    (item.k === 'call' && item.fn.k === 'attr' && /strip$/.test(item.fn.name)) ||
    (item.k === 'call' && item.fn.k === 'name' && item.fn.id === 'str');
  if (!keeps || !Array.isArray(whole.value)) return { ...whole, value: undefined };
  const items = whole.value.map((one) =>
    typeof one === 'string' ? one.trim().replace(item.k === 'call' ? /\/$/ : /$^/, '') : one,
  );
  return { ...whole, value: clause.ifs.length > 0 ? items.filter(isTruthy) : items };
}

function subscript(walk: Walk, site: Site, expr: Expr & { k: 'sub' }): Flow {
  const [key] = expr.index;
  if (!key) return UNKNOWN;
  if (/^os\.environb?$/.test(externalName(walk.db, site, expr.obj) ?? '')) {
    return readEnv(walk, site, { variable: key, fallback: null, type: null, cast: null, optional: false });
  }
  return entryOf(walk, site, { of: expr.obj, key });
}

/** An entry of a dictionary that is written where its name is bound. */
function entryOf(walk: Walk, site: Site, { of, key }: { of: Expr; key: Expr }): Flow {
  const target = resolve(walk.db, site, of);
  const name = follow(walk, site, key);
  const [binding, ...others] = target.kind === 'variable' ? target.bindings : [];
  if (target.kind !== 'variable' || others.length > 0 || binding?.kind !== 'value') return UNKNOWN;
  if (binding.value?.k !== 'dict' || name.value === undefined) return { ...UNKNOWN, variables: name.variables };
  for (const [entry, value] of binding.value.items) {
    if (entry?.k !== 'str' || entry.v !== name.value) continue;
    const found = follow(walk, target.site, value);
    return { ...found, variables: unique([...name.variables, ...found.variables]) };
  }
  return { ...UNKNOWN, variables: name.variables };
}
