/** The last few linked bases in memory: most pull requests of a repository share theirs. */
import { LRUCache } from 'lru-cache';
import type { LinkedBase, ProjectCache } from '../audit/audit.ts';

/** A linked repository of 1,000 files takes about 100 MB, its facts included. */
const MAX_PROJECTS = 8;

export function memoryProjectCache(max = MAX_PROJECTS): ProjectCache {
  const cache = new LRUCache<string, LinkedBase>({ max });
  return {
    get: (key) => cache.get(key),
    set: (key, base) => {
      cache.set(key, base);
    },
  };
}
