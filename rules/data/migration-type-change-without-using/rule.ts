import { defineProjectRule, type MigrationStep, type RevisionSafety } from '../../../src/rulekit/index.ts';
import {
  convertedColumn,
  meetsRows,
  revisionFindings,
  type Told,
  tableArguments,
} from '../../../src/rulekit/migrations.ts';

export default defineProjectRule(({ project }) => [
  ...revisionFindings(project, refused),
  ...revisionFindings(project, keptDefault).map((found) => ({ ...found, variant: 'default' })),
  ...revisionFindings(project, rewritten).map((found) => ({
    ...found,
    variant: 'rewrite',
    subject: `${found.subject} rewrite`,
    severity: 'minor' as const,
    confidence: 'medium' as const,
  })),
]);

function refused(step: MigrationStep, { postgres }: RevisionSafety): Told | null {
  const { operation, table, typeChange, before } = step;
  if (!postgres || operation.op !== 'alter-column' || operation.using || typeChange !== 'refused') return null;
  // It is refused before any row is looked at: an empty table does not help.
  if (operation.doubtful || table === null || !operation.type || before === null) return null;
  return {
    label: `${table}.${operation.column} (${before.type.text} → ${operation.type.text})`,
    code: convertedColumn(table, operation),
    certain: true,
  };
}

/** The old default is converted on its own, and USING does not speak of it. */
function keptDefault(step: MigrationStep, { postgres }: RevisionSafety): Told | null {
  const { operation, table, typeChange, before } = step;
  if (!postgres || operation.op !== 'alter-column' || !operation.using || typeChange !== 'refused') return null;
  if (operation.doubtful || table === null || !operation.type || !before?.serverDefault?.startsWith("'")) return null;
  const { name, schema } = tableArguments(table);
  return {
    label: `${table}.${operation.column}`,
    code: [
      `op.alter_column(${name}, "${operation.column}", server_default=None${schema})`,
      ...convertedColumn(table, operation),
      `op.alter_column(${name}, "${operation.column}", server_default=…${schema})`,
    ],
    certain: true,
  };
}

function rewritten(step: MigrationStep, one: RevisionSafety): Told | null {
  const { operation, table, typeChange, before } = step;
  if (!one.postgres || operation.op !== 'alter-column' || !meetsRows(step)) return null;
  if (typeChange !== 'rewrite' && !(typeChange === 'refused' && operation.using)) return null;
  if (keptDefault(step, one) !== null) return null;
  if (table === null || !operation.type || before === null || step.columnFresh) return null;
  return { label: `${table}.${operation.column} (${before.type.text} → ${operation.type.text})`, code: [] };
}
