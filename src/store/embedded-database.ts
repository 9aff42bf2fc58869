/** PostgreSQL inside this process, its files in a directory. One process only: more of them need a server. */
import { existsSync } from 'node:fs';
import { access, constants, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { AuditError } from '../audit/ports.ts';
import type { Database } from './database.ts';
import { codeOf, toDatabaseError } from './database-errors.ts';
import { lockDirectory } from './directory-lock.ts';

/** In `VIGIE_DATA_DIR`, beside the socket of its owner. */
const FOLDER = 'database';

/**
 * Beside these, the system keeps what was read from files. PGlite itself asks for 128 MB, which never go back.
 */
const MEMORY = ['-c', 'shared_buffers=16MB'];

/** Opens the database in `directory`, and makes both where they are not there. Throws `AuditError` (config) with what to do. */
export async function openEmbeddedDatabase(directory: string): Promise<Database> {
  const unlock = await enter(directory);
  try {
    return embedded(await openFiles(directory), unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** One that is gone with the process: for tests. */
export async function openMemoryDatabase(): Promise<Database> {
  return embedded(await PGlite.create(), async () => undefined);
}

async function enter(directory: string): Promise<() => Promise<void>> {
  try {
    await mkdir(directory, { recursive: true });
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    const unlock = await lockDirectory(directory);
    if (unlock !== null) return unlock;
  } catch (cause) {
    if (cause instanceof AuditError) throw cause;
    const code = codeOf(cause);
    const full = code === 'ENOSPC' || code === 'EDQUOT';
    const message = full
      ? 'The disk of VIGIE_DATA_DIR is full: make room on it.'
      : `VIGIE_DATA_DIR cannot be written (${code || 'no reason given'}): name a directory that this user may write, on a local disk.`;
    throw new AuditError('config', message, { cause });
  }
  throw new AuditError(
    'config',
    'Another process works in this VIGIE_DATA_DIR, and the embedded database allows only one: stop it, choose another directory, or set DATABASE_URL to a PostgreSQL server, which allows many.',
  );
}

async function openFiles(directory: string): Promise<PGlite> {
  const files = join(directory, FOLDER);
  if (!existsSync(files)) await create(directory, files);
  else if ((await readdir(files)).length > 0 && !existsSync(join(files, 'PG_VERSION'))) {
    throw new AuditError(
      'config',
      `"${FOLDER}" in VIGIE_DATA_DIR holds something else than a database of Vigie, which is left as it is: choose another directory.`,
    );
  }
  try {
    return await PGlite.create(files, { startParams: [...PGlite.defaultStartParams, ...MEMORY] });
  } catch (cause) {
    throw new AuditError(
      'config',
      `The database in VIGIE_DATA_DIR cannot be opened: it is damaged, or of another version. It is left as it is: put back a copy of "${FOLDER}", or move it away to start with an empty one.`,
      { cause },
    );
  }
}

/** Made aside and renamed: what is under its name is whole, even if the process is killed here. */
async function create(directory: string, files: string): Promise<void> {
  const unfinished = join(directory, `${FOLDER}.new`);
  try {
    await rm(unfinished, { recursive: true, force: true });
    const fresh = await PGlite.create(unfinished);
    await fresh.close();
    await rename(unfinished, files);
  } catch (cause) {
    const message = 'No database can be made in VIGIE_DATA_DIR: look whether its disk is full (100 MB are needed).';
    throw new AuditError('config', message, { cause });
  }
}

function embedded(pglite: PGlite, unlock: () => Promise<void>): Database {
  return {
    ...statementsOf(pglite),
    // A failed statement may leave a transaction of its script open, and there is one connection only.
    script: (sql) =>
      guarded(async () => {
        try {
          return (await pglite.exec(sql)).flatMap(({ rows }) => rows);
        } catch (error) {
          await pglite.exec('ROLLBACK');
          throw error;
        }
      }),
    transaction: (work) => guarded(() => pglite.transaction((transaction) => work(within(transaction)))),
    async close() {
      await pglite.close();
      await unlock();
    },
  };
}

function within(transaction: Transaction): Database {
  const self: Database = {
    ...statementsOf(transaction),
    script: (sql) => guarded(async () => (await transaction.exec(sql)).flatMap(({ rows }) => rows)),
    transaction: (work) => work(self),
    close: async () => undefined,
  };
  return self;
}

function statementsOf(client: PGlite | Transaction): Pick<Database, 'backend' | 'query'> {
  return {
    backend: 'pglite',
    async query<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
      return (await guarded(() => client.query<Row>(sql, [...values]))).rows;
    },
  };
}

async function guarded<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw toDatabaseError(error);
  }
}
