/** The check-run of a pull request: the verdict in its title, the score and the way to green in its summary, all findings below. */
import type { AuditResult, GatePolicy } from '../model/audit.ts';
import type { ConfigProblem } from '../model/config.ts';
import type { StandingDecisions } from '../model/decision.ts';
import type { Finding, Language, Severity } from '../model/finding.ts';
import type { Place } from '../model/span.ts';
import { fitSections, type Section } from './budget.ts';
import { type DetailContext, detailSections } from './detail-sections.ts';
import { codeSpan, cutBytes, cutChars, escapeProse, plain, sentence, visible } from './escape.ts';
import { ANNOTATION_MESSAGE_BYTES, ANNOTATION_TITLE_CHARS, BODY_BYTES, CHECK_TITLE_CHARS } from './limits.ts';
import { migrationsSection } from './migration-changes.ts';
import { routesSection } from './route-changes.ts';
import { incompleteness, select, severityCounts } from './selection.ts';
import {
  axesSection,
  commitsSection,
  coverageSection,
  decisionsSection,
  fixedSection,
  type GateContext,
  greenSection,
  newSection,
  verdictSection,
} from './summary-sections.ts';
import { findWayToGreen } from './way-to-green.ts';
import type { FailureKind, Words } from './words/table.ts';
import { formatChange, formatScore, wordsOf } from './words/words-of.ts';

export { ANNOTATIONS_PER_REQUEST } from './limits.ts';
export type { FailureKind } from './words/table.ts';

export interface CheckRunContext extends GateContext, DetailContext {
  /** Title of a rule in the result's language. */
  readonly ruleTitle: (rule: string) => string;
  /** Name of the branch that the pull request goes to, raw. */
  readonly baseRef: string | null;
  /** Markdown sentences of the caller for the summary: other pull requests on this commit, an edited configuration. */
  readonly notes: readonly string[];
  /** What people decided about this pull request. */
  readonly decisions: StandingDecisions;
}

/** The shape of GitHub's API, https://docs.github.com/rest/checks/runs */
export interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  /** Only where the annotation covers one line: GitHub refuses columns on several. Both inclusive. */
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

/** A button of the check-run. GitHub allows three: https://docs.github.com/rest/checks/runs#create-a-check-run */
export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: ActionId;
}

type ActionId = 'reaudit' | 'explain-score';

export interface CheckRunOutput {
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly conclusion: 'success' | 'failure' | 'neutral';
  readonly actions: readonly CheckAction[];
  /** All of them; they are sent in batches of `ANNOTATIONS_PER_REQUEST`. */
  readonly annotations: readonly CheckAnnotation[];
}

/** The completed check-run of an audit. Every field is within GitHub's limits. */
export function renderCheckRun(result: AuditResult, context: CheckRunContext): CheckRunOutput {
  const words = wordsOf(result.language);
  const overridden = overriddenBy(result, context);
  const title = checkTitle(result, words);
  return {
    title: cutChars(overridden === null ? title : `${words.overrideTitle(overridden)} · ${title}`, CHECK_TITLE_CHARS),
    summary: fitSections(summarySections(result, context), BODY_BYTES, words.leftOut),
    text: fitSections(detailSections(result, context), BODY_BYTES, words.leftOut),
    conclusion: overridden === null ? result.gate.conclusion : 'success',
    actions: actionsOf(words, ['reaudit', 'explain-score']),
    annotations: select(result.findings)
      .fresh.filter(({ commit }) => commit === null)
      .map((finding) => annotation(finding, context, words)),
  };
}

function actionsOf({ buttons }: Words, identifiers: readonly ActionId[]): readonly CheckAction[] {
  return identifiers.map((identifier) => ({ ...buttons[identifier], identifier }));
}

/** Who let a failing commit pass, or `null`. */
function overriddenBy({ gate }: AuditResult, { decisions }: CheckRunContext): string | null {
  return gate.conclusion === 'failure' && decisions.override !== null ? decisions.override.by : null;
}

function summarySections(result: AuditResult, context: CheckRunContext): readonly Section[] {
  const way = result.gate.reasons.length === 0 ? null : findWayToGreen(result, context.policy, context.scoreWithout);
  return [
    verdictSection(result, overriddenBy(result, context) !== null),
    decisionsSection(result, context.decisions),
    ...context.notes.map((text) => ({ priority: 95, text })),
    axesSection(result),
    ...(way === null ? [] : [greenSection(result, context, way)]),
    newSection(result, context, way),
    routesSection(result, context),
    migrationsSection(result, context),
    fixedSection(result, context),
    coverageSection(result),
    commitsSection(result, context.baseRef),
  ];
}

/** `6.4/10 (−0.8): 1 critical, 2 major; incomplete: 1 rule crashed`. */
function checkTitle(result: AuditResult, words: Words): string {
  const { score } = result;
  const change = score.base === null ? '' : ` (${formatChange(words, score.overall, score.base.overall)})`;
  const { fresh } = select(result.findings);
  const none = score.base === null ? words.noFindings : words.noNewFindings;
  const counts = fresh.length === 0 ? none.replace(/\.$/, '') : severityCounts(words, fresh);
  const missing = incompleteness(words, result.coverage);
  const incomplete = missing === '' ? '' : ` · ${words.incomplete}${words.colon}${missing}`;
  return `${formatScore(words, score.overall)}${change}${words.colon}${counts}${incomplete}`;
}

const LEVELS: Readonly<Record<Severity, CheckAnnotation['annotation_level']>> = {
  critical: 'failure',
  major: 'failure',
  minor: 'warning',
  info: 'notice',
};

function annotation(finding: Finding, context: CheckRunContext, words: Words): CheckAnnotation {
  const at: Place = finding.cause ?? finding;
  const { line, endLine, column, endColumn } = at.span;
  const place = (path: string, row: number) => `${visible(path)}:${row}`;
  const elsewhere = finding.cause === null ? [] : [words.causedHere(place(finding.path, finding.span.line))];
  const related = finding.related.map((each) => `${place(each.path, each.line)} ${sentence(each.message)}`.trimEnd());
  const what = [...elsewhere, sentence(finding.message)].join('\n');
  const message = [what, plain(finding.remedy), related.join('\n')].filter((part) => part !== '').join('\n\n');
  return {
    path: at.path,
    start_line: line,
    end_line: endLine,
    ...(line === endLine && { start_column: column, end_column: Math.max(column, endColumn - 1) }),
    annotation_level: LEVELS[finding.severity],
    title: cutChars(
      visible(`${words.severities[finding.severity]}${words.colon}${context.ruleTitle(finding.rule)}`),
      ANNOTATION_TITLE_CHARS,
    ),
    message: cutBytes(message, ANNOTATION_MESSAGE_BYTES),
  };
}

export interface FailedAudit {
  readonly kind: FailureKind;
  /** One sentence, raw: an error's message. */
  readonly cause: string;
  /** Errors of the configuration, annotated on their lines. */
  readonly problems: readonly ConfigProblem[];
}

export interface FailedContext {
  readonly language: Language;
  /** `gate.on-error`. */
  readonly conclusion: GatePolicy['onError'];
}

/** The completed check-run of an audit that could not be carried out. Never `success`. */
export function renderFailedCheckRun(failed: FailedAudit, context: FailedContext): CheckRunOutput {
  const words = wordsOf(context.language);
  const problems = failed.problems.map(
    (problem) =>
      `- ${codeSpan(`${problem.path}:${problem.line}:${problem.column}`)} ${escapeProse(cutChars(problem.message, 2_000))}`,
  );
  const sections: readonly Section[] = [
    { priority: 9, text: words.notAuditedMeans[context.conclusion] },
    { priority: 8, text: escapeProse(cutChars(failed.cause, 4_000)) },
    { priority: 7, text: words.notAuditedNext[failed.kind] },
    ...problems.map((text) => ({ priority: 5, text })),
  ];
  return {
    title: cutChars(words.notAudited(sentence(failed.cause)), CHECK_TITLE_CHARS),
    summary: fitSections(sections, BODY_BYTES, words.leftOut),
    text: '',
    conclusion: context.conclusion,
    actions: actionsOf(words, ['reaudit']),
    // A file of another repository has no line here.
    annotations: failed.problems
      .filter(({ path }) => path.startsWith('.github/'))
      .map((problem) => ({
        path: problem.path,
        start_line: problem.line,
        end_line: problem.line,
        annotation_level: 'failure',
        title: cutChars(words.notAudited(words.notAuditedConfig), ANNOTATION_TITLE_CHARS),
        message: cutBytes(sentence(problem.message), ANNOTATION_MESSAGE_BYTES),
      })),
  };
}

/** The check-run while the audit is under way. */
export function renderPendingCheckRun(language: Language): { readonly title: string; readonly summary: string } {
  const words = wordsOf(language);
  return { title: words.pendingTitle, summary: words.pendingSummary };
}
