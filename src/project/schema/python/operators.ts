/** Operators over values. */
import { concatenated, isComparable, joined, MAX_ITEMS, replaced } from './size.ts';
import { constant, DB, HOLE, rawTextOf, sameConstant, sequence, UNKNOWN, type Value } from './value.ts';

/** A comparison, or `null` where `op` is none. */
export function compare(op: string, left: Value, right: Value): Value | null {
  switch (op) {
    case '==':
    case 'is':
      return told(same(left, right), false, left, right);
    case '!=':
    case 'is not':
      return told(same(left, right), true, left, right);
    case 'in':
      return told(contains(right, left), false, left, right);
    case 'not in':
      return told(contains(right, left), true, left, right);
    case '<':
    case '>':
    case '<=':
    case '>=':
      return left.k === 'db' || right.k === 'db' ? DB : ordered(op, left, right);
    default:
      return null;
  }
}

function told(answer: boolean | null, negated: boolean, left: Value, right: Value): Value {
  if (answer !== null) return constant(answer !== negated);
  return left.k === 'db' || right.k === 'db' ? DB : UNKNOWN;
}

function same(left: Value, right: Value): boolean | null {
  if (rawTextOf(left)?.includes(HOLE) || rawTextOf(right)?.includes(HOLE)) return null;
  return sameConstant(left, right);
}

function contains(list: Value, item: Value): boolean | null {
  if (list.k === 'map') return contains(sequence(list.entries.map(([key]) => key)), item);
  if (list.k === 'const' && typeof list.v === 'string' && item.k === 'const' && typeof item.v === 'string') {
    return list.v.includes(HOLE) ? null : list.v.includes(item.v);
  }
  if (list.k !== 'seq') return null;
  const answers = list.items.map((one) => same(one, item));
  if (answers.includes(true)) return true;
  return answers.includes(null) || list.partial ? null : false;
}

function ordered(op: string, left: Value, right: Value): Value {
  if (left.k !== 'const' || right.k !== 'const' || typeof left.v !== 'number' || typeof right.v !== 'number')
    return UNKNOWN;
  if (op === '<') return constant(left.v < right.v);
  if (op === '>') return constant(left.v > right.v);
  return constant(op === '<=' ? left.v <= right.v : left.v >= right.v);
}

/** `+`, `%`, `|` and their like. */
export function binary(op: string, left: Value, right: Value): Value {
  if ((left.k === 'db' || right.k === 'db') && (op !== '+' || (rawTextOf(left) ?? rawTextOf(right)) === null)) {
    if (op !== '%' || rawTextOf(left) === null) return DB;
  }
  if (left.k === 'seq' && right.k === 'seq' && (op === '+' || op === '|')) {
    return concatenated(left.items, right.items, left.partial || right.partial);
  }
  if (left.k === 'seq' && right.k === 'seq' && (op === '-' || op === '&')) {
    if (!isComparable(left.items, right.items)) return UNKNOWN;
    const kept = left.items.filter((item) => (contains(right, item) === true) === (op === '&'));
    return sequence(kept, left.partial || right.partial);
  }
  if (left.k === 'map' && right.k === 'map' && op === '|')
    return left.entries.length + right.entries.length > MAX_ITEMS
      ? UNKNOWN
      : { k: 'map', entries: [...left.entries, ...right.entries] };
  const text = rawTextOf(left);
  if (op === '+') {
    const more = rawTextOf(right);
    if (text !== null || more !== null) return joined([text ?? HOLE, more ?? HOLE]);
    if (left.k === 'const' && right.k === 'const' && typeof left.v === 'number' && typeof right.v === 'number') {
      return constant(left.v + right.v);
    }
  }
  if (op === '%' && text !== null) return percent(text, right);
  return UNKNOWN;
}

function percent(text: string, right: Value): Value {
  const items = right.k === 'seq' ? [...right.items] : [right];
  return replaced(text, /%(?:\((\w+)\))?([sdr%])/g, (whole = '', name, kind) => {
    if (kind === '%') return '%';
    const value = name === undefined ? items.shift() : entry(right, name);
    if (value?.k !== 'const') return rawTextOf(value) ?? HOLE;
    return value.v === null ? whole : String(value.v);
  });
}

function entry(value: Value, name: string): Value | undefined {
  return value.k === 'map' ? value.entries.find(([key]) => key.k === 'const' && key.v === name)?.[1] : undefined;
}
