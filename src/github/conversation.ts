/** Reactions and replies on a pull request, and what its people may ask for. */
import { AuditError, type CommentRef, type Conversation } from '../audit/ports.ts';
import { ONCE } from './check-run.ts';
import { type AppIdentity, type Client, PAGE, type RepositoryRef } from './client.ts';
import { isGone } from './errors.ts';
import { readRole } from './permissions.ts';

export interface Talk {
  readonly client: Client;
  readonly repository: RepositoryRef;
  readonly app: AppIdentity;
  readonly number: number;
  /** Told of a reaction that the App may not leave. */
  readonly onDenied: (error: AuditError) => void;
}

/** Comments below a pull request belong to its issue; those on the diff are another kind, with addresses of their own. */
export function createConversation(talk: Talk): Conversation {
  const { client, repository, app, onDenied } = talk;
  const { reactions } = client.rest;
  return {
    async react({ id, thread }, content) {
      try {
        // Reacting twice leaves one reaction.
        const reaction = { ...repository, comment_id: id, content, request: ONCE };
        if (thread === null) await reactions.createForIssueComment(reaction);
        else await reactions.createForPullRequestReviewComment(reaction);
      } catch (error) {
        if (!(error instanceof AuditError) || error.kind !== 'denied') throw error;
        onDenied(error);
      }
    },
    async hasReacted({ id, thread }, wanted) {
      const parameters = { ...repository, comment_id: id, per_page: PAGE };
      const standing =
        thread === null
          ? await client.paginate(reactions.listForIssueComment, parameters)
          : await client.paginate(reactions.listForPullRequestReviewComment, parameters);
      return standing.some(({ user, content }) => user?.login === app.login && wanted.some((one) => one === content));
    },
    reply: (comment, body) => reply(talk, comment, body),
    roleOf: (login) => readRole(client, repository, login),
    opening: ({ thread }) => (thread === null ? Promise.resolve(null) : readOurs(talk, thread)),
  };
}

async function reply({ client, repository, app, number }: Talk, { id, thread }: CommentRef, text: string) {
  const mark = `<!-- vigie:v1 reply=${id} -->`;
  const body = `${mark}\n${text}`;
  const isThere = (standing: readonly { user: { login: string } | null; body?: string }[]) =>
    standing.some((one) => one.user?.login === app.login && one.body?.startsWith(mark));
  if (thread === null) {
    const parameters = { ...repository, issue_number: number, per_page: PAGE };
    if (isThere(await client.paginate(client.rest.issues.listComments, parameters))) return;
    await client.rest.issues.createComment({ ...parameters, body, request: ONCE });
  } else {
    const parameters = { ...repository, pull_number: number, per_page: PAGE };
    if (isThere(await client.paginate(client.rest.pulls.listReviewComments, parameters))) return;
    await client.rest.pulls.createReplyForReviewComment({ ...parameters, comment_id: thread, body, request: ONCE });
  }
}

/** The body of a review comment that the App wrote; `null` for anybody else's, and for one that is gone. */
async function readOurs({ client, repository, app }: Talk, comment: number): Promise<string | null> {
  try {
    const { data } = await client.rest.pulls.getReviewComment({ ...repository, comment_id: comment });
    return data.user?.login === app.login ? data.body : null;
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}
