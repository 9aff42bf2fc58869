/** What the queue of the App promises, whatever holds it: memory today, a database where there is one. */

export interface Job<P> {
  /** What is worked on. Of one key, one job runs and at most one waits: the newest. */
  readonly key: string;
  /** The delivery that asked for it. A delivery that was seen is ignored, unless its job failed. */
  readonly delivery: string;
  readonly payload: P;
}

/** What a running job is told. */
export interface JobRun {
  readonly delivery: string;
  /** From 1. */
  readonly attempt: number;
  /** No retry follows: what has to be said about a failure must be said now. */
  readonly last: boolean;
  /** Aborted, with an `AuditError` as reason, when a newer job of the same key came, time is up, or the service stops. */
  readonly signal: AbortSignal;
  isCurrent(): boolean;
}

export type Enqueued = 'queued' | 'coalesced' | 'duplicate' | 'closed';

/** Why a job was ended that still ran when its queue had to stop. */
export const STOPPED = 'the service was stopped';

export interface JobQueue<P> {
  enqueue(job: Job<P>): Promise<Enqueued>;
  /** Resolves once nothing runs and nothing waits. */
  idle(): Promise<void>;
  /**
   * Takes nothing more, finishes what was taken (without pauses before retries), and returns when all is done.
   * Once `halt` is aborted, what still runs is told to say so and end.
   */
  drain(halt?: AbortSignal): Promise<void>;
}
