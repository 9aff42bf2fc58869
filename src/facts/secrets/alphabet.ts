/** Which characters a credential is made of, one bit for each alphabet: a test is one table read. */

export const ALPHABETS = {
  digit: 1,
  hex: 2,
  /** Digits and upper-case letters. */
  upper: 4,
  /** Digits and lower-case letters. */
  lower: 8,
  base32: 16,
  /** The same in lower case. */
  base32lower: 2048,
  letter: 32,
  alnum: 64,
  /** Letters, digits, `_`, `-`. */
  url: 128,
  /** Letters, digits, `+`, `/`, `=`. */
  base64: 256,
  /** `url` and the dot. */
  dotted: 512,
  /** What a name in code or configuration is made of. */
  name: 1024,
  /** `dotted`, `~` and what an address encodes with `%`. */
  percent: 4096,
  /** `base64` without its padding, which is also what stands between a name and its value. */
  unpadded: 8192,
} as const;

type Alphabet = keyof typeof ALPHABETS;

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
const ALNUM = LOWER + UPPER + DIGITS;

const MEMBERS: Readonly<Record<Alphabet, string>> = {
  digit: DIGITS,
  hex: `${DIGITS}abcdefABCDEF`,
  upper: UPPER + DIGITS,
  lower: LOWER + DIGITS,
  base32: `${UPPER}234567`,
  base32lower: `${LOWER}234567`,
  letter: LOWER + UPPER,
  alnum: ALNUM,
  url: `${ALNUM}_-`,
  base64: `${ALNUM}+/=`,
  dotted: `${ALNUM}_-.`,
  name: `${ALNUM}_-.$`,
  percent: `${ALNUM}_-.~%`,
  unpadded: `${ALNUM}+/`,
};

const MASKS = new Uint16Array(128);
for (const [name, bit] of Object.entries(ALPHABETS)) {
  for (const char of MEMBERS[name as Alphabet]) MASKS[char.charCodeAt(0)] = (MASKS[char.charCodeAt(0)] ?? 0) | bit;
}

/** Whether the character with this code is in an alphabet of `mask`. NaN, which `charCodeAt` gives past the end, is in none. */
export function isIn(mask: number, code: number): boolean {
  return code < 128 && ((MASKS[code] ?? 0) & mask) !== 0;
}

/** The end of the run of `mask` characters that begins at `from`, at most `max` long. */
export function runEnd(text: string, from: number, mask: number, max: number): number {
  const limit = Math.min(text.length, from + max);
  let at = from;
  while (at < limit && isIn(mask, text.charCodeAt(at))) at += 1;
  return at;
}

/** The start of the run of `mask` characters that ends at `to`, at most `max` long. */
export function runStart(text: string, to: number, mask: number, max: number): number {
  const limit = Math.max(0, to - max);
  let at = to;
  while (at > limit && isIn(mask, text.charCodeAt(at - 1))) at -= 1;
  return at;
}
