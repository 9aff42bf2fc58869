/**
 * The review of one pull request: audit, check-run, comments. INVARIANT: a check-run that was begun is concluded, whatever
 * happens, unless another attempt follows; without an audit it never succeeds. Nothing is published for a head that moved.
 */

import type { AuditResult } from '../model/audit.ts';
import type { Configuration } from '../model/config.ts';
import type { Language } from '../model/finding.ts';
import type { DiffFile } from '../report/hunks.ts';
import type { Links } from '../report/links.ts';
import { placeComments } from '../report/place-comments.ts';
import { renderCheckRun, renderFailedCheckRun, renderPendingCheckRun } from '../report/render-check-run.ts';
import { parseMarker, renderComment, renderFixedComment, renderReviewBody } from '../report/render-comment.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';
import { type AuditTools, audit } from './audit.ts';
import { AuditError, type Clock, type Publisher, type PullRequestSource, type PullRequestState } from './ports.ts';
import {
  CONFIGURATION_PATH,
  type ConfigurationReader,
  InvalidConfiguration,
  readConfiguration,
} from './read-configuration.ts';
import { reviewWords } from './review-words.ts';
import { scoreWithout } from './score-without.ts';

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
  | { readonly kind: 'misconfigured'; readonly head: string }
  | {
      readonly kind: 'published';
      readonly head: string;
      readonly conclusion: string;
      readonly title: string;
      readonly comments: number;
    };

/** Throws what made the audit impossible, after it was said on the check-run. */
export async function reviewPullRequest(tools: ReviewTools, run: ReviewRun): Promise<ReviewOutcome> {
  const state = await tools.source.state();
  if (!state.open) return { kind: 'closed' };
  const review: Review = { ...tools, run, state, configuration: null, checkUrl: null };
  try {
    const pending = { ...renderPendingCheckRun('en'), text: '', annotations: [] };
    review.checkUrl = (await tools.publisher.begin(state.headSha, pending)).url;
    return await auditAndPublish(review);
  } catch (error) {
    return await giveUp(review, error);
  }
}

interface Review extends ReviewTools {
  readonly run: ReviewRun;
  readonly state: PullRequestState;
  /** `null` until it was read. */
  configuration: Configuration | null;
  /** The page of the check-run, once it is known. */
  checkUrl: string | null;
}

async function auditAndPublish(review: Review): Promise<ReviewOutcome> {
  const { source, publisher, run, state } = review;
  const { mergeBase, baseTip } = await source.comparison(state);
  const configuration = await readConfiguration(source, baseTip, review.parseConfiguration);
  review.configuration = configuration;
  const { files, complete } = await source.changes(state);
  const request = {
    head: source.snapshot(state.headSha),
    base: source.snapshot(mergeBase),
    renames: renamesIn(files),
    configuration,
    catalogue: review.catalogue,
    today: new Date(review.clock.now()).toISOString().slice(0, 10),
  };
  const { result } = await audit(request, review);
  run.signal.throwIfAborted();
  const to = await publisher.currentHead();
  if (to !== state.headSha) return await concludeMoved(review, to);

  const words = reviewWords(result.language);
  const notes = complete ? [] : [words.incompleteList(files.length, state.changedFiles)];
  notes.push(...(await configurationNotes(review, files)));
  const comments = state.draft ? NO_COMMENTS : await publishComments(review, result, configuration, files);
  const check = renderCheckRun(result, {
    ...review.links(state.repositoryUrl, state.headSha),
    ruleTitle: titlesOf(review.catalogue, result.language),
    baseRef: state.baseRef,
    policy: configuration.gate,
    scoreWithout: scoreWithout(result, review.catalogue),
    existing: run.full ? 'listed' : 'counted',
    notes: [...notes, ...comments.notes],
  });
  await publisher.conclude(state.headSha, check.conclusion, check);
  return {
    kind: 'published',
    head: state.headSha,
    conclusion: check.conclusion,
    title: check.title,
    comments: comments.created,
  };
}

const NO_COMMENTS = { created: 0, notes: [] } as const;

/** A verdict is known by now: that comments cannot be posted does not take it away, once nothing is left to try. */
async function publishComments(
  review: Review,
  result: AuditResult,
  configuration: Configuration,
  files: readonly DiffFile[],
): Promise<{ readonly created: number; readonly notes: readonly string[] }> {
  const { publisher, run, state, checkUrl } = review;
  const links = review.links(state.repositoryUrl, state.headSha);
  const context = { ...links, language: result.language, ruleTitle: titlesOf(review.catalogue, result.language) };
  const { inline, rest } = placeComments(result.findings, files, configuration.comments);
  const words = reviewWords(result.language);
  try {
    const published = await publisher.comment(state.headSha, {
      comments: inline.map((placed) => ({
        fingerprint: placed.finding.fingerprint,
        path: placed.path,
        line: placed.line,
        startLine: placed.startLine,
        body: renderComment(placed.finding, { ...context, placed }),
      })),
      alive: new Set(result.findings.filter(({ status }) => status !== 'fixed').map(({ fingerprint }) => fingerprint)),
      fingerprintOf: parseMarker,
      markFixed: (body) => renderFixedComment(body, state.headSha, result.language),
      reviewBody: (comments) => renderReviewBody(result, { ...links, comments, rest, checkUrl }),
    });
    const refused = published.refused.length;
    return { created: published.created, notes: refused === 0 ? [] : [words.commentsRefused(refused)] };
  } catch (error) {
    if (!(error instanceof AuditError) || (error.kind === 'transient' && !run.last)) throw error;
    return { created: 0, notes: [words.commentsFailed] };
  }
}

/** What a pull request that edits the configuration should know before it is merged. */
async function configurationNotes(review: Review, files: readonly DiffFile[]): Promise<readonly string[]> {
  const { source, state } = review;
  const edited = files.some(({ path, status }) => path === CONFIGURATION_PATH && status !== 'removed');
  if (!edited) return [];
  const words = reviewWords(review.configuration?.language ?? 'en');
  try {
    await readConfiguration(source, state.headSha, review.parseConfiguration);
    return [words.configurationEdited];
  } catch (error) {
    if (error instanceof InvalidConfiguration) return [words.configurationBroken(error.place)];
    throw error;
  }
}

/** Says on the check-run why there is no verdict, unless another attempt follows. */
async function giveUp(review: Review, error: unknown): Promise<ReviewOutcome> {
  const { publisher, run, state, configuration } = review;
  const kind = error instanceof AuditError ? error.kind : 'bug';
  if (kind === 'superseded') {
    const to = await publisher.currentHead();
    // The same head is concluded by the run that took over.
    if (to !== state.headSha) await concludeMoved(review, to);
    throw error;
  }
  if (kind === 'transient' && !run.last) throw error;
  const invalid = error instanceof InvalidConfiguration;
  const failed = {
    kind: run.signal.aborted && kind === 'transient' ? 'timeout' : kind,
    // What a bug says was written for its author, and may quote anything.
    cause: error instanceof AuditError ? error.message : 'internal error',
    problems: invalid ? error.problems : [],
  } as const;
  const conclusion = configuration?.gate.onError ?? 'failure';
  const content = renderFailedCheckRun(failed, { language: configuration?.language ?? 'en', conclusion });
  try {
    await publisher.conclude(state.headSha, content.conclusion, content);
  } catch (second) {
    throw bothOf(error, second);
  }
  if (invalid) return { kind: 'misconfigured', head: state.headSha };
  throw error;
}

/** The second failure says what can be done; the first one what happened. */
function bothOf(first: unknown, second: unknown): unknown {
  if (!(first instanceof AuditError) || !(second instanceof AuditError)) return first;
  const message = `${first.message}; and the check-run could not be concluded: ${second.message}`;
  return new AuditError(second.kind, message, { cause: first });
}

async function concludeMoved({ publisher, state, configuration }: Review, to: string): Promise<ReviewOutcome> {
  const words = reviewWords(configuration?.language ?? 'en');
  const content = { title: words.movedTitle(to.slice(0, 12)), summary: words.movedSummary, text: '', annotations: [] };
  await publisher.conclude(state.headSha, 'cancelled', content);
  return { kind: 'moved', head: state.headSha, to };
}

function renamesIn(files: readonly DiffFile[]): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap(({ status, path, previousPath }) =>
      status === 'renamed' && previousPath ? [[path, previousPath]] : [],
    ),
  );
}

function titlesOf(catalogue: readonly CatalogueEntry[], language: Language): (rule: string) => string {
  const titles = new Map(catalogue.map(({ meta }) => [meta.id, meta.title[language]]));
  return (rule) => titles.get(rule) ?? rule;
}
