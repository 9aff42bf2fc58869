import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { FileFacts } from '../../src/model/facts.ts';
import { auditStore } from '../../src/store/audit-store.ts';
import type { Database } from '../../src/store/database.ts';
import { openMemoryDatabase } from '../../src/store/embedded-database.ts';
import { memoryFactStore } from '../../src/store/memory-fact-store.ts';
import { migrate } from '../../src/store/migrate.ts';
import { layeredFactStore, storedFacts } from '../../src/store/stored-facts.ts';

jest.setTimeout(120_000);

/** Facts of a file that compress badly. */
const factsOf = (number: number, filler = ''): FileFacts =>
  ({ kind: 'text', size: number, lines: [filler] }) as unknown as FileFacts;

const onTrouble = (error: unknown) => {
  throw error;
};

let database: Database;
beforeAll(async () => {
  database = await openMemoryDatabase();
  await migrate(database);
});
afterAll(() => database.close());

describe('facts in the database', () => {
  it('come back as they were, to another process as well', async () => {
    const one = storedFacts(database, { bytes: 1e6, onTrouble });
    const entries = Array.from({ length: 300 }, (_, at) => [`k${at}`, factsOf(at, 'é"\u0000')] as const);
    await one.put(new Map(entries));
    await one.written();
    const other = layeredFactStore(memoryFactStore(), storedFacts(database, { bytes: 1e6, onTrouble }));
    const found = await other.get([...entries.map(([key]) => key), 'unknown']);
    expect(found).toEqual(new Map(entries));
  });

  it('are a miss when they are damaged', async () => {
    await database.query("UPDATE vigie.facts SET value = '\\x00ff' WHERE key = 'k1'");
    const store = storedFacts(database, { bytes: 1e6, onTrouble });
    expect([...(await store.get(['k0', 'k1'])).keys()]).toEqual(['k0']);
  });

  it('stay within their bound: those that were used longest ago go first', async () => {
    await database.query("UPDATE vigie.facts SET used = current_date - 2, bytes = 1000 WHERE key <> 'k7'");
    const store = storedFacts(database, { bytes: 100_000, onTrouble });
    await store.get(['k8', 'k9']);
    await store.put(new Map([['new', factsOf(1)]]));
    await store.written();
    const rows = await database.query<{ key: string }>('SELECT key FROM vigie.facts');
    const keys = rows.map(({ key }) => key);
    expect(keys.length).toBeLessThanOrEqual(100);
    expect(keys).toEqual(expect.arrayContaining(['k7', 'k8', 'k9', 'new']));
  });
});

it('verdicts are kept with their numbers, and never stand in the way', async () => {
  const troubles: unknown[] = [];
  const store = auditStore(database, (error) => troubles.push(error));
  const record = {
    repository: 7,
    repositoryUrl: 'https://github.com/acme/shop',
    pullRequest: 1,
    head: 'a'.repeat(40),
    base: 'b'.repeat(40),
    score: 6.4,
    axes: { security: 5 },
    conclusion: 'failure',
    rules: { 'secret-committed': 1 },
    counts: { critical: 1, major: 0, minor: 0, info: 0 },
    engine: 'v1',
    milliseconds: 120,
    at: Date.UTC(2026, 0, 2),
  } as const;
  await store.add(record);
  const [row] = await database.query<{ at: Date }>('SELECT * FROM vigie.audit');
  expect(row).toMatchObject({ repository_id: 7, axes: { security: 5 }, conclusion: 'failure', milliseconds: 120 });
  expect(row?.at.getTime()).toBe(record.at);
  await store.add({ ...record, milliseconds: 1e12 });
  expect(troubles).toHaveLength(1);
});
