/** A store that hands out one object per content, so that base and head share what they have in common. */
import type { FileFacts } from '../model/facts.ts';
import type { FactStore } from './ports.ts';

/** `known` are facts that somebody holds already. */
export function remembering(store: FactStore, known: ReadonlyMap<string, FileFacts>): FactStore {
  const seen = new Map(known);
  return {
    async get(keys) {
      const unseen = keys.filter((key) => !seen.has(key));
      for (const [key, facts] of await store.get(unseen)) seen.set(key, facts);
      const found = new Map<string, FileFacts>();
      for (const key of keys) {
        const facts = seen.get(key);
        if (facts) found.set(key, facts);
      }
      return found;
    },
    async put(entries) {
      for (const [key, facts] of entries) seen.set(key, facts);
      await store.put(entries);
    },
  };
}
