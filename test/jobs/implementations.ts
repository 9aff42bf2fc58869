/** Everything that keeps jobs, for the tests of what all of them promise. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Lanes } from '../../src/jobs/lanes.ts';
import { startBoss } from '../../src/store/boss.ts';
import { type DurableLanes, durableLanes } from '../../src/store/durable-lanes.ts';
import { openMemoryDatabase } from '../../src/store/embedded-database.ts';
import { forwardedLanes, shareLanes } from '../../src/store/forwarded-lanes.ts';
import { migrate } from '../../src/store/migrate.ts';
import { databases, type Opened } from '../store/databases.ts';
import { memoryLanes } from '../world/memory-lanes.ts';

export interface Payload {
  readonly name: string;
  readonly notes: readonly string[];
}

const merge = (older: Payload, newer: Payload): Payload => ({
  ...newer,
  notes: [...new Set([...older.notes, ...newer.notes])],
});

export interface Keeper {
  /** The same lanes, as one process sees them. `onReady` is told by those that need no database. */
  lanes(onReady: () => void): Lanes<Payload>;
  /** An hour goes by for what waits. */
  passTime(): Promise<void>;
  /** Leaves nothing behind, for the next test. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface DurableKeeper extends Keeper {
  lanes(onReady?: () => void, owner?: string): DurableLanes<Payload>;
  /** Nothing that runs was heard of for a minute. */
  silence(): Promise<void>;
}

async function inMemory(): Promise<Keeper> {
  let sleepers: (() => void)[] = [];
  const clock = { now: () => 0, sleep: () => new Promise<void>((resolve) => void sleepers.push(resolve)) };
  return {
    lanes: (onReady) => memoryLanes(clock, merge, onReady),
    async passTime() {
      for (const wake of sleepers.splice(0)) wake();
    },
    clear: async () => {
      sleepers = [];
    },
    close: async () => undefined,
  };
}

async function durable(open: () => Promise<Opened>): Promise<DurableKeeper> {
  const { database, close } = await open();
  await migrate(database);
  const onTrouble = (error: unknown) => {
    throw error;
  };
  const boss = await startBoss(database, { supervise: false, onTrouble });
  return {
    lanes: (_onReady, owner = randomUUID()) => durableLanes({ database, boss, owner, merge, pause: (ms) => wait(ms) }),
    async passTime() {
      await database.query("UPDATE vigie_queue.job SET start_after = start_after - interval '1 hour'");
    },
    async silence() {
      await database.query("UPDATE vigie.lane SET beat = beat - interval '1 minute'");
    },
    clear: () =>
      database.script('TRUNCATE vigie.lane; TRUNCATE vigie.delivery; TRUNCATE vigie_queue.job').then(() => undefined),
    async close() {
      await boss.stop({ graceful: false });
      await close();
    },
  };
}

export const durableKeepers: readonly (readonly [name: string, open: () => Promise<DurableKeeper>])[] = databases.map(
  ([name, open]) => [`a database ${name}`, () => durable(open)],
);

/** As the worker's thread sees those of an embedded database. */
async function shared(): Promise<Keeper> {
  const owner = await durable(async () => {
    const database = await openMemoryDatabase();
    return { database, close: () => database.close() };
  });
  const ports: MessagePort[] = [];
  return {
    ...owner,
    lanes() {
      const { port1, port2 } = new MessageChannel();
      ports.push(port1);
      shareLanes(owner.lanes(), port1);
      return forwardedLanes<Payload>(port2);
    },
    async close() {
      for (const port of ports) port.close();
      await owner.close();
    },
  };
}

export const keepers: readonly (readonly [name: string, open: () => Promise<Keeper>])[] = [
  ['memory', inMemory],
  ...durableKeepers,
  ['a database, shared by the thread that owns it', shared],
];
