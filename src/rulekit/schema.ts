/** What rules about the schema share: the lines of a migration, and how a chain is named. */
import type { Chain, Column, ColumnType, ModelTable, TypeFamily } from '../model/schema.ts';
import type { Place } from '../model/span.ts';

/** How a type is written where the model does not say it in a way that a migration could repeat. */
const TYPES: Readonly<Partial<Record<TypeFamily, string>>> = {
  string: 'sa.String()',
  text: 'sa.Text()',
  integer: 'sa.Integer()',
  uuid: 'sa.Uuid()',
  datetime: 'sa.DateTime()',
  datetimetz: 'sa.DateTime(timezone=True)',
  boolean: 'sa.Boolean()',
  float: 'sa.Float()',
  numeric: 'sa.Numeric()',
  json: 'sa.JSON()',
  binary: 'sa.LargeBinary()',
  date: 'sa.Date()',
  time: 'sa.Time()',
  interval: 'sa.Interval()',
};

/** A value that existing rows can take, for a NOT NULL column that has none of its own. */
const DEFAULTS: Readonly<Partial<Record<TypeFamily, string>>> = {
  string: '""',
  text: '""',
  integer: '"0"',
  float: '"0"',
  numeric: '"0"',
  boolean: 'sa.false()',
  json: '"{}"',
  uuid: 'sa.text("gen_random_uuid()")',
  datetime: 'sa.func.now()',
  datetimetz: 'sa.func.now()',
  date: 'sa.func.current_date()',
};

/** `op.add_column("users", sa.Column(…))` for a column of a model. NOT NULL columns get a server default. */
export function addColumnLine(table: Pick<ModelTable, 'name'>, column: Column): string {
  const { schema, name } = splitName(table.name);
  return `op.add_column("${name}", ${columnCall(column, true)}${schema === null ? '' : `, schema="${schema}"`})`;
}

/** `op.drop_column("users", "name")`. */
export function dropColumnLine(table: string, column: Column): string {
  const { schema, name } = splitName(table);
  return `op.drop_column("${name}", "${column.name}"${schema === null ? '' : `, schema="${schema}"`})`;
}

/** `op.create_table(…)` for a model, a line for each column. */
export function createTableLines(table: ModelTable): string[] {
  const { schema, name } = splitName(table.name);
  const columns = table.columns.map((column) => `    ${columnCall(column, false)},`);
  const where = schema === null ? [] : [`    schema="${schema}",`];
  return ['op.create_table(', `    "${name}",`, ...columns, ...where, ')'];
}

function columnCall(column: Column, isAdded: boolean): string {
  const parts = [`"${column.name}"`, columnTypeText(column.type)];
  if (column.foreignKey) parts.push(`sa.ForeignKey("${column.foreignKey.table}.${column.foreignKey.column}")`);
  if (column.primaryKey) parts.push('primary_key=True');
  else parts.push(`nullable=${column.nullable ? 'True' : 'False'}`);
  const fallback =
    isAdded && !column.nullable && !column.primaryKey && !column.foreignKey ? DEFAULTS[column.type.family] : undefined;
  const written = /^'[^']*'$/.test(column.serverDefault ?? '') ? `"${column.serverDefault?.slice(1, -1)}"` : null;
  const given =
    column.serverDefault === null
      ? fallback
      : (written ?? (/^[\w ().']+$/.test(column.serverDefault) ? `sa.text("${column.serverDefault}")` : '…'));
  if (given !== undefined) parts.push(`server_default=${given}`);
  return `sa.Column(${parts.join(', ')})`;
}

/** A type as a migration writes it: `sa.String(length=50)`. */
export function columnTypeText(type: ColumnType): string {
  if (type.enumeration?.native && type.enumeration.values) {
    const values = type.enumeration.values.map((value) => `"${value}"`).join(', ');
    return `sa.Enum(${values}${type.enumeration.name === null ? '' : `, name="${type.enumeration.name}"`})`;
  }
  return type.python ?? TYPES[type.family] ?? (/^\w+$/.test(type.text) ? `${type.text}()` : '…');
}

function splitName(name: string): { readonly schema: string | null; readonly name: string } {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? { schema: null, name } : { schema: name.slice(0, dot), name: name.slice(dot + 1) };
}

/** Where the heads of a chain stand: what a new revision has to follow. */
export function headPlaces(chain: Chain): Place[] {
  return chain.revisions
    .filter(({ id }) => chain.heads.includes(id))
    .map(({ at }) => ({ path: at.path, span: at.span }));
}

/** The values that every message about a chain names. */
export function chainValues(chain: Chain): { folder: string; revisions: number; heads: readonly string[] } {
  return {
    folder: chain.versionLocations[0] ?? chain.scriptLocation,
    revisions: chain.revisions.length,
    heads: chain.heads,
  };
}
