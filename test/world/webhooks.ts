/** Webhooks as GitHub sends them: valid payloads, signed, with a delivery id that a redelivery keeps. */
import { createHmac, randomUUID } from 'node:crypto';
import { type Json, type JsonObject, sample, sampleWebhook, webhook } from './github-schema.ts';
import { renderIssueComment, renderPull, renderRepository, renderUser, type Site } from './render.ts';
import { renderCheckRun, renderCheckSuite } from './render-checks.ts';
import { renderReviewComment } from './render-review-comment.ts';
import type { Repository } from './repository.ts';
import type { CheckRun, CheckSuite, Comment, Pull, ReviewComment, User } from './state.ts';

export interface Delivery {
  readonly id: string;
  /** The number by which the App's list of deliveries knows it. */
  readonly number: number;
  readonly event: string;
  readonly action: string | null;
  readonly payload: JsonObject;
  /** What the App answered; 0 when it could not be reached. */
  readonly status: number;
}

/** Everything that payloads share. */
export interface Context {
  readonly site: Site;
  readonly repository: Repository;
  readonly sender: User;
  readonly installation: number;
}

export function pullRequestPayload(context: Context, pull: Pull, action: string, more: JsonObject = {}): JsonObject {
  const { site, repository } = context;
  return payload(`pull-request-${action.replaceAll('_', '-')}`, context, {
    action,
    number: pull.number,
    pull_request: renderPull(site, repository, pull, 'pull-request'),
    ...more,
  });
}

export function issueCommentPayload(context: Context, pull: Pull, comment: Comment, action = 'created'): JsonObject {
  const { site, repository } = context;
  const url = `${site.url}/api/v3/repos/${repository.fullName}/pulls/${pull.number}`;
  const issue = sample('issue', {
    id: pull.id,
    number: pull.number,
    title: pull.title,
    body: pull.body,
    state: pull.state,
    user: renderUser(site, pull.author),
    pull_request: { url, html_url: url, diff_url: url, patch_url: url },
    author_association: 'CONTRIBUTOR',
    active_lock_reason: null,
    assignees: [],
    reactions: sample('reaction-rollup'),
  });
  const rendered = renderIssueComment(site, repository, comment);
  return payload(`issue-comment-${action}`, context, {
    action,
    issue,
    comment: { ...rendered, reactions: sample('reaction-rollup') },
  });
}

export function reviewCommentPayload(context: Context, pull: Pull, comment: ReviewComment): JsonObject {
  const { site, repository } = context;
  return payload('pull-request-review-comment-created', context, {
    action: 'created',
    pull_request: renderPull(site, repository, pull, 'pull-request'),
    comment: renderReviewComment(site, repository, comment),
  });
}

export function checkRunPayload(context: Context, run: CheckRun, action: string, more: JsonObject = {}): JsonObject {
  const { site, repository } = context;
  const suite = repository.suites.get(run.suite);
  const rendered = renderCheckRun(site, repository, run);
  const check_suite = suite
    ? {
        id: suite.id,
        head_sha: suite.sha,
        head_branch: suite.branch,
        app: rendered.app as Json,
        pull_requests: rendered.pull_requests as Json,
      }
    : {};
  return payload(`check-run-${action.replaceAll('_', '-')}`, context, {
    action,
    check_run: { ...rendered, check_suite },
    ...more,
  });
}

export function checkSuitePayload(context: Context, suite: CheckSuite, action: string): JsonObject {
  const { repository: _, ...rendered } = renderCheckSuite(context.site, context.repository, suite);
  // The description of `rerequested` does not know `merge_group` among what an App may be told.
  const app = { ...(rendered.app as JsonObject), events: ['pull_request'] };
  return payload(`check-suite-${action}`, context, { action, check_suite: { ...rendered, app } });
}

export function pushPayload(
  context: Context,
  { branch, before, after }: { readonly branch: string; readonly before: string; readonly after: string },
): JsonObject {
  const url = `${context.site.url}/${context.repository.fullName}/compare/${before}...${after}`;
  return payload('push', context, { ref: `refs/heads/${branch}`, before, after, deleted: false, compare: url });
}

export function installationPayload(context: Context, action: 'unsuspend'): JsonObject {
  const { site, repository, installation: id } = context;
  const account = renderUser(site, site.organization(repository.owner));
  const installation = sample('installation', { id, account, permissions: {}, suspended_at: null, suspended_by: null });
  return payload(`installation-${action}`, context, { action, installation });
}

export function mergeGroupPayload(
  context: Context,
  group: { readonly head: string; readonly headRef: string; readonly base: string; readonly baseRef: string },
  action: 'checks_requested' | 'destroyed' = 'checks_requested',
): JsonObject {
  const commit = context.repository.store.get(group.head);
  const who = { name: 'Alice', email: 'alice@example.com' };
  return payload(`merge-group-${action.replaceAll('_', '-')}`, context, {
    action,
    ...(action === 'destroyed' ? { reason: 'invalidated' } : {}),
    merge_group: {
      head_sha: group.head,
      head_ref: group.headRef,
      base_sha: group.base,
      base_ref: group.baseRef,
      head_commit: {
        id: commit.sha,
        tree_id: commit.tree,
        message: commit.message,
        timestamp: commit.date,
        author: who,
        committer: who,
      },
    },
  });
}

function payload(name: string, { site, repository, sender, installation }: Context, given: JsonObject): JsonObject {
  const built = sampleWebhook(name, {
    repository: renderRepository(site, repository, 'full-repository'),
    sender: renderUser(site, sender),
    installation: { id: installation, node_id: `I_${installation}` },
    ...given,
  });
  const wrong = webhook(name, built);
  if (wrong !== null) throw new Error(`the fake built a payload that GitHub would not send: ${wrong}`);
  return built;
}

/** Posts a payload; resolves with what the App answered, `status` 0 when nobody listens. */
export async function post(
  url: string,
  secret: string,
  event: string,
  body: JsonObject,
  id: string = randomUUID(),
): Promise<{ readonly id: string; readonly status: number; readonly text: string }> {
  const text = JSON.stringify(body);
  const signature = createHmac('sha256', secret).update(text).digest('hex');
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: text,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/fake',
        'x-github-delivery': id,
        'x-github-event': event,
        'x-hub-signature-256': `sha256=${signature}`,
      },
    });
    return { id, status: answer.status, text: await answer.text() };
  } catch (cause) {
    return { id, status: 0, text: cause instanceof Error ? cause.message : String(cause) };
  }
}
