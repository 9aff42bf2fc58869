/** What an inspector would say at the point that the replay has reached: tables and columns, as far as they are known. */
import type { Column } from '../../../model/schema.ts';
import { type CallValue, constant, DB, sequence, textOf, type Value } from '../python/value.ts';
import { qualified } from './executed-sql.ts';

export interface Catalog {
  /** Tables, or views, of a schema (`null`: the default one); `null` where there may be others. */
  names(schema: string | null, views: boolean): readonly string[] | null;
  /** `null`: it may or may not be there. */
  has(table: string): boolean | null;
  /** `null`: there may be others. */
  columns(table: string): readonly Column[] | null;
}

/** The methods of inspectors and dialects that ask what is there. */
const QUESTIONS = /^(has_table|get_(multi_)?(table_names|view_names|columns|pk_constraint))$/;

/** Whether calling the method `name` of something of the database asks what tables and columns there are. */
export function asksCatalog(name: string): boolean {
  return QUESTIONS.test(name);
}

/** The answer to `inspector.<name>(…)`; `DB` where the replay does not know it. */
export function answered(catalog: Catalog, name: string, call: CallValue): Value {
  const schema = call.kw.schema === undefined ? null : textOf(call.kw.schema);
  if (schema === null && call.kw.schema !== undefined && !isNone(call.kw.schema)) return DB;
  if (name === 'get_table_names' || name === 'get_view_names') {
    const given = call.args[0] === undefined || isNone(call.args[0]) ? schema : textOf(call.args[0]);
    if (given === null && call.args[0] !== undefined && !isNone(call.args[0])) return DB;
    const names = catalog.names(given === 'public' ? null : given, name === 'get_view_names');
    return names === null ? DB : sequence(names.map(constant));
  }
  // `dialect.has_table(connection, "users")`
  const [first, second] = call.args;
  const table = textOf(first) ?? textOf(call.kw.table_name) ?? (first?.k === 'db' ? textOf(second) : null);
  if (table === null) return DB;
  const written = schema ?? (textOf(first) === null ? null : textOf(second));
  const full = qualified(written, table) ?? table;
  if (name === 'has_table') {
    const there = catalog.has(full);
    return there === null ? DB : constant(there);
  }
  const columns = catalog.columns(full);
  if (columns === null) return DB;
  if (name === 'get_columns') return sequence(columns.map(described));
  if (name !== 'get_pk_constraint') return DB;
  const key = columns.filter(({ primaryKey }) => primaryKey).map((column) => constant(column.name));
  return {
    k: 'map',
    entries: [
      [constant('constrained_columns'), sequence(key)],
      [constant('name'), DB],
    ],
  };
}

function described(column: Column): Value {
  return {
    k: 'map',
    entries: [
      [constant('name'), constant(column.name)],
      [constant('nullable'), constant(column.nullable)],
      ...['type', 'default', 'autoincrement', 'comment', 'primary_key'].map((key) => [constant(key), DB] as const),
    ],
  };
}

function isNone(value: Value): boolean {
  return value.k === 'const' && value.v === null;
}
