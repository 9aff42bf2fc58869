/** Contents that only commits between base and head held: read like any other, and forgotten unless a rule speaks of them. */
import { fileKind } from '../facts/kind.ts';
import type { HistoricFile } from '../model/history.ts';
import type { TreeEntry } from '../model/project.ts';
import { type FactExtractor, factsKey, type LoadedFacts, loadFacts } from './load-facts.ts';
import type { FactStore, HistoricEntry, Snapshot } from './ports.ts';

export interface HistoryRequest {
  /** What the commits wrote, oldest first. */
  readonly entries: readonly HistoricEntry[];
  /** Reads any content of the repository by its id. */
  readonly reader: Snapshot;
  readonly ignored: (path: string) => boolean;
  /** The trees that are audited anyway. */
  readonly trees: readonly LoadedFacts[];
}

/** Facts of the contents that no tree holds, each once for a path, in the order of the commits. */
export async function loadHistory(
  { entries, reader, ignored, trees }: HistoryRequest,
  extractor: FactExtractor,
  store: FactStore,
): Promise<readonly HistoricFile[]> {
  const keyOf = ({ path, id }: HistoricEntry): string => factsKey(extractor.version, fileKind(path), id);
  const passing = entries.filter(
    (entry) => !ignored(entry.path) && !trees.some((tree) => tree.byKey.has(keyOf(entry))),
  );
  const first = new Map(passing.toReversed().map((entry) => [JSON.stringify([entry.path, entry.id]), entry]));
  const wanted = passing.filter((entry) => first.get(JSON.stringify([entry.path, entry.id])) === entry);
  if (wanted.length === 0) return [];
  const contents: readonly TreeEntry[] = wanted.map(({ path, id }) => ({ path, id, mode: 'file' }));
  const snapshot: Snapshot = { commit: null, list: async () => contents, read: (entry) => reader.read(entry) };
  const { byKey } = await loadFacts(snapshot, ignored, extractor, store);
  return wanted.flatMap((entry) => {
    const facts = byKey.get(keyOf(entry));
    return facts ? [{ commit: entry.commit, path: entry.path, facts }] : [];
  });
}
