/** What the queue of the App promises, whatever holds it. */
import type { AuditError } from '../audit/ports.ts';

export interface Job<P> {
  /** What is worked on. Of one key, one job runs and at most one waits: the newest. */
  readonly key: string;
  /** The delivery that asked for it. A delivery that was seen is ignored, unless its job failed. */
  readonly delivery: string;
  /** Plain data, that a database can keep as JSON. */
  readonly payload: P;
}

/** What a running job is told. */
export interface JobRun {
  readonly delivery: string;
  /** From 1. */
  readonly attempt: number;
  /** No retry follows: what has to be said about a failure must be said now. */
  readonly last: boolean;
  /** Why the job is not to be tried again, but only to say so; `null` = it is to be done. */
  readonly gaveUp: AuditError | null;
  /** Aborted, with an `AuditError` as reason, when a newer job of the same key came, time is up, or the service stops. */
  readonly signal: AbortSignal;
  /** Whether the run still holds its key and nothing newer waits. Asks whoever holds the jobs: throws when they cannot be reached. */
  isCurrent(): Promise<boolean>;
}

export type Enqueued = 'queued' | 'coalesced' | 'duplicate' | 'closed';

/** Why a job was ended that still ran when its queue had to stop. */
export const STOPPED = 'the service was stopped';

export interface JobQueue<P> {
  /** Resolves once the job is kept. Throws `AuditError` (transient) when it cannot be. */
  enqueue(job: Job<P>): Promise<Enqueued>;
  /** Resolves once nothing runs and nothing waits, anywhere. */
  idle(): Promise<void>;
  /**
   * Takes nothing more, starts nothing more, and returns when what runs has ended; what waits stays for whoever comes next.
   * Once `halt` is aborted, what still runs is told to end, and waits again.
   */
  drain(halt?: AbortSignal): Promise<void>;
}
