import { defineProjectRule, type MigrationStep } from '../../../src/rulekit/index.ts';
import { addRequiredColumn, meetsRows, revisionFindings } from '../../../src/rulekit/migrations.ts';

export default defineProjectRule(({ project }) =>
  revisionFindings(project, (step, { steps, mysql }) => {
    const { operation, table } = step;
    if (operation.op !== 'add-column' || table === null || !meetsRows(step)) return null;
    // MySQL writes an empty value of its own into the rows.
    if (mysql || isEmptied(table, steps.slice(0, steps.indexOf(step)))) return null;
    const { column } = operation;
    // A key that is added is filled by the database.
    if (column.nullable || column.serverDefault !== null || column.primaryKey) return null;
    return { label: `${table}.${column.name}`, code: addRequiredColumn(table, column) };
  }),
);

/** The rows are deleted first, or something runs of which that cannot be told. */
function isEmptied(table: string, before: readonly MigrationStep[]): boolean {
  return before.some(({ operation, table: other }) => {
    if (operation.op === 'unread') return operation.table === null || other === table;
    return operation.op === 'data' && (other === null || (other === table && operation.verb === 'delete'));
  });
}
