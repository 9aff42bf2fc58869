/** What rules say about content that only commits between base and head held: nobody sees it in the diff, anybody in the history. */
import type { HistoricFile } from '../model/history.ts';
import type { Compared, Side } from './compare.ts';
import { runRule } from './run-rule.ts';
import type { ActiveRule } from './select-rules.ts';
import { Suppressions } from './suppress.ts';

export interface HistorySearch {
  /** Oldest first. */
  readonly files: readonly HistoricFile[];
  readonly rules: readonly ActiveRule[];
  readonly head: Side;
  readonly base: Side | null;
  /** ISO date. */
  readonly today: string;
}

/** Findings of the rules that ask for history, each subject once, without what stands at head or stood at base. */
export function findInHistory({ files, rules, head, base, today }: HistorySearch): readonly Compared[] {
  const said = new Set([head, base].flatMap((side) => side?.detection.detected.map(keyOf) ?? []));
  const found: Compared[] = [];
  for (const { commit, path, facts } of files) {
    const suppressions = new Suppressions(new Map([[path, facts.suppressions]]), today);
    for (const { meta, rule, options } of rules) {
      if (rule.scope !== 'file' || rule.history === undefined) continue;
      const detect = () => rule.detect({ file: { path, facts }, options });
      const linesOf = (of: string) => (of === path ? facts.lineStarts.length : null);
      for (const detected of runRule({ meta, path, linesOf, detect }).detected) {
        if (said.has(keyOf(detected)) || suppressions.cover(meta.id, detected.found.at)) continue;
        said.add(keyOf(detected));
        // To block a merge until the history is rewritten is a decision; that the value must be revoked is a fact.
        const gravity = options.blockHistory === true ? {} : { severity: 'minor' as const };
        found.push({ ...detected, found: { ...detected.found, ...gravity }, status: 'new', commit });
      }
    }
  }
  return found;
}

/** A value that moved to another file is the same value. */
function keyOf({ rule, found }: Pick<Compared, 'rule' | 'found'>): string {
  return found.same?.key ?? JSON.stringify([rule, found.subject]);
}
