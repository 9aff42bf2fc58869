/**
 * The review of one pull request: audit, check-run, comments. INVARIANT: a check-run that was begun is concluded, whatever
 * happens, unless another attempt follows; without an audit it never succeeds. Nothing is published for a head that moved.
 */
import type { Configuration } from '../model/config.ts';
import { standingDecisions } from '../model/decision.ts';
import type { Links } from '../report/links.ts';
import { renderPendingCheckRun } from '../report/render-check-run.ts';
import { type AnalysisTools, analysePullRequest } from './analyse-pull-request.ts';
import { timed } from './audit.ts';
import { type AuditStore, recordOf } from './audit-record.ts';
import { concludeNotAudited, type Misconfigured } from './not-audited.ts';
import { endLeftBehind, movedContent, rememberingOpen } from './open-checks.ts';
import { AuditError, type DecisionStore, type OpenChecks, type Publisher, type PullRequestState } from './ports.ts';
import { type Published, publishReview } from './publish-review.ts';
import { readConfiguration } from './read-configuration.ts';

export interface ReviewTools extends AnalysisTools {
  readonly audits: AuditStore;
  readonly publisher: Publisher;
  readonly decisions: DecisionStore;
  readonly openChecks: OpenChecks;
  /** Addresses of rules, and of lines of a repository at a commit. */
  readonly links: (repositoryUrl: string, commit: string) => Links;
}

export interface ReviewRun {
  /** Aborted with an `AuditError` as reason: superseded, too late, or the service stops. */
  readonly signal: AbortSignal;
  /** Whether no attempt follows a failure of this one. */
  readonly last: boolean;
  /** Why the audit is not to be tried again, but only to be said so; `null` = it is to be done. */
  readonly gaveUp: AuditError | null;
  /** Whether the report lists what was there before the pull request. */
  readonly full: boolean;
  /** Whether an earlier analysis of the same commits will do: nobody asked for another, only for what follows from it. */
  readonly reuse: boolean;
}

export type ReviewOutcome =
  | { readonly kind: 'closed' }
  | { readonly kind: 'moved'; readonly head: string; readonly to: string }
  | Misconfigured
  | (Published & { readonly kind: 'published'; readonly head: string });

/** Throws what made the audit impossible, after it was said on the check-run. */
export async function reviewPullRequest(tools: ReviewTools, run: ReviewRun): Promise<ReviewOutcome> {
  const state = await tools.source.state();
  await endLeftBehind(tools.publisher, tools.openChecks, state);
  if (!state.open) return { kind: 'closed' };
  const publisher = rememberingOpen(tools.publisher, tools.openChecks, state);
  const review: Review = { ...tools, publisher, run, state, configuration: null };
  if (run.gaveUp !== null) return await giveUp(review, run.gaveUp);
  try {
    const pending = { ...renderPendingCheckRun('en'), text: '', annotations: [], actions: [] };
    const { url } = await publisher.begin(state.headSha, pending);
    return await auditAndPublish(review, url);
  } catch (error) {
    return await giveUp(review, error);
  }
}

interface Review extends ReviewTools {
  readonly run: ReviewRun;
  readonly state: PullRequestState;
  /** `null` until it was read. */
  configuration: Configuration | null;
}

async function auditAndPublish(review: Review, checkUrl: string | null): Promise<ReviewOutcome> {
  const { source, publisher, catalogue, run, state, clock } = review;
  const started = clock.now();
  const { mergeBase, baseTip } = await source.comparison(state);
  const configuration = await readConfiguration(source, baseTip, review.parseConfiguration);
  review.configuration = configuration;
  const { files, complete } = await source.changes(state);
  const pull = { state, mergeBase, configuration, files, complete, reuse: run.reuse };
  const analysis = await analysePullRequest(review, pull);
  // Read last: what was decided in the meantime counts.
  const decisions = standingDecisions(await review.decisions.list(state), state.headSha);

  run.signal.throwIfAborted();
  const to = await publisher.currentHead();
  if (to !== state.headSha) return await concludeMoved(review, to);
  const links = review.links(state.repositoryUrl, state.headSha);
  const verdict = { ...analysis, decisions, state, configuration, files, checkUrl };
  const { full, last } = run;
  const published = await timed(review, 'publish', () =>
    publishReview(verdict, { publisher, catalogue, links, full, last }),
  );
  const { conclusion } = published;
  const concluded = { state, mergeBase, result: analysis.result, conclusion, engine: review.extractor.version };
  await review.audits.add(recordOf({ ...concluded, started, ended: clock.now() }));
  return { kind: 'published', head: state.headSha, ...published };
}

/** A run that was superseded ends with its head; any other failure is said on the check-run. */
async function giveUp(review: Review, thrown: unknown): Promise<ReviewOutcome> {
  const { publisher, run, state, configuration } = review;
  // Once the run is told to end, requests under way fail in ways that say nothing.
  const error: unknown = thrown instanceof AuditError && run.signal.aborted ? run.signal.reason : thrown;
  if (error instanceof AuditError && error.kind === 'superseded') {
    const to = await publisher.currentHead();
    // The same head is concluded by the run that took over.
    if (to !== state.headSha) await concludeMoved(review, to);
    throw error;
  }
  return await concludeNotAudited({ publisher, head: state.headSha, configuration, last: run.last }, error);
}

async function concludeMoved({ publisher, state, configuration }: Review, to: string): Promise<ReviewOutcome> {
  await publisher.conclude(state.headSha, 'cancelled', movedContent(to, configuration?.language ?? 'en'));
  return { kind: 'moved', head: state.headSha, to };
}
