/** Reactions and replies below a pull request, and what its people may ask for. */
import { AuditError, type Conversation } from '../audit/ports.ts';
import { ONCE } from './check-run.ts';
import { type AppIdentity, type Client, PAGE, type RepositoryRef } from './client.ts';
import { readRole } from './permissions.ts';

export interface Talk {
  readonly client: Client;
  readonly repository: RepositoryRef;
  readonly app: AppIdentity;
  readonly number: number;
  /** Told of a reaction that the App may not leave. */
  readonly onDenied: (error: AuditError) => void;
}

export function createConversation({ client, repository, app, number, onDenied }: Talk): Conversation {
  return {
    async react(comment, content) {
      try {
        // Reacting twice leaves one reaction.
        await client.rest.reactions.createForIssueComment({
          ...repository,
          comment_id: comment,
          content,
          request: ONCE,
        });
      } catch (error) {
        if (!(error instanceof AuditError) || error.kind !== 'denied') throw error;
        onDenied(error);
      }
    },
    async hasReacted(comment, reactions) {
      const parameters = { ...repository, comment_id: comment, per_page: PAGE };
      const standing = await client.paginate(client.rest.reactions.listForIssueComment, parameters);
      return standing.some(
        ({ user, content }) => user?.login === app.login && reactions.some((one) => one === content),
      );
    },
    async reply(comment, body) {
      const mark = `<!-- vigie:v1 reply=${comment} -->`;
      const parameters = { ...repository, issue_number: number, per_page: PAGE };
      const standing = await client.paginate(client.rest.issues.listComments, parameters);
      if (standing.some((one) => one.user?.login === app.login && one.body?.startsWith(mark))) return;
      await client.rest.issues.createComment({ ...parameters, body: `${mark}\n${body}`, request: ONCE });
    },
    roleOf: (login) => readRole(client, repository, login),
  };
}
