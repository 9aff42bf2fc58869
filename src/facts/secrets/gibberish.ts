/** Letters and digits that nobody says: drawn by a machine, however few they are. */
import { looksDrawn } from './letter-pairs.ts';
import { wordShare } from './randomness.ts';

/** Letters that make no word, or change places with digits, and do not say either what they stand for: `dbpasswd`. */
export function isGibberish(value: string): boolean {
  // A constant, or the name of a variable.
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value)) return false;
  return (looksDrawn(value) || takesTurns(value)) && !SAYS_WHAT_IT_IS.test(value) && !hasWord(value);
}

/** `totp_enroll`, `xoxb-valid`: beside an abbreviation that nobody can pronounce stands a word. */
function hasWord(value: string): boolean {
  const shortest = /[_.-]/.test(value) ? 4 : 5;
  const parts = value.match(/[A-Z]?[a-z]{3,}|[A-Z]{4,}/g) ?? [];
  return parts.some((part) => part.length >= shortest && part.length < value.length && !looksDrawn(part));
}

/** `f2zp2a`, and not `utf8mb4`: no machine that draws keeps letters and digits apart. */
function takesTurns(value: string): boolean {
  const word = value.replace(/[^A-Za-z0-9]+$/, '');
  return /^[A-Za-z0-9]{5,15}$/.test(word) && turns(word) >= 3 && /[a-z]/.test(word) && wordShare(word) === 0;
}

/** How often letters and digits change places. */
function turns(word: string): number {
  return (word.match(/[A-Za-z]+|\d+/g)?.length ?? 1) - 1;
}

/** What it stands for, or the name of an algorithm, an encoding, a protocol. */
const SAYS_WHAT_IT_IS =
  /pass|pwd|psw|pw(?![a-z])|secret|token|key|auth|user|login|api|crypt|sha\d|md5|utf\d|http|ssl|sql|xml|json|html|base64/i;
