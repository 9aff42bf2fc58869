/** Every database there is, for tests that must hold on all of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import type { Database } from '../../src/store/database.ts';
import { openEmbeddedDatabase, openMemoryDatabase } from '../../src/store/embedded-database.ts';
import { forwardedDatabase, shareDatabase } from '../../src/store/forwarded-database.ts';
import { postgresDatabase } from '../../src/store/postgres-database.ts';
import { startPostgres } from '../database/postgres.ts';

export interface Opened {
  readonly database: Database;
  close(): Promise<void>;
}

async function inMemory(): Promise<Opened> {
  const database = await openMemoryDatabase();
  return { database, close: () => database.close() };
}

async function onDisk(): Promise<Opened> {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-data-'));
  const database = await openEmbeddedDatabase(directory);
  return {
    database,
    async close() {
      await database.close();
      rmSync(directory, { recursive: true });
    },
  };
}

/** As the worker's thread sees it. */
async function forwarded(): Promise<Opened> {
  const { database: owned } = await inMemory();
  const { port1, port2 } = new MessageChannel();
  shareDatabase(owned, port1);
  const database = forwardedDatabase(port2, owned.backend);
  return {
    database,
    async close() {
      await database.close();
      await owned.close();
    },
  };
}

async function server(): Promise<Opened> {
  const { socket, stop } = await startPostgres();
  const database = postgresDatabase(addressOf(socket));
  return {
    database,
    async close() {
      await database.close();
      await stop();
    },
  };
}

/** The URL of a server that listens in a folder. */
export const addressOf = (socket: string): string =>
  `postgres://postgres@localhost/postgres?host=${encodeURIComponent(socket)}`;

export const databases: readonly (readonly [name: string, open: () => Promise<Opened>])[] = [
  ['embedded, in memory', inMemory],
  ['embedded, on disk', onDisk],
  ['of another thread', forwarded],
  ['of a server', server],
];
