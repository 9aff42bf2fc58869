/** A bound on what one person can ask for: requests cost calls to GitHub, which all of an installation share. */
import { LRUCache } from 'lru-cache';
import type { Clock } from '../audit/ports.ts';

/** People that are remembered; the least active are forgotten first, and start anew. */
const PEOPLE = 10_000;

/** Tells whether `person` may go on: at most `max` times within `period` milliseconds. */
export function createRateLimit(clock: Clock, max: number, period: number): (person: string) => boolean {
  const times = new LRUCache<string, readonly number[]>({ max: PEOPLE });
  return (person) => {
    const now = clock.now();
    const recent = (times.get(person) ?? []).filter((time) => time > now - period);
    if (recent.length >= max) return false;
    times.set(person, [...recent, now]);
    return true;
  };
}
