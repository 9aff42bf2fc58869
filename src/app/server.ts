/** Wires the App and runs it: web server, queue and worker in one process. */
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createNodeMiddleware, Probot } from 'probot';
import { catalogue as allRules } from '../../rules/registry.generated.ts';
import { AuditError, type Clock, type FactStore } from '../audit/ports.ts';
import { parseConfiguration } from '../config/parse-configuration.ts';
import { createExtractor } from '../facts/extract-facts.ts';
import { WRITE_SPACING } from '../github/patience.ts';
import { createMemoryQueue } from '../jobs/memory-queue.ts';
import type { Verdict } from '../jobs/policy.ts';
import type { Job } from '../jobs/queue.ts';
import { rulePages } from '../model/rule-page.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';
import { memoryAnalysisStore } from '../store/memory-analysis-store.ts';
import { memoryDecisionStore } from '../store/memory-decision-store.ts';
import { memoryFactStore } from '../store/memory-fact-store.ts';
import { memoryProjectCache } from '../store/memory-project-cache.ts';
import { type Clients, createClients, QuietOctokit } from './clients.ts';
import { createApp } from './create-app.ts';
import { readSettings, type Settings } from './credentials.ts';
import { createHttpServer } from './http.ts';
import { createLog, type Logger, logOfLibraries } from './log.ts';
import { systemClock } from './system-clock.ts';
import { fieldsOf, keyOf, mergeTasks, type Task } from './task.ts';
import { createWorker, type Worker } from './worker.ts';

export interface RunningApp {
  readonly url: string;
  /** Resolves once every accepted webhook has been worked off. */
  idle(): Promise<void>;
  /** Takes nothing more, finishes what was accepted, and stops. */
  close(): Promise<void>;
}

/** What tests and the demo replace. */
export interface Overrides {
  /** Of GitHub's API, without a slash at the end. */
  readonly baseUrl?: string;
  readonly clock?: Clock;
  /** Milliseconds between two writes to GitHub. */
  readonly spacing?: number;
  readonly store?: FactStore;
  readonly catalogue?: readonly CatalogueEntry[];
  readonly log?: Logger;
}

/** Audits spend most of their time computing, on one thread; a few at once hide the latency of GitHub. */
const CONCURRENT_JOBS = 4;

/** An attempt that takes longer is given up, so that no check-run stays pending. Milliseconds. */
const TIME_LIMIT = 10 * 60_000;

/** What runs when the service is told to stop may go on for so long; orchestrators kill after 30 seconds. Milliseconds. */
const GRACE = 25_000;

/** Starts the App. Throws `AuditError` (config), with what to do, when it could not work as it is set up. */
export async function serve(
  variables: Readonly<Record<string, string | undefined>>,
  overrides: Overrides = {},
): Promise<RunningApp> {
  const settings = await readSettings(variables);
  const log = overrides.log ?? createLog(settings.logLevel);
  const clock = overrides.clock ?? systemClock;
  const probot = new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecret,
    baseUrl: overrides.baseUrl ?? apiOf(settings),
    log: logOfLibraries(log),
    Octokit: QuietOctokit,
  });
  const clients = createClients(probot, clock, overrides.spacing ?? WRITE_SPACING);
  await checkIdentity(clients, log);
  if (settings.databaseUrl !== null)
    log.warn('DATABASE_URL is set, but nothing is stored there yet: jobs are kept in memory, and end with the process');

  const queue = createMemoryQueue<Task>({
    work: (task, run) => work(task, run),
    clock,
    concurrency: CONCURRENT_JOBS,
    deadline: () => AbortSignal.timeout(TIME_LIMIT),
    merge: mergeTasks,
    onFailure: (job, error, verdict, attempt) => logFailure(log, job, error, verdict, attempt),
  });
  const work = await openWorker(settings, overrides, {
    clients,
    clock,
    log,
    enqueue: async (task, delivery) => {
      await queue.enqueue({ key: keyOf(task), delivery, payload: task });
    },
  });

  let stopping = false;
  const middleware = await createNodeMiddleware(createApp(settings.appId, queue.enqueue, log, clock), { probot });
  const onError = (err: unknown) => log.warn({ err }, 'a request broke off');
  const server = createHttpServer({
    webhooks: middleware,
    isReady: () => !stopping,
    isSigned: (body, signature) => probot.webhooks.verify(body, signature),
    onError,
  });
  server.listen(settings.port, settings.host);
  await once(server, 'listening').catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AuditError('config', `The App cannot listen there (${reason}): choose another PORT or HOST.`, { cause });
  });
  // A TCP server's address is never a string.
  const { port } = server.address() as AddressInfo;
  const url = `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`;
  log.info({ url }, 'listening');
  await queue.enqueue({ key: 'sweep', delivery: randomUUID(), payload: { kind: 'sweep' } });

  return {
    url,
    idle: queue.idle,
    async close() {
      // Still listening, so that whoever asks is told that the App is not ready any more.
      stopping = true;
      await queue.drain(AbortSignal.timeout(GRACE));
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      log.info('stopped');
    },
  };
}

/** Runs the App until the process is told to stop. */
export async function serveUntilStopped(variables: Readonly<Record<string, string | undefined>>): Promise<void> {
  const app = await serve(variables);
  await new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  await app.close();
}

type Wiring = Pick<Parameters<typeof createWorker>[0], 'clients' | 'clock' | 'log' | 'enqueue'>;

async function openWorker(settings: Settings, overrides: Overrides, wiring: Wiring): Promise<Worker> {
  const catalogue = overrides.catalogue ?? allRules;
  const metas = catalogue.map(({ meta }) => meta);
  const extractor = await createExtractor({ digestKey: digestKeyOf(settings) });
  const store = overrides.store ?? memoryFactStore();
  return createWorker({
    ...wiring,
    analyses: memoryAnalysisStore(),
    decisions: memoryDecisionStore(),
    tools: { extractor, store, projects: memoryProjectCache() },
    catalogue,
    parseConfiguration: (text, path) => parseConfiguration(text, path, metas),
    ruleUrl: rulePages(metas),
  });
}

/** Digests of secrets are keyed, so that nobody who sees two of them can try out values; without the key they say nothing. */
function digestKeyOf({ webhookSecret }: Settings): string {
  return createHmac('sha256', webhookSecret).update('digests of secrets').digest('hex');
}

function apiOf({ enterprise }: Settings): string {
  return enterprise === null ? 'https://api.github.com' : `${enterprise.protocol}://${enterprise.host}/api/v3`;
}

/** Credentials that GitHub refuses now would be refused at the first webhook, when nobody looks. */
async function checkIdentity(clients: Clients, log: Logger): Promise<void> {
  try {
    const { login } = await clients.identity();
    log.info({ login }, 'known to GitHub');
  } catch (cause) {
    if (!(cause instanceof AuditError)) throw cause;
    if (cause.kind === 'transient') {
      log.warn({ err: cause }, 'GitHub cannot be reached: starting all the same');
      return;
    }
    const message = `GitHub does not accept these credentials (${cause.message}): take APP_ID and a new private key from the settings page of the same GitHub App, and check GHE_HOST.`;
    throw new AuditError('config', message, { cause });
  }
}

function logFailure(log: Logger, job: Job<Task>, error: unknown, verdict: Verdict, attempt: number): void {
  const fields = { err: error, delivery: job.delivery, ...fieldsOf(job.payload), attempt, next: verdict };
  if (verdict.next === 'bug') log.error(fields, 'a job failed for a reason that nobody foresaw');
  else if (verdict.next === 'tell') log.warn(fields, 'a job failed');
  else log.info(fields, 'a job ended early');
}
