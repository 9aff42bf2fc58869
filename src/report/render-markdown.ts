/** The whole report as one Markdown page, for a file, a wiki or a job summary. */
import type { AuditResult } from '../model/audit.ts';
import { detailSections } from './detail-sections.ts';
import type { Links } from './links.ts';
import { migrationsSection } from './migration-changes.ts';
import { routesSection } from './route-changes.ts';
import {
  axesSection,
  commitsSection,
  countSection,
  coverageSection,
  fixedSection,
  verdictSection,
} from './summary-sections.ts';

/** Nothing is left out: a file has no limit. */
export function renderMarkdown(result: AuditResult, links: Links): string {
  const sections = [
    verdictSection(result),
    axesSection(result),
    countSection(result),
    ...detailSections(result, { ...links, existing: 'listed' }),
    routesSection(result, links),
    migrationsSection(result, links),
    fixedSection(result, links),
    coverageSection(result),
    commitsSection(result, null),
  ];
  const parts = ['# Vigie', ...sections.map((section) => section.text)];
  return `${parts.filter((text) => text !== '').join('\n\n')}\n`;
}
