/**
 * Decides which findings become comments on the diff, and on which line.
 * INVARIANT: every place returned is one that GitHub accepts: one line outside the diff makes it refuse the whole review
 * ("line must be part of the diff", https://docs.github.com/rest/pulls/reviews).
 */
import type { Finding, Severity } from '../model/finding.ts';
import { isAtLeast, rankOf } from '../model/severity.ts';
import type { Place, Span } from '../model/span.ts';
import { type DiffFile, type Hunk, parseHunks } from './hunks.ts';

export type { DiffFile } from './hunks.ts';

export interface PlacedComment {
  readonly finding: Finding;
  readonly path: string;
  /** Last line of the comment, in the file at head. The side is always `RIGHT`. */
  readonly line: number;
  /** First line, always below `line`; `null` for a comment on one line. */
  readonly startLine: number | null;
  /** Whether the comment covers just the lines that the finding's suggestion replaces, so that GitHub can apply it. */
  readonly applies: boolean;
}

export interface CommentLimits {
  /** Comments that may stand on the pull request at a time. */
  readonly max: number;
  readonly from: Severity;
}

/** A longer range would put the comment far from the line that it is about: below its last line. */
const LONGEST_RANGE = 12;

/**
 * New, stable, unsuppressed findings at or above `from`, worst first: those that found a line, at most `max`, and the rest.
 * Two findings of one rule never stand on one line.
 */
export function placeComments(
  findings: readonly Finding[],
  diff: readonly DiffFile[],
  limits: CommentLimits,
): { readonly inline: readonly PlacedComment[]; readonly rest: readonly Finding[] } {
  const hunks = new Map(
    diff.filter((file) => file.status !== 'removed').map((file) => [file.path, parseHunks(file.patch ?? '')]),
  );
  const inline: PlacedComment[] = [];
  const rest: Finding[] = [];
  const taken = new Set<string>();
  for (const finding of worstFirst(findings.filter((candidate) => isCommented(candidate, limits.from)))) {
    const placed = inline.length < limits.max ? place(finding, hunks) : null;
    const spot = placed && JSON.stringify([finding.rule, placed.path, placed.line]);
    if (placed === null || spot === null || taken.has(spot)) rest.push(finding);
    else {
      taken.add(spot);
      inline.push(placed);
    }
  }
  return { inline, rest };
}

/** Whether a finding may be commented on at all. */
function isCommented(finding: Finding, from: Severity): boolean {
  return (
    finding.status === 'new' &&
    finding.suppressed === null &&
    finding.stage === 'stable' &&
    isAtLeast(finding.severity, from)
  );
}

/** A stable sort: among equals, the order of the result stays. */
function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => rankOf(a.severity) - rankOf(b.severity));
}

function place(finding: Finding, hunks: ReadonlyMap<string, readonly Hunk[]>): PlacedComment | null {
  // Its lines are those of another commit.
  if (finding.commit !== null) return null;
  return placeAt(finding, finding.cause ?? finding, hunks) ?? placeAtRelated(finding, hunks);
}

/** Where an added line makes a finding of an old one, which the diff does not show, the comment stands on the added line. */
function placeAtRelated(finding: Finding, hunks: ReadonlyMap<string, readonly Hunk[]>): PlacedComment | null {
  for (const { path, line } of finding.related) {
    const isAdded = hunks.get(path)?.some((hunk) => hunk.lines.some((each) => each.added && each.line === line));
    if (isAdded) return { finding, path, line, startLine: null, applies: false };
  }
  return null;
}

function placeAt(finding: Finding, at: Place, hunks: ReadonlyMap<string, readonly Hunk[]>): PlacedComment | null {
  const ofFile = hunks.get(at.path) ?? [];
  const applied = placeSuggestion(finding, at.path, ofFile);
  if (applied) return applied;
  const last = lastLine(at.span);
  for (const hunk of ofFile) {
    const lines = new Set(hunk.lines.map((each) => each.line));
    if (!lines.has(at.span.line)) continue;
    const range = last > at.span.line && last - at.span.line < LONGEST_RANGE && lines.has(last);
    return {
      finding,
      path: at.path,
      line: range ? last : at.span.line,
      startLine: range ? at.span.line : null,
      applies: false,
    };
  }
  const line = nearest(ofFile, at.span.line, last);
  return line === null ? null : { finding, path: at.path, line, startLine: null, applies: false };
}

/** The lines that a suggestion replaces, if one hunk shows them all. */
function placeSuggestion(finding: Finding, path: string, hunks: readonly Hunk[]): PlacedComment | null {
  const suggestion = finding.suggestion;
  if (suggestion === null || suggestion.path !== path) return null;
  const { line, endLine } = suggestion;
  for (const hunk of hunks) {
    const lines = new Set(hunk.lines.map((each) => each.line));
    if (lines.has(line) && lines.has(endLine) && endLine >= line) {
      return { finding, path, line: endLine, startLine: endLine > line ? line : null, applies: true };
    }
  }
  return null;
}

/** The first line inside the finding that the diff shows: one that was added rather than one around it. */
function nearest(hunks: readonly Hunk[], first: number, last: number): number | null {
  const shown = hunks.flatMap((hunk) => hunk.lines).filter((each) => each.line >= first && each.line <= last);
  return (shown.find((each) => each.added) ?? shown[0])?.line ?? null;
}

/** The last line that holds a character of the span. */
function lastLine(span: Span): number {
  return span.endColumn === 1 && span.endLine > span.line ? span.endLine - 1 : span.endLine;
}
