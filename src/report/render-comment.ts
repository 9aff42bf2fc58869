/** What stands on a line of the pull request: one finding, why it matters, the safe way. And what becomes of it once fixed. */
import type { AuditResult } from '../model/audit.ts';
import type { MigrationDraft } from '../model/draft.ts';
import type { Finding, Language } from '../model/finding.ts';
import { fitSections, type Section } from './budget.ts';
import { codeBlock, codeSpan, escapeMarkdown, linkTarget } from './escape.ts';
import { bullets, fold, oneLine, prose } from './finding-lines.ts';
import { BODY_BYTES } from './limits.ts';
import { type Links, placeLink, ruleLink } from './links.ts';
import { FIXED_MARK, SEVERITY_MARKS } from './marks.ts';
import type { PlacedComment } from './place-comments.ts';
import { draftFolds } from './render-draft.ts';
import type { Words } from './words/table.ts';
import { formatScore, wordsOf } from './words/words-of.ts';

export interface CommentContext extends Links {
  readonly language: Language;
  /** Title of a rule in that language. */
  readonly ruleTitle: (rule: string) => string;
  /** Where the comment stands; `null` shows the finding without a line of its own. */
  readonly placed: PlacedComment | null;
  /** The migration that ends the finding, to be shown with it. */
  readonly draft?: MigrationDraft | null;
}

/** Places worth a link in a comment: more than these are for the report. */
const RELATED_SHOWN = 5;

/** A review comment, at most 60,000 bytes, marked with the finding's fingerprint on its first line. */
export function renderComment(finding: Finding, context: CommentContext): string {
  const words = wordsOf(context.language);
  const mark = SEVERITY_MARKS[finding.severity];
  const sections: readonly Section[] = [
    { priority: 9, text: `${marker(finding.fingerprint)}\n${ruleMark(finding.rule)}` },
    {
      priority: 9,
      text: `**${mark} ${escapeMarkdown(context.ruleTitle(finding.rule))}** · ${words.severities[finding.severity]}`,
    },
    {
      priority: 8,
      text: [elsewhere(finding, context, words), prose(finding.message, 8_000)].filter(Boolean).join(' '),
    },
    {
      priority: 7,
      text: finding.remedy === '' ? '' : `**${words.remedy}**${words.colon}${prose(finding.remedy, 20_000)}`,
    },
    { priority: 5, text: suggestion(finding, context.placed, words) },
    { priority: 4, text: related(finding, context, words) },
    ...draftSections(context),
    {
      priority: 6,
      text: `<sub>${ruleLink(context, finding.rule)} · ${words.confidence(words.confidences[finding.confidence])}</sub>`,
    },
  ];
  return fitSections(sections, BODY_BYTES, words.leftOut);
}

/** Left out before anything else is: `/audit fix` answers with it, too. */
function draftSections({ draft, language }: CommentContext): readonly Section[] {
  return draft ? draftFolds(draft, language).map((text) => ({ priority: 3, text })) : [];
}

function marker(fingerprint: string): string {
  return `<!-- vigie:v1 fp=${fingerprint.replace(/[^\w.-]/g, '')} -->`;
}

/** So that a later run, which knows of the finding only by this comment, can say what its rule says of fixed ones. */
function ruleMark(rule: string): string {
  return `<!-- vigie:v1 rule=${rule.replace(/[^\w-]/g, '')} -->`;
}

const RULE_MARK = /^<!-- vigie:v1 rule=([\w-]+) -->\n*/;

/** The fingerprint of a comment's finding, or `null` when the body does not begin with our marker. */
export function parseMarker(body: string): string | null {
  return /^<!-- vigie:v1 fp=([\w.-]{1,128}) -->/.exec(body)?.[1] ?? null;
}

/** The rule of a comment's finding, or `null`. */
export function ruleOfComment(body: string): string | null {
  return RULE_MARK.exec(body.slice(body.indexOf('\n') + 1))?.[1] ?? null;
}

/** Whether the comment says already that its finding is fixed. */
export function isMarkedFixed(body: string): boolean {
  return FIXED.test(body);
}

const FIXED = /^<!-- vigie:v1 fp=[\w.-]{1,128} -->\n<!-- vigie:v1 fixed -->/;

export interface FixedContext {
  readonly language: Language;
  /** What remains to be done about a finding of this rule that is gone from the code; empty: nothing. */
  readonly remains: (rule: string) => string;
}

/** The comment of a finding that is gone: marked fixed, the original folded, the marker kept. A body marked already stays as it is. */
export function renderFixedComment(originalBody: string, sha: string, { language, remains }: FixedContext): string {
  if (isMarkedFixed(originalBody)) return originalBody;
  const words = wordsOf(language);
  const fingerprint = parseMarker(originalBody);
  const rest = originalBody.replace(/^<!-- vigie:v1 fp=[\w.-]{1,128} -->\n*/, '');
  // A suggestion that could still be applied would bring the old lines back.
  const original = rest.replace(RULE_MARK, '').replace(/^(`{3,})suggestion$/gm, '$1');
  const left = remains(RULE_MARK.exec(rest)?.[1] ?? '');
  const commit = codeSpan(sha.slice(0, 12));
  const fixed =
    left === '' ? `${FIXED_MARK} **${words.fixedIn(commit)}**` : `**${words.goneIn(commit)}** ${prose(left)}`;
  const folded = fold(words.originalComment, original);
  const marks = fingerprint === null ? '' : `${marker(fingerprint)}\n<!-- vigie:v1 fixed -->`;
  return fitSections(
    [
      { priority: 3, text: marks },
      { priority: 2, text: fixed },
      { priority: 1, text: folded },
    ],
    BODY_BYTES,
    () => '',
  );
}

const SET_ASIDE = '<!-- vigie:v1 set-aside -->';

/** The comment of a finding that people set aside: the original folded, the markers kept. A body marked already stays as it is. */
export function renderSetAsideComment(originalBody: string, language: Language): string {
  if (originalBody.includes(SET_ASIDE)) return originalBody;
  const words = wordsOf(language);
  const marks = /^(?:<!-- vigie:v1 [^\n]* -->\n+)*/.exec(originalBody)?.[0] ?? '';
  const sections = [
    { priority: 3, text: `${marks}${SET_ASIDE}` },
    { priority: 2, text: `**${words.setAsideHere}**` },
    { priority: 1, text: fold(words.originalComment, originalBody.slice(marks.length)) },
  ];
  return fitSections(sections, BODY_BYTES, () => '');
}

export interface ReviewContext extends Links {
  /** Comments posted with this review. */
  readonly comments: number;
  /** Findings that deserve a comment and found no line, or came after the maximum. */
  readonly rest: readonly Finding[];
  /** The page of the check-run, or `null` while it is not known. */
  readonly checkUrl: string | null;
}

/** Findings without a line that the body of a review lists; the others are in the report. */
const REST_SHOWN = 10;

/** The body of a review: what the comments are part of, and what could not stand on a line. */
export function renderReviewBody(result: AuditResult, context: ReviewContext): string {
  const words = wordsOf(result.language);
  const rest = bullets(context.rest, REST_SHOWN, words, (finding) => oneLine(finding, context));
  const opening = words.reviewOpening(
    `${words.score}${words.colon}${formatScore(words, result.score.overall)}`,
    context.comments,
  );
  const page = context.checkUrl === null ? '' : `[${words.checkPage}](${linkTarget(context.checkUrl)})`;
  const sections: readonly Section[] = [
    { priority: 3, text: opening },
    { priority: 1, text: rest === '' ? '' : `${words.reviewRest(context.rest.length)}\n\n${rest}` },
    { priority: 2, text: page },
  ];
  return fitSections(sections, BODY_BYTES, words.leftOut);
}

/** Names the place of the finding when the comment stands elsewhere. */
function elsewhere(finding: Finding, context: CommentContext, words: Words): string {
  const { placed } = context;
  const link = placeLink(context, finding.path, finding.span.line);
  if (finding.cause !== null && placed !== null && placed.path !== finding.path) return words.causedHere(link);
  const covers =
    placed !== null &&
    placed.path === finding.path &&
    (placed.startLine ?? placed.line) <= finding.span.line &&
    finding.span.line <= placed.line;
  return covers ? '' : words.locatedAt(link);
}

function suggestion(finding: Finding, placed: PlacedComment | null, words: Words): string {
  const change = finding.suggestion;
  if (change === null) return '';
  if (placed?.applies) return codeBlock(change.text, 'suggestion');
  const what =
    change.line === change.endLine
      ? words.replaceLine(String(change.line))
      : words.replaceLines(String(change.line), String(change.endLine));
  return change.text === ''
    ? `${what} ${words.deleteLines}`
    : `${codeSpan(change.path)}. ${what}\n\n${codeBlock(change.text, '')}`;
}

function related(finding: Finding, links: Links, words: Words): string {
  if (finding.related.length === 0) return '';
  const rows = bullets(finding.related, RELATED_SHOWN, words, (each) =>
    `${placeLink(links, each.path, each.line)} ${prose(each.message)}`.trimEnd(),
  );
  return `${words.related}${words.colon.replace(/ $/, '')}\n${rows}`;
}
