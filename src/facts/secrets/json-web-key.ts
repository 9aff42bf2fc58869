/** JSON Web Keys: private where they have the number that only their owner knows. */

import type { PrivateKey } from './private-key.ts';
import { isMonotone } from './randomness.ts';

const MAX_KEY = 6_000;
/** What every key says of itself. */
export const KEY_TYPE = '"kty"';

/** The private number of the key whose `"kty"` ends at `from`. */
export function jsonWebKey(text: string, from: number): PrivateKey | null {
  const before = text.slice(Math.max(0, from - MAX_KEY), from);
  const after = text.slice(from, from + MAX_KEY);
  const start = before.lastIndexOf('{');
  const end = after.indexOf('}');
  if (start < 0 || end < 0) return null;
  const part = /"[dk]"\s{0,8}:\s{0,8}"([A-Za-z0-9_-]{32,900})"/.exec(before.slice(start) + after.slice(0, end));
  const [whole = '', value = ''] = part ?? [];
  if (part === null || isMonotone(value.slice(0, 600))) return null;
  const s = from - before.length + start + part.index + whole.lastIndexOf(value);
  return { s, e: s + value.length, type: 'private-key', label: 'JSON Web Key, private', doubt: null };
}
