/** Review comments as the API shows them later: on the line that they stand on now, or outdated when it is gone. */
import { type JsonObject, sample } from './github-schema.ts';
import { diffLines, patchLines, splitLines } from './line-diff.ts';
import { renderUser, type Site } from './render.ts';
import type { Repository } from './repository.ts';
import type { ReviewComment } from './state.ts';

export function renderReviewComment(site: Site, repository: Repository, comment: ReviewComment): JsonObject {
  const pull = repository.pull(comment.number);
  const url = `${site.url}/api/v3/repos/${repository.fullName}/pulls/${comment.number}`;
  const page = `${site.url}/${repository.fullName}/pull/${comment.number}#discussion_r${comment.id}`;
  const now = currentLine(repository, comment);
  return sample('pull-request-review-comment', {
    id: comment.id,
    node_id: `PRRC_${comment.id}`,
    pull_request_review_id: comment.reviewId,
    url: `${site.url}/api/v3/repos/${repository.fullName}/pulls/comments/${comment.id}`,
    html_url: page,
    pull_request_url: url,
    _links: { self: { href: url }, html: { href: page }, pull_request: { href: url } },
    user: renderUser(site, comment.author),
    author_association: 'CONTRIBUTOR',
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    diff_hunk: comment.diffHunk,
    path: comment.path,
    // An outdated comment keeps the commit that it was made on.
    commit_id: now === null ? comment.commit : pull.headSha,
    original_commit_id: comment.commit,
    side: comment.side,
    line: now?.line ?? null,
    position: comment.subjectType === 'file' ? 1 : (now?.position ?? null),
    original_line: comment.line,
    original_position: comment.diffHunk.split('\n').length - 1,
    start_line:
      now === null || comment.startLine === null ? null : now.line - ((comment.line ?? 0) - comment.startLine),
    original_start_line: comment.startLine,
    start_side: comment.startSide,
    subject_type: comment.subjectType,
    ...(comment.inReplyTo === null ? {} : { in_reply_to_id: comment.inReplyTo }),
  });
}

/** Follows the line through later pushes; `null` when it changed or left the diff. A renamed file's comments are outdated. */
function currentLine(
  repository: Repository,
  comment: ReviewComment,
): { readonly line: number; readonly position: number } | null {
  if (comment.line === null) return null;
  const pull = repository.pull(comment.number);
  const file = repository.filesOf(pull).find((each) => each.path === comment.path);
  if (!file?.patch) return null;
  const line =
    comment.side === 'RIGHT'
      ? movedLine(repository, comment.path, comment.commit, pull.headSha, comment.line)
      : comment.line;
  const at = patchLines(file.patch).find((each) => each.side === comment.side && each.line === line);
  return at ? { line: at.line, position: at.position } : null;
}

function movedLine(repository: Repository, path: string, from: string, to: string, line: number): number | null {
  const textAt = (sha: string) =>
    splitLines(repository.store.text(repository.store.get(sha).files.get(path)?.sha ?? ''));
  let before = 0;
  let after = 0;
  for (const { op } of diffLines(textAt(from), textAt(to))) {
    if (op !== '+') before += 1;
    if (op !== '-') after += 1;
    if (before === line && op !== '+') return op === ' ' ? after : null;
  }
  return null;
}
