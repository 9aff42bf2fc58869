/**
 * Names repeat all over a repository: the same string object stands for all of them, which keeps facts small.
 * A cache and nothing more: a name that was pushed out is made again.
 */
const SLOTS = 1 << 14;
const cached: string[] = new Array(SLOTS).fill('');

/** `text` from `s` to `e`. */
export function nameAt(text: string, s: number, e: number): string {
  let hash = e - s;
  for (let at = s; at < e; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  const slot = (hash ^ (hash >>> 14)) & (SLOTS - 1);
  const known = cached[slot] ?? '';
  if (known.length === e - s && text.startsWith(known, s)) return known;
  const name = text.slice(s, e);
  cached[slot] = name;
  return name;
}
