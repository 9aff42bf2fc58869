/** Facts on disk, one file per content: what the command line keeps between two runs. Safe for several processes at once. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { concurrently } from '../audit/concurrently.ts';
import type { FactStore } from '../audit/ports.ts';
import type { FileFacts } from '../model/facts.ts';

/** Files kept in each of the 256 folders: together about 100,000. */
const MAX_FILES_PER_FOLDER = 400;
/** Reads under way at once: enough to hide the latency of a disk. */
const CONCURRENCY = 16;

/**
 * Facts below `directory`, which is made when first needed. An entry that cannot be read is a miss. INVARIANT: a cache
 * that cannot be written costs time, never the audit: `onUnwritable` is told why, once, and nothing more is written.
 */
export function diskFactStore(directory: string, onUnwritable: (cause: Error) => void): FactStore {
  let writable = true;
  const fileOf = (key: string) => {
    const name = createHash('sha256').update(key).digest('hex').slice(0, 40);
    return { folder: join(directory, name.slice(0, 2)), name: `${name.slice(2)}.json` };
  };
  return {
    async get(keys) {
      const found = new Map<string, FileFacts>();
      await concurrently(keys, CONCURRENCY, async (key) => {
        const { folder, name } = fileOf(key);
        const facts = await readEntry(join(folder, name), key);
        if (facts) found.set(key, facts);
      });
      return found;
    },
    async put(entries) {
      if (!writable) return;
      try {
        await concurrently([...entries], CONCURRENCY, ([key, facts]) => {
          const { folder, name } = fileOf(key);
          return writeEntry(folder, name, JSON.stringify({ key, facts }));
        });
        await concurrently([...new Set([...entries.keys()].map((key) => fileOf(key).folder))], CONCURRENCY, prune);
      } catch (cause) {
        if (!isFromSystem(cause)) throw cause;
        if (writable) onUnwritable(cause);
        writable = false;
      }
    },
  };
}

/** Written aside and renamed, so that nobody reads half an entry. */
async function writeEntry(folder: string, name: string, text: string): Promise<void> {
  // Not the process's number: two containers that share a cache may both be number 1.
  const temporary = join(folder, `${name}.${randomUUID()}.tmp`);
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(temporary, text);
    await rename(temporary, join(folder, name));
  } catch (cause) {
    await rm(temporary, { force: true });
    throw cause;
  }
}

/** A failure of the file system, not of this program. */
function isFromSystem(cause: unknown): cause is NodeJS.ErrnoException {
  return typeof cause === 'object' && cause !== null && 'syscall' in cause && 'code' in cause;
}

async function readEntry(path: string, key: string): Promise<FileFacts | null> {
  try {
    const entry: unknown = JSON.parse(await readFile(path, 'utf8'));
    // Written by `put` under this very key: the facts have the shape that this version writes.
    return typeof entry === 'object' && entry !== null && 'key' in entry && 'facts' in entry && entry.key === key
      ? (entry.facts as FileFacts)
      : null;
  } catch (cause) {
    // Not there, not readable, or not JSON: it will be extracted again.
    if (cause instanceof SyntaxError || isFromSystem(cause)) return null;
    throw cause;
  }
}

/** Drops what killed processes left half-written, and the least recently written half of a folder that has grown too large. */
async function prune(folder: string): Promise<void> {
  const names = await readdir(folder);
  for (const name of names) if (name.endsWith('.tmp')) await dropAbandoned(join(folder, name));
  if (names.length <= MAX_FILES_PER_FOLDER) return;
  const aged = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name)).catch(() => ({ mtimeMs: 0 }))).mtimeMs })),
  );
  aged.sort((a, b) => a.at - b.at);
  await concurrently(aged.slice(0, aged.length / 2), CONCURRENCY, ({ name }) =>
    rm(join(folder, name), { force: true }),
  );
}

/** Milliseconds after which nobody is writing an entry any more. */
const ABANDONED = 60 * 60_000;

async function dropAbandoned(path: string): Promise<void> {
  // Gone is as good as dropped: another process finished or cleaned it.
  const written = await stat(path).catch(() => null);
  if (written !== null && Date.now() - written.mtimeMs > ABANDONED) await rm(path, { force: true });
}
