/** The whole report as one Markdown page, for a file, a wiki or a job summary. */
import type { AuditResult } from '../model/audit.ts';
import type { Links } from './links.ts';

export function renderMarkdown(result: AuditResult, links: Links): string {
  void links;
  return `${result.score.overall}\n`;
}
