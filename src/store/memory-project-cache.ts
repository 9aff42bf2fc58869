/** The last few linked bases in memory: most pull requests of a repository share theirs. */
import { LRUCache } from 'lru-cache';
import type { LinkedBase, ProjectCache } from '../audit/audit.ts';

const MAX_PROJECTS = 8;

/** Of all of them. A linked repository of 1,000 files takes about 100 MB, its facts included. */
const MAX_FILES = 4_000;

export function memoryProjectCache(max = MAX_PROJECTS): ProjectCache {
  const cache = new LRUCache<string, LinkedBase>({
    max,
    maxSize: MAX_FILES,
    // One that is larger is kept, alone: it is the one that takes longest to link anew.
    sizeCalculation: ({ loaded }) => Math.min(Math.max(1, loaded.files.size), MAX_FILES),
  });
  return {
    get: (key) => cache.get(key),
    set: (key, base) => {
      cache.set(key, base);
    },
  };
}
