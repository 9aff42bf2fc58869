/**
 * `re.sub` and `re.split` over names: how projects compute table names. The expression is somebody else's, so only those run
 * that cannot take long: few repetitions, none of a group, on a short text.
 */
import { type CallValue, constant, HOLE, rawTextOf, sequence, UNKNOWN, type Value } from './value.ts';

const MAX_TEXT = 80;
const MAX_PATTERN = 120;
const MAX_REPETITIONS = 3;
const MAX_OPTIONS = 10;
const MAX_OPTIONS_OF_REPETITIONS = 4;

/** What a function of `re` gives, or `null` for another. */
export function regular(name: string, call: CallValue): Value | null {
  if (name === 'compile') return call;
  const [pattern, second, third] = call.args.map((arg) => rawTextOf(arg));
  if (!pattern) return null;
  const expression = safe(pattern);
  if (name === 'sub') {
    if (expression === null || second === null || second === undefined || !isShort(third)) return constant(HOLE);
    return constant(
      third.replace(
        expression,
        second.replaceAll('$', '$$$$').replace(/\\g<(\d)>|\\(\d)/g, (_, a, b) => `$${a ?? b}`),
      ),
    );
  }
  if (name === 'split') {
    if (expression === null || !isShort(second)) return UNKNOWN;
    return sequence(second.split(expression).map((part) => constant(part ?? '')));
  }
  if (name === 'findall') {
    if (expression === null || !isShort(second) || pattern.replaceAll('(?', '').includes('(')) return UNKNOWN;
    return sequence([...second.matchAll(expression)].map(([part]) => constant(part)));
  }
  return null;
}

function isShort(text: string | null | undefined): text is string {
  return typeof text === 'string' && text.length <= MAX_TEXT && !text.includes(HOLE);
}

/** A repetition matches any part of the text, an option is there or not: the ways to try a pattern are their product. */
function isQuick(pattern: string): boolean {
  const repetitions = pattern.match(/[*+]|\{\d*,?\d*\}/g) ?? [];
  const options = pattern.match(/(?<!\()[?|]/g) ?? [];
  if (repetitions.length > MAX_REPETITIONS) return false;
  return options.length <= (repetitions.length > 1 ? MAX_OPTIONS_OF_REPETITIONS : MAX_OPTIONS);
}

function safe(pattern: string): RegExp | null {
  const isNested = /\)[*+{?]/.test(pattern) || /\\[1-9k]/.test(pattern);
  if (pattern.length > MAX_PATTERN || isNested || !isQuick(pattern)) return null;
  try {
    return new RegExp(pattern.replaceAll('(?P<', '(?<'), 'g');
  } catch (error) {
    // Python's dialect is larger than JavaScript's.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
