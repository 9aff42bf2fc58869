/** How large values may grow. What doubles at every turn of a loop ends as unknown, and each value costs by its size. */
import { constant, HOLE, UNKNOWN, type Value } from './value.ts';

/** Longer texts are data. */
const MAX_TEXT = 500_000;
/** More items than any migration goes through. */
export const MAX_ITEMS = 20_000;
/** Comparing two collections looks at every pair. */
const MAX_PAIRS = 200_000;
/** Characters, and items, that cost a step. */
const TEXT_OF_A_STEP = 16;
const ITEMS_OF_A_STEP = 4;

/** Steps that handling a value costs beside the one of every expression. */
export function costOf(value: Value): number {
  if (value.k === 'const') return typeof value.v === 'string' ? Math.floor(value.v.length / TEXT_OF_A_STEP) : 0;
  if (value.k === 'seq') return Math.floor(value.items.length / ITEMS_OF_A_STEP);
  return value.k === 'map' ? Math.floor(value.entries.length / ITEMS_OF_A_STEP) : 0;
}

/** The parts one after the other; not known where that is too long. */
export function joined(parts: readonly string[], separator = ''): Value {
  let length = separator.length * parts.length;
  for (const part of parts) length += part.length;
  return constant(length > MAX_TEXT ? HOLE : parts.join(separator));
}

/** `text` with what `replacement` gives for each match; not known where that is too long. */
export function replaced(
  text: string,
  pattern: RegExp,
  replacement: (...groups: (string | undefined)[]) => string,
): Value {
  const parts: string[] = [];
  let from = 0;
  let length = text.length;
  for (const match of text.matchAll(pattern)) {
    const part = replacement(...match);
    length += part.length;
    if (length > MAX_TEXT) return constant(HOLE);
    parts.push(text.slice(from, match.index), part);
    from = match.index + match[0].length;
  }
  return constant([...parts, text.slice(from)].join(''));
}

/** The items of both; not known where these are too many. */
export function concatenated(left: readonly Value[], right: readonly Value[], partial: boolean): Value {
  if (left.length + right.length > MAX_ITEMS) return UNKNOWN;
  return { k: 'seq', items: [...left, ...right], partial };
}

/** Adds to `into` as long as there is room; whether all of `more` went in. */
export function pushAll<T>(into: T[], more: readonly T[]): boolean {
  if (into.length + more.length > MAX_ITEMS) return false;
  // A list may be added to itself.
  for (const item of [...more]) into.push(item);
  return true;
}

/** Whether each item of one can be looked for in the other. */
export function isComparable(left: readonly Value[], right: readonly Value[]): boolean {
  return left.length * right.length <= MAX_PAIRS;
}
