/** The worker: takes jobs from lanes and carries them out. The same in the process of the web server and in one of its own. */
import { createHmac } from 'node:crypto';
import { catalogue as allRules } from '../../rules/registry.generated.ts';
import { AuditError, type Clock } from '../audit/ports.ts';
import { parseConfiguration } from '../config/parse-configuration.ts';
import { createExtractor } from '../facts/extract-facts.ts';
import type { Lanes } from '../jobs/lanes.ts';
import type { Verdict } from '../jobs/policy.ts';
import type { Job } from '../jobs/queue.ts';
import { createRunner, type Runner } from '../jobs/runner.ts';
import { rulePages } from '../model/rule-page.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';
import { memoryProjectCache } from '../store/memory-project-cache.ts';
import type { Clients } from './clients.ts';
import type { Settings } from './credentials.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { type Stores, watched } from './stores.ts';
import { fieldsOf, keyOf, type Task } from './task.ts';
import { createWorker, type Worker } from './worker.ts';

/** Audits spend most of their time computing, on one thread; a few at once hide the latency of GitHub. */
const CONCURRENT_JOBS = 4;

/** An attempt that takes longer is given up, so that no check-run stays pending. Milliseconds. */
const TIME_LIMIT = 10 * 60_000;

/** How often lanes are asked whether there is something to do, and told that we live. Milliseconds. */
const TICK = 500;

export interface WorkParts {
  readonly settings: Settings;
  readonly log: Logger;
  readonly clients: Clients;
  readonly clock: Clock;
  readonly lanes: Lanes<Task>;
  readonly stores: Stores;
  readonly metrics: Metrics;
  readonly catalogue?: readonly CatalogueEntry[];
}

export async function runJobs(parts: WorkParts): Promise<Runner> {
  const { settings, log, clients, clock, lanes, metrics, ...rest } = parts;
  const catalogue = rest.catalogue ?? allRules;
  const metas = catalogue.map(({ meta }) => meta);
  const { facts: store, analyses, decisions, audits, openChecks } = watched(parts.stores, metrics);
  const work = createWorker({
    clients,
    clock,
    log,
    analyses,
    decisions,
    audits,
    openChecks,
    catalogue,
    tools: {
      extractor: await createExtractor({ digestKey: digestKeyOf(settings) }),
      store,
      projects: memoryProjectCache(),
      async timed(phase, work) {
        const started = clock.now();
        const done = await work();
        metrics.phase(phase, (clock.now() - started) / 1_000);
        return done;
      },
    },
    parseConfiguration: (text, path) => parseConfiguration(text, path, metas),
    ruleUrl: rulePages(metas),
    async enqueue(task, delivery) {
      if ((await lanes.add({ key: keyOf(task), delivery, payload: task })) !== 'duplicate') runner.wake();
    },
  });
  const runner = createRunner<Task>({
    lanes,
    work: (task, run) => counted(work, { clock, metrics })(task, run),
    concurrency: CONCURRENT_JOBS,
    deadline: () => AbortSignal.timeout(TIME_LIMIT),
    ticker(tick) {
      const timer = setInterval(tick, TICK);
      return () => clearInterval(timer);
    },
    onFailure: (job, error, verdict, attempt) => logFailure(log, job, error, verdict, attempt),
    onTrouble(err) {
      if (err === null) log.info('jobs can be reached again');
      else log.warn({ err }, 'jobs cannot be reached: nothing new is started until they can');
    },
  });
  runner.wake();
  return runner;
}

/** The same work, told to whoever watches. */
function counted(work: Worker, { clock, metrics }: Pick<WorkParts, 'clock' | 'metrics'>): Worker {
  return async (task, run) => {
    const started = clock.now();
    const tell = (outcome: string) => metrics.job(task.kind, outcome, (clock.now() - started) / 1_000);
    try {
      await work(task, run);
      tell('done');
    } catch (error) {
      tell(error instanceof AuditError ? error.kind : 'bug');
      throw error;
    }
  };
}

/** Digests of secrets are keyed, so that nobody who sees two of them can try out values; without the key they say nothing. */
function digestKeyOf({ webhookSecret }: Settings): string {
  return createHmac('sha256', webhookSecret).update('digests of secrets').digest('hex');
}

function logFailure(log: Logger, job: Job<Task>, error: unknown, verdict: Verdict, attempt: number): void {
  const fields = { err: error, delivery: job.delivery, ...fieldsOf(job.payload), attempt, next: verdict };
  if (verdict.next === 'bug') log.error(fields, 'a job failed for a reason that nobody foresaw');
  else if (verdict.next === 'tell') log.warn(fields, 'a job failed');
  else log.info(fields, 'a job ended early');
}
