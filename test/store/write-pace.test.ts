/** Writes to one installation keep GitHub's limits, whoever writes. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BURST, localPace, type Pace, WRITES_PER_HOUR } from '../../src/jobs/pace.ts';
import type { Database } from '../../src/store/database.ts';
import { openMemoryDatabase } from '../../src/store/embedded-database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { storedPace } from '../../src/store/write-pace.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemoryDatabase();
  await migrate(database);
}, 60_000);
afterAll(() => database.close());

let installations = 0;
const newInstallation = (): number => {
  installations += 1;
  return installations;
};
const paces: readonly (readonly [string, () => Pace])[] = [
  ['of one process', () => localPace({ now: () => 1_000_000, sleep: async () => undefined }, 1_000)],
  ['of several', () => storedPace(database, newInstallation(), 1_000)],
];

describe.each(paces)('the pace %s', (_name, open) => {
  it('puts a second between two writes', async () => {
    const pace = open();
    const waits = [await pace.reserve(), await pace.reserve(), await pace.reserve()];
    expect(waits[0]).toBe(0);
    // The clock of a database goes on between two statements.
    expect(waits[1]).toBeGreaterThan(500);
    expect(waits[1]).toBeLessThanOrEqual(1_000);
    expect(waits[2]).toBeGreaterThan(1_000);
    expect(waits[2]).toBeLessThanOrEqual(2_000);
  });

  it('lets no more through in an hour than GitHub allows', async () => {
    const pace = open();
    const waits: number[] = [];
    for (let write = 0; write < 600; write += 1) waits.push(await pace.reserve());
    expect(waits.filter((wait) => wait < 3_600_000).length).toBeLessThanOrEqual(500);
    expect(waits.filter((wait) => wait < 3_600_000).length).toBeGreaterThan(WRITES_PER_HOUR);
    expect(waits.filter((wait) => wait < 60_000).length).toBeLessThanOrEqual(80);
    expect(BURST + WRITES_PER_HOUR).toBeLessThan(500);
  });

  it('holds everybody while GitHub asks for a pause', async () => {
    const pace = open();
    await pace.hold(60_000);
    expect(await pace.reserve()).toBeGreaterThan(55_000);
  });
});

it('is shared by all who write to one installation, and by nobody else', async () => {
  const [one, same, other] = [
    storedPace(database, 77, 1_000),
    storedPace(database, 77, 1_000),
    storedPace(database, 78, 1_000),
  ];
  await one.reserve();
  expect(await same.reserve()).toBeGreaterThan(500);
  expect(await other.reserve()).toBe(0);
});
