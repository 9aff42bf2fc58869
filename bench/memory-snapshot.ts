import { createHash } from 'node:crypto';
import type { Snapshot } from '../src/audit/ports.ts';

/** A tree in memory: measures the audit without the disk. */
export function memorySnapshot(commit: string, tree: ReadonlyMap<string, string>): Snapshot {
  const files = new Map([...tree].map(([path, text]) => [path, Buffer.from(text)]));
  const entries = [...files]
    .map(([path, bytes]) => ({ path, id: createHash('sha1').update(bytes).digest('hex'), mode: 'file' as const }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    commit,
    list: async () => entries,
    read: async (entry) => files.get(entry.path) ?? Buffer.alloc(0),
  };
}
