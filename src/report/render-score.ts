/** Why the score is what it is: the axes, where every point went, and what fixing the dearest findings would give. */
import type { AuditResult } from '../model/audit.ts';
import { fitSections } from './budget.ts';
import { ledger } from './detail-sections.ts';
import { bullets, oneLine } from './finding-lines.ts';
import { BODY_BYTES } from './limits.ts';
import type { Links } from './links.ts';
import { axesSection, commitsSection, verdictSection } from './summary-sections.ts';
import { formatDecimal, wordsOf } from './words/words-of.ts';

/** Findings that are named as the dearest. */
const DEAREST = 3;

/** `scoreWithout`: the overall score if the findings with these fingerprints were gone. */
export function renderScore(
  result: AuditResult,
  links: Links,
  scoreWithout: (fingerprints: readonly string[]) => number,
): string {
  const words = wordsOf(result.language);
  const entries = result.score.ledger.toSorted((a, b) => a.points - b.points);
  const wanted = [...new Set(entries.map(({ fingerprint }) => fingerprint))].slice(0, DEAREST);
  const dearest = wanted.flatMap((one) => result.findings.find(({ fingerprint }) => fingerprint === one) ?? []);
  const reached = formatDecimal(words, scoreWithout(wanted));
  const advice =
    dearest.length === 0
      ? words.nothingCosts
      : `${words.toGreenScore(dearest.length, reached)}\n\n${bullets(dearest, DEAREST, words, (one) => oneLine(one, links))}`;
  const sections = [
    verdictSection(result),
    axesSection(result),
    { priority: 80, text: advice },
    { priority: 10, text: ledger(result, links, words) },
    commitsSection(result, null),
  ];
  return fitSections([{ priority: 100, text: `### ${words.scoreTitle}` }, ...sections], BODY_BYTES, words.leftOut);
}
