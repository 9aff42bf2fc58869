/** The worker in a thread of the web server's process: audits compute, and webhooks must not wait for that. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Lanes } from '../jobs/lanes.ts';
import type { Database } from '../store/database.ts';
import { forwardedDatabase } from '../store/forwarded-database.ts';
import { forwardedLanes } from '../store/forwarded-lanes.ts';
import { type ConnectionOverrides, connect } from './connect.ts';
import type { Settings } from './credentials.ts';
import { createLog, type Logger } from './log.ts';
import { type Counted, createMetrics } from './metrics.ts';
import { runJobs } from './run-jobs.ts';
import { openDatabase, openStorage } from './storage.ts';
import { paceIn, storesIn } from './stores.ts';
import { systemClock } from './system-clock.ts';
import type { Task } from './task.ts';

/** What the thread is started with. */
export interface ThreadStart {
  readonly settings: Settings;
  readonly overrides: ConnectionOverrides;
  readonly logLevel: string;
  readonly owner: string;
  /** To the thread that owns the embedded database; `null` = there is a server. */
  readonly shared: { readonly database: MessagePort; readonly lanes: MessagePort } | null;
}

export type ToThread =
  | { readonly tell: 'wake' }
  | { readonly tell: 'count' }
  | { readonly tell: 'drain'; readonly grace: number };
export type FromThread =
  | { readonly tell: 'log'; readonly line: string }
  | { readonly tell: 'counted'; readonly counted: Counted }
  | { readonly tell: 'drained' };

const port = parentPort;
if (port !== null) await start(port, workerData as ThreadStart);

interface Reached {
  readonly database: Database;
  readonly lanes: Lanes<Task>;
  close(): Promise<void>;
}

async function reach({ shared, settings, owner }: ThreadStart, log: Logger): Promise<Reached> {
  if (shared !== null) {
    const database = forwardedDatabase(shared.database, 'pglite');
    const close = async () => {
      await database.close();
      shared.lanes.close();
    };
    return { database, lanes: forwardedLanes(shared.lanes), close };
  }
  const database = await openDatabase(settings, log);
  const storage = await openStorage(database, { works: true, owner, log });
  const close = async () => {
    await storage.close();
    await database.close();
  };
  return { database, lanes: storage.lanes, close };
}

async function start(main: MessagePort, given: ThreadStart): Promise<void> {
  const { settings, overrides, logLevel } = given;
  const send = (message: FromThread) => main.postMessage(message);
  const log = createLog(logLevel, { write: (line) => send({ tell: 'log', line }) });
  const { database, lanes, close } = await reach(given, log);
  const metrics = createMetrics();
  const { clients } = connect({
    settings,
    overrides,
    log,
    clock: systemClock,
    metrics,
    paceOf: paceIn(database, overrides.spacing),
  });
  const stores = storesIn(database, log);
  const runner = await runJobs({ settings, log, clients, clock: systemClock, lanes, stores, metrics });
  main.on('message', async (message: ToThread) => {
    if (message.tell === 'wake') return runner.wake();
    if (message.tell === 'count') return send({ tell: 'counted', counted: await metrics.counted() });
    await runner.drain(AbortSignal.timeout(message.grace));
    await close();
    send({ tell: 'drained' });
    main.close();
  });
}
