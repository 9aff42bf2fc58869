/** Facts in the database, below those in memory: what a restart need not extract again, and processes share. */
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { AuditError, type FactStore } from '../audit/ports.ts';
import type { FileFacts } from '../model/facts.ts';
import type { Database } from './database.ts';

const compress = promisify(deflateRaw);
const expand = promisify(inflateRaw);

export interface StoredFactsOptions {
  /** What all of them may take in the database, compressed. */
  readonly bytes: number;
  /** Told why something could not be read or written: it costs time, never the audit. */
  readonly onTrouble: (error: unknown) => void;
}

export interface StoredFacts extends FactStore {
  /** Resolves once everything that was put is written. */
  written(): Promise<void>;
}

/** Rows of one statement. An embedded database works on the thread that answers webhooks: it is never kept for long. */
const READ = 100;
const WRITE = 3;

/** Facts that wait to be written; more are dropped, and extracted again one day. */
const MAX_WAITING = 20_000;

/** Looked after each time that so many bytes were written. */
const CHECKED_EVERY = 16 * 2 ** 20;

/** Eviction goes below the limit, so that it is not needed again at once. */
const ROOM = 0.9;

/** Facts in `database`, the least recently used of which go first. */
export function storedFacts(database: Database, { bytes, onTrouble }: StoredFactsOptions): StoredFacts {
  const waiting = new Map<string, FileFacts>();
  let writing: Promise<void> | null = null;
  let unchecked = CHECKED_EVERY;

  async function write(): Promise<void> {
    while (waiting.size > 0) {
      const batch = [...waiting].slice(0, WRITE);
      for (const [key] of batch) waiting.delete(key);
      const rows = await Promise.all(
        batch.map(async ([key, facts]) => [key, await compress(JSON.stringify(facts), { level: 1 })] as const),
      );
      const places = rows.map((_, at) => `($${at * 2 + 1}, $${at * 2 + 2}::bytea, length($${at * 2 + 2}::bytea))`);
      await database.query(
        `INSERT INTO vigie.facts (key, value, bytes) VALUES ${places.join(', ')} ON CONFLICT DO NOTHING`,
        rows.flat(),
      );
      unchecked += rows.reduce((sum, [, value]) => sum + value.length, 0);
      if (unchecked >= CHECKED_EVERY) await evict();
    }
  }

  async function evict(): Promise<void> {
    unchecked = 0;
    const [row] = await database.query<{ total: number }>(
      'SELECT coalesce(sum(bytes), 0)::bigint AS total FROM vigie.facts',
    );
    if ((row?.total ?? 0) <= bytes) return;
    await database.query(
      `DELETE FROM vigie.facts WHERE key IN (
         SELECT key FROM (SELECT key, sum(bytes) OVER (ORDER BY used DESC, key) AS total FROM vigie.facts) AS counted
         WHERE total > $1)`,
      [Math.floor(bytes * ROOM)],
    );
    // Nobody else makes the room usable again in an embedded database.
    if (database.backend === 'pglite') await database.script('VACUUM vigie.facts');
  }

  return {
    async get(keys) {
      const found = new Map<string, FileFacts>();
      try {
        for (let at = 0; at < keys.length; at += READ) {
          const rows = await readRows(database, keys.slice(at, at + READ));
          for (const { key, value } of rows) {
            const facts = await parse(value);
            if (facts !== null) found.set(key, facts);
          }
        }
      } catch (error) {
        if (!(error instanceof AuditError)) throw error;
        onTrouble(error);
      }
      return found;
    },
    async put(entries) {
      for (const [key, facts] of entries) if (waiting.size < MAX_WAITING) waiting.set(key, facts);
      writing ??= write()
        .catch((error: unknown) => {
          waiting.clear();
          onTrouble(error);
        })
        .finally(() => {
          writing = null;
        });
    },
    written: async () => {
      await writing;
    },
  };
}

/** Found rows; those that were not used today are marked. */
async function readRows(database: Database, keys: readonly string[]) {
  const rows = await database.query<{ key: string; value: Uint8Array; stale: boolean }>(
    'SELECT key, value, used < current_date AS stale FROM vigie.facts WHERE key = ANY($1::text[])',
    [keys],
  );
  const stale = rows.filter((row) => row.stale).map(({ key }) => key);
  if (stale.length > 0)
    await database.query('UPDATE vigie.facts SET used = current_date WHERE key = ANY($1::text[])', [stale]);
  return rows;
}

/** A damaged entry is a miss. */
async function parse(value: Uint8Array): Promise<FileFacts | null> {
  try {
    // Written by `put` under a key that names the version of the extractor: the facts have the shape that it writes.
    return JSON.parse((await expand(value)).toString('utf8')) as FileFacts;
  } catch {
    return null;
  }
}

/** Asks `near` first, and keeps there what only `far` had. */
export function layeredFactStore(near: FactStore, far: FactStore): FactStore {
  return {
    async get(keys) {
      const known = await near.get(keys);
      const missing = keys.filter((key) => !known.has(key));
      if (missing.length === 0) return known;
      const found = await far.get(missing);
      if (found.size > 0) await near.put(found);
      return new Map([...known, ...found]);
    },
    async put(entries) {
      await near.put(entries);
      await far.put(entries);
    },
  };
}
