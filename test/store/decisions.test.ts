/** What is decided about pull requests, and what they were found to be, outlives the process. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Analysis } from '../../src/audit/analyse-pull-request.ts';
import type { Decision } from '../../src/model/decision.ts';
import { analysisStore } from '../../src/store/analysis-store.ts';
import type { Database } from '../../src/store/database.ts';
import { decisionStore } from '../../src/store/decision-store.ts';
import { openMemoryDatabase } from '../../src/store/embedded-database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { result } from '../report/sample.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemoryDatabase();
  await migrate(database);
}, 60_000);
afterAll(() => database.close());

const pull = { repository: 7, number: 12 };
const other = { repository: 7, number: 13 };
const decision = (id: string, reason: string): Decision => ({
  id,
  kind: 'ignore',
  rule: 'duplicate-route',
  path: null,
  fingerprint: null,
  by: 'alice',
  role: 'write',
  at: '2026-11-20T10:00:00.000Z',
  reason,
});

describe('decisions', () => {
  it('are kept once, in the order in which they were made, for one pull request', async () => {
    const store = decisionStore(database);
    await store.add(pull, decision('2.0', 'first'));
    await store.add(pull, decision('1.0', 'second, whatever its id'));
    await store.add(pull, decision('2.0', 'told again'));
    expect((await store.list(pull)).map(({ reason }) => reason)).toEqual(['first', 'second, whatever its id']);
    expect(await store.list(other)).toEqual([]);
  });
});

describe('an analysis', () => {
  const analysis: Analysis = { result: result({}), draft: null, notes: ['Un mot.'] };

  it('comes back as it was, for what it was made of and nothing else', async () => {
    const store = analysisStore(database);
    await store.put(pull, 'one', analysis);
    expect(await store.get(pull, 'one')).toEqual(analysis);
    expect(await store.get(pull, 'two')).toBeNull();
    expect(await store.get(other, 'one')).toBeNull();
    await store.put(pull, 'two', { ...analysis, notes: [] });
    expect(await store.get(pull, 'one')).toBeNull();
    expect((await store.get(pull, 'two'))?.notes).toEqual([]);
  });
});
