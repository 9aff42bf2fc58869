/** Reading YAML, TOML, JSON and INI facts: what a key holds, as text where it is a plain value. */
import type { DataEntry, DataNode } from './facts.ts';

/** The entries of a map, in source order; none for anything else. */
export function entriesOf(node: DataNode | null | undefined): readonly DataEntry[] {
  return node?.k === 'map' ? node.entries : [];
}

/** The items of a sequence; none for anything else. */
export function itemsOf(node: DataNode | null | undefined): readonly DataNode[] {
  return node?.k === 'seq' ? node.items : [];
}

/** The entry `key` of a map. */
export function entryOf(node: DataNode | null | undefined, key: string): DataEntry | null {
  return entriesOf(node).find((entry) => entry.key === key) ?? null;
}

/** What the keys of `path` lead to, or `null`. */
export function valueAt(node: DataNode | null | undefined, ...path: readonly string[]): DataNode | null {
  let at = node ?? null;
  for (const key of path) at = entryOf(at, key)?.v ?? null;
  return at;
}

/** A plain value as text, `null` for a map, a sequence, nothing. */
export function textOf(node: DataNode | null | undefined): string | null {
  return node?.k === 'scalar' && node.v !== null ? String(node.v) : null;
}

/** A command: a text, or a list of words. */
export function commandOf(node: DataNode | null | undefined): string | null {
  if (node?.k !== 'seq') return textOf(node);
  return node.items.map((item) => textOf(item) ?? '').join(' ');
}
