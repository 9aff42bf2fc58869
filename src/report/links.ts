/** Where a report leads: the addresses are the caller's, the safe Markdown is made here. */
import type { Finding } from '../model/finding.ts';
import { codeSpan, linkTarget } from './escape.ts';

export interface Links {
  /** The page of a rule's README. */
  readonly ruleUrl: (rule: string) => string;
  /** A line of a file at the audited commit, or `null` where there is no such page. `path` is raw. */
  readonly permalink: (path: string, line: number) => string | null;
}

/** `path:line` as code, linked where there is a page for it. `code` makes it fit into a table. */
export function placeLink(links: Links, path: string, line: number, code: (raw: string) => string = codeSpan): string {
  const shown = code(`${path}:${line}`);
  const url = links.permalink(path, line);
  return url === null ? shown : `[${shown}](${linkTarget(url)})`;
}

/** Where a finding stands: a link, but for what is no longer there to be linked. */
export function findingLink(links: Links, finding: Finding, code: (raw: string) => string = codeSpan): string {
  const { path, span, status, commit } = finding;
  if (status === 'fixed') return code(path);
  return commit === null ? placeLink(links, path, span.line, code) : code(`${path}:${span.line}`);
}

/** The rule's id as code, linked to its page. */
export function ruleLink(links: Links, rule: string, code: (raw: string) => string = codeSpan): string {
  return `[${code(rule)}](${linkTarget(links.ruleUrl(rule))})`;
}
