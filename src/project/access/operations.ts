/** Comparisons and connectives on what is known of values. */
import type { Constant } from '../constants.ts';
import { includes } from './paths.ts';
import { ANONYMOUS, FOREIGN, isOfCaller, known, least, most, some, sourceOf, truthOf, type Value } from './values.ts';

export function isComparison(op: string): boolean {
  return /^(==|!=|in|not in|is|is not|<|>|<=|>=)$/.test(op);
}

export function negate(value: Value): Value {
  const truth = truthOf(value);
  return truth.value === null ? some(truth.from) : known(!truth.value, truth.from);
}

/** `a and b` where `a` is not false for sure. */
export function both(a: Value, b: Value): Value {
  const [left, right] = [truthOf(a), truthOf(b)];
  if (right.value === false) return known(false, right.from);
  if (left.value === true && right.value === true)
    return isOfCaller(b) || !isOfCaller(a) ? b : known(true, 'anonymous');
  const open = [left, right].filter(({ value }) => value === null).map(({ from }) => from);
  const from = open.reduce(most, 'sure');
  const decided = from === 'sure' ? 'foreign' : from;
  const hasCaller = left.from === 'anonymous' || right.from === 'anonymous';
  return hasCaller && decided !== 'anonymous' ? { k: 'some', from: decided, caller: true } : some(decided);
}

/** `a or b` where `a` is not true for sure: true as soon as what hangs on the caller is. */
export function oneOf(a: Value, b: Value): Value {
  const [left, right] = [truthOf(a), truthOf(b)];
  if (left.value === false)
    return right.value === null || !isOfCaller(a) || isOfCaller(b)
      ? b
      : { ...b, ...(b.k === 'const' ? { from: 'anonymous' as const } : {}) };
  if (right.value === true) return known(true, right.from);
  const open = [left, right].filter(({ value }) => value === null).map(({ from }) => from);
  return some(open.length === 0 ? 'foreign' : open.reduce(least));
}

export function compare(op: string, left: Value, right: Value): Value {
  const isNegated = op === '!=' || op === 'not in' || op === 'is not';
  const plain =
    op === 'in' || op === 'not in'
      ? contains(right, left)
      : op === '==' || op === '!=' || op === 'is' || op === 'is not'
        ? equals(left, right)
        : ordered(left, right);
  return isNegated ? negate(plain) : plain;
}

function ordered(left: Value, right: Value): Value {
  return isOfCaller(left) || isOfCaller(right)
    ? ANONYMOUS
    : some(most('setting', most(sourceOf(left), sourceOf(right))));
}

function equals(left: Value, right: Value): Value {
  if (left.k === 'const' && right.k === 'const')
    return known(
      isSame(left.v, right.v),
      least(left.from, right.from) === 'sure' ? most(left.from, right.from) : least(left.from, right.from),
    );
  const [fixed, other] = left.k === 'const' ? [left, right] : [right, left];
  if (fixed.k !== 'const') return ordered(left, right);
  if (other.k === 'path') return known(typeof fixed.v === 'string' && samePath(other.text, fixed.v));
  if (other.k === 'endpoint') return known(typeof fixed.v === 'string' && isEndpoint(other.names, fixed.v));
  if (other.k === 'part' || other.k === 'request' || other.k === 'next' || other.k === 'refusal')
    return known(false, fixed.v === null ? 'sure' : sourceOf(other));
  // Nothing is not the secret that it is compared with.
  if (fixed.from === 'anonymous' && !isOfCaller(other)) return known(false, 'anonymous');
  return ordered(left, right);
}

function contains(list: Value, item: Value): Value {
  if (list.k === 'part')
    return list.of === 'url' ||
      list.of === 'query' ||
      (item.k === 'const' &&
        typeof item.v === 'string' &&
        list.of === 'headers' &&
        !/auth|key|token|secret|signature|cookie/i.test(item.v))
      ? FOREIGN
      : known(false, 'anonymous');
  if (list.k === 'path')
    return item.k === 'const' && typeof item.v === 'string' ? known(includes(list.text, item.v)) : FOREIGN;
  if (list.k === 'const' && Array.isArray(list.v)) {
    if (item.k === 'path') return known(list.v.some((one) => typeof one === 'string' && samePath(item.text, one)));
    if (item.k === 'endpoint')
      return known(list.v.some((one) => typeof one === 'string' && isEndpoint(item.names, one)));
    if (item.k === 'const')
      return known(
        list.v.some((one) => isSame(one, item.v)),
        item.from,
      );
  }
  if (list.k === 'const' && typeof list.v === 'string' && item.k === 'const' && typeof item.v === 'string')
    return known(list.v.includes(item.v), most(list.from, item.from));
  if (list.k === 'const' && list.from === 'anonymous') return known(false, 'anonymous');
  if (item.k === 'const' && item.from === 'anonymous') return known(false, 'anonymous');
  return ordered(list, item);
}

function samePath(path: string, text: string): boolean {
  return (
    path === text ||
    (text.length > 1 && path === text.replace(/\/$/, '')) ||
    (path.length > 1 && path.replace(/\/$/, '') === text)
  );
}

function isSame(a: Constant, b: Constant): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function isEndpoint(names: readonly string[], text: string): boolean {
  return names.includes(text.split('.').at(-1) ?? text);
}
