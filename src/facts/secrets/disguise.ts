/** What may be shown of a credential. */
import { createHmac } from 'node:crypto';
import { isRandom } from './randomness.ts';

/**
 * At most the first 4 characters, which are a token's public prefix, and the class of its length; without blanks, so
 * that a masked text still parses. Nothing of a password shorter than 12 characters, nor of a PEM key.
 */
export function maskOf(value: string, type: string): string {
  const length = value.length < 12 ? '1-11' : value.length < 24 ? '12-23' : value.length < 48 ? '24-47' : '48+';
  const shown =
    value.startsWith('-----') || value.length < 12 ? 0 : isChosen(type) ? Math.min(4, Math.floor(value.length / 8)) : 4;
  return `${value.slice(0, shown)}…(${length})`;
}

function isChosen(type: string): boolean {
  return type.startsWith('generic-') || type === 'url-password';
}

/** Everybody's key: nobody can try out all values that a machine may have drawn, whoever knows how they are hashed. */
const COMMON_KEY = 'vigie: values that nobody can guess';
const MIN_DRAWN = 20;

/**
 * What people choose: four hexadecimal characters of a hash under `key`, enough to tell a rotated value from the old one,
 * and too few to search a weak password by trying all that people choose. What machines draw: eight characters, the same
 * wherever Vigie runs, so that a decision can name them.
 */
export function digestOf(value: string, type: string, key: string): string {
  return isDrawn(value, type) ? hash(value, COMMON_KEY).slice(0, 8) : hash(value, key).slice(0, 4);
}

function isDrawn(value: string, type: string): boolean {
  if (type === 'generic-key') return value.length >= MIN_DRAWN && isRandom(value);
  // A few providers issue eight digits, which can all be tried.
  return !isChosen(type) && value.length >= 16;
}

function hash(value: string, key: string): string {
  return createHmac('sha256', key).update(value).digest('hex');
}
