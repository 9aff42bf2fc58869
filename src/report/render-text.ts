/**
 * The report on a terminal: the score, then findings by axis from the worst, the verdict last, where the eye rests.
 * INVARIANT: the only control characters in it are line feeds and, when asked for, our own colours.
 */
import type { AuditResult, Problem } from '../model/audit.ts';
import { AXES, type Axis, type Finding, SEVERITIES } from '../model/finding.ts';
import { rankOf } from '../model/severity.ts';
import { displayWidth } from './display-width.ts';
import { bounded, sentence, visible } from './escape.ts';
import { migrationLines } from './migration-changes.ts';
import { accessOf } from './route-changes.ts';
import { scoredAxes } from './scored-axes.ts';
import { select, severityCounts } from './selection.ts';
import { paintOf } from './terminal-style.ts';
import { paragraph, renderFinding, scorePaint, type Terminal } from './text-finding.ts';
import { formatChange, formatCount, formatDecimal, formatScore, wordsOf } from './words/words-of.ts';

export interface TextOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** The text of a line at head, from 1, without its end; `null` where it cannot be read. */
  readonly lineAt: (path: string, line: number) => string | null;
  /** Whether the audit compares with a base: what was there before is then folded into a count. */
  readonly baseline: boolean;
}

/** Below and beyond these, lines are hard to read. */
const NARROWEST = 40;
const WIDEST = 120;
const SKIPPED_SHOWN = 5;
const PROBLEMS_SHOWN = 20;
const FIXED_SHOWN = 20;

export function renderText(result: AuditResult, options: TextOptions): string {
  const words = wordsOf(result.language);
  const width = Math.min(WIDEST, Math.max(NARROWEST, Math.trunc(options.width) || WIDEST));
  const terminal: Terminal = { words, width, paint: paintOf(options.color), lineAt: options.lineAt };
  const blocks = [
    header(result, terminal),
    ...findingBlocks(result, terminal, options.baseline),
    foldedCounts(result, terminal, options.baseline),
    routeLines(result, terminal),
    migrationBlock(result, terminal),
    fixed(result, terminal),
    coverage(result, terminal),
    verdict(result, terminal),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function header({ score, base }: AuditResult, terminal: Terminal): readonly string[] {
  const { words, paint } = terminal;
  const total = scorePaint(terminal, score.overall)(paint.bold(formatScore(words, score.overall)));
  const against = words.against(base === null ? words.base : visible(base.slice(0, 12)));
  const change = score.base === null ? '' : `  ${formatChange(words, score.overall, score.base.overall)} ${against}`;
  const axes = scoredAxes(score);
  const label = Math.max(...axes.map(({ axis }) => displayWidth(words.axes[axis])));
  const rows = axes.map(({ axis, head: value, base: before }) => {
    const name = words.axes[axis] + ' '.repeat(label - displayWidth(words.axes[axis]));
    const step = before === null ? '' : formatChange(words, value, before);
    const bar = '█'.repeat(Math.round(value)) + paint.dim('░'.repeat(10 - Math.round(value)));
    const number = formatDecimal(words, value).padStart(4);
    return `  ${name}  ${scorePaint(terminal, value)(bar)} ${number}${step === '' || step === '=' ? '' : `  ${step}`}`;
  });
  return [`${paint.bold('Vigie')}  ${total}${change}`, '', ...rows];
}

/** One block for the title of each axis, and one for each finding. */
function findingBlocks(result: AuditResult, terminal: Terminal, baseline: boolean): readonly (readonly string[])[] {
  const { words, paint } = terminal;
  const { preview } = select(result.findings);
  const shown = listed(result, baseline).filter((finding) => finding.severity !== 'info');
  if (listed(result, baseline).length === 0)
    return [[paint.green(baseline ? words.noNewFindings : words.noFindings)], ...trial(preview, terminal)];
  const axes = AXES.map((axis) => shown.filter((finding) => finding.axis === axis))
    .filter((findings) => findings.length > 0)
    .map((findings) => findings.toSorted(bySeverity))
    .toSorted((a, b) => bySeverity(a[0], b[0]));
  return [...axes.flatMap((findings) => axisBlocks(findings, result, terminal)), ...trial(preview, terminal)];
}

function axisBlocks(
  findings: readonly Finding[],
  result: AuditResult,
  terminal: Terminal,
): readonly (readonly string[])[] {
  const { words, paint } = terminal;
  const axis: Axis | undefined = findings[0]?.axis;
  if (axis === undefined) return [];
  const score = result.score.axes[axis];
  const shown = score === undefined ? '' : `${formatDecimal(words, score)} · `;
  const title = `${paint.bold(words.axes[axis])}  ${paint.dim(`${shown}${severityCounts(words, findings)}`)}`;
  return [[title], ...findings.map((finding) => renderFinding(finding, terminal))];
}

/** Findings of rules on trial, one line each: they are told, and do not count. */
function trial(preview: readonly Finding[], terminal: Terminal): readonly (readonly string[])[] {
  const { words, paint } = terminal;
  if (preview.length === 0) return [];
  const note = paragraph(words.previewNote, terminal, { first: '  ', next: '  ' }).map(paint.dim);
  const rows = preview
    .slice(0, FIXED_SHOWN)
    .flatMap((finding) => paragraph(line(finding), terminal, { first: '  ~ ', next: '    ' }));
  if (preview.length > FIXED_SHOWN) rows.push(`  ~ ${words.more(preview.length - FIXED_SHOWN)}`);
  return [[paint.bold(words.previewFolded(preview.length)), ...note, ...rows]];
}

function foldedCounts(result: AuditResult, { words, paint }: Terminal, baseline: boolean): readonly string[] {
  const { existing, suppressed } = select(result.findings);
  const info = listed(result, baseline).filter((finding) => finding.severity === 'info').length;
  return [
    info > 0 ? words.infoFolded(info) : '',
    baseline && existing.length > 0 ? words.existingFolded(existing.length) : '',
    suppressed.length > 0 ? `${words.suppressedFolded(suppressed.length)}.` : '',
  ]
    .filter((text) => text !== '')
    .map(paint.dim);
}

function routeLines({ routeChanges }: AuditResult, terminal: Terminal): readonly string[] {
  const { words, paint } = terminal;
  if (routeChanges === null || routeChanges.length === 0) return [];
  const rows = routeChanges.slice(0, FIXED_SHOWN).flatMap((change) => {
    const route = `${change.from === null ? '' : `${visible(change.from)} → `}${visible(change.path)}`;
    const what = change.count > 1 ? `${route} (${words.routesBelow(change.count)})` : `${change.method} ${route}`;
    const word = words.routeChange[change.kind].replaceAll('*', '');
    const text = `${word}  ${what}  ${accessOf(change, words)}`;
    return paragraph(text, terminal, { first: '  ', next: '    ' }).map(change.kind === 'opened' ? paint.red : String);
  });
  if (routeChanges.length > FIXED_SHOWN) rows.push(`  ${words.more(routeChanges.length - FIXED_SHOWN)}`);
  return [paint.bold(words.routesTitle), ...rows];
}

function migrationBlock({ migrations }: AuditResult, terminal: Terminal): readonly string[] {
  const { words, paint } = terminal;
  if (migrations === null || migrations.length === 0) return [];
  const rows = migrationLines(migrations, words).flatMap((text) => {
    const indent = text.startsWith('  ') ? '    ' : '  ';
    return paragraph(text.trim(), terminal, { first: indent, next: `${indent}  ` });
  });
  return [paint.bold(words.migrationsTitle), ...rows];
}

function fixed(result: AuditResult, terminal: Terminal): readonly string[] {
  const { words, paint } = terminal;
  const gone = select(result.findings).fixed;
  if (gone.length === 0) return [];
  const rows = gone
    .slice(0, FIXED_SHOWN)
    .flatMap((finding) => paragraph(line(finding), terminal, { first: `  ${paint.green('✔')} `, next: '    ' }));
  if (gone.length > FIXED_SHOWN) rows.push(`  ${words.more(gone.length - FIXED_SHOWN)}`);
  return [paint.bold(words.fixedFindings(gone.length)), ...rows];
}

function coverage({ coverage: seen }: AuditResult, terminal: Terminal): readonly string[] {
  const { words, paint } = terminal;
  const audited = words.coverage(formatCount(words, seen.audited), formatCount(words, seen.files), seen.audited);
  const names = seen.skipped
    .slice(0, SKIPPED_SHOWN)
    .map(({ path, reason }) => `${shown(path)} (${visible(bounded(reason))})`);
  if (seen.skipped.length > SKIPPED_SHOWN) names.push(words.more(seen.skipped.length - SKIPPED_SHOWN));
  const skipped = `${words.semicolon}${words.skipped(seen.skipped.length)}${words.colon}${names.join(', ')}`;
  const rows = paragraph(`${audited}${names.length === 0 ? '' : skipped}.`, terminal, { first: '', next: '  ' }).map(
    paint.dim,
  );
  if (seen.problems.length === 0) return rows;
  const problems = seen.problems
    .slice(0, PROBLEMS_SHOWN)
    .flatMap((problem) =>
      paragraph(problemLine(problem), terminal, { first: `  ${paint.yellow('!')} `, next: '    ' }),
    );
  if (seen.problems.length > PROBLEMS_SHOWN) problems.push(`  ${words.more(seen.problems.length - PROBLEMS_SHOWN)}`);
  return [...rows, paint.yellow(words.problemsTitle(seen.problems.length)), ...problems];
}

function problemLine({ path, line: at, rule, message }: Problem): string {
  const place = path === null ? '' : at === null ? shown(path) : `${shown(path)}:${at}`;
  return [place, rule ?? '', sentence(message)].filter((part) => part !== '').join(' ');
}

function verdict({ gate }: AuditResult, terminal: Terminal): readonly string[] {
  const { words, paint } = terminal;
  const titles = {
    success: () => paint.green(paint.bold(`✔ ${words.verdicts.success}`)),
    failure: () => paint.red(paint.bold(`✖ ${words.verdicts.failure}`)),
    neutral: () => paint.yellow(paint.bold(`● ${words.verdicts.neutral}`)),
  };
  return [
    titles[gate.conclusion](),
    ...gate.reasons.flatMap((reason) => paragraph(sentence(reason), terminal, { first: '  ', next: '  ' })),
  ];
}

function listed(result: AuditResult, baseline: boolean): readonly Finding[] {
  const { fresh, existing } = select(result.findings);
  return baseline ? fresh : [...fresh, ...existing];
}

/** A finding in one paragraph: rule, place, message; of a fixed one also what remains to be done. */
function line(finding: Finding): string {
  const remains = finding.status === 'fixed' && finding.remedy !== '' ? ` ${sentence(finding.remedy)}` : '';
  return `${finding.rule}  ${shown(finding.path)}:${finding.span.line}  ${sentence(finding.message)}${remains}`;
}

function shown(path: string): string {
  return bounded(visible(path));
}

function bySeverity(a: Finding | undefined, b: Finding | undefined): number {
  return rank(a) - rank(b);
}

function rank(finding: Finding | undefined): number {
  return finding ? rankOf(finding.severity) : SEVERITIES.length;
}
