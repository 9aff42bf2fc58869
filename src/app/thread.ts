/** The worker's thread as the web server sees it: started again when it dies, and its jobs with it. */
import { randomUUID } from 'node:crypto';
import { extname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import { MessageChannel, Worker } from 'node:worker_threads';
import { symbols } from 'pino';
import type { Runner } from '../jobs/runner.ts';
import { shareDatabase } from '../store/forwarded-database.ts';
import { shareLanes } from '../store/forwarded-lanes.ts';
import type { ConnectionOverrides } from './connect.ts';
import type { Settings } from './credentials.ts';
import type { Logger } from './log.ts';
import type { Counted } from './metrics.ts';
import type { Storage } from './storage.ts';
import type { FromThread, ThreadStart, ToThread } from './worker-thread.ts';

/** Milliseconds before a thread that died is started again: one that dies at once must not keep the machine busy. */
const RESTART = 1_000;

/** An audit computes for seconds at a time. Milliseconds. */
const PATIENCE = 5_000;

/** What ends when the grace is over is told so, and needs a moment to end. Milliseconds. */
const LAST_WORDS = 3_000;

/**
 * Megabytes. Four audits at once of repositories of some thousand files fit in. A heap that may grow to all that the machine has is
 * collected late, and an audit leaves much behind; where it reaches the limit, the thread ends and not the process.
 */
const limits = {
  maxOldGenerationSizeMb: Math.min(2_048, Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20)),
  maxYoungGenerationSizeMb: 48,
};

export interface ThreadParts {
  readonly settings: Settings;
  readonly overrides: ConnectionOverrides;
  readonly log: Logger;
  readonly storage: Storage;
}

export interface ThreadRunner extends Runner {
  /** What the thread has counted; nothing while it does not answer. */
  counted(): Promise<Counted>;
}

/** Starts the thread. `grace`: milliseconds that jobs have to end when it is drained. */
export function startThread({ settings, overrides, log, storage }: ThreadParts, grace: number): ThreadRunner {
  let stopping = false;
  let thread: Worker;
  const asking: ((counted: Counted) => void)[] = [];

  function start(): void {
    const owner = randomUUID();
    const shared = storage.database.backend === 'pglite' ? share(storage, owner) : null;
    const data: ThreadStart = { settings, overrides, logLevel: log.level, owner, shared: shared?.ports ?? null };
    // Beside this file, and with the same ending: the code runs as it is written, and built.
    const code = new URL(`./worker-thread${extname(import.meta.url)}`, import.meta.url);
    thread = new Worker(code, {
      resourceLimits: limits,
      workerData: data,
      transferList: shared === null ? [] : Object.values(shared.ports),
    });
    thread.on('message', (message: FromThread) => {
      if (message.tell === 'log') destinationOf(log).write(message.line);
      if (message.tell === 'counted') for (const resolve of asking.splice(0)) resolve(message.counted);
    });
    thread.on('error', (err) => log.error({ err }, 'the worker failed'));
    thread.once('exit', (code) => {
      shared?.close();
      if (stopping) return;
      log.error({ code }, 'the worker ended: its jobs are taken up by another');
      void replace(owner);
    });
  }

  async function replace(owner: string): Promise<void> {
    try {
      await storage.abandon(owner);
    } catch (err) {
      // They come back by themselves, a little later.
      log.warn({ err }, 'the jobs of the worker could not be handed out again');
    }
    await wait(RESTART, undefined, { ref: false });
    if (!stopping) start();
  }

  const send = (message: ToThread) => thread.postMessage(message);
  start();
  async function drain(): Promise<void> {
    stopping = true;
    const ended = new Promise<void>((resolve) => {
      thread.once('exit', () => resolve());
      thread.on('message', (message: FromThread) => {
        if (message.tell === 'drained') resolve();
      });
    });
    send({ tell: 'drain', grace });
    await Promise.race([ended, wait(grace + LAST_WORDS, undefined, { ref: false })]);
    await thread.terminate();
  }

  let drained: Promise<void> | null = null;
  return {
    wake: () => send({ tell: 'wake' }),
    counted() {
      const answer = new Promise<Counted>((resolve) => asking.push(resolve));
      send({ tell: 'count' });
      return Promise.race([answer, wait(PATIENCE, [], { ref: false })]);
    },
    drain() {
      drained ??= drain();
      return drained;
    },
  };
}

/** Gives a thread what is in the embedded database of this one. */
function share({ database, lanesOf }: Storage, owner: string) {
  const statements = new MessageChannel();
  const jobs = new MessageChannel();
  shareDatabase(database, statements.port1);
  shareLanes(lanesOf(owner), jobs.port1);
  return {
    ports: { database: statements.port2, lanes: jobs.port2 } satisfies ThreadStart['shared'],
    close() {
      statements.port1.close();
      jobs.port1.close();
    },
  };
}

/** Where a logger writes: the lines of the thread go the same way. Pino's types do not tell that it has it. */
function destinationOf(log: Logger): { write(line: string): void } {
  return (log as unknown as Record<symbol, { write(line: string): void }>)[symbols.streamSym] ?? process.stdout;
}
