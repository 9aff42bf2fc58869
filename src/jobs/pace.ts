/**
 * How fast one installation may be written to. GitHub asks for a second between writes, and bounds what they create to 80 in
 * a minute and 500 in an hour: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
import type { Clock } from '../audit/ports.ts';

export interface Pace {
  /** Takes the next turn. Returns the milliseconds until it comes. Throws `AuditError` (transient) when nobody can tell. */
  reserve(): Promise<number>;
  /** No turn for so many milliseconds: GitHub refused a write because of a limit. */
  hold(milliseconds: number): Promise<void>;
}

/** Milliseconds: 60 a minute, whatever is written. */
export const WRITE_SPACING = 1_000;

/** In the long run; the first `BURST` of an hour do not wait for it, and both together stay below what GitHub allows. */
export const WRITES_PER_HOUR = 380;
export const BURST = 80;

/** For one process alone. `spacing`: milliseconds between two writes. */
export function localPace(clock: Clock, spacing: number): Pace {
  const leak = WRITES_PER_HOUR / 3_600_000;
  let level = 0;
  let at = Number.NEGATIVE_INFINITY;
  let next = Number.NEGATIVE_INFINITY;
  return {
    async reserve() {
      const now = clock.now();
      level = Math.max(0, level - (now - at) * leak) + 1;
      at = now;
      const turn = Math.max(now, next, now + Math.max(0, level - BURST) / leak);
      next = turn + spacing;
      return turn - now;
    },
    async hold(milliseconds) {
      next = Math.max(next, clock.now() + milliseconds);
    },
  };
}
