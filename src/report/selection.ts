/** Which findings a report speaks of, and how: one definition for every output. */
import type { Coverage, Problem } from '../model/audit.ts';
import { type Finding, SEVERITIES } from '../model/finding.ts';
import type { Words } from './words/table.ts';

export interface Selection {
  /** New, from stable rules, not suppressed: what the verdict is about. */
  readonly fresh: readonly Finding[];
  /** The same, but there at the base already. */
  readonly existing: readonly Finding[];
  readonly fixed: readonly Finding[];
  readonly suppressed: readonly Finding[];
  /** From rules on trial, new or not. */
  readonly preview: readonly Finding[];
}

export function select(findings: readonly Finding[]): Selection {
  const open = findings.filter((finding) => finding.status !== 'fixed');
  const counted = open.filter((finding) => finding.suppressed === null && finding.stage !== 'preview');
  return {
    fresh: counted.filter((finding) => finding.status === 'new'),
    existing: counted.filter((finding) => finding.status === 'existing'),
    fixed: findings.filter((finding) => finding.status === 'fixed' && finding.stage !== 'preview'),
    suppressed: open.filter((finding) => finding.suppressed !== null),
    preview: open.filter((finding) => finding.suppressed === null && finding.stage === 'preview'),
  };
}

/** `1 critical, 2 major`; an empty string for no findings. */
export function severityCounts(words: Words, findings: readonly Finding[]): string {
  return SEVERITIES.map(
    (severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const,
  )
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => words.counted(severity, count))
    .join(', ');
}

/** `2 files not fully read, 1 rule crashed`; an empty string for a complete audit. */
export function incompleteness(words: Words, coverage: Coverage): string {
  const count = (...kinds: readonly Problem['kind'][]) =>
    coverage.problems.filter((problem) => kinds.includes(problem.kind)).length;
  const partial = count('unreadable', 'partial');
  const crashed = new Set(
    coverage.problems.filter((problem) => problem.kind === 'rule-crashed').map((problem) => problem.rule),
  ).size;
  return [partial > 0 ? words.filesPartial(partial) : '', crashed > 0 ? words.rulesCrashed(crashed) : '']
    .filter(Boolean)
    .join(', ');
}
