/** INVARIANT: a run that lost its job, or that something newer waits for, begins nothing and publishes no verdict, in whichever process that came. */
import { AuditError, type CheckPublisher, type Publisher } from '../audit/ports.ts';
import type { JobRun } from '../jobs/queue.ts';

type IsCurrent = Pick<JobRun, 'isCurrent'>;

/** Asks whoever keeps the jobs before anything is said that could be outdated. That a head moved may always be said. */
export function whileCurrentCheck<P extends CheckPublisher>(publisher: P, run: IsCurrent): P {
  return {
    ...publisher,
    // One that stood still, and lost its job meanwhile, would open again what the other one has concluded.
    async begin(head, content) {
      await assertCurrent(run);
      return await publisher.begin(head, content);
    },
    async cancel(head, content) {
      await assertCurrent(run);
      await publisher.cancel(head, content);
    },
    async conclude(head, conclusion, content) {
      if (conclusion !== 'cancelled') await assertCurrent(run);
      await publisher.conclude(head, conclusion, content);
    },
  };
}

/** The same, for comments as well. */
export function whileCurrent(publisher: Publisher, run: IsCurrent): Publisher {
  return {
    ...whileCurrentCheck(publisher, run),
    async comment(head, desired) {
      await assertCurrent(run);
      return await publisher.comment(head, desired);
    },
  };
}

async function assertCurrent(run: IsCurrent): Promise<void> {
  if (!(await run.isCurrent())) throw new AuditError('superseded', 'a newer run has taken over');
}
