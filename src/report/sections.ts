/** The parts of a Markdown report, each a section that opens and closes all it needs, so that any can be left out. */
import type { AuditResult, GatePolicy, Problem } from '../model/audit.ts';
import { AXES, type Finding, SEVERITIES } from '../model/finding.ts';
import type { Section } from './budget.ts';
import { codeCell, codeSpan, cutChars, escapeMarkdown, escapeProse } from './escape.ts';
import { type Links, placeLink, ruleLink } from './links.ts';
import { SEVERITY_MARKS } from './marks.ts';
import { select } from './selection.ts';
import type { Words } from './words/table.ts';
import { formatChange, formatCount, formatDecimal, formatScore, wordsOf } from './words/words-of.ts';

export interface SectionContext extends Links {
  readonly ruleTitle: (rule: string) => string;
  readonly baseRef: string | null;
  readonly policy: GatePolicy;
  readonly scoreWithout: ((fingerprints: readonly string[]) => number) | null;
  readonly notes: readonly string[];
}

/** Verdict, axes, what is new, the way to green, what was fixed, what was not read. */
export function summarySections(result: AuditResult, context: SectionContext): readonly Section[] {
  void result;
  void context;
  return [];
}

/** Every finding in full, then what does not count, and where the points went. */
export function detailSections(result: AuditResult, context: SectionContext): readonly Section[] {
  void result;
  void context;
  return [];
}
