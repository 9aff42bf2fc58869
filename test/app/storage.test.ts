import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import { openStorage, type Storage } from '../../src/app/storage.ts';
import { AuditError } from '../../src/audit/ports.ts';
import type { Database } from '../../src/store/database.ts';
import { openMemoryDatabase } from '../../src/store/embedded-database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { until } from '../jobs/until.ts';

jest.setTimeout(120_000);

/** A database that can be away. */
function flaky(database: Database) {
  const place = { away: true };
  const gone = async (): Promise<never> => {
    throw new AuditError('transient', 'the database does not answer (ECONNREFUSED)');
  };
  const self: Database = {
    backend: database.backend,
    query: (sql, values) => (place.away ? gone() : database.query(sql, values)),
    script: (sql) => (place.away ? gone() : database.script(sql)),
    transaction: (work) => (place.away ? gone() : database.transaction(work)),
    close: () => database.close(),
  };
  return { place, database: self };
}

describe('a database that is away', () => {
  let real: Database;
  let storage: Storage;
  beforeAll(async () => {
    real = await openMemoryDatabase();
  });
  afterAll(async () => {
    await storage.close();
    await real.close();
  });

  const job = (delivery: string) => ({ key: 'sweep', delivery, payload: { kind: 'sweep' as const } });
  const passing = { kind: 'transient', message: expect.stringContaining('does not answer') };

  it('is waited for, at the start and at any time later', async () => {
    const { place, database } = flaky(real);
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
    storage = await openStorage(database, { works: true, log });
    expect(await storage.isReady()).toBe(false);
    await expect(storage.lanes.add(job('d1'))).rejects.toMatchObject(passing);
    place.away = false;
    await until(() => storage.isReady());
    expect(await storage.lanes.add(job('d1'))).toBe('queued');
    place.away = true;
    expect(await storage.isReady()).toBe(false);
    await expect(storage.lanes.add(job('d2'))).rejects.toMatchObject(passing);
    place.away = false;
    expect(await storage.isReady()).toBe(true);
    expect(await storage.lanes.add(job('d1'))).toBe('duplicate');
    expect(await storage.lanes.claim(1)).toHaveLength(1);
    expect(lines.filter((line) => line.includes('webhooks are refused until it does'))).toHaveLength(1);
  });

  it('is not used when a newer version wrote it', async () => {
    const newer = [{ version: 1_000, sql: '' }];
    await migrate(real, newer);
    const opening = openStorage(real, { works: false, log: pino({ level: 'silent' }) });
    await expect(opening).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining('newer version') });
  });
});
