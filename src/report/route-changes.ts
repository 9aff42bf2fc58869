/** The routes that a pull request adds, removes, moves or opens: a table in Markdown, lines on a terminal. */
import type { AuditResult } from '../model/audit.ts';
import type { RouteChange } from '../model/route-changes.ts';
import type { Section } from './budget.ts';
import { codeCell } from './escape.ts';
import { type Links, placeLink } from './links.ts';
import type { Words } from './words/table.ts';
import { wordsOf } from './words/words-of.ts';

const ROWS = 20;

/** One row for each change, the opened ones first; empty where no route changes. */
export function routesSection(result: AuditResult, links: Links): Section {
  const words = wordsOf(result.language);
  const changes = result.routeChanges ?? [];
  if (changes.length === 0) return { priority: 65, text: '' };
  const rows = changes.slice(0, ROWS).map((change) => {
    const path = change.from === null ? change.path : `${change.from} → ${change.path}`;
    const below = change.count > 1 ? ` (${words.routesBelow(change.count)})` : '';
    const route = `${codeCell(change.count > 1 ? path : `${change.method} ${path}`)}${below}`;
    // The lines of a removed route are no longer there to be linked.
    const { at } = change;
    const place = change.kind === 'removed' ? codeCell(at.path) : placeLink(links, at.path, at.span.line, codeCell);
    return `| ${[words.routeChange[change.kind], route, accessOf(change, words), place].join(' | ')} |`;
  });
  const more = changes.length > ROWS ? [`\n${words.more(changes.length - ROWS)}`] : [];
  const head = [words.change, words.route, words.access, words.place];
  const table = [`| ${head.join(' | ')} |`, `| ${head.map(() => '---').join(' | ')} |`, ...rows, ...more];
  return { priority: 65, text: [`### ${words.routesTitle}`, table.join('\n')].join('\n\n') };
}

/** `authenticated → open` where that changed, else who may call the route. */
export function accessOf({ kind, before, after }: RouteChange, words: Words): string {
  const word = (access: boolean | null) =>
    access === null ? words.accessUnknown : access ? words.authenticated : words.open;
  if (kind === 'removed') return word(before);
  return kind === 'added' || before === after ? word(after) : `${word(before)} → ${word(after)}`;
}
