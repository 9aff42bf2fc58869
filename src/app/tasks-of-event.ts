/** Webhook events → tasks. Pure: what an event asks for is decided from its payload alone. */
import type { EmitterWebhookEvent } from '@octokit/webhooks';
import { parseCommands } from '../audit/command.ts';
import { CHECK_NAME } from '../github/check-run.ts';
import { pullRequestOf } from '../github/publisher.ts';
import type { ReviewTask, Task } from './task.ts';

export const EVENTS = [
  'pull_request.opened',
  'pull_request.synchronize',
  'pull_request.reopened',
  'pull_request.ready_for_review',
  'pull_request.edited',
  'issue_comment.created',
  'check_run.rerequested',
  'check_suite.rerequested',
] as const;

export type Event = EmitterWebhookEvent<(typeof EVENTS)[number]>;

/** An event without installation was not sent to an App that is installed: nothing could be read or written. */
export function tasksOfEvent({ name, payload }: Event, app: number): readonly Task[] {
  const installation = payload.installation?.id;
  if (installation === undefined || !('repository' in payload)) return [];
  const place = { installation, owner: payload.repository.owner.login, repo: payload.repository.name };
  const review = (number: number): ReviewTask => ({ kind: 'review', ...place, number, full: false, asked: [] });
  switch (name) {
    case 'pull_request':
      // An edited title changes nothing; another base changes everything.
      return payload.action === 'edited' && !payload.changes.base ? [] : [review(payload.pull_request.number)];

    case 'issue_comment': {
      const { issue, comment } = payload;
      const byApp = comment.user?.type === 'Bot' || comment.performed_via_github_app?.id === app;
      if (!issue.pull_request || !comment.user || byApp || parseCommands(comment.body).length === 0) return [];
      const { id, body, user } = comment;
      return [{ kind: 'comment', ...place, number: issue.number, comment: { id, body, author: user.login } }];
    }

    case 'check_run': {
      const run = payload.check_run;
      if (run.app?.id !== app || run.name !== CHECK_NAME) return [];
      const number = pullRequestOf(run.external_id ?? null);
      return number === null ? [{ kind: 'commit', ...place, sha: run.head_sha }] : [review(number)];
    }

    case 'check_suite':
      if (payload.check_suite.app.id !== app) return [];
      // The suite's own list of pull requests is empty for forks.
      return [{ kind: 'commit', ...place, sha: payload.check_suite.head_sha }];

    default:
      return name satisfies never;
  }
}
