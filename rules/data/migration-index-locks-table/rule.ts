import { defineProjectRule, type MigrationStep, type RevisionSafety } from '../../../src/rulekit/index.ts';
import { concurrentIndex, meetsRows, revisionFindings, type Told } from '../../../src/rulekit/migrations.ts';

export default defineProjectRule(({ project }) => {
  const { careful } = project.migrationSafety();
  return [
    ...revisionFindings(project, locking).map((found) => ({
      ...found,
      // Where nobody has built an index concurrently so far, tables may well be small.
      severity: careful ? ('minor' as const) : ('info' as const),
    })),
    ...revisionFindings(project, insideTransaction).map((found) => ({
      ...found,
      subject: `${found.subject} transaction`,
      variant: 'transaction',
      severity: 'major' as const,
      confidence: 'high' as const,
    })),
  ];
});

function locking(step: MigrationStep, { postgres }: RevisionSafety): Told | null {
  const { operation, table } = step;
  if (!postgres || operation.op !== 'create-index' || operation.concurrently || table === null) return null;
  if (!meetsRows(step)) return null;
  return {
    label: operation.name ?? `${table} (${operation.columns.join(', ')})`,
    code: concurrentIndex(table, operation),
  };
}

function insideTransaction(step: MigrationStep, { postgres, autocommit }: RevisionSafety): Told | null {
  const { operation, table } = step;
  if (!postgres || autocommit || operation.autocommit || operation.doubtful) return null;
  if (operation.op !== 'create-index' || !operation.concurrently || table === null) return null;
  return { label: operation.name ?? table, code: concurrentIndex(table, operation), certain: true };
}
