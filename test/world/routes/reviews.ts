/** Reviews and review comments, with the refusals that GitHub answers when a comment does not stand on the diff. */
import type { Json, JsonObject } from '../github-schema.ts';
import { renderReview } from '../render.ts';
import { renderReviewComment } from '../render-review-comment.ts';
import type { Repository } from '../repository.ts';
import type { Pull, Review, ReviewComment } from '../state.ts';
import { type Call, created, found, type Handlers, ok, page, Refusal, repositoryOf, text } from './call.ts';
import { checkBody } from './issues.ts';
import { type Placed, placeComment } from './place-comment.ts';
import { pullOf } from './pulls.ts';

export const reviews: Handlers = {
  'pulls/create-review': (call) => {
    const repository = repositoryOf(call);
    const pull = pullOf(call);
    const event = text(call.body.event);
    if (event !== 'APPROVE' && text(call.body.body) === '') {
      throw new Refusal(422, 'Unprocessable Entity', [`Review body is required for ${event || 'pending'} reviews`]);
    }
    checkBody(call.body.body ?? '');
    const commit = commitOf(call, repository, pull);
    const given = Array.isArray(call.body.comments) ? call.body.comments.filter(isObject) : [];
    const placed = given.map((comment) => placeComment(repository, pull, comment, 'create-review'));
    const review: Review = {
      id: call.world.next(),
      number: pull.number,
      author: call.world.bot,
      body: text(call.body.body),
      state: STATES[event] ?? 'PENDING',
      commit,
      submittedAt: call.world.date(),
    };
    repository.reviews.set(review.id, review);
    for (const comment of placed) add(call, repository, pull, { ...comment, commit, reviewId: review.id });
    return ok(renderReview(call.world, repository, review));
  },
  'pulls/create-review-comment': (call) => {
    const repository = repositoryOf(call);
    const pull = pullOf(call);
    const commit = commitOf(call, repository, pull);
    const placed = placeComment(repository, pull, call.body, 'create-review-comment');
    return created(
      renderReviewComment(call.world, repository, add(call, repository, pull, { ...placed, commit, reviewId: null })),
    );
  },
  'pulls/create-reply-for-review-comment': (call) => {
    const repository = repositoryOf(call);
    const parent = commentOf(call);
    checkBody(call.body.body);
    const reply = add(call, repository, pullOf(call), { ...parent, body: text(call.body.body), inReplyTo: parent.id });
    return created(renderReviewComment(call.world, repository, reply));
  },
  'pulls/update-review-comment': (call) => {
    const comment = commentOf(call);
    if (comment.author.id !== call.world.bot.id) throw new Refusal(403, 'Resource not accessible by integration');
    checkBody(call.body.body);
    comment.body = text(call.body.body);
    comment.updatedAt = call.world.date();
    return ok(renderReviewComment(call.world, repositoryOf(call), comment));
  },
  'pulls/get-review-comment': (call) => ok(renderReviewComment(call.world, repositoryOf(call), commentOf(call))),
  'pulls/list-review-comments': (call) => {
    const repository = repositoryOf(call);
    const pull = pullOf(call);
    const listed = [...repository.reviewComments.values()].filter((comment) => comment.number === pull.number);
    return page(
      call,
      listed.map((comment) => renderReviewComment(call.world, repository, comment)),
      `/repos/${repository.fullName}/pulls/${pull.number}/comments`,
    );
  },
  'pulls/list-reviews': (call) => {
    const repository = repositoryOf(call);
    const pull = pullOf(call);
    const listed = [...repository.reviews.values()].filter((review) => review.number === pull.number);
    return page(
      call,
      listed.map((review) => renderReview(call.world, repository, review)),
      `/repos/${repository.fullName}/pulls/${pull.number}/reviews`,
    );
  },
};

const STATES: Readonly<Record<string, Review['state']>> = {
  COMMENT: 'COMMENTED',
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
};

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function commentOf(call: Call): ReviewComment {
  return found(repositoryOf(call).reviewComments.get(Number(call.params.comment_id)));
}

/** The commit must belong to the pull request; without one, GitHub takes its head. */
function commitOf(call: Call, repository: Repository, pull: Pull): string {
  const sha = text(call.body.commit_id) || pull.headSha;
  if (repository.commitsOf(pull).some((commit) => commit.sha === sha)) return sha;
  throw new Refusal(422, 'Validation Failed', [
    {
      resource: 'PullRequestReview',
      code: 'custom',
      field: 'commit_id',
      message: 'commit_id is not part of the pull request',
    },
  ]);
}

function add(
  call: Call,
  repository: Repository,
  pull: Pull,
  placed: Placed & { readonly commit: string; readonly reviewId: number | null },
): ReviewComment {
  const date = call.world.date();
  const comment: ReviewComment = {
    ...placed,
    id: call.world.next(),
    number: pull.number,
    author: call.world.bot,
    byApp: true,
    createdAt: date,
    updatedAt: date,
    reactions: [],
  };
  repository.reviewComments.set(comment.id, comment);
  return comment;
}
