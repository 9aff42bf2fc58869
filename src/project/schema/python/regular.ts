/**
 * `re.sub` and `re.split` over names: how projects compute table names. The expression is somebody else's, so only those run
 * that cannot take long: few repetitions, none of a group, on a short text.
 */
import { type CallValue, constant, HOLE, rawTextOf, sequence, UNKNOWN, type Value } from './value.ts';

const MAX_TEXT = 80;
const MAX_PATTERN = 120;
const MAX_REPETITIONS = 3;

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

function safe(pattern: string): RegExp | null {
  if (pattern.length > MAX_PATTERN || /\)[*+{?]/.test(pattern)) return null;
  if ((pattern.match(/[*+]|\{\d+,\d*\}/g) ?? []).length > MAX_REPETITIONS) return null;
  try {
    return new RegExp(pattern.replaceAll('(?P<', '(?<'), 'g');
  } catch (error) {
    // Python's dialect is larger than JavaScript's.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
