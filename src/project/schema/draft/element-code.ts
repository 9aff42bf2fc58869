/** Columns, constraints and names as the arguments of Alembic's operations. */
import type { DraftColumn, DraftConstraint, DraftName, DraftStep } from '../../../model/draft.ts';
import { quoted } from './python-text.ts';

export function nameCode(name: DraftName | null): string {
  if (name === null) return 'None';
  return name.final ? `op.f(${quoted(name.text)})` : quoted(name.text);
}

export function columnCode(column: DraftColumn): string {
  return `sa.Column(${columnArguments(column).join(', ')})`;
}

export function columnArguments(column: DraftColumn): string[] {
  const parts = [quoted(column.name), column.type.text];
  if (column.generated !== null) parts.push(column.generated);
  if (column.autoincrement !== null) parts.push(`autoincrement=${column.autoincrement ? 'True' : 'False'}`);
  if (column.serverDefault !== null) parts.push(`server_default=${column.serverDefault}`);
  parts.push(`nullable=${column.nullable ? 'True' : 'False'}`);
  if (column.comment !== null) parts.push(`comment=${quoted(column.comment)}`);
  return parts;
}

export function list(names: readonly string[]): string {
  return `[${names.map(quoted).join(', ')}]`;
}

export function constraintCode(constraint: DraftConstraint): string {
  const name = constraint.name === null ? [] : [`name=${nameCode(constraint.name)}`];
  switch (constraint.k) {
    case 'primary-key':
      return `sa.PrimaryKeyConstraint(${[...constraint.columns.map(quoted), ...name].join(', ')})`;
    case 'unique':
      return `sa.UniqueConstraint(${[...constraint.columns.map(quoted), ...name].join(', ')})`;
    case 'check':
      return `sa.CheckConstraint(${[quoted(constraint.sql), ...name].join(', ')})`;
    case 'foreign-key': {
      const targets = constraint.targetColumns.map((column) => `${constraint.target}.${column}`);
      return `sa.ForeignKeyConstraint(${[list(constraint.columns), list(targets), ...name, ...constraint.options].join(', ')})`;
    }
    default:
      return constraint satisfies never;
  }
}

export function changeCode(change: (DraftStep & { k: 'alter-column' })['change']): string[] {
  switch (change.k) {
    case 'not-null':
      return [`existing_type=${change.existing.text}`, 'nullable=False'];
    case 'default':
      return [`server_default=${change.value}`];
    case 'type':
      return [
        ...(change.existing === null ? [] : [`existing_type=${change.existing.text}`]),
        `type_=${change.to.text}`,
        `existing_nullable=${change.nullable ? 'True' : 'False'}`,
        ...(change.using === null ? [] : [`postgresql_using=${quoted(change.using)}`]),
      ];
    default:
      return change satisfies never;
  }
}
