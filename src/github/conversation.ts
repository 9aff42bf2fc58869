/** Reactions and replies below a pull request, and what its people may ask for. */
import type { Conversation } from '../audit/ports.ts';
import { ONCE } from './check-run.ts';
import { type AppIdentity, type Client, PAGE, type RepositoryRef } from './client.ts';
import { readRole } from './permissions.ts';

export function createConversation(
  client: Client,
  repository: RepositoryRef,
  number: number,
  app: AppIdentity,
): Conversation {
  return {
    async react(comment, reaction) {
      // Reacting twice leaves one reaction.
      await client.rest.reactions.createForIssueComment({
        ...repository,
        comment_id: comment,
        content: reaction,
        request: ONCE,
      });
    },
    async hasReacted(comment, reactions) {
      const parameters = { ...repository, comment_id: comment, per_page: PAGE };
      const standing = await client.paginate(client.rest.reactions.listForIssueComment, parameters);
      return standing.some(
        (one) => one.user?.login === app.login && reactions.some((wanted) => wanted === one.content),
      );
    },
    async reply(body) {
      await client.rest.issues.createComment({ ...repository, issue_number: number, body, request: ONCE });
    },
    roleOf: (login) => readRole(client, repository, login),
  };
}
