/** Conversation comments, reactions, permissions and users. */
import { type Json, type JsonObject, sample } from '../github-schema.ts';
import { renderIssueComment, renderUser } from '../render.ts';
import type { Comment, Reaction, Role } from '../state.ts';
import {
  type Answer,
  type Call,
  created,
  found,
  type Handlers,
  ok,
  page,
  Refusal,
  repositoryOf,
  text,
} from './call.ts';

/** Known from GitHub's own refusal ("body is too long (maximum is 65536 characters)"), not from its documentation. */
const BODY_CHARACTERS = 65_536;

export const issues: Handlers = {
  'issues/get': (call) => {
    const repository = repositoryOf(call);
    const pull = found(repository.pulls.get(Number(call.params.issue_number)));
    const url = `${call.world.url}/api/v3/repos/${repository.fullName}/pulls/${pull.number}`;
    return ok(
      sample('issue', {
        id: pull.id,
        number: pull.number,
        title: pull.title,
        body: pull.body,
        state: pull.state,
        user: renderUser(call.world, pull.author),
        pull_request: { url, html_url: url, diff_url: url, patch_url: url },
      }),
    );
  },
  'issues/create-comment': (call) => {
    const repository = repositoryOf(call);
    const number = found(repository.pulls.get(Number(call.params.issue_number))).number;
    checkBody(call.body.body);
    const date = call.world.date();
    const comment: Comment = {
      id: call.world.next(),
      number,
      author: call.world.bot,
      byApp: true,
      body: text(call.body.body),
      createdAt: date,
      updatedAt: date,
      reactions: [],
    };
    repository.comments.set(comment.id, comment);
    call.world.notify('issue_comment.created', repository, comment.id);
    return created(renderIssueComment(call.world, repository, comment));
  },
  'issues/update-comment': (call) => {
    const repository = repositoryOf(call);
    const comment = found(repository.comments.get(Number(call.params.comment_id)));
    if (comment.author.id !== call.world.bot.id) throw new Refusal(403, 'Resource not accessible by integration');
    checkBody(call.body.body);
    comment.body = text(call.body.body);
    comment.updatedAt = call.world.date();
    return ok(renderIssueComment(call.world, repository, comment));
  },
  'issues/get-comment': (call) => {
    const repository = repositoryOf(call);
    return ok(
      renderIssueComment(call.world, repository, found(repository.comments.get(Number(call.params.comment_id)))),
    );
  },
  'issues/list-comments': (call) => {
    const repository = repositoryOf(call);
    const number = found(repository.pulls.get(Number(call.params.issue_number))).number;
    const listed = [...repository.comments.values()].filter((comment) => comment.number === number);
    return page(
      call,
      listed.map((comment) => renderIssueComment(call.world, repository, comment)),
      `/repos/${repository.fullName}/issues/${number}/comments`,
    );
  },
  'reactions/create-for-issue-comment': (call) =>
    react(call, found(repositoryOf(call).comments.get(Number(call.params.comment_id)))),
  'reactions/list-for-issue-comment': (call) => {
    const repository = repositoryOf(call);
    const comment = found(repository.comments.get(Number(call.params.comment_id)));
    const wanted = call.query.get('content');
    const listed = comment.reactions.filter(({ content }) => (wanted ?? content) === content);
    const rendered = listed.map((each) => renderReaction(call, each));
    return page(call, rendered, `/repos/${repository.fullName}/issues/comments/${comment.id}/reactions`);
  },
  'reactions/create-for-pull-request-review-comment': (call) =>
    react(call, found(repositoryOf(call).reviewComments.get(Number(call.params.comment_id)))),
  'reactions/list-for-pull-request-review-comment': (call) => {
    const repository = repositoryOf(call);
    const comment = found(repository.reviewComments.get(Number(call.params.comment_id)));
    const rendered = comment.reactions.map((each) => renderReaction(call, each));
    return page(call, rendered, `/repos/${repository.fullName}/pulls/comments/${comment.id}/reactions`);
  },
  'repos/get-collaborator-permission-level': (call) => {
    const repository = repositoryOf(call);
    const user = found(call.world.user(call.params.username ?? ''));
    const role = repository.roleOf(user);
    const rank = (least: Role) => RANKS.indexOf(role) >= RANKS.indexOf(least);
    const permissions = {
      pull: rank('read'),
      triage: rank('triage'),
      push: rank('write'),
      maintain: rank('maintain'),
      admin: rank('admin'),
    };
    return ok({
      permission: COARSE[role],
      role_name: role,
      user: sample('nullable-collaborator', { ...asCollaborator(call, user.login), permissions, role_name: role }),
    });
  },
  'users/get-by-username': (call) => {
    const user = found(call.world.user(call.params.username ?? ''));
    return ok(sample('public-user', renderUser(call.world, user)));
  },
};

const RANKS: readonly Role[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];
/** The older field folds maintain into write, and triage into read. */
const COARSE: Readonly<Record<Role, string>> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
  none: 'none',
};

function asCollaborator({ world }: Call, login: string) {
  return {
    ...sample('simple-user'),
    ...renderUser(world, found(world.user(login))),
    permissions: { pull: false, push: false, admin: false },
    role_name: '',
  };
}

function react(call: Call, comment: Comment): Answer {
  const content = text(call.body.content);
  const before = comment.reactions.find(
    (reaction) => reaction.content === content && reaction.user.id === call.world.bot.id,
  );
  const reaction = before ?? { id: call.world.next(), content, user: call.world.bot };
  if (!before) comment.reactions.push(reaction);
  const body = renderReaction(call, reaction);
  return { status: before ? 200 : 201, body };
}

function renderReaction({ world }: Call, { id, content, user }: Reaction): JsonObject {
  return sample('reaction', { id, content, user: renderUser(world, user), created_at: '2026-01-05T09:00:00Z' });
}

export function checkBody(body: Json | undefined): void {
  if (typeof body !== 'string')
    throw new Refusal(422, 'Validation Failed', [{ resource: 'IssueComment', code: 'missing_field', field: 'body' }]);
  if (body.length > BODY_CHARACTERS) {
    throw new Refusal(422, 'Validation Failed', [
      {
        resource: 'IssueComment',
        code: 'custom',
        field: 'body',
        message: `body is too long (maximum is ${BODY_CHARACTERS} characters)`,
      },
    ]);
  }
}
