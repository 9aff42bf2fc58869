/** The queue as those see it who add to it: lanes, and the runner beside them where there is one. */
import type { Lanes } from './lanes.ts';
import type { JobQueue } from './queue.ts';
import type { Runner } from './runner.ts';

/** `runner`: of these lanes, in this thread or another. */
export function createQueue<P>(lanes: Lanes<P>, runner: Runner): JobQueue<P> {
  let closed = false;
  return {
    async enqueue(job) {
      if (closed) return 'closed';
      const outcome = await lanes.add(job);
      if (outcome !== 'duplicate') runner.wake();
      return outcome;
    },
    idle: () => lanes.idle(),
    async drain(halt) {
      closed = true;
      await runner.drain(halt);
    },
  };
}
