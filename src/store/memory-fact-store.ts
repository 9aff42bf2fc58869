/** Facts in memory, bounded: what the App keeps between two audits. */
import { LRUCache } from 'lru-cache';
import type { FactStore } from '../audit/ports.ts';
import type { FileFacts } from '../model/facts.ts';

/** Facts of a file take about twelve times its size in memory (measured on three repositories: 8 to 14). */
const WEIGHT = 12;

/** Keeps the most recently used facts within about `megabytes` of memory. */
export function memoryFactStore(megabytes = 128): FactStore {
  const cache = new LRUCache<string, FileFacts>({
    maxSize: megabytes * 2 ** 20,
    sizeCalculation: (facts) => 1_000 + facts.size * WEIGHT,
  });
  return {
    async get(keys) {
      const found = new Map<string, FileFacts>();
      for (const key of keys) {
        const facts = cache.get(key);
        if (facts) found.set(key, facts);
      }
      return found;
    },
    async put(entries) {
      for (const [key, facts] of entries) cache.set(key, facts);
    },
  };
}

/** Keeps nothing: for `--no-cache`. */
export const noFactStore: FactStore = { get: async () => new Map(), put: async () => undefined };
