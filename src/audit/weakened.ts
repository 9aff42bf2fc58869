/** What an edit of the configuration takes away from the audit: told before it is merged, since the gate cannot tell afterwards. */
import type { Configuration } from '../model/config.ts';
import { SEVERITIES, type Severity } from '../model/finding.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';

export interface Weakened {
  /** The key of the configuration, as people write it. */
  readonly key: string;
  readonly before: string;
  readonly after: string;
}

/** The strictest first. */
const GRADES: readonly (Severity | 'off' | 'never')[] = [...SEVERITIES, 'off', 'never'];

export function weakenedBy(
  before: Configuration,
  after: Configuration,
  catalogue: readonly CatalogueEntry[],
): readonly Weakened[] {
  const rules = catalogue.flatMap(({ meta: { id, severity } }) => {
    const [was, is] = [before, after].map((one) => one.rules[id]?.severity ?? severity);
    return was !== undefined && is !== undefined && GRADES.indexOf(is) > GRADES.indexOf(was)
      ? [{ key: `rules.${id}`, before: was, after: is }]
      : [];
  });
  const { gate: old } = before;
  const { gate } = after;
  const changed = (key: string, was: string | number, is: string | number, isWeaker: boolean): readonly Weakened[] =>
    isWeaker ? [{ key, before: String(was), after: String(is) }] : [];
  return [
    // A gate on what is worse only: the other way round than the severity of a rule.
    ...changed('gate.fail-on', old.failOn, gate.failOn, strictness(gate.failOn) < strictness(old.failOn)),
    ...changed('gate.min-score', old.minScore, gate.minScore, gate.minScore < old.minScore),
    ...changed('gate.max-drop', old.maxDrop, gate.maxDrop, gate.maxDrop > old.maxDrop),
    ...changed('gate.mode', old.mode, gate.mode, gate.mode === 'inform' && old.mode === 'enforce'),
    ...changed('gate.on-error', old.onError, gate.onError, gate.onError === 'neutral' && old.onError === 'failure'),
    ...after.paths.ignore
      .filter((glob) => !before.paths.ignore.includes(glob))
      .map((glob) => ({ key: 'paths.ignore', before: '', after: glob })),
    ...rules,
  ];
}

function strictness(failOn: Severity | 'never'): number {
  return failOn === 'never' ? -1 : SEVERITIES.indexOf(failOn);
}
