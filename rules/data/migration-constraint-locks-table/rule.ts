import {
  defineProjectRule,
  type MigrationStep,
  type Operation,
  type RevisionSafety,
} from '../../../src/rulekit/index.ts';
import {
  concurrentIndex,
  meetsRows,
  revisionFindings,
  type Told,
  tableArguments,
} from '../../../src/rulekit/migrations.ts';

type Constraint = Operation & { readonly op: 'add-constraint' };

export default defineProjectRule(({ project }) => {
  const { careful } = project.migrationSafety();
  const severity = careful ? ('minor' as const) : ('info' as const);
  return [
    ...revisionFindings(project, validated).map((found) => ({ ...found, severity })),
    ...revisionFindings(project, indexed).map((found) => ({
      ...found,
      severity,
      subject: `${found.subject} unique`,
      variant: 'unique',
    })),
  ];
});

/** A foreign key or check whose rows are read under the lock. */
function validated(step: MigrationStep, one: RevisionSafety): Told | null {
  const { operation, table } = step;
  if (operation.op !== 'add-constraint' || operation.notValid || table === null || !isHeld(step, one)) return null;
  if (operation.kind === 'foreign-key') {
    // In a column that has just come every row is NULL: there is nothing to look up.
    if (areFresh(operation, one) || operation.reference === null) return null;
    return {
      label: labelOf(operation, table),
      code: [foreignKey(operation, table, operation.reference), ...validation(operation, table)],
    };
  }
  if (operation.kind !== 'check') return null;
  const { name, schema } = tableArguments(table);
  const call = `op.create_check_constraint("${operation.name ?? '…'}", ${name}, …, postgresql_not_valid=True${schema})`;
  return { label: labelOf(operation, table), code: [call, ...validation(operation, table)] };
}

/** A unique constraint builds its index under the lock. */
function indexed(step: MigrationStep, one: RevisionSafety): Told | null {
  const { operation, table } = step;
  if (operation.op !== 'add-constraint' || operation.kind !== 'unique' || table === null || !isHeld(step, one))
    return null;
  if (operation.columns.length === 0) return null;
  const name = operation.name ?? `uq_${table}_${operation.columns.join('_')}`;
  return {
    label: labelOf(operation, table),
    code: [
      ...concurrentIndex(table, { name, columns: operation.columns, unique: true }),
      `op.execute("ALTER TABLE ${table} ADD CONSTRAINT ${name} UNIQUE USING INDEX ${name}")`,
    ],
  };
}

function isHeld(step: MigrationStep, { postgres }: RevisionSafety): boolean {
  return postgres && meetsRows(step);
}

function areFresh({ table, columns }: Constraint, { steps }: RevisionSafety): boolean {
  const added = steps.flatMap(({ operation }) =>
    operation.op === 'add-column' && operation.table === table ? [operation.column.name] : [],
  );
  return columns.some((column) => added.includes(column));
}

function labelOf({ name, columns }: Constraint, table: string): string {
  return name ?? `${table} (${columns.join(', ')})`;
}

function foreignKey(
  { name, columns }: Constraint,
  table: string,
  { table: target, column }: { readonly table: string; readonly column: string },
): string {
  const list = columns.map((one) => `"${one}"`).join(', ');
  return `op.create_foreign_key("${name ?? `fk_${table}_${columns.join('_')}`}", "${table}", "${target}", [${list}], ["${column}"], postgresql_not_valid=True)`;
}

function validation({ name, columns }: Constraint, table: string): string[] {
  return [
    '# In a revision of its own, once this one is deployed:',
    `op.execute("ALTER TABLE ${table} VALIDATE CONSTRAINT ${name ?? `fk_${table}_${columns.join('_')}`}")`,
  ];
}
