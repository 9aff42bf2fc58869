/** Does a string look drawn by a machine? Entropy alone cannot tell a key from a long identifier; words can. */

import { looksDrawn } from './letter-pairs.ts';

/** The pairs of letters that make up most of English and French text. */
const PAIRS = new Set(
  (
    'th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ' +
    'ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi ' +
    'em ad ol rt po we na ul ni ts mo ow pa im mi ai sh ir su id os iv ia am fi ci vi pl ig tu ev ld ry mp fe bl ab gh ty op wo sa ' +
    'ay ex ke ui fr oo ag ey if ap ga bo sp ck do ou ue qu eu ux au av eq ue ki ok us pu by rd rk rm rn rv up wn xp gi gr gs hr cr ' +
    'cu da dm do du ef eg ep ew ff fu go ib iz ja jo ju lf ls lt lu mb my nf nk nv ob od of og ov pi pp rc rf rl ru sc sk sl sm sw ' +
    'tl tp ub ud uf ug um va ye az ba bi br bu cl db'
  ).split(' '),
);

const MIN_RANDOM = 16;

/** Whether `value` looks random: long enough, varied, without order, and not made of words. */
export function isRandom(value: string): boolean {
  if (value.length < MIN_RANDOM || isMonotone(value)) return false;
  if (/^[\w.-]+$/.test(value) && longestRun(value) < 12) return false;
  const hex = /^(?:[0-9a-f]+|[0-9A-F]+)$/.test(value);
  if (hex) return value.length >= 24 && /\d/.test(value) && /[a-f]/i.test(value) && entropy(value) >= 2.9;
  if (!/^[\x21-\x7e]+$/.test(value) || entropy(value) < Math.min(3.3, Math.log2(value.length) * 0.8)) return false;
  if (!/\d/.test(value) && !/[^A-Za-z]/.test(value)) return isGibberish(value);
  return wordShare(value) < 0.35 && (changes(value) >= 0.25 || isGibberish(value));
}

/** Between separators: `polar_cst_def456` has no part that a machine would have drawn. */
function longestRun(value: string): number {
  return Math.max(...value.split(/[_.-]+/).map((part) => part.length));
}

/** Letters only: random when neither its pairs nor its case make words. */
function isGibberish(value: string): boolean {
  if (wordShare(value) >= 0.2) return false;
  // One word of a language whose pairs are not known here still has vowels.
  if (/^(?:[A-Z]?[a-z]+|[A-Z]+)$/.test(value)) return commonPairs(value) < 0.45 && /[^aeiouy]{6}/i.test(value);
  return commonPairs(value) < 0.45 || changes(value) > 0.35;
}

/** Repeats itself, counts up or down, runs along the keyboard, or has hardly any different characters. */
export function isMonotone(value: string): boolean {
  const { length } = value;
  for (let period = 1; period <= Math.min(16, length >> 1); period += 1) {
    if (value.slice(period) === value.slice(0, length - period)) return true;
  }
  if (new Set(value).size < Math.min(8, length * 0.4)) return true;
  return (
    stepShare(value, 1) > 0.5 ||
    // `a1b2c3d4e5f6`: letters and digits that take turns.
    stepShare(value, 2) > 0.6 ||
    // `ABcdeF5g6HIjkl1Mnop`: the alphabet, with digits strewn in.
    isAlphabet(value.replace(/[^A-Za-z]/g, '').toLowerCase()) ||
    /qwerty|azerty|asdfgh|zxcvbn|wxcvbn|0123456|1234567|abcdefg|abc123|9876543/i.test(value)
  );
}

function isAlphabet(letters: string): boolean {
  return letters.length >= 8 && stepShare(letters, 1) > 0.8;
}

/** How many characters follow, in order, the one that stands so far before. */
function stepShare(value: string, distance: number): number {
  let steps = 0;
  for (let at = distance; at < value.length; at += 1) {
    const step = value.charCodeAt(at) - value.charCodeAt(at - distance);
    if (step === 1 || step === -1 || step === 0) steps += 1;
  }
  return steps / value.length;
}

/** Bits for each character, after Shannon. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

/** The part of the value that is words: runs of four or more letters of one word that read like a language. */
export function wordShare(value: string): number {
  const runs = value.match(/[A-Z]?[a-z]{3,}|[A-Z]{4,}/g) ?? [];
  const letters = runs.filter((run) => run.length >= 4 && commonPairs(run) >= 0.6 && !looksDrawn(run)).join('').length;
  return letters / value.length;
}

function commonPairs(value: string): number {
  const lower = value.toLowerCase();
  let pairs = 0;
  for (let at = 1; at < lower.length; at += 1) if (PAIRS.has(lower.slice(at - 1, at + 1))) pairs += 1;
  return pairs / Math.max(1, lower.length - 1);
}

/** How often a character is of another class (lower, upper, digit, other) than the one before. */
function changes(value: string): number {
  let count = 0;
  for (let at = 1; at < value.length; at += 1)
    if (classOf(value.charCodeAt(at)) !== classOf(value.charCodeAt(at - 1))) count += 1;
  return count / Math.max(1, value.length - 1);
}

function classOf(code: number): number {
  if (code >= 97 && code <= 122) return 0;
  if (code >= 65 && code <= 90) return 1;
  return code >= 48 && code <= 57 ? 2 : 3;
}
