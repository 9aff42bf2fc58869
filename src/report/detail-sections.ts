/** The body of a Markdown report: every finding in full, then what does not count, and where the points went. */
import type { AuditResult } from '../model/audit.ts';
import type { MigrationDraft } from '../model/draft.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { Section } from './budget.ts';
import { codeCell, escapeMarkdown } from './escape.ts';
import { bullets, fold, oneLine, prose } from './finding-lines.ts';
import { findingLink, type Links, placeLink, ruleLink } from './links.ts';
import { SEVERITY_MARKS } from './marks.ts';
import { draftFolds } from './render-draft.ts';
import { select } from './selection.ts';
import type { Words } from './words/table.ts';
import { formatDecimal, wordsOf } from './words/words-of.ts';

const PRIORITIES: Readonly<Record<Severity, number>> = { critical: 90, major: 80, minor: 70, info: 60 };
const RELATED_SHOWN = 10;
/** Rows of one fold: longer lists go into several, so that a part of them can be left out. */
const ROWS = 50;

export interface DetailContext extends Links {
  /** Findings that were there before are counted, unless they are to be listed (`/audit full`). */
  readonly existing?: 'counted' | 'listed';
  /** The migration that new findings ask for. */
  readonly draft?: MigrationDraft | null;
}

export function detailSections(result: AuditResult, context: DetailContext): readonly Section[] {
  const words = wordsOf(result.language);
  const { fresh, existing, suppressed, preview } = select(result.findings);
  const listed = context.existing === 'listed' ? existing : [];
  const line = (finding: Finding) => oneLine(finding, context);
  const setAside = (finding: Finding) => `${line(finding)} (${why(finding, words)})`;
  return [
    ...fresh.map((finding) => ({
      priority: PRIORITIES[finding.severity],
      text: findingInFull(finding, context, words),
    })),
    ...(context.draft ? draftFolds(context.draft, result.language) : []).map((text) => ({ priority: 50, text })),
    ...folds({ priority: 40, title: words.existingTitle(listed.length), findings: listed, line }),
    ...folds({
      priority: 30,
      title: words.previewFolded(preview.length),
      findings: preview,
      line,
      note: words.previewNote,
    }),
    ...folds({ priority: 20, title: words.suppressedFolded(suppressed.length), findings: suppressed, line: setAside }),
    { priority: 10, text: ledger(result, context, words) },
  ];
}

function findingInFull(finding: Finding, links: Links, words: Words): string {
  const mark = SEVERITY_MARKS[finding.severity];
  const heading = `#### ${mark} ${ruleLink(links, finding.rule)} · ${findingLink(links, finding)}`;
  const cause =
    finding.cause === null ? '' : words.causedBy(placeLink(links, finding.cause.path, finding.cause.span.line));
  const remedy = finding.remedy === '' ? '' : `**${words.remedy}**${words.colon}${prose(finding.remedy, 4_000)}`;
  const related = bullets(finding.related, RELATED_SHOWN, words, (each) =>
    `${placeLink(links, each.path, each.line)} ${prose(each.message)}`.trimEnd(),
  );
  return [heading, prose(finding.message, 4_000), cause, remedy, related].filter((part) => part !== '').join('\n\n');
}

interface Folded {
  readonly priority: number;
  readonly title: string;
  readonly findings: readonly Finding[];
  readonly line: (finding: Finding) => string;
  readonly note?: string;
}

/** One fold for every 50 findings. */
function folds({ priority, title, findings, line, note }: Folded): readonly Section[] {
  const count = Math.ceil(findings.length / ROWS);
  return Array.from({ length: count }, (_, index) => {
    const rows = findings.slice(index * ROWS, (index + 1) * ROWS).map((finding) => `- ${line(finding)}`);
    const summary = count === 1 ? title : `${title} (${index + 1}/${count})`;
    return { priority, text: fold(summary, [...(note === undefined ? [] : [note, '']), ...rows].join('\n')) };
  });
}

/** By whom, why and until when a finding is set aside. */
function why(finding: Finding, words: Words): string {
  if (finding.suppressed === null) return '';
  const { by, reason, until } = finding.suppressed;
  const parts = [words.suppressedBy[by], reason === '' ? words.noReason : escapeMarkdown(reason.slice(0, 300))];
  if (until !== null) parts.push(words.until(escapeMarkdown(until)));
  return parts.join(' · ');
}

/** Where the points went, dearest first. */
export function ledger(result: AuditResult, links: Links, words: Words): string {
  const entries = result.score.ledger.toSorted((a, b) => a.points - b.points).slice(0, ROWS);
  if (entries.length === 0) return '';
  const findings = new Map(result.findings.map((finding) => [finding.fingerprint, finding]));
  const rows = entries.map((entry) => {
    const finding = findings.get(entry.fingerprint);
    const place = finding ? findingLink(links, finding, codeCell) : '';
    const points = `−${formatDecimal(words, Math.abs(entry.points), 2)}`;
    return `| ${points} | ${words.axes[entry.axis]} | ${ruleLink(links, entry.rule, codeCell)} | ${place} |`;
  });
  const more = result.score.ledger.length - entries.length;
  const table = [
    `| ${words.ledgerPoints} | ${words.axis} | ${words.rule} | ${words.place} |`,
    '| --: | --- | --- | --- |',
    ...rows,
  ].join('\n');
  return fold(words.ledgerTitle, more > 0 ? `${table}\n\n${words.more(more)}` : table);
}
