/**
 * Where jobs are kept: one lane for each key, with one job that runs and one that waits. INVARIANT: a job that was added is
 * there until its run has ended, and comes back when the run ends with its process.
 */
import type { Enqueued, Job } from './queue.ts';

export interface Lanes<P> {
  /** Resolves once the job and its delivery are kept, both or none. */
  add(job: Job<P>): Promise<Exclude<Enqueued, 'closed'>>;
  /** Takes up to so many jobs whose lanes run nothing. They are somebody else's unless `beat` is called every second or so. */
  claim(limit: number): Promise<readonly Claim<P>[]>;
  /** Says that these run, and learns how they stand. */
  beat(claims: readonly Claim<P>[]): Promise<ReadonlyMap<Claim<P>, Standing>>;
  /** Changes nothing when the claim was lost. */
  end(claim: Claim<P>, ending: Ending): Promise<void>;
  /** Resolves once there is nothing in any lane. */
  idle(): Promise<void>;
}

/** A job that was taken, and by which run of its lane. */
export interface Claim<P> {
  readonly job: Job<P>;
  readonly token: string;
  /** From 1. */
  readonly attempt: number;
  /** How many runs of this job ended with their process. */
  readonly kills: number;
}

/** lost: another run has the lane, because this one was not heard of. */
export type Standing = 'current' | 'superseded' | 'lost';

/**
 * done: it owes nothing. failed: what waits in its lane takes over what it owes; `forget` its delivery, so that it can be
 * delivered again. retry: it waits so many milliseconds, or takes the same way if something waits. back: as if it had not run.
 */
export type Ending =
  | { readonly how: 'done' }
  | { readonly how: 'failed'; readonly forget: boolean }
  | { readonly how: 'retry'; readonly after: number }
  | { readonly how: 'back' };

/** What a waiting or superseded job hands over to the one that takes its place. */
export type Merge<P> = (older: P, newer: P) => P;

/** One delivery may ask for several jobs. */
export function deliveryOf({ delivery, key }: Job<unknown>): string {
  return `${delivery} ${key}`;
}
