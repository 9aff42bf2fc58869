/** The App as Probot loads it. Handlers read the event, queue what it asks for, and return: GitHub waits for the answer. */
import type { ApplicationFunction } from 'probot';
import type { Enqueued, Job } from '../jobs/queue.ts';
import { keyOf, type Task } from './task.ts';
import { EVENTS, tasksOfEvent } from './tasks-of-event.ts';

/** `app` is the App's id: what it wrote itself is not answered. */
export function createApp(app: number, enqueue: (job: Job<Task>) => Promise<Enqueued>): ApplicationFunction {
  return (probot) => {
    probot.on([...EVENTS], async (context) => {
      // Probot's context is the event, and more that does not matter here; it loses the pairing of name and payload.
      const tasks = tasksOfEvent(context as Parameters<typeof tasksOfEvent>[0], app);
      for (const task of tasks) {
        const outcome = await enqueue({ key: keyOf(task), delivery: context.id, payload: task });
        context.log.info({ delivery: context.id, event: context.name, task: keyOf(task), outcome }, 'webhook accepted');
        // The answer must not be a success: what GitHub lists as failed can be delivered again.
        if (outcome === 'closed') throw new Error('the service is stopping');
      }
    });
  };
}
