/**
 * Names repeat all over a repository: the same string object stands for all of them, which keeps facts small.
 * A cache and nothing more: a name that was pushed out is made again.
 */
const SLOTS = 1 << 14;
const cached: string[] = new Array(SLOTS).fill('');
/** The last list that each cached name was added to, by its number. */
const listed = new Int32Array(SLOTS);
let list = 0;

/** Begins the list of the names of another file. */
export function startList(): string[] {
  list = (list + 1) | 0;
  return [];
}

/** V8 keeps longer parts of a text as a view of it; here that would keep whole files alive. */
const LENGTH_OF_SLICES = 13;

/** `text` from `s` to `e`. It is added to `names`, the list begun last, unless it is known to stand there. */
export function nameAt(text: string, s: number, e: number, names: string[] | null): string {
  let hash = e - s;
  for (let at = s; at < e; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  const slot = (hash ^ (hash >>> 14)) & (SLOTS - 1);
  const known = cached[slot] ?? '';
  if (known.length === e - s && text.startsWith(known, s)) {
    if (names !== null && listed[slot] !== list) {
      listed[slot] = list;
      names.push(known);
    }
    return known;
  }
  const slice = text.slice(s, e);
  const name = slice.length < LENGTH_OF_SLICES ? slice : Buffer.from(slice).toString();
  cached[slot] = name;
  listed[slot] = names === null ? 0 : list;
  names?.push(name);
  return name;
}
