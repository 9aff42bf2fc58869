/** The App as Probot loads it. Handlers read the event, queue what it asks for, and return: GitHub waits for the answer. */
import type { ApplicationFunction } from 'probot';
import type { Clock } from '../audit/ports.ts';
import type { Enqueued, Job } from '../jobs/queue.ts';
import { createRateLimit } from '../jobs/rate-limit.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { fieldsOf, keyOf, type Task } from './task.ts';
import {
  PULL_REQUEST_EVENTS,
  tasksOfAction,
  tasksOfCheckRun,
  tasksOfCheckSuite,
  tasksOfComment,
  tasksOfMergeGroup,
  tasksOfPullRequest,
  tasksOfPush,
  tasksOfThread,
} from './tasks-of-event.ts';

/** Every App is told of these: they are not subscribed to. */
const INSTALLATION_EVENTS = [
  'installation.created',
  'installation.unsuspend',
  'installation.new_permissions_accepted',
  'installation_repositories.added',
] as const;

/** Comments with commands that one person may write in an hour. */
const COMMANDS_PER_HOUR = 30;
const HOUR = 3_600_000;

export interface AppParts {
  /** The App's id. */
  readonly app: number;
  readonly enqueue: (job: Job<Task>) => Promise<Enqueued>;
  readonly log: Logger;
  readonly clock: Clock;
  readonly metrics: Pick<Metrics, 'delivery'>;
}

export function createApp({ app, enqueue, log, clock, metrics }: AppParts): ApplicationFunction {
  const mayCommand = createRateLimit(clock, COMMANDS_PER_HOUR, HOUR);
  const accept = async (context: Delivered, tasks: readonly Task[]): Promise<void> => {
    const { id: delivery, name: event } = context;
    for (const task of tasks) {
      if (task.kind === 'comment' && !mayCommand(`${task.installation} ${task.comment.author}`)) {
        log.warn({ delivery, event, ...fieldsOf(task) }, 'too many commands of one person: ignored');
        continue;
      }
      const outcome = await enqueue({ key: keyOf(task), delivery, payload: task }).catch((error: unknown) => {
        metrics.delivery(event, 'refused');
        throw error;
      });
      metrics.delivery(event, outcome);
      log.info({ delivery, event, ...fieldsOf(task), outcome }, 'webhook accepted');
      // The answer must not be a success: what GitHub lists as failed can be delivered again.
      if (outcome === 'closed') throw new Error('the service is stopping');
    }
  };
  return (probot) => {
    probot.on([...PULL_REQUEST_EVENTS], (context) => accept(context, tasksOfPullRequest(context.payload)));
    probot.on('issue_comment.created', (context) => accept(context, tasksOfComment(context.payload, app)));
    probot.on('pull_request_review_comment.created', (context) => accept(context, tasksOfThread(context.payload)));
    probot.on('push', (context) => accept(context, tasksOfPush(context.payload)));
    // Whoever lets us in, or in again, has pull requests that wait.
    probot.on([...INSTALLATION_EVENTS], (context) => accept(context, [{ kind: 'sweep' }]));
    probot.on('check_run.rerequested', (context) => accept(context, tasksOfCheckRun(context.payload, app)));
    probot.on('check_run.requested_action', (context) => accept(context, tasksOfAction(context.payload, app)));
    probot.on('check_suite.rerequested', (context) => accept(context, tasksOfCheckSuite(context.payload, app)));
    probot.on(['merge_group.checks_requested', 'merge_group.destroyed'], (context) =>
      accept(context, tasksOfMergeGroup(context.payload)),
    );
  };
}

interface Delivered {
  readonly id: string;
  readonly name: string;
}
