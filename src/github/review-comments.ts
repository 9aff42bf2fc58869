/**
 * Our comments on the diff: created once, edited when they say something else, marked when their finding is gone.
 * INVARIANT: only comments that our App wrote and that carry our marker are edited; nothing is ever deleted.
 */
import { AuditError, type DesiredComment, type DesiredComments, type PublishedComments } from '../audit/ports.ts';
import { ONCE } from './check-run.ts';
import { type AppIdentity, type Client, PAGE, type RepositoryRef } from './client.ts';
import { isRejected } from './errors.ts';

/** GitHub states no limit; reviews with more comments than this have been seen to time out. */
const COMMENTS_PER_REVIEW = 30;

export interface ReviewTarget {
  readonly client: Client;
  readonly repository: RepositoryRef;
  readonly app: AppIdentity;
  readonly number: number;
}

interface Standing {
  readonly id: number;
  readonly body: string;
}

/** Brings what stands on the pull request to what is desired. */
export async function reconcileComments(
  target: ReviewTarget,
  head: string,
  desired: DesiredComments,
): Promise<PublishedComments> {
  const standing = await listOurs(target, desired);
  const wanted = new Map(desired.comments.map((comment) => [comment.fingerprint, comment]));
  let edited = 0;
  for (const [fingerprint, { id, body }] of standing) {
    const next = wanted.get(fingerprint)?.body ?? bodyWithoutPlace(fingerprint, body, desired);
    if (next === body) continue;
    const { client, repository } = target;
    await client.rest.pulls.updateReviewComment({ ...repository, comment_id: id, body: next, request: ONCE });
    edited += 1;
  }
  const alive = [...standing.keys()].filter((fingerprint) => desired.alive.has(fingerprint)).length;
  const room = Math.max(0, desired.max - alive);
  const missing = desired.comments.filter(({ fingerprint }) => !standing.has(fingerprint)).slice(0, room);
  const refused: DesiredComment[] = [];
  for (let at = 0; at < missing.length; at += COMMENTS_PER_REVIEW) {
    refused.push(...(await postReview(target, head, missing.slice(at, at + COMMENTS_PER_REVIEW), desired)));
  }
  return { created: missing.length - refused.length, edited, refused: refused.map(({ fingerprint }) => fingerprint) };
}

/** The body of a comment that no finding asks for now. */
function bodyWithoutPlace(fingerprint: string, body: string, desired: DesiredComments): string {
  if (desired.setAside.has(fingerprint)) return desired.markSetAside(body);
  return desired.alive.has(fingerprint) ? body : desired.markFixed(body);
}

/**
 * Posts one review. GitHub refuses a review as a whole when one line is not in the diff, so a refused batch is halved
 * until the culprits are alone. Returns those.
 */
async function postReview(
  target: ReviewTarget,
  head: string,
  batch: readonly DesiredComment[],
  desired: DesiredComments,
): Promise<readonly DesiredComment[]> {
  const { client, repository, number } = target;
  try {
    await client.rest.pulls.createReview({
      ...repository,
      pull_number: number,
      commit_id: head,
      event: 'COMMENT',
      body: desired.reviewBody(batch.length),
      comments: batch.map(toComment),
      request: ONCE,
    });
    return [];
  } catch (error) {
    if (isRejected(error)) {
      if (batch.length === 1) return batch;
      const half = Math.ceil(batch.length / 2);
      const first = await postReview(target, head, batch.slice(0, half), desired);
      return [...first, ...(await postReview(target, head, batch.slice(half), desired))];
    }
    if (!(error instanceof AuditError && error.kind === 'transient')) throw error;
    // The review may stand although the answer was lost; then nothing is left to do.
    const standing = await listOurs(target, desired);
    if (batch.some(({ fingerprint }) => !standing.has(fingerprint))) throw error;
    return [];
  }
}

/** Our comments by fingerprint; of two with the same one, the older. */
async function listOurs(target: ReviewTarget, desired: DesiredComments): Promise<ReadonlyMap<string, Standing>> {
  const { client, repository, app, number } = target;
  const parameters = { ...repository, pull_number: number, per_page: PAGE };
  const ours = new Map<string, Standing>();
  for (const comment of await client.paginate(client.rest.pulls.listReviewComments, parameters)) {
    // Review comments do not name the App that wrote them; the login of its bot cannot be taken by anyone else.
    if (comment.user?.login !== app.login) continue;
    const fingerprint = desired.fingerprintOf(comment.body);
    if (fingerprint === null || ours.has(fingerprint)) continue;
    ours.set(fingerprint, { id: comment.id, body: comment.body });
  }
  return ours;
}

function toComment({ path, line, startLine, body }: DesiredComment) {
  const start = startLine === null || startLine >= line ? {} : { start_line: startLine, start_side: 'RIGHT' };
  return { path, line, side: 'RIGHT', ...start, body };
}
