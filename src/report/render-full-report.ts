/** The whole repository in one comment, for `/audit full`: what is found now, new or not, one fold for each axis. */
import type { AuditResult } from '../model/audit.ts';
import type { Finding } from '../model/finding.ts';
import { fitSections, type Section } from './budget.ts';
import { bullets, fold, oneLine } from './finding-lines.ts';
import { BODY_BYTES } from './limits.ts';
import type { Links } from './links.ts';
import { scoredAxes } from './scored-axes.ts';
import { select, severityCounts } from './selection.ts';
import { axesSection, commitsSection, coverageSection } from './summary-sections.ts';
import { formatScore, wordsOf } from './words/words-of.ts';

/** Lines of one fold; the rest is counted. */
const ROWS = 60;

/** At most 60,000 bytes: where the axes do not all fit, the ones that stand best are left out. */
export function renderFullReport(result: AuditResult, links: Links): string {
  const words = wordsOf(result.language);
  const { fresh, existing } = select(result.findings);
  const open = [...fresh, ...existing];
  const counts = open.length === 0 ? '' : ` (${severityCounts(words, open)})`;
  const sections: readonly Section[] = [
    {
      priority: 100,
      text: `### ${words.fullReportTitle}${words.colon}${formatScore(words, result.score.overall)} · ${words.findings(open.length)}${counts}`,
    },
    axesSection({ ...result, score: { ...result.score, base: null } }),
    ...scoredAxes(result.score).map(({ axis, head }) => ({
      priority: 50 - head,
      text: axisFold(
        `${words.axes[axis]}${words.colon}${formatScore(words, head)}`,
        open.filter((finding) => finding.axis === axis),
        { result, links },
      ),
    })),
    coverageSection(result),
    commitsSection({ ...result, base: null }, null),
  ];
  return fitSections(sections, BODY_BYTES, words.leftOut);
}

function axisFold(
  title: string,
  findings: readonly Finding[],
  { result, links }: { readonly result: AuditResult; readonly links: Links },
): string {
  if (findings.length === 0) return '';
  const words = wordsOf(result.language);
  const list = bullets(findings, ROWS, words, (finding) => oneLine(finding, links));
  return fold(`${title} · ${words.findings(findings.length)} (${severityCounts(words, findings)})`, list);
}
