import { defineProjectRule, type Found, type MigrationStep } from '../../../src/rulekit/index.ts';
import { revisionFinding } from '../../../src/rulekit/migrations.ts';

export default defineProjectRule(({ project }) =>
  project.migrationSafety().revisions.flatMap((one): Found[] => {
    const { downgrade, steps } = one;
    const { at, kind, left } = downgrade;
    const found: Found = { ...revisionFinding(one), at: { path: at.path, span: at.span }, symbol: 'downgrade' };
    if (kind === 'partial')
      return [{ ...found, values: { ...found.values, left }, subject: `${found.subject} ${left.join(' ')}` }];
    if (kind === 'fails') return [{ ...found, variant: 'unnamed', values: { ...found.values, left } }];
    // Where data went, saying that there is no way back is honest.
    if (kind !== 'raises' || steps.length === 0 || !steps.every(isReversible)) return [];
    return [{ ...found, variant: 'raises', values: { ...found.values, steps: steps.length } }];
  }),
);

const REVERSIBLE = new Set([
  'create-table',
  'add-column',
  'rename-table',
  'create-index',
  'add-constraint',
  'drop-index',
]);

function isReversible({ operation }: MigrationStep): boolean {
  return REVERSIBLE.has(operation.op) && !operation.doubtful;
}
