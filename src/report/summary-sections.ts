/** The head of a Markdown report: verdict, axes, what is new, the way to green, what was fixed, what was not read. */
import type { AuditResult, GatePolicy } from '../model/audit.ts';
import type { Decision, StandingDecisions } from '../model/decision.ts';
import type { Section } from './budget.ts';
import { bounded, codeSpan, escapeMarkdown } from './escape.ts';
import { bullets, oneLine, prose } from './finding-lines.ts';
import type { Links } from './links.ts';
import { scoredAxes } from './scored-axes.ts';
import { select, severityCounts } from './selection.ts';
import type { WayToGreen } from './way-to-green.ts';
import type { Words } from './words/table.ts';
import { formatChange, formatCount, formatDecimal, formatScore, wordsOf } from './words/words-of.ts';

export interface GateContext extends Links {
  readonly policy: GatePolicy;
  /** The overall score if these findings were gone; `null` where nobody can tell, and then no score is promised. */
  readonly scoreWithout: ((fingerprints: readonly string[]) => number) | null;
}

const ROWS = 20;

/** `**Failed** · Score: 6.4/10 (−0.8)` and the reasons of the gate, which an override leaves as they are. */
export function verdictSection(result: AuditResult, overridden = false): Section {
  const words = wordsOf(result.language);
  const { score, gate } = result;
  const change = score.base === null ? '' : ` (${formatChange(words, score.overall, score.base.overall)})`;
  const judged = overridden ? words.passedByOverride : words.verdicts[gate.conclusion];
  const verdict = `**${judged}** · ${words.score}${words.colon}**${formatScore(words, score.overall)}**${change}`;
  const reasons = bullets(gate.reasons, ROWS, words, (reason) => prose(reason));
  return { priority: 100, text: reasons === '' ? verdict : `${verdict}\n\n${reasons}` };
}

/** Who set what aside, when and why. */
export function decisionsSection(result: AuditResult, { ignored, override }: StandingDecisions): Section {
  const words = wordsOf(result.language);
  const told = (what: string, { by, role, at, reason }: Decision) =>
    `${what} ${words.decidedBy(codeSpan(by), escapeMarkdown(role), at.slice(0, 10))}${reason === '' ? '.' : `${words.colon}${escapeMarkdown(reason)}`}`;
  const lines = [
    ...(override === null ? [] : [told(words.passedByOverride, override)]),
    ...ignored.map((one) => {
      const path = one.path === null ? null : codeSpan(one.path);
      return told(words.setAside(codeSpan(one.rule), path, one.fingerprint !== null), one);
    }),
  ];
  if (lines.length === 0) return { priority: 92, text: '' };
  return { priority: 92, text: `### ${words.decisionsTitle}\n\n${bullets(lines, ROWS, words, (line) => line)}` };
}

/** One row for each axis: base, head, change. */
export function axesSection(result: AuditResult): Section {
  const words = wordsOf(result.language);
  const rows = scoredAxes(result.score).map(({ axis, head, base }) => {
    const score = formatDecimal(words, head);
    const cells = base === null ? [score] : [formatDecimal(words, base), score, formatChange(words, head, base)];
    return `| ${[words.axes[axis], ...cells].join(' | ')} |`;
  });
  const head = result.score.base ? [words.axis, words.base, words.head, words.change] : [words.axis, words.score];
  const rule = ['---', ...head.slice(1).map(() => '--:')];
  return { priority: 90, text: [`| ${head.join(' | ')} |`, `| ${rule.join(' | ')} |`, ...rows].join('\n') };
}

/** Which findings to fix, the way found by `findWayToGreen`. */
export function greenSection(result: AuditResult, context: GateContext, way: WayToGreen): Section {
  const words = wordsOf(result.language);
  const { severe, costly, reached, target } = way;
  const { failOn } = context.policy;
  const parts: string[] = [];
  const list = (findings: typeof severe) => bullets(findings, ROWS, words, (finding) => oneLine(finding, context));
  if (severe.length > 0 && failOn !== 'never') {
    parts.push(`${words.toGreenSeverity(severe.length, failOn)}\n\n${list(severe)}`);
  }
  if (costly.length > 0) parts.push(`${costlyOpening(costly.length, reached, target, words)}\n\n${list(costly)}`);
  else if (severe.length > 0 && reached !== null)
    parts.push(words.toGreenReach(severe.length, formatDecimal(words, reached)));
  return { priority: 85, text: parts.length === 0 ? '' : [`### ${words.toGreen}`, ...parts].join('\n\n') };
}

function costlyOpening(count: number, reached: number | null, target: number, words: Words): string {
  return reached !== null && reached >= target
    ? words.toGreenScore(count, formatDecimal(words, reached))
    : words.toGreenScoreUnknown(count);
}

/** How many findings a page is about, and how bad they are. */
export function countSection(result: AuditResult): Section {
  const { fresh } = select(result.findings);
  return { priority: 80, text: fresh.length === 0 ? counted(result) : `### ${counted(result)}` };
}

function counted(result: AuditResult): string {
  const words = wordsOf(result.language);
  const { fresh } = select(result.findings);
  const compared = result.score.base !== null;
  if (fresh.length === 0) return compared ? words.noNewFindings : words.noFindings;
  const count = compared ? words.newFindings(fresh.length) : words.findings(fresh.length);
  return `${count} (${severityCounts(words, fresh)})`;
}

/** The new findings, one line each, without those that stand in the way to green. */
export function newSection(result: AuditResult, links: Links, way: WayToGreen | null): Section {
  const words = wordsOf(result.language);
  const { fresh, existing } = select(result.findings);
  const listed = new Set(way === null ? [] : [...way.severe.slice(0, ROWS), ...way.costly]);
  const others = fresh.filter((finding) => !listed.has(finding));
  const list = bullets(others, ROWS, words, (finding) => oneLine(finding, links));
  const before = existing.length === 0 ? '' : words.existingFolded(existing.length);
  return {
    priority: 70,
    text: [fresh.length > 0 && list === '' ? `${counted(result)}.` : countSection(result).text, list, before]
      .filter((text) => text !== '')
      .join('\n\n'),
  };
}

export function fixedSection(result: AuditResult, links: Links): Section {
  const words = wordsOf(result.language);
  const { fixed } = select(result.findings);
  if (fixed.length === 0) return { priority: 50, text: '' };
  const list = bullets(fixed, ROWS, words, (finding) => oneLine(finding, links));
  return { priority: 50, text: `### ${words.fixedFindings(fixed.length)}\n\n${list}` };
}

/** What was read, and what was not: an audit that saw only a part says so. */
export function coverageSection(result: AuditResult): Section {
  const words = wordsOf(result.language);
  const { coverage } = result;
  const audited = words.coverage(
    formatCount(words, coverage.audited),
    formatCount(words, coverage.files),
    coverage.audited,
  );
  const skipped = words.skipped(coverage.skipped.length);
  const parts = [
    coverage.skipped.length === 0
      ? `${audited}.`
      : `${audited}${words.semicolon}${skipped}${words.colon.replace(/ $/, '')}`,
    bullets(
      coverage.skipped,
      ROWS,
      words,
      ({ path, reason }) => `${codeSpan(path)}${words.colon}${escapeMarkdown(bounded(reason, 300))}`,
    ),
    coverage.problems.length === 0 ? '' : `**${words.problemsTitle(coverage.problems.length)}**`,
    bullets(coverage.problems, ROWS, words, (problem) => {
      const place =
        problem.path === null ? '' : codeSpan(problem.line === null ? problem.path : `${problem.path}:${problem.line}`);
      const rule = problem.rule === null ? '' : codeSpan(problem.rule);
      return [place, rule, prose(problem.message)].filter((part) => part !== '').join(' ');
    }),
  ];
  return { priority: 60, text: parts.filter((part) => part !== '').join('\n\n') };
}

/** Which commits were compared. `baseRef` is the name of the base branch, raw. */
export function commitsSection(result: AuditResult, baseRef: string | null): Section {
  const words = wordsOf(result.language);
  if (result.head === null) return { priority: 40, text: '' };
  const sha = result.base === null ? null : codeSpan(result.base.slice(0, 12));
  const base = sha !== null && baseRef !== null ? `${codeSpan(baseRef)} (${sha})` : sha;
  return { priority: 40, text: words.auditedCommits(codeSpan(result.head.slice(0, 12)), base) };
}
