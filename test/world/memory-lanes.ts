/** Lanes in memory: what stories run on, that need no database. They keep the same promises while the process lives. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../src/audit/ports.ts';
import { type Claim, deliveryOf, type Lanes, type Merge, type Standing } from '../../src/jobs/lanes.ts';
import type { Job } from '../../src/jobs/queue.ts';

interface Lane<P> {
  running: Claim<P> | null;
  waiting: Job<P> | null;
  /** Failed attempts of what waits. */
  attempts: number;
  /** Waits for another attempt. */
  paused: boolean;
}

/** `onReady`: something can be claimed that could not before. */
export function memoryLanes<P>(clock: Clock, merge: Merge<P>, onReady: () => void): Lanes<P> {
  const seen = new Set<string>();
  const lanes = new Map<string, Lane<P>>();
  let idlers: (() => void)[] = [];
  const settle = () => {
    if (lanes.size > 0) return;
    for (const resolve of idlers) resolve();
    idlers = [];
  };
  const standingOf = (claim: Claim<P>): Standing => {
    const lane = lanes.get(claim.job.key);
    if (lane?.running?.token !== claim.token) return 'lost';
    return lane.waiting === null ? 'current' : 'superseded';
  };
  return {
    async add(job) {
      if (seen.has(deliveryOf(job))) return 'duplicate';
      seen.add(deliveryOf(job));
      const lane = lanes.get(job.key);
      if (lane === undefined) {
        lanes.set(job.key, { running: null, waiting: job, attempts: 0, paused: false });
        return 'queued';
      }
      lane.waiting = lane.waiting === null ? job : { ...job, payload: merge(lane.waiting.payload, job.payload) };
      if (lane.paused) Object.assign(lane, { paused: false, attempts: 0 });
      return 'coalesced';
    },
    async claim(limit) {
      const free = [...lanes.values()].filter((lane) => lane.running === null && !lane.paused).slice(0, limit);
      return free.flatMap((lane) => {
        if (lane.waiting === null) return [];
        lane.running = { job: lane.waiting, token: randomUUID(), attempt: lane.attempts + 1, kills: 0 };
        lane.waiting = null;
        return [lane.running];
      });
    },
    beat: async (claims) => new Map(claims.map((claim) => [claim, standingOf(claim)])),
    async end(claim, ending) {
      const { job, attempt } = claim;
      const lane = lanes.get(job.key);
      if (lane?.running?.token !== claim.token) return;
      if (ending.how === 'failed' && ending.forget) seen.delete(deliveryOf(job));
      lane.running = null;
      // Whoever waits next takes its turn behind the others.
      lanes.delete(job.key);
      const { waiting } = lane;
      if (waiting !== null) {
        const payload = ending.how === 'done' ? waiting.payload : merge(job.payload, waiting.payload);
        lanes.set(job.key, { running: null, waiting: { ...waiting, payload }, attempts: 0, paused: false });
        onReady();
      } else if (ending.how === 'back') {
        lanes.set(job.key, { running: null, waiting: job, attempts: attempt - 1, paused: false });
      } else if (ending.how === 'retry') {
        const paused = { running: null, waiting: job, attempts: attempt, paused: true };
        lanes.set(job.key, paused);
        void clock.sleep(ending.after).then(() => {
          paused.paused = false;
          onReady();
        });
      }
      settle();
    },
    idle: () =>
      new Promise((resolve) => {
        idlers.push(resolve);
        settle();
      }),
  };
}
