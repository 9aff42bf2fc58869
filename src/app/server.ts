/** Wires the App and runs it: the web server in this thread, the worker in another, jobs in a database. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createNodeMiddleware, type Probot } from 'probot';
import { AuditError, type Clock } from '../audit/ports.ts';
import { createQueue } from '../jobs/create-queue.ts';
import type { Lanes } from '../jobs/lanes.ts';
import type { JobQueue } from '../jobs/queue.ts';
import type { Runner } from '../jobs/runner.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';
import { type ConnectionOverrides, checkIdentity, connect } from './connect.ts';
import { createApp } from './create-app.ts';
import { readSettings, type Settings } from './credentials.ts';
import { createHttpServer } from './http.ts';
import { createLog, type Logger } from './log.ts';
import { type Counted, createMetrics, type Metrics, type QueueLoad, renderMetrics } from './metrics.ts';
import { serveMetrics } from './metrics-server.ts';
import type { runJobs as RunJobs } from './run-jobs.ts';
import { openDatabase, openStorage } from './storage.ts';
import type { Stores } from './stores.ts';
import { systemClock } from './system-clock.ts';
import type { Task } from './task.ts';
import { startThread } from './thread.ts';

export interface RunningApp {
  readonly url: string;
  /** Resolves once every accepted webhook has been worked off. */
  idle(): Promise<void>;
  /** Takes nothing more, finishes what runs, and stops. What waits is kept. */
  close(): Promise<void>;
}

/** What tests and the demonstration replace. */
export interface Overrides extends ConnectionOverrides {
  readonly log?: Logger;
  /** Whether jobs are only accepted here, and carried out by other processes. */
  readonly webOnly?: boolean;
  /** Instead of a database and a thread: everything here, and in memory. */
  readonly inMemory?: InMemory;
}

export interface InMemory {
  lanes(onReady: () => void): Lanes<Task>;
  readonly stores: Stores;
  readonly clock: Clock;
  readonly catalogue?: readonly CatalogueEntry[];
}

/** What runs when the service is told to stop may go on for so long; orchestrators kill after 30 seconds. Milliseconds. */
export const GRACE = 25_000;

/** Milliseconds. */
const SWEEP_RETRY = 10_000;
const SWEEP_EVERY = 3_600_000;

/** Starts the App. Throws `AuditError` (config), with what to do, when it could not work as it is set up. */
export async function serve(
  variables: Readonly<Record<string, string | undefined>>,
  overrides: Overrides = {},
): Promise<RunningApp> {
  const settings = await readSettings(variables);
  const log = overrides.log ?? createLog(settings.logLevel);
  const clock = overrides.inMemory?.clock ?? systemClock;
  const metrics = createMetrics();
  const { probot, clients } = connect({ settings, overrides, log, clock, metrics });
  await checkIdentity(clients, log);
  const jobs = overrides.inMemory
    ? await openInMemory(overrides.inMemory, { settings, log, clients, metrics })
    : await openJobs(settings, overrides, log);
  try {
    return await listen({ settings, log, clock, probot, jobs, metrics });
  } catch (error) {
    await jobs.close();
    throw error;
  }
}

interface Jobs {
  readonly queue: JobQueue<Task>;
  isReady(): Promise<boolean>;
  load(): Promise<QueueLoad>;
  /** What is counted beside this thread. */
  counted(): Promise<readonly Counted[]>;
  close(): Promise<void>;
}

async function openJobs(settings: Settings, overrides: Overrides, log: Logger): Promise<Jobs> {
  const database = await openDatabase(settings, log);
  try {
    // An embedded database is looked after where it is; a server, by those who work.
    const storage = await openStorage(database, { works: database.backend === 'pglite', log });
    // Whoever ran a job of an embedded database ended before we could open it.
    if (database.backend === 'pglite') await storage.abandon(null);
    const { baseUrl, spacing } = overrides;
    const told = { ...(baseUrl === undefined ? {} : { baseUrl }), ...(spacing === undefined ? {} : { spacing }) };
    const thread = overrides.webOnly ? null : startThread({ settings, overrides: told, log, storage }, GRACE);
    const runner = thread ?? elsewhere;
    return {
      queue: createQueue(storage.lanes, runner),
      isReady: storage.isReady,
      load: storage.load,
      counted: async () => (thread === null ? [] : [await thread.counted()]),
      async close() {
        await runner.drain();
        await storage.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Other processes look for jobs by themselves. */
const elsewhere: Runner = { wake: () => undefined, drain: async () => undefined };

type Parts = Pick<Parameters<typeof RunJobs>[0], 'settings' | 'log' | 'clients' | 'metrics'>;

async function openInMemory(memory: InMemory, parts: Parts): Promise<Jobs> {
  let runner = elsewhere;
  const lanes = memory.lanes(() => runner.wake());
  const { clock, stores, catalogue } = memory;
  // The rules and what reads source code: beside a thread, this one never needs them.
  const { runJobs } = await import('./run-jobs.ts');
  runner = await runJobs({ ...parts, lanes, clock, stores, ...(catalogue ? { catalogue } : {}) });
  return {
    queue: createQueue(lanes, runner),
    isReady: async () => true,
    load: async () => ({ waiting: 0, running: 0, oldest: 0 }),
    counted: async () => [],
    close: async () => undefined,
  };
}

interface Site {
  readonly settings: Settings;
  readonly log: Logger;
  readonly clock: Clock;
  readonly probot: Probot;
  readonly jobs: Jobs;
  readonly metrics: Metrics;
}

async function listen({ settings, log, clock, probot, jobs, metrics }: Site): Promise<RunningApp> {
  const { queue } = jobs;
  let stopping = false;
  const enqueue: JobQueue<Task>['enqueue'] = async (job) => {
    // The answer must not be a success: what GitHub lists as failed can be delivered again.
    const outcome = await queue.enqueue(job).catch((cause: unknown) => {
      throw cause instanceof AuditError ? new Unavailable(cause.message, { cause }) : cause;
    });
    if (outcome === 'closed') throw new Unavailable('the service is stopping');
    return outcome;
  };
  const middleware = await createNodeMiddleware(createApp({ app: settings.appId, enqueue, log, clock, metrics }), {
    probot,
  });
  const render = async (): Promise<string> => {
    metrics.queue(await jobs.load());
    return await renderMetrics([await metrics.counted(), ...(await jobs.counted())]);
  };
  const server = createHttpServer({
    webhooks: middleware,
    isReady: async () => !stopping && (await jobs.isReady()),
    isSigned: (body, signature) => probot.webhooks.verify(body, signature),
    metrics: settings.metricsToken === null ? null : { token: settings.metricsToken, render },
    onError: (err: unknown) => log.warn({ err }, 'a request broke off'),
  });
  server.listen(settings.port, settings.host);
  await once(server, 'listening').catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AuditError('config', `The App cannot listen there (${reason}): choose another PORT or HOST.`, { cause });
  });
  // A TCP server's address is never a string.
  const { port } = server.address() as AddressInfo;
  const url = `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`;
  const { metricsPort } = settings;
  const own = metricsPort === null ? null : await serveMetrics(metricsPort, settings.host, render);
  log.info({ url }, 'listening');
  await sweep(queue, log);
  const sweeping = setInterval(() => void sweep(queue, log), SWEEP_EVERY);
  sweeping.unref();
  return {
    url,
    idle: queue.idle,
    async close() {
      // Still listening, so that whoever asks is told that the App is not ready any more.
      stopping = true;
      clearInterval(sweeping);
      await queue.drain(AbortSignal.timeout(GRACE));
      own?.close();
      own?.closeAllConnections();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await jobs.close();
      log.info('stopped');
    },
  };
}

/** Asks for a look at what was left behind; while the jobs cannot be reached, later. */
async function sweep(queue: JobQueue<Task>, log: Logger): Promise<void> {
  try {
    await queue.enqueue({ key: 'sweep', delivery: randomUUID(), payload: { kind: 'sweep' } });
  } catch (err) {
    log.info({ err }, 'unfinished audits are looked for later');
    setTimeout(() => void sweep(queue, log), SWEEP_RETRY).unref();
  }
}

/** Answered with this status: https://github.com/octokit/webhooks.js takes it from the error of a handler. */
class Unavailable extends Error {
  readonly status = 503;
}

/** Runs the App until the process is told to stop. */
export async function serveUntilStopped(
  variables: Readonly<Record<string, string | undefined>>,
  overrides: Overrides = {},
): Promise<void> {
  const app = await serve(variables, overrides);
  await stopped();
  await app.close();
}

/** Resolves when the process is told to stop. */
export async function stopped(): Promise<void> {
  await new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
}
