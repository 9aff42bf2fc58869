/** What may be shown of a credential. */
import { createHmac } from 'node:crypto';

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

/**
 * Four hexadecimal characters of a keyed hash: enough to tell a rotated value from the old one, and too few to
 * search a weak password by trying all that people choose, which a longer digest would allow whoever has the key.
 */
export function digestOf(value: string, key: string): string {
  return createHmac('sha256', key).update(value).digest('hex').slice(0, 4);
}
