/**
 * How we behave towards GitHub: writes of one installation go one at a time and apart, limits are waited for, reads that
 * failed on the way are repeated. INVARIANT: a write is never repeated unless GitHub refused it because of a limit;
 * a write that failed otherwise may have happened, and only a new look at what stands can tell.
 */
import { AuditError, type Clock } from '../audit/ports.ts';
import type { Pace } from '../jobs/pace.ts';
import type { Client } from './client.ts';
import { limitPause, toAuditError } from './errors.ts';

export interface Patience {
  readonly clock: Clock;
  /** Shared by all clients of one installation. */
  readonly pacer: Pacer;
  /** The longest wait for a limit, in milliseconds; a longer one fails as transient. */
  readonly maxWait: number;
  /** Told of every answer, `null` where none came; `remaining`: requests that are left this hour. */
  readonly onAnswer?: (answer: Answered) => void;
  /** Ends every request that is under way. */
  readonly signal?: AbortSignal;
}

interface Answered {
  readonly method: string;
  readonly status: number | null;
  readonly remaining: number | null;
}

/** Runs one at a time, in order, at the pace of the installation. */
export interface Pacer {
  run<T>(send: () => Promise<T>): Promise<T>;
  /** Nobody writes for so many milliseconds. */
  hold(milliseconds: number): Promise<void>;
}

/** GitHub's own proxies give up after 10 seconds; a connection that hangs longer is lost. A request may ask for another `timeout`. Milliseconds. */
const REQUEST_TIMEOUT = 30_000;

/** Pauses before a read is repeated, in milliseconds. */
const READ_PAUSES = [1_000, 4_000] as const;

const LIMIT_TRIES = 3;

export function createPacer(clock: Clock, pace: Pace): Pacer {
  let queue: Promise<unknown> = Promise.resolve();
  return {
    run(send) {
      const turn = queue.then(async () => {
        const wait = await pace.reserve();
        if (wait > 0) await clock.sleep(wait);
        return await send();
      });
      // Whoever asked for this turn sees its failure; the next turn only waits for its end.
      queue = turn.then(
        () => null,
        () => null,
      );
      return turn;
    },
    hold: (milliseconds) => pace.hold(milliseconds),
  };
}

/** Makes `client` patient, and its failures `AuditError`s where their meaning is known. */
export function bePatient(client: Client, patience: Patience): void {
  client.hook.wrap('request', async (request, options) => {
    const send = () => {
      const timeout = AbortSignal.timeout(options.request?.timeout ?? REQUEST_TIMEOUT);
      const signals = [timeout, patience.signal, options.request?.signal];
      const signal = AbortSignal.any(signals.filter((one) => one instanceof AbortSignal));
      const sent = Promise.resolve(request({ ...options, request: { ...options.request, signal } }));
      sent.then(
        (response) => tell(patience, options.method, response),
        (error: unknown) => tell(patience, options.method, error),
      );
      return sent;
    };
    const isRead = options.method === 'GET' || options.method === 'HEAD';
    const attempt = () => persist(send, isRead, patience);
    return isRead ? attempt() : patience.pacer.run(attempt);
  });
}

/** `answer`: a response, or the error that took its place. */
function tell({ onAnswer }: Patience, method: string, answer: unknown): void {
  if (onAnswer === undefined) return;
  const { status, response, headers } = Object(answer) as Answer;
  const left = Number((response?.headers ?? headers)?.['x-ratelimit-remaining'] ?? Number.NaN);
  onAnswer({ method, status: status ?? null, remaining: Number.isNaN(left) ? null : left });
}

/** What responses and errors of Octokit share. */
interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | number | undefined>>;
  readonly response?: { readonly headers?: Readonly<Record<string, string | number | undefined>> };
}

async function persist<T>(send: () => Promise<T>, isRead: boolean, patience: Patience): Promise<T> {
  const { clock, maxWait, signal, pacer } = patience;
  let limited = 0;
  let failed = 0;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await send();
    } catch (error) {
      const known = toAuditError(error);
      if (!(known instanceof AuditError) || known.kind !== 'transient' || known === signal?.reason) throw known;
      const wait = limitPause(error, clock.now());
      if (wait !== null) {
        limited += 1;
        if (!isRead) await pacer.hold(wait);
        if (wait > maxWait || limited >= LIMIT_TRIES) {
          throw new AuditError('transient', known.message, { cause: known.cause, retryAfter: wait });
        }
        await clock.sleep(wait, signal);
        continue;
      }
      const pause = READ_PAUSES[failed];
      failed += 1;
      if (!isRead || pause === undefined) throw known;
      await clock.sleep(pause, signal);
    }
  }
}
