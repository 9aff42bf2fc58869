/** Texts that an operation puts into a column of an enumeration which, by now, does not have them. */
import type { Operation } from '../../../model/migration.ts';
import type { ChainType, Column, StrayLiteral } from '../../../model/schema.ts';
import { bareName } from '../table-names.ts';

interface Table {
  readonly name: string;
  readonly columns: ReadonlyMap<string, Column>;
}

/** Those of one operation, which was applied to `table` already. */
export function strayLiterals(
  operation: Operation,
  table: Table,
  types: ReadonlyMap<string, ChainType>,
): StrayLiteral[] {
  if (operation.doubtful) return [];
  return written(operation, table).flatMap(({ name, literal }): StrayLiteral[] => {
    const enumeration = table.columns.get(name)?.type.enumeration;
    if (!enumeration?.native || enumeration.name === null || literal.includes('…')) return [];
    const type = types.get(bareName(enumeration.name));
    const values = type ? type.values : enumeration.values;
    if (values === null || values.includes(literal)) return [];
    const by = operation.op === 'data' ? 'data' : 'default';
    return [{ at: operation.at, table: table.name, column: name, literal, type: enumeration.name, values, by }];
  });
}

interface Written {
  readonly name: string;
  readonly literal: string;
}

function written(operation: Operation, table: Table): Written[] {
  if (operation.op === 'data')
    return (operation.written ?? []).map(({ column, text }) => ({ name: column, literal: text }));
  return namedBy(operation).flatMap((name) => {
    const literal = /^'([^']*)'(::[\w".]+)?$/.exec(table.columns.get(name)?.serverDefault ?? '')?.[1];
    return literal === undefined ? [] : [{ name, literal }];
  });
}

/** The columns that an operation makes or changes. */
function namedBy(operation: Operation): string[] {
  switch (operation.op) {
    case 'create-table':
      return operation.columns.map(({ name }) => name);
    case 'add-column':
      return [operation.column.name];
    case 'alter-column':
      return [operation.to ?? operation.column];
    default:
      return [];
  }
}
