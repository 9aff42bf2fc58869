/** Webhook payloads → tasks. Pure: what an event asks for is decided from its payload alone. */
import type { Context } from 'probot';
import { parseCommands } from '../audit/command.ts';
import { CHECK_NAME } from '../github/check-run.ts';
import { pullRequestOf } from '../github/publisher.ts';
import type { InRepository, ReviewTask, Task } from './task.ts';

export const PULL_REQUEST_EVENTS = [
  'pull_request.opened',
  'pull_request.synchronize',
  'pull_request.reopened',
  'pull_request.ready_for_review',
  'pull_request.edited',
] as const;

export function tasksOfPullRequest(payload: Context<(typeof PULL_REQUEST_EVENTS)[number]>['payload']): readonly Task[] {
  // An edited title changes nothing; another base changes everything.
  if (payload.action === 'edited' && !payload.changes.base) return [];
  return inRepository(payload, (place) => [review(place, payload.pull_request.number)]);
}

/** `app` is the App's id: what it wrote itself is not answered. */
export function tasksOfComment(payload: Context<'issue_comment.created'>['payload'], app: number): readonly Task[] {
  const { issue, comment } = payload;
  const byApp = comment.user?.type === 'Bot' || comment.performed_via_github_app?.id === app;
  if (!issue.pull_request || !comment.user || byApp || parseCommands(comment.body).length === 0) return [];
  const { id, body, user } = comment;
  return inRepository(payload, (place) => [
    { kind: 'comment', ...place, number: issue.number, comment: { id, thread: null, body, author: user.login } },
  ]);
}

/** Only replies: what starts a thread answers nobody. */
export function tasksOfThread(payload: Context<'pull_request_review_comment.created'>['payload']): readonly Task[] {
  const { comment, pull_request } = payload;
  const { id, body, user, in_reply_to_id: thread } = comment;
  if (thread === undefined || user === null || user.type === 'Bot' || parseCommands(body).length === 0) return [];
  return inRepository(payload, (place) => [
    { kind: 'comment', ...place, number: pull_request.number, comment: { id, thread, body, author: user.login } },
  ]);
}

export function tasksOfCheckRun(payload: Context<'check_run.rerequested'>['payload'], app: number): readonly Task[] {
  const run = payload.check_run;
  if (run.app?.id !== app || run.name !== CHECK_NAME) return [];
  // The event's own list of pull requests is empty for forks.
  const number = pullRequestOf(run.external_id ?? null);
  return inRepository(payload, (place) =>
    number === null ? [{ kind: 'commit', ...place, sha: run.head_sha }] : [review(place, number)],
  );
}

/** A button of the check-run was pressed. */
export function tasksOfAction(payload: Context<'check_run.requested_action'>['payload'], app: number): readonly Task[] {
  const run = payload.check_run;
  const number = pullRequestOf(run.external_id ?? null);
  const button = payload.requested_action?.identifier;
  if (run.app?.id !== app || number === null) return [];
  return inRepository(payload, (place) => {
    if (button === 'reaudit') return [review(place, number)];
    return button === 'explain-score' ? [{ kind: 'explain', ...place, number }] : [];
  });
}

export function tasksOfCheckSuite(
  payload: Context<'check_suite.rerequested'>['payload'],
  app: number,
): readonly Task[] {
  const suite = payload.check_suite;
  if (suite.app.id !== app) return [];
  return inRepository(payload, (place) => [{ kind: 'commit', ...place, sha: suite.head_sha }]);
}

export function tasksOfMergeGroup(
  payload: Context<'merge_group.checks_requested' | 'merge_group.destroyed'>['payload'],
): readonly Task[] {
  const { head_sha, head_ref, base_sha, base_ref } = payload.merge_group;
  const group = { head: head_sha, headRef: head_ref, base: base_sha, baseRef: base_ref.replace(/^refs\/heads\//, '') };
  return inRepository(payload, (place) => [{ kind: 'group', ...place, group, ended: payload.action === 'destroyed' }]);
}

/** Only the default branch: every other one is somebody's pull request. */
export function tasksOfPush(payload: Context<'push'>['payload']): readonly Task[] {
  const { repository, after, deleted, ref } = payload;
  if (deleted || ref !== `refs/heads/${repository.default_branch}`) return [];
  const baseline = { repository: repository.id, repositoryUrl: repository.html_url, sha: after };
  const { installation } = payload;
  const owner = repository.owner?.login;
  if (installation === undefined || owner === undefined) return [];
  return [{ kind: 'baseline', installation: installation.id, owner, repo: repository.name, baseline }];
}

interface FromInstallation {
  readonly installation?: { readonly id: number } | undefined;
  readonly repository?: { readonly name: string; readonly owner: { readonly login: string } } | undefined;
}

/** An event without installation was not sent to an App that is installed: nothing could be read or written. */
function inRepository(
  { installation, repository }: FromInstallation,
  tasks: (place: InRepository) => readonly Task[],
): readonly Task[] {
  if (installation === undefined || repository === undefined) return [];
  return tasks({ installation: installation.id, owner: repository.owner.login, repo: repository.name });
}

function review(place: InRepository, number: number): ReviewTask {
  return { kind: 'review', ...place, number, full: false, reuse: false, asked: [] };
}
