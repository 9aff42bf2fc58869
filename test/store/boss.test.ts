/** The queue of several processes on one new server. */
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { startBoss } from '../../src/store/boss.ts';
import { postgresDatabase } from '../../src/store/postgres-database.ts';
import { type PostgresServer, startPostgres } from '../database/postgres.ts';
import { addressOf } from './databases.ts';

jest.setTimeout(120_000);

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

it('is made once, however many start at the same time', async () => {
  const databases = Array.from({ length: 5 }, () => postgresDatabase(addressOf(server.socket)));
  const onTrouble = (error: unknown) => {
    throw error;
  };
  const bosses = await Promise.all(databases.map((one) => startBoss(one, { supervise: false, onTrouble })));
  for (const boss of bosses) await boss.stop({ graceful: false });
  for (const database of databases) await database.close();
  expect(bosses).toHaveLength(5);
});
