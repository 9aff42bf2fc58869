/** From the result of an audit to what stands on the pull request: comments first, since the check-run tells of those that could not stand. */

import { applyDecisions } from '../engine/apply-decisions.ts';
import type { AuditResult } from '../model/audit.ts';
import type { Configuration } from '../model/config.ts';
import type { StandingDecisions } from '../model/decision.ts';
import type { MigrationDraft } from '../model/draft.ts';
import type { Language } from '../model/finding.ts';
import { cutChars } from '../report/escape.ts';
import type { DiffFile } from '../report/hunks.ts';
import { CHECK_TITLE_CHARS } from '../report/limits.ts';
import type { Links } from '../report/links.ts';
import { placeComments } from '../report/place-comments.ts';
import { renderCheckRun } from '../report/render-check-run.ts';
import {
  parseMarker,
  renderComment,
  renderFixedComment,
  renderReviewBody,
  renderSetAsideComment,
} from '../report/render-comment.ts';
import { renderFullReport } from '../report/render-full-report.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';
import { isDraftedRule } from './draft-for-review.ts';
import { AuditError, type CheckConclusion, type Publisher, type PullRequestState } from './ports.ts';
import { reviewWords } from './review-words.ts';
import { scoreWithout } from './score-without.ts';

export interface Verdict {
  readonly state: PullRequestState;
  readonly result: AuditResult;
  readonly configuration: Configuration;
  readonly files: readonly DiffFile[];
  /** Markdown sentences for the summary. */
  readonly notes: readonly string[];
  /** The page of the check-run, where it is known. */
  readonly checkUrl: string | null;
  /** The migration that the new findings ask for. */
  readonly draft: MigrationDraft | null;
  /** What people decided about the findings. */
  readonly decisions: StandingDecisions;
}

export interface PublishTools {
  readonly publisher: Publisher;
  readonly catalogue: readonly CatalogueEntry[];
  readonly links: Links;
  /** Whether the report lists what was there before the pull request. */
  readonly full: boolean;
  /** Whether no attempt follows a failure of this one. */
  readonly last: boolean;
}

export interface Published {
  readonly conclusion: CheckConclusion;
  readonly title: string;
  readonly comments: number;
}

/** Publishes; the second time it changes nothing. Throws `AuditError`. */
export async function publishReview(found: Verdict, tools: PublishTools): Promise<Published> {
  const { state, configuration, decisions } = found;
  const { publisher, catalogue } = tools;
  const result = applyDecisions(found.result, decisions.ignored, { policy: configuration.gate, catalogue });
  const verdict = { ...found, result };
  const words = reviewWords(result.language);
  const passes = result.gate.conclusion !== 'failure' || decisions.override !== null;
  const failing = passes ? await publisher.failingElsewhere(state.headSha) : [];
  const elsewhere = failing.map((number) => `#${number}`).join(', ');
  const comments = state.draft ? NO_COMMENTS : await publishComments(verdict, tools);
  const check = renderCheckRun(result, {
    ...tools.links,
    ruleTitle: titlesOf(catalogue, result.language),
    baseRef: state.baseRef,
    policy: configuration.gate,
    scoreWithout: scoreWithout(result, catalogue),
    existing: tools.full ? 'listed' : 'counted',
    draft: verdict.draft,
    decisions,
    notes: [...verdict.notes, ...(elsewhere === '' ? [] : [words.sharedNote(elsewhere)]), ...comments.notes],
  });
  const conclusion = elsewhere === '' ? check.conclusion : 'failure';
  const title =
    elsewhere === '' ? check.title : cutChars(`${check.title} · ${words.sharedTitle(elsewhere)}`, CHECK_TITLE_CHARS);
  if (tools.full) await publisher.note('full-report', renderFullReport(result, tools.links));
  await publisher.conclude(state.headSha, conclusion, { ...check, title });
  return { conclusion, title, comments: comments.created };
}

const NO_COMMENTS = { created: 0, notes: [] } as const;

/** A verdict is known by now: that comments cannot be posted does not take it away, once nothing is left to try. */
async function publishComments(
  { state, result, configuration, files, checkUrl, draft }: Verdict,
  { publisher, catalogue, links, last }: PublishTools,
): Promise<{ readonly created: number; readonly notes: readonly string[] }> {
  const { language } = result;
  const context = { ...links, language, ruleTitle: titlesOf(catalogue, language) };
  const { inline, rest } = placeComments(result.findings, files, configuration.comments);
  // One comment holds the file: it is one for all of them.
  const drafted = inline.find(({ finding }) => isDraftedRule(finding.rule));
  const words = reviewWords(language);
  const remains = (rule: string) => catalogue.find(({ meta }) => meta.id === rule)?.meta.fixed?.[language] ?? '';
  try {
    const published = await publisher.comment(state.headSha, {
      comments: inline.map((placed) => ({
        fingerprint: placed.finding.fingerprint,
        path: placed.path,
        line: placed.line,
        startLine: placed.startLine,
        body: renderComment(placed.finding, { ...context, placed, draft: placed === drafted ? draft : null }),
      })),
      max: configuration.comments.max,
      // What only the history holds is gone from the lines: its comment says so, and what remains to be done.
      alive: new Set(
        result.findings
          .filter(({ status, commit }) => status !== 'fixed' && commit === null)
          .map(({ fingerprint }) => fingerprint),
      ),
      fingerprintOf: parseMarker,
      setAside: new Set(
        result.findings.filter(({ suppressed }) => suppressed?.by === 'decision').map(({ fingerprint }) => fingerprint),
      ),
      markSetAside: (body) => renderSetAsideComment(body, language),
      markFixed: (body) => renderFixedComment(body, state.headSha, { language, remains }),
      reviewBody: (comments) => renderReviewBody(result, { ...links, comments, rest, checkUrl }),
    });
    const refused = published.refused.length;
    return { created: published.created, notes: refused === 0 ? [] : [words.commentsRefused(refused)] };
  } catch (error) {
    if (!(error instanceof AuditError) || (error.kind === 'transient' && !last)) throw error;
    return { created: 0, notes: [words.commentsFailed] };
  }
}

/** Titles by rule; a rule that is not in the catalogue any more is called by its id. */
export function titlesOf(catalogue: readonly CatalogueEntry[], language: Language): (rule: string) => string {
  const titles = new Map(catalogue.map(({ meta }) => [meta.id, meta.title[language]]));
  return (rule) => titles.get(rule) ?? rule;
}
