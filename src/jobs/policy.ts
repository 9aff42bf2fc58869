/** What follows a failed job. The only place that maps kinds of failure. */
import { AuditError } from '../audit/ports.ts';

export type Verdict =
  /** Try again after so many milliseconds. */
  | { readonly next: 'retry'; readonly after: number }
  /** The pull request was told; the operator may want to know. */
  | { readonly next: 'tell' }
  /** Nobody is left to tell. */
  | { readonly next: 'quiet' }
  /** Nobody foresaw this: logged as an error, with its stack. */
  | { readonly next: 'bug' };

export const MAX_ATTEMPTS = 3;

/** A job whose process ended so many times while it ran is not run again. */
export const MAX_KILLS = 3;

/** GitHub's limits are over within the hour: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api. Milliseconds. */
const LONGEST = 3_600_000;

/** Pauses before the second and third attempt, in milliseconds. */
const BACKOFF = [5_000, 30_000] as const;

/** `attempt` counts from 1: the one that just failed. */
export function judgeFailure(error: unknown, attempt: number): Verdict {
  if (!(error instanceof AuditError)) return { next: 'bug' };
  switch (error.kind) {
    case 'transient': {
      const after = BACKOFF[attempt - 1];
      if (after === undefined || attempt >= MAX_ATTEMPTS) return { next: 'tell' };
      return { next: 'retry', after: Math.min(Math.max(after, error.retryAfter ?? 0), LONGEST) };
    }
    case 'denied':
    case 'config':
      return { next: 'tell' };
    case 'gone':
    case 'superseded':
      return { next: 'quiet' };
    default:
      return error.kind satisfies never;
  }
}
