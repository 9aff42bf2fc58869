/** Where a review comment may stand: what GitHub refuses although the official schema allows it. */
import type { JsonObject } from '../github-schema.ts';
import { type PatchLine, patchLines, type Side } from '../line-diff.ts';
import type { Repository } from '../repository.ts';
import type { Pull, ReviewComment } from '../state.ts';
import { Refusal, text } from './call.ts';
import { checkBody } from './issues.ts';

export type Placed = Pick<
  ReviewComment,
  'body' | 'path' | 'line' | 'side' | 'startLine' | 'startSide' | 'diffHunk' | 'subjectType' | 'inReplyTo'
>;

/** A comment stands on lines of one hunk of the diff. Refuses with 422. */
export function placeComment(
  repository: Repository,
  pull: Pull,
  given: JsonObject,
  from: 'create-review' | 'create-review-comment',
): Placed {
  checkBody(given.body);
  const path = text(given.path);
  const file = repository.filesOf(pull).find((each) => each.path === path);
  if (!file)
    throw refusal('pull_request_review_thread.path', 'is not part of the diff', from, 'Path could not be resolved');
  const common = { body: text(given.body), path, inReplyTo: null };
  if (from === 'create-review-comment' && given.subject_type === 'file') {
    return {
      ...common,
      subjectType: 'file',
      line: null,
      side: 'RIGHT',
      startLine: null,
      startSide: null,
      diffHunk: '',
    };
  }
  if (from === 'create-review' && given.subject_type !== undefined) {
    throw new Refusal(422, 'Invalid request.\n\n"subject_type" is not a permitted key.');
  }
  const side: Side = given.side === 'LEFT' ? 'LEFT' : 'RIGHT';
  const lines = patchLines(file.patch ?? '');
  const at = (where: Side, line: unknown): PatchLine | undefined =>
    lines.find((each) => each.side === where && each.line === line);
  const end = at(side, given.line);
  if (!end)
    throw refusal('pull_request_review_thread.line', 'must be part of the diff', from, 'Line could not be resolved');
  const startSide: Side | null = given.start_side === 'LEFT' ? 'LEFT' : given.start_line === undefined ? null : side;
  if (typeof given.start_line === 'number') {
    const start = at(startSide ?? side, given.start_line);
    if (given.start_line >= end.line && startSide === side)
      throw refusal(
        'pull_request_review_thread.start_line',
        'must precede the end line.',
        from,
        'Start line must precede the end line.',
      );
    if (start?.hunk !== end.hunk)
      throw refusal(
        'pull_request_review_thread.start_line',
        'must be part of the same hunk as the line.',
        from,
        'Start line must be part of the same hunk as the line.',
      );
  }
  const startLine = typeof given.start_line === 'number' ? given.start_line : null;
  return { ...common, subjectType: 'line', line: end.line, side, startLine, startSide, diffHunk: end.diffHunk };
}

/** The two endpoints word the same refusal differently. */
function refusal(
  field: string,
  message: string,
  from: 'create-review' | 'create-review-comment',
  sentence: string,
): Refusal {
  if (from === 'create-review') return new Refusal(422, 'Unprocessable Entity', [sentence]);
  return new Refusal(422, 'Validation Failed', [
    { resource: 'PullRequestReviewComment', code: 'custom', field, message: `${field} ${message}` },
  ]);
}
