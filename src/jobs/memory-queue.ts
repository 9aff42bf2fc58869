/**
 * The queue in memory. INVARIANT: of one key, one job runs and at most one waits; a job that was accepted is run until it
 * succeeds or `judgeFailure` gives it up.
 */
import { LRUCache } from 'lru-cache';
import { AuditError, type Clock } from '../audit/ports.ts';
import { judgeFailure, MAX_ATTEMPTS, type Verdict } from './policy.ts';
import { type Enqueued, type Job, type JobQueue, type JobRun, STOPPED } from './queue.ts';

export interface QueueOptions<P> {
  readonly work: (payload: P, run: JobRun) => Promise<void>;
  readonly clock: Clock;
  /** Jobs at the same time. Audits are mostly computation, so about the number of cores. */
  readonly concurrency: number;
  /** Starts the time limit of one attempt. */
  readonly deadline: () => AbortSignal;
  /** What a waiting or superseded job hands over to the one that takes its place. */
  readonly merge: (older: P, newer: P) => P;
  /** Told of every attempt that failed. */
  readonly onFailure: (job: Job<P>, error: unknown, verdict: Verdict, attempt: number) => void;
}

/** GitHub redelivers only what someone asks for; so many ids are far more than that needs, and cost a few megabytes. */
const DELIVERIES = 10_000;

interface Lane<P> {
  running: AbortController | null;
  waiting: Job<P> | null;
}

export function createMemoryQueue<P>(options: QueueOptions<P>): JobQueue<P> {
  const seen = new LRUCache<string, true>({ max: DELIVERIES });
  const lanes = new Map<string, Lane<P>>();
  const ready: string[] = [];
  const draining = new AbortController();
  const halted = new AbortController();
  let active = 0;
  let idlers: (() => void)[] = [];

  const enqueue = async (job: Job<P>): Promise<Enqueued> => {
    if (draining.signal.aborted) return 'closed';
    if (seen.has(seenId(job))) return 'duplicate';
    seen.set(seenId(job), true);
    const lane = lanes.get(job.key);
    if (lane === undefined) {
      lanes.set(job.key, { running: null, waiting: job });
      ready.push(job.key);
      pump();
      return 'queued';
    }
    lane.waiting = lane.waiting === null ? job : { ...job, payload: options.merge(lane.waiting.payload, job.payload) };
    lane.running?.abort(new AuditError('superseded', 'a newer request for the same pull request came in'));
    return 'coalesced';
  };

  function pump(): void {
    while (active < options.concurrency) {
      const lane = lanes.get(ready.shift() ?? '');
      if (lane === undefined) break;
      if (lane.waiting !== null) start(lane, lane.waiting);
    }
    if (active > 0) return;
    for (const resolve of idlers) resolve();
    idlers = [];
  }

  function start(lane: Lane<P>, job: Job<P>): void {
    const controller = new AbortController();
    lane.waiting = null;
    lane.running = controller;
    active += 1;
    // `runJob` never rejects: failures end in `onFailure`.
    void runJob(job, controller.signal).then((outcome) => {
      active -= 1;
      lane.running = null;
      if (lane.waiting === null) lanes.delete(job.key);
      else {
        if (outcome === 'failed') {
          lane.waiting = { ...lane.waiting, payload: options.merge(job.payload, lane.waiting.payload) };
        }
        ready.push(job.key);
      }
      pump();
    });
  }

  async function runJob(job: Job<P>, superseded: AbortSignal): Promise<'done' | 'failed'> {
    for (let attempt = 1; ; attempt += 1) {
      const failure = await runAttempt(job, superseded, attempt);
      if (failure === null) return 'done';
      const verdict = judgeFailure(failure.thrown, attempt);
      options.onFailure(job, failure.thrown, verdict, attempt);
      // Whoever mends the cause may have the event delivered again, and GitHub then sends the same id.
      if (verdict.next === 'tell' || verdict.next === 'bug') seen.delete(seenId(job));
      if (verdict.next !== 'retry' || superseded.aborted || halted.signal.aborted) return 'failed';
      await pause(verdict.after, AbortSignal.any([superseded, draining.signal]));
      if (superseded.aborted) return 'failed';
    }
  }

  async function runAttempt(
    job: Job<P>,
    superseded: AbortSignal,
    attempt: number,
  ): Promise<{ thrown: unknown } | null> {
    const late = withReason(options.deadline(), new AuditError('transient', 'the audit took too long'));
    const run: JobRun = {
      delivery: job.delivery,
      attempt,
      get last() {
        return attempt >= MAX_ATTEMPTS || halted.signal.aborted;
      },
      signal: AbortSignal.any([superseded, halted.signal, late]),
      isCurrent: () => !superseded.aborted,
    };
    try {
      await options.work(job.payload, run);
      return null;
    } catch (thrown) {
      return { thrown };
    }
  }

  function pause(milliseconds: number, ended: AbortSignal): Promise<void> {
    if (ended.aborted) return Promise.resolve();
    const interrupted = new Promise<void>((resolve) => {
      ended.addEventListener('abort', () => resolve(), { once: true });
    });
    return Promise.race([options.clock.sleep(milliseconds, ended), interrupted]);
  }

  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      idlers.push(resolve);
      pump();
    });

  return {
    enqueue,
    idle,
    drain(halt) {
      draining.abort();
      const stop = () => halted.abort(new AuditError('transient', STOPPED));
      if (halt?.aborted) stop();
      halt?.addEventListener('abort', stop, { once: true });
      return idle();
    },
  };
}

/** One delivery may ask for several jobs. */
function seenId({ delivery, key }: Job<unknown>): string {
  return `${delivery} ${key}`;
}

/** The same signal, aborted for a reason that people can read. */
function withReason(signal: AbortSignal, reason: AuditError): AbortSignal {
  const controller = new AbortController();
  if (signal.aborted) controller.abort(reason);
  else signal.addEventListener('abort', () => controller.abort(reason), { once: true });
  return controller.signal;
}
