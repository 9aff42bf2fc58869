import { defineProjectRule, type MigrationStep, type RevisionSafety } from '../../../src/rulekit/index.ts';
import { meetsRows, revisionFindings, type Told } from '../../../src/rulekit/migrations.ts';

export default defineProjectRule(({ project }) => [
  ...revisionFindings(project, renamedColumn),
  ...revisionFindings(project, renamedTable).map((found) => ({
    ...found,
    subject: `${found.subject} table`,
    variant: 'table',
  })),
]);

function renamedColumn(step: MigrationStep, { steps }: RevisionSafety): Told | null {
  const { operation, table } = step;
  if (operation.op !== 'alter-column' || operation.to === null || table === null || !meetsRows(step)) return null;
  const { column, to } = operation;
  if (column === to || step.columnFresh || steps.some((other) => makesColumn(other, operation.table, column)))
    return null;
  return {
    label: `${table}.${column} → ${to}`,
    code: [`${to} = mapped_column("${column}")  # ${table}: the attribute is renamed, the column is not`],
  };
}

/** The old name stands for something again: a column that is added, or another that is renamed to it. */
function makesColumn({ operation }: MigrationStep, table: string, column: string): boolean {
  if (operation.op === 'add-column') return operation.table === table && operation.column.name === column;
  return operation.op === 'alter-column' && operation.table === table && operation.to === column;
}

function renamedTable(step: MigrationStep, { steps }: RevisionSafety): Told | null {
  const { operation, table } = step;
  if (operation.op !== 'rename-table' || table === null || !meetsRows(step)) return null;
  const remade = steps.some(
    ({ operation: other }) =>
      (other.op === 'create-table' && other.table === operation.table) ||
      (other.op === 'rename-table' && other.to === operation.table),
  );
  if (remade) return null;
  return {
    label: `${operation.table} → ${operation.to}`,
    code: [`op.execute("CREATE VIEW ${operation.table} AS SELECT * FROM ${operation.to}")`],
  };
}
