import { defineProjectRule } from '../../../src/rulekit/index.ts';
import { fillThenRequire, meetsRows, revisionFindings } from '../../../src/rulekit/migrations.ts';

export default defineProjectRule(({ project }) =>
  revisionFindings(project, (step) => {
    const { operation, table, before, rowsTouched } = step;
    if (operation.op !== 'alter-column' || operation.nullable !== false || table === null) return null;
    if (!meetsRows(step) || rowsTouched) return null;
    // A column that came with a default has had a value in each row since.
    if (!before?.nullable || before.primaryKey || before.serverDefault !== null) return null;
    return { label: `${table}.${operation.column}`, code: fillThenRequire(table, operation.column) };
  }),
);
