/** The arguments of `op.create_table(…)` and `Table(…)`: columns, and constraints that say more about them. */
import type { Column, ColumnReference, TableConstraint } from '../../../model/schema.ts';
import { placeOf } from '../place.ts';
import type { Machine } from '../python/machine.ts';
import { type CallValue, nameOf, sequence, shortName, textOf, type Value } from '../python/value.ts';
import { type DeclaredColumn, declaredColumn, isColumnCall } from './column.ts';
import { tableConstraints } from './constraint.ts';

export interface TableElements {
  readonly columns: readonly Column[];
  /** The declarations of the columns, at the same positions. */
  readonly declared: readonly DeclaredColumn[];
  /** Why columns may be missing, or `null`. */
  readonly unread: string | null;
  /** Unique and check constraints; `null` where one could not be read. */
  readonly constraints: readonly TableConstraint[] | null;
}

/** Constraints and indexes: elements that are no columns, by the last part of their name. */
const NO_COLUMN = /(Constraint|Index|DDL|Comment|text)$/;

/** Reads the elements of a table. `partial`: others were passed that are unknown. */
export function tableElements(m: Machine, values: readonly Value[], partial: boolean): TableElements {
  const declared: DeclaredColumn[] = [];
  let columns: Column[] = [];
  let unread = partial ? 'columns are passed that could not be read' : null;
  for (const value of values) {
    if (value.k === 'call' && isColumnCall(value)) {
      const one = declaredColumn(m, value);
      const name = one.name;
      if (name === null) unread ??= 'the name of a column could not be read';
      else {
        declared.push(one);
        columns.push(columnOf(m, one, name));
      }
    } else if (value.k === 'call') {
      const name = shortName(value.fn) ?? '';
      if (name.endsWith('Constraint')) columns = constrained(columns, name, value);
      else if (!NO_COLUMN.test(name) && nameOf(value.fn) === null)
        unread ??= `\`${name || 'a call'}(…)\` among the columns could not be read`;
    } else if (value.k === 'const' && value.v === null) continue;
    else unread ??= 'an element among the columns could not be read';
  }
  return { columns, declared, unread, constraints: partial ? null : tableConstraints(m, values) };
}

/** The column that a declaration makes under `name`. */
export function columnOf(m: Machine, declared: DeclaredColumn, name: string): Column {
  return {
    name,
    type: declared.type,
    nullable: declared.nullable ?? true,
    primaryKey: declared.primaryKey,
    serverDefault: declared.serverDefault,
    unique: declared.unique,
    index: declared.index,
    foreignKey: declared.foreignKey,
    at: placeOf(m.db, declared.call.path, declared.call),
  };
}

/** Column names in a constraint: `"a", "b"` or `["a", "b"]`. */
export function namesIn(values: readonly Value[]): string[] {
  return values.flatMap((value) => (value.k === 'seq' ? namesIn(value.items) : (textOf(value) ?? [])));
}

/** `"users.id"`; a reference to a column object is not followed. */
export function referenceOf(text: string | null | undefined): ColumnReference | null {
  const dot = text?.lastIndexOf('.') ?? -1;
  return text && dot > 0 ? { table: text.slice(0, dot), column: text.slice(dot + 1) } : null;
}

/** What a table constraint says about columns. */
export function constrained(columns: readonly Column[], kind: string, call: CallValue): Column[] {
  if (kind === 'PrimaryKeyConstraint') {
    const names = namesIn(call.args);
    return columns.map((column) =>
      names.includes(column.name) ? { ...column, primaryKey: true, nullable: false } : column,
    );
  }
  if (kind === 'ForeignKeyConstraint') {
    const names = namesIn([call.args[0] ?? call.kw.columns ?? sequence([])]);
    const targets = namesIn([call.args[1] ?? call.kw.refcolumns ?? sequence([])]);
    return columns.map((column) => {
      const i = names.indexOf(column.name);
      return i < 0 ? column : { ...column, foreignKey: referenceOf(targets[i]) };
    });
  }
  if (kind === 'UniqueConstraint') {
    const names = namesIn(call.args);
    return columns.map((column) =>
      names.length === 1 && names[0] === column.name ? { ...column, unique: true } : column,
    );
  }
  return [...columns];
}
