/**
 * The review of one pull request: audit, check-run, comments. INVARIANT: a check-run that was begun is concluded, whatever
 * happens, unless another attempt follows; without an audit it never succeeds. Nothing is published for a head that moved.
 */
import type { AuditResult } from '../model/audit.ts';
import type { Configuration } from '../model/config.ts';
import type { DiffFile } from '../report/hunks.ts';
import type { Links } from '../report/links.ts';
import { renderPendingCheckRun } from '../report/render-check-run.ts';
import { formatScore, wordsOf } from '../report/words/words-of.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';
import { type AuditRequest, type AuditTools, audit } from './audit.ts';
import { draftForReview } from './draft-for-review.ts';
import { concludeNotAudited, type Misconfigured } from './not-audited.ts';
import { AuditError, type Clock, type Publisher, type PullRequestSource, type PullRequestState } from './ports.ts';
import { type Published, publishReview } from './publish-review.ts';
import {
  CONFIGURATION_PATH,
  type ConfigurationReader,
  InvalidConfiguration,
  readConfiguration,
} from './read-configuration.ts';
import { reviewWords } from './review-words.ts';
import { tellRivals } from './rival-revisions.ts';

export interface ReviewTools extends AuditTools {
  readonly source: PullRequestSource;
  readonly publisher: Publisher;
  readonly catalogue: readonly CatalogueEntry[];
  readonly parseConfiguration: ConfigurationReader;
  readonly clock: Clock;
  /** Addresses of rules, and of lines of a repository at a commit. */
  readonly links: (repositoryUrl: string, commit: string) => Links;
}

export interface ReviewRun {
  /** Aborted with an `AuditError` as reason: superseded, too late, or the service stops. */
  readonly signal: AbortSignal;
  /** Whether no attempt follows a failure of this one. */
  readonly last: boolean;
  /** Whether the report lists what was there before the pull request. */
  readonly full: boolean;
}

export type ReviewOutcome =
  | { readonly kind: 'closed' }
  | { readonly kind: 'moved'; readonly head: string; readonly to: string }
  | Misconfigured
  | (Published & { readonly kind: 'published'; readonly head: string });

/** Throws what made the audit impossible, after it was said on the check-run. */
export async function reviewPullRequest(tools: ReviewTools, run: ReviewRun): Promise<ReviewOutcome> {
  const state = await tools.source.state();
  if (!state.open) return { kind: 'closed' };
  const review: Review = { ...tools, run, state, configuration: null };
  try {
    const pending = { ...renderPendingCheckRun('en'), text: '', annotations: [] };
    const { url } = await tools.publisher.begin(state.headSha, pending);
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
  const { source, publisher, catalogue, run, state } = review;
  const { mergeBase, baseTip } = await source.comparison(state);
  const configuration = await readConfiguration(source, baseTip, review.parseConfiguration);
  review.configuration = configuration;
  const [{ files, complete }, history] = await Promise.all([source.changes(state), source.history(state)]);
  const head = source.snapshot(state.headSha);
  const request: AuditRequest = {
    head,
    base: source.snapshot(mergeBase),
    renames: renamesIn(files),
    configuration,
    catalogue,
    history: { entries: history.entries, reader: head },
    today: new Date(review.clock.now()).toISOString().slice(0, 10),
  };
  const outcome = await audit(request, review);
  const { result, notes: rivalNotes } = await tellRivals({ ...outcome, state }, review);
  const { draft, notes: draftNotes } = draftForReview(outcome, request.today);
  const notes = await configurationNotes(review, files, request, result);
  notes.push(...draftNotes, ...rivalNotes);
  if (!history.complete) notes.unshift(reviewWords(result.language).incompleteHistory);
  if (!complete) notes.unshift(reviewWords(result.language).incompleteList(files.length, state.changedFiles));

  run.signal.throwIfAborted();
  const to = await publisher.currentHead();
  if (to !== state.headSha) return await concludeMoved(review, to);
  const links = review.links(state.repositoryUrl, state.headSha);
  const verdict = { state, result, configuration, files, notes, checkUrl, draft };
  const { full, last } = run;
  const published = await publishReview(verdict, { publisher, catalogue, links, full, last });
  return { kind: 'published', head: state.headSha, ...published };
}

/** What a pull request that edits the configuration should know before it is merged: what the edit would make of itself. */
async function configurationNotes(
  review: Review,
  files: readonly DiffFile[],
  request: AuditRequest,
  result: AuditResult,
): Promise<string[]> {
  if (!files.some(({ path, status }) => path === CONFIGURATION_PATH && status !== 'removed')) return [];
  const words = reviewWords(result.language);
  try {
    const edited = await readConfiguration(review.source, review.state.headSha, review.parseConfiguration);
    const { result: after } = await audit({ ...request, configuration: edited }, review);
    const score = (one: AuditResult) => formatScore(wordsOf(result.language), one.score.overall);
    return [words.configurationEdited(score(after), score(result), after.gate.conclusion)];
  } catch (error) {
    if (error instanceof InvalidConfiguration) return [words.configurationBroken(error.place)];
    throw error;
  }
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
  const words = reviewWords(configuration?.language ?? 'en');
  const content = { title: words.movedTitle(to.slice(0, 12)), summary: words.movedSummary, text: '', annotations: [] };
  await publisher.conclude(state.headSha, 'cancelled', content);
  return { kind: 'moved', head: state.headSha, to };
}

/** New path → old path. */
export function renamesIn(files: readonly DiffFile[]): ReadonlyMap<string, string> {
  const renamed = files.filter(({ status }) => status === 'renamed');
  return new Map(renamed.flatMap(({ path, previousPath }) => (previousPath === null ? [] : [[path, previousPath]])));
}
