/** The facts of every file of a snapshot: from the store where it has them, else read and extracted. */
import { fileKind } from '../facts/kind.ts';
import type { FileFacts, FileKind } from '../model/facts.ts';
import type { TreeEntry } from '../model/project.ts';
import { concurrently } from './concurrently.ts';
import { AuditError, type FactStore, type Snapshot } from './ports.ts';

/** Turns bytes into facts, with the identity of the version that does so. */
export interface FactExtractor {
  /** Changes when the same bytes would give other facts. Part of every key in the store. */
  readonly version: string;
  extract(bytes: Uint8Array, kind: FileKind): FileFacts;
  /** Text of people, with what looks like a credential masked. */
  mask(text: string): string;
}

export interface LoadedFacts {
  /** Every path of the tree, sorted. */
  readonly paths: readonly string[];
  readonly files: ReadonlyMap<string, FileFacts>;
  /** What should have been audited and was not. */
  readonly skipped: readonly { readonly path: string; readonly reason: SkipReason }[];
  readonly extracted: number;
  /** The same facts by their key in the store. */
  readonly byKey: ReadonlyMap<string, FileFacts>;
}

export type SkipReason = 'submodule' | 'symlink' | 'unreadable';

/** Files that are read at once: enough to hide the latency of their source, few enough to bound memory. */
const CONCURRENCY = 16;
/** Facts are stored in batches, so that an interrupted audit of a large repository is not wholly in vain. */
const BATCH = 256;

/** `ignored` paths are not read. Symbolic links are never followed: what they point to is audited where it stands. */
export async function loadFacts(
  snapshot: Snapshot,
  ignored: (path: string) => boolean,
  extractor: FactExtractor,
  store: FactStore,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<LoadedFacts> {
  const entries = await snapshot.list();
  const skipped: { path: string; reason: SkipReason }[] = [];
  const wanted: { entry: TreeEntry; kind: FileKind; key: string }[] = [];
  for (const entry of entries) {
    const kind = fileKind(entry.path);
    if (kind === 'ignored' || ignored(entry.path)) continue;
    if (entry.mode === 'submodule' || entry.mode === 'symlink') skipped.push({ path: entry.path, reason: entry.mode });
    else wanted.push({ entry, kind, key: factsKey(extractor.version, kind, entry.id) });
  }
  const known = new Map(await store.get([...new Set(wanted.map(({ key }) => key))]));
  const missing = [...new Map(wanted.filter(({ key }) => !known.has(key)).map((file) => [file.key, file])).values()];
  await snapshot.expect?.(missing.map(({ entry }) => entry));
  let fresh = new Map<string, FileFacts>();
  let done = 0;
  await concurrently(missing, CONCURRENCY, async ({ entry, kind, key }) => {
    const bytes = await readBytes(snapshot, entry);
    if (bytes !== null) {
      const facts = extractor.extract(bytes, kind);
      known.set(key, facts);
      fresh.set(key, facts);
    }
    progress(++done, missing.length);
    if (fresh.size < BATCH) return;
    const batch = fresh;
    fresh = new Map();
    await store.put(batch);
  });
  await store.put(fresh);
  const files = new Map<string, FileFacts>();
  for (const { entry, key } of wanted) {
    const facts = known.get(key);
    if (facts) files.set(entry.path, facts);
    else skipped.push({ path: entry.path, reason: 'unreadable' });
  }
  return { paths: entries.map((entry) => entry.path), files, skipped, extracted: missing.length, byKey: known };
}

/** Under what facts are stored: the same content is another file as Python and as text. */
export function factsKey(version: string, kind: FileKind, id: string): string {
  return `${version}:${kind}:${id}`;
}

/** `null` for a file that is not there any more; every other failure is the audit's. */
async function readBytes(snapshot: Snapshot, entry: TreeEntry): Promise<Uint8Array | null> {
  try {
    return await snapshot.read(entry);
  } catch (cause) {
    if (cause instanceof AuditError && cause.kind === 'gone') return null;
    throw cause;
  }
}
