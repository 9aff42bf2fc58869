/** Columns and types in PostgreSQL's trees. */
import type { ColumnDef, Node, TypeName } from 'libpg-query';
import type { Column, ColumnType } from '../../model/schema.ts';
import type { Place } from '../../model/span.ts';
import { sqlType } from '../sql-type.ts';
import { expressionText } from './expression.ts';
import { known, tableOf, texts } from './names.ts';

/** What PostgreSQL calls its types inside, by what SQL calls them. */
const INTERNAL: Readonly<Record<string, readonly string[]>> = {
  int2: ['smallint'],
  int4: ['integer'],
  int8: ['bigint'],
  float4: ['real'],
  float8: ['double', 'precision'],
  bool: ['boolean'],
  bpchar: ['char'],
  varbit: ['bit'],
  timetz: ['time'],
};

export function typeOf(type: TypeName | undefined): ColumnType {
  const names = texts(type?.names);
  const name = names.at(-1) ?? '?';
  const words = (names.length === 1 || names[0] === 'pg_catalog' ? INTERNAL[name] : undefined) ?? [name];
  const digits = name === 'interval' ? [] : (type?.typmods ?? []).flatMap(digit);
  return type?.pct_type ? sqlType([], [], false) : sqlType(words, digits, type?.arrayBounds !== undefined);
}

/** Nobody wrote the 1 of `char`: it stands nowhere. */
function digit(node: Node): string[] {
  if (!('A_Const' in node) || node.A_Const.location === -1) return [];
  const { ival } = node.A_Const;
  return ival ? [String(ival.ival ?? 0)] : [];
}

/** The column that is defined, or `null` where its name is not known. */
export function columnOf(definition: ColumnDef, at: Place): Column | null {
  const name = known(definition.colname);
  if (name === null) return null;
  const serial = /^(big|small)?serial[248]?$/.test(texts(definition.typeName?.names).at(-1) ?? '');
  const column: Column = {
    name,
    type: typeOf(definition.typeName),
    nullable: !serial,
    primaryKey: false,
    serverDefault: serial ? 'nextval()' : null,
    unique: false,
    index: false,
    foreignKey: null,
    at,
  };
  return (definition.constraints ?? []).reduce(constrained, column);
}

function constrained(column: Column, node: Node): Column {
  if (!('Constraint' in node)) return column;
  const { contype, raw_expr, pktable, pk_attrs } = node.Constraint;
  switch (contype) {
    case 'CONSTR_NOTNULL':
      return { ...column, nullable: false };
    case 'CONSTR_PRIMARY':
      return { ...column, nullable: false, primaryKey: true };
    case 'CONSTR_UNIQUE':
      return { ...column, unique: true };
    case 'CONSTR_DEFAULT':
      return { ...column, serverDefault: expressionText(raw_expr) };
    case 'CONSTR_IDENTITY':
      return { ...column, nullable: false, serverDefault: 'GENERATED' };
    case 'CONSTR_GENERATED':
      return { ...column, serverDefault: 'GENERATED' };
    case 'CONSTR_FOREIGN': {
      const table = tableOf(pktable);
      return table === null ? column : { ...column, foreignKey: { table, column: known(texts(pk_attrs)[0]) ?? 'id' } };
    }
    default:
      return column;
  }
}
