/** Runs the jobs of lanes: so many at once, each until it succeeds or `judgeFailure` gives it up. */
import { AuditError } from '../audit/ports.ts';
import type { Claim, Ending, Lanes } from './lanes.ts';
import { judgeFailure, MAX_ATTEMPTS, MAX_KILLS, type Verdict } from './policy.ts';
import { type Job, type JobRun, STOPPED } from './queue.ts';

export interface RunnerOptions<P> {
  readonly lanes: Lanes<P>;
  readonly work: (payload: P, run: JobRun) => Promise<void>;
  /** Jobs at the same time. Audits are mostly computation, so about the number of cores. */
  readonly concurrency: number;
  /** Starts the time limit of one attempt. */
  readonly deadline: () => AbortSignal;
  /** Calls back about twice a second, until the returned function is called. */
  readonly ticker: (tick: () => void) => () => void;
  /** Told of every attempt that failed. */
  readonly onFailure: (job: Job<P>, error: unknown, verdict: Verdict, attempt: number) => void;
  /** Told once when the lanes cannot be reached, and with `null` once they can be again. */
  readonly onTrouble: (error: unknown) => void;
}

export interface Runner {
  /** Something was added: no need to wait for the next tick. */
  wake(): void;
  /** Starts nothing more, and resolves when what runs has ended. Once `halt` is aborted, it is told to end. */
  drain(halt?: AbortSignal): Promise<void>;
}

export function createRunner<P>(options: RunnerOptions<P>): Runner {
  const { lanes } = options;
  const running = new Map<Claim<P>, AbortController>();
  const ended = new Map<Claim<P>, Ending>();
  const halted = new AbortController();
  let draining = false;
  /** A job that ended its process runs alone, so that nobody else pays for it. */
  let suspicious = false;
  let onDrained: () => void = () => undefined;
  let state: 'idle' | 'busy' | 'again' = 'idle';
  let troubled = false;

  /** One at a time; one that is asked for meanwhile follows. */
  async function tick(): Promise<void> {
    if (state !== 'idle') {
      state = 'again';
      return;
    }
    do {
      state = 'busy';
      try {
        await step();
        if (troubled) options.onTrouble(null);
        troubled = false;
      } catch (error) {
        if (!troubled) options.onTrouble(error);
        troubled = true;
      }
    } while (isAskedAgain());
    state = 'idle';
    // What could not be ended in time comes back when nobody hears of it any more.
    if (draining && running.size === 0 && (ended.size === 0 || halted.signal.aborted)) onDrained();
  }

  /** Between two awaits anybody may have asked. */
  const isAskedAgain = (): boolean => state === 'again';

  async function step(): Promise<void> {
    for (const [claim, ending] of ended) {
      await lanes.end(claim, ending);
      ended.delete(claim);
    }
    if (running.size > 0) await beat();
    if (!draining) await take();
  }

  async function beat(): Promise<void> {
    for (const [claim, standing] of await lanes.beat([...running.keys()])) {
      if (standing === 'current') continue;
      const why =
        standing === 'lost' ? 'another process took it up' : 'a newer request for the same pull request came in';
      running.get(claim)?.abort(new AuditError('superseded', why));
    }
  }

  async function take(): Promise<void> {
    const free = suspicious ? (running.size === 0 ? 1 : 0) : options.concurrency - running.size;
    if (free === 0) return;
    const claims = await lanes.claim(free);
    const suspect = claims.find(({ kills }) => kills > 0);
    if (suspicious && suspect === undefined) state = 'again';
    suspicious = suspect !== undefined;
    const alone = running.size === 0 ? suspect : undefined;
    const taken = suspicious ? claims.filter((claim) => claim === alone) : claims;
    for (const claim of taken) start(claim);
    for (const claim of claims) if (!taken.includes(claim)) await lanes.end(claim, { how: 'back' });
  }

  function start(claim: Claim<P>): void {
    const controller = new AbortController();
    running.set(claim, controller);
    // `run` never rejects: failures end in `onFailure`.
    void run(claim, controller.signal).then((ending) => {
      running.delete(claim);
      ended.set(claim, ending);
      void tick();
    });
  }

  async function run(claim: Claim<P>, superseded: AbortSignal): Promise<Ending> {
    const { job, attempt, kills } = claim;
    const gaveUp =
      kills < MAX_KILLS
        ? null
        : new AuditError('transient', `it ended the process that carried it out, ${kills} times`);
    const late = withReason(options.deadline(), new AuditError('transient', 'the audit took too long'));
    const jobRun: JobRun = {
      delivery: job.delivery,
      attempt,
      last: gaveUp !== null || attempt >= MAX_ATTEMPTS,
      gaveUp,
      signal: AbortSignal.any([superseded, halted.signal, late]),
      isCurrent: async () => !superseded.aborted && (await lanes.beat([claim])).get(claim) === 'current',
    };
    try {
      await options.work(job.payload, jobRun);
      return { how: 'done' };
    } catch (error) {
      const verdict: Verdict = gaveUp === null ? judgeFailure(error, attempt) : { next: 'tell' };
      options.onFailure(job, error, verdict, attempt);
      if (halted.signal.aborted && verdict.next !== 'tell') return { how: 'back' };
      if (verdict.next === 'retry') return { how: 'retry', after: verdict.after };
      // Whoever mends the cause may have the event delivered again, and GitHub then sends the same id.
      return { how: 'failed', forget: verdict.next !== 'quiet' };
    }
  }

  const stopTicking = options.ticker(() => void tick());
  return {
    wake: () => void tick(),
    async drain(halt) {
      draining = true;
      const stop = () => {
        halted.abort(new AuditError('transient', STOPPED));
        void tick();
      };
      if (halt?.aborted) stop();
      halt?.addEventListener('abort', stop, { once: true });
      await new Promise<void>((resolve) => {
        onDrained = resolve;
        void tick();
      });
      stopTicking();
    },
  };
}

/** The same signal, aborted for a reason that people can read. */
function withReason(signal: AbortSignal, reason: AuditError): AbortSignal {
  const controller = new AbortController();
  if (signal.aborted) controller.abort(reason);
  else signal.addEventListener('abort', () => controller.abort(reason), { once: true });
  return controller.signal;
}
