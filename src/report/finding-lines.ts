/** Findings inside lists and folds: short, escaped, the same in the check-run, reviews and Markdown. */
import type { Finding } from '../model/finding.ts';
import { cutChars, escapeProse } from './escape.ts';
import { findingLink, type Links, ruleLink } from './links.ts';
import { FIXED_MARK, SEVERITY_MARKS } from './marks.ts';
import type { Words } from './words/table.ts';

/** A finding in one line: mark, rule, place, message; of a fixed one also what remains to be done. */
export function oneLine(finding: Finding, links: Links): string {
  const place = findingLink(links, finding);
  const mark = finding.status === 'fixed' ? FIXED_MARK : SEVERITY_MARKS[finding.severity];
  const remains = finding.status === 'fixed' && finding.remedy !== '' ? ` **${prose(finding.remedy)}**` : '';
  return `${mark} ${ruleLink(links, finding.rule)} ${place} ${prose(finding.message)}${remains}`;
}

/** Bullets for at most `max` items; the last one counts those that are not shown. */
export function bullets<T>(items: readonly T[], max: number, words: Words, line: (item: T) => string): string {
  const rows = items.slice(0, max).map((item) => `- ${line(item)}`);
  if (items.length > max) rows.push(`- ${words.more(items.length - max)}`);
  return rows.join('\n');
}

/** A message, escaped. A long one is cut before that, so that no escape is cut in half. */
export function prose(message: string, max = 1_000): string {
  return escapeProse(message.length <= max ? message : cutChars(message, max).replaceAll('`', "'"));
}

/** A fold. The empty lines are what makes GitHub read its inside as Markdown. */
export function fold(summary: string, inside: string): string {
  return `<details><summary>${summary}</summary>\n\n${inside}\n\n</details>`;
}
