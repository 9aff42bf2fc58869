/** Brings the schema `vigie` of a database to this version. INVARIANT: never to an older one. */
import { AuditError } from '../audit/ports.ts';
import type { Database } from './database.ts';
import { migrations as all } from './migrations/all.ts';
import type { Migration } from './migrations/migration.ts';

/** Any number that no other program is likely to lock: "vigie" on a telephone. */
const LOCK = 84_443;

/** Applies what is missing, while others that start at the same time wait. Throws `AuditError`. */
export async function migrate(database: Database, migrations: readonly Migration[] = all): Promise<void> {
  await database.transaction(async (within) => {
    await within.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const applied = await appliedVersion(within);
    const newest = migrations.at(-1)?.version ?? 0;
    if (applied > newest) {
      throw new AuditError(
        'config',
        `The database was written by a newer version of Vigie (its schema is ${applied}, this version knows ${newest}): start that version, or use another database.`,
      );
    }
    for (const { version, sql } of migrations) {
      if (version <= applied) continue;
      await within.script(sql);
      await within.query('INSERT INTO vigie.migration (version) VALUES ($1)', [version]);
    }
  });
}

async function appliedVersion(database: Database): Promise<number> {
  await database.script(`
    CREATE SCHEMA IF NOT EXISTS vigie;
    CREATE TABLE IF NOT EXISTS vigie.migration (
      version integer PRIMARY KEY,
      at timestamptz NOT NULL DEFAULT now()
    );
  `);
  const [row] = await database.query<{ version: number }>(
    'SELECT coalesce(max(version), 0)::int AS version FROM vigie.migration',
  );
  return row?.version ?? 0;
}
