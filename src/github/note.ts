/** A comment of ours below a pull request that says one thing, and is edited when that changes. */
import { AuditError } from '../audit/ports.ts';
import { ONCE } from './check-run.ts';
import { PAGE } from './client.ts';
import type { ReviewTarget } from './review-comments.ts';

/** INVARIANT: of one subject there is one comment, and only comments that our App wrote are edited. */
export async function writeNote(target: ReviewTarget, subject: string, text: string): Promise<void> {
  const mark = `<!-- vigie:v1 note=${subject} -->`;
  const body = `${mark}\n${text}`;
  const standing = await findNote(target, mark);
  const { client, repository, number } = target;
  if (standing === null) {
    try {
      await client.rest.issues.createComment({ ...repository, issue_number: number, body, request: ONCE });
    } catch (error) {
      if (!(error instanceof AuditError && error.kind === 'transient')) throw error;
      // It may stand although the answer was lost.
      if ((await findNote(target, mark)) === null) throw error;
    }
  } else if (standing.body !== body) {
    await client.rest.issues.updateComment({ ...repository, comment_id: standing.id, body, request: ONCE });
  }
}

async function findNote({ client, repository, app, number }: ReviewTarget, mark: string) {
  const parameters = { ...repository, issue_number: number, per_page: PAGE };
  for (const { id, user, body = '' } of await client.paginate(client.rest.issues.listComments, parameters)) {
    if (user?.login === app.login && body.startsWith(mark)) return { id, body };
  }
  return null;
}
