import { defineProjectRule } from '../../../src/rulekit/index.ts';
import { addRequiredColumn, meetsRows, revisionFindings } from '../../../src/rulekit/migrations.ts';

export default defineProjectRule(({ project }) =>
  revisionFindings(project, (step) => {
    const { operation, table, rowsTouched } = step;
    if (operation.op !== 'add-column' || table === null || !meetsRows(step) || rowsTouched) return null;
    const { column } = operation;
    // A key that is added is filled by the database.
    if (column.nullable || column.serverDefault !== null || column.primaryKey) return null;
    return { label: `${table}.${column.name}`, code: addRequiredColumn(table, column) };
  }),
);
