/** The newest analyses in memory, for as long as the process lives. */
import { LRUCache } from 'lru-cache';
import type { Analysis, AnalysisStore } from '../../src/audit/analyse-pull-request.ts';

/** Pull requests; the least recently audited are analysed again when something is decided about them. */
const MAX_ANALYSES = 100;

export function memoryAnalysisStore(): AnalysisStore {
  const kept = new LRUCache<string, { readonly key: string; readonly analysis: Analysis }>({ max: MAX_ANALYSES });
  return {
    async get({ repository, number }, key) {
      const found = kept.get(`${repository}#${number}`);
      return found?.key === key ? found.analysis : null;
    },
    async put({ repository, number }, key, analysis) {
      kept.set(`${repository}#${number}`, { key, analysis });
    },
  };
}
