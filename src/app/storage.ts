/**
 * The database of the App, and the jobs in it. A server may be away when we start, and at any time later: until it answers,
 * whoever asks for something is told that it passes, and everything goes on by itself.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import { AuditError } from '../audit/ports.ts';
import type { Lanes } from '../jobs/lanes.ts';
import { startBoss } from '../store/boss.ts';
import type { Database } from '../store/database.ts';
import { type DurableLanes, durableLanes } from '../store/durable-lanes.ts';
import { openEmbeddedDatabase } from '../store/embedded-database.ts';
import { migrate } from '../store/migrate.ts';
import { postgresDatabase } from '../store/postgres-database.ts';
import type { Settings } from './credentials.ts';
import type { Logger } from './log.ts';
import type { QueueLoad } from './metrics.ts';
import { mergeTasks, type Task } from './task.ts';

export interface Storage {
  readonly database: Database;
  readonly lanes: Lanes<Task>;
  /** The same for another thread, which takes jobs under a name of its own. */
  lanesOf(owner: string): Lanes<Task>;
  /** Whether it answers now. */
  isReady(): Promise<boolean>;
  /** Throws `AuditError` (transient) when it does not answer. */
  load(): Promise<QueueLoad>;
  /** Hands out again what a worker ran that is gone; `null`: all of them are. Tries until the database answers. */
  abandon(owner: string | null): Promise<void>;
  close(): Promise<void>;
}

interface Opened {
  readonly boss: PgBoss;
  readonly lanes: DurableLanes<Task>;
  lanesOf(owner: string): DurableLanes<Task>;
}

export interface StorageOptions {
  /** Whether jobs are run here: then the tables are looked after, too. */
  readonly works: boolean;
  /** Names this worker. */
  readonly owner?: string;
  /** Seconds after which a worker that is not heard of has lost its jobs. */
  readonly silence?: number | undefined;
  readonly log: Logger;
}

/** Milliseconds. */
const RETRY = 2_000;
const TIDY = 3_600_000;
const PATIENCE = 2_000;

/** The database that the settings name. Throws `AuditError` (config) when an embedded one cannot be opened. */
export async function openDatabase({ databaseUrl, dataDirectory }: Settings, log: Logger): Promise<Database> {
  if (databaseUrl === null) return await openEmbeddedDatabase(dataDirectory);
  return postgresDatabase(databaseUrl, (err) => log.info({ err }, 'a connection to the database broke off'));
}

/** Throws `AuditError` (config) when the database will never do; goes on without one that does not answer. */
export async function openStorage(database: Database, options: StorageOptions): Promise<Storage> {
  const { log, works, owner = randomUUID(), silence } = options;
  const closing = new AbortController();
  let opened: Opened | null = null;
  const open = async (): Promise<void> => {
    await migrate(database);
    const onTrouble = (err: unknown) => log.warn({ err }, 'the queue has trouble with its database');
    const boss = await startBoss(database, { supervise: works, onTrouble });
    const lanesOf = (name: string) =>
      durableLanes({ database, boss, owner: name, merge: mergeTasks, silence, pause: (ms) => wait(ms) });
    opened = { boss, lanesOf, lanes: lanesOf(owner) };
  };
  const openLater = async (): Promise<void> => {
    while (opened === null && !closing.signal.aborted) {
      await pause(RETRY, closing.signal);
      await open().catch((err: unknown) => {
        if (!isPassing(err)) log.fatal({ err }, 'the database cannot be used');
      });
    }
    if (opened !== null) log.info('the database answers');
  };
  try {
    await open();
  } catch (err) {
    if (!isPassing(err)) throw err;
    log.warn({ err }, 'the database does not answer: webhooks are refused until it does');
    void openLater();
  }
  const reached = (): Opened => {
    if (opened === null) throw new AuditError('transient', 'the database does not answer');
    return opened;
  };
  const tidy = setInterval(() => {
    if (works) opened?.lanes.tidy().catch((err: unknown) => log.warn({ err }, 'old deliveries cannot be forgotten'));
  }, TIDY);
  tidy.unref();
  return {
    database,
    lanes: onceReached(() => reached().lanes),
    lanesOf: (name) => onceReached(() => reached().lanesOf(name)),
    async isReady() {
      if (opened === null) return false;
      const answered = database.query('SELECT 1').then(
        () => true,
        () => false,
      );
      return await Promise.race([answered, pause(PATIENCE, closing.signal).then(() => false)]);
    },
    async load() {
      const [row] = await database.query<QueueLoad>(
        `SELECT count(*) FILTER (WHERE waiting IS NOT NULL)::int AS waiting,
           count(*) FILTER (WHERE token IS NOT NULL)::int AS running,
           coalesce(extract(epoch FROM now() - min(since) FILTER (WHERE token IS NULL)), 0)::float8 AS oldest
         FROM vigie.lane`,
      );
      return row ?? { waiting: 0, running: 0, oldest: 0 };
    },
    async abandon(gone) {
      for (;;) {
        try {
          return await reached().lanes.abandon(gone);
        } catch (err) {
          if (!isPassing(err) || closing.signal.aborted) throw err;
          await pause(RETRY, closing.signal);
        }
      }
    },
    async close() {
      closing.abort();
      clearInterval(tidy);
      await opened?.boss.stop({ graceful: false });
    },
  };
}

/** Lanes that fail, each time that they are asked, for as long as `lanes` throws. */
function onceReached(lanes: () => Lanes<Task>): Lanes<Task> {
  return {
    add: async (job) => await lanes().add(job),
    claim: async (limit) => await lanes().claim(limit),
    beat: async (claims) => await lanes().beat(claims),
    end: async (claim, ending) => await lanes().end(claim, ending),
    idle: async () => await lanes().idle(),
  };
}

function isPassing(error: unknown): boolean {
  return error instanceof AuditError && error.kind === 'transient';
}

async function pause(milliseconds: number, ended: AbortSignal): Promise<void> {
  try {
    await wait(milliseconds, undefined, { signal: ended, ref: false });
  } catch (error) {
    if (!ended.aborted) throw error;
  }
}
