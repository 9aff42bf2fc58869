/** One column of a model as a migration has to write it. What could not be read is said, never guessed. */
import type { DraftColumn } from '../../../model/draft.ts';
import type { ModelColumn, ModelTable } from '../../../model/schema.ts';
import { flag } from '../columns/column.ts';
import { isType } from '../columns/column-type.ts';
import { type CallValue, rawTextOf, shortName, textOf, type Value } from '../python/value.ts';
import type { DeclaredTable } from './declared.ts';
import { literal, POSTGRESQL_IMPORT, quoted, textCall } from './python-text.ts';
import { sqlOf } from './sql-of.ts';
import { enumCode, type TypeCode, type TypeWriter, typeCode } from './type-code.ts';

export interface ColumnWriter extends TypeWriter {
  readonly declaredOf: (table: ModelTable) => DeclaredTable;
  /** What the foreign key of a column refers to. */
  readonly referenceOf: (
    table: ModelTable,
    column: string,
  ) => { readonly table: ModelTable; readonly column: ModelColumn } | null;
}

export type WrittenColumn =
  | { readonly k: 'column'; readonly column: DraftColumn; readonly type: TypeCode; readonly open: readonly string[] }
  | { readonly k: 'unread'; readonly reason: string };

/** Writes `column` of `table`. */
export function writtenColumn(w: ColumnWriter, table: ModelTable, column: ModelColumn): WrittenColumn {
  const calls = w.declaredOf(table).columns.get(column.name) ?? [];
  const type = columnTypeCode(w, table, column);
  const where = `\`${table.symbol || table.name}.${column.attribute ?? column.name}\``;
  if (type === null) return { k: 'unread', reason: `the type of ${where} (${column.type.text}) could not be read` };
  const open: string[] = [];
  const fallback = serverDefault(w, calls, column);
  if (fallback === 'unread') open.push(`the server default of ${where} could not be read`);
  const generated = generatedCode(calls);
  if (generated === 'unread') return { k: 'unread', reason: `how the database computes ${where} could not be read` };
  const autoincrement = keyword(calls, 'autoincrement');
  const draft: DraftColumn = {
    name: column.name,
    type: { text: type.text, imports: type.imports },
    nullable: column.nullable,
    serverDefault: fallback === 'unread' ? null : fallback,
    generated,
    comment: textOf(keyword(calls, 'comment')),
    autoincrement: autoincrement?.k === 'const' && typeof autoincrement.v === 'boolean' ? autoincrement.v : null,
  };
  return { k: 'column', column: draft, type, open };
}

/** The type of a column: as its call says, else by its annotation or the column that it refers to. */
export function columnTypeCode(w: ColumnWriter, table: ModelTable, column: ModelColumn, hops = 0): TypeCode | null {
  const calls = w.declaredOf(table).columns.get(column.name) ?? [];
  const given = calls.map((call) => typeArgument(w, call)).find((value) => value !== null);
  const { type } = column;
  const sized = type.length !== null && given?.k === 'ref';
  if (given && !sized) return typeCode(w, given);
  const reference = type.inferred || type.family === 'unknown' ? w.referenceOf(table, column.name) : null;
  if (reference && hops < 6) return columnTypeCode(w, reference.table, reference.column, hops + 1);
  if (type.enumeration) return enumCode(w, type.enumeration, null);
  // SQLAlchemy 1.4 has no `sa.Uuid`; what is in the database is the same.
  if (type.python === 'sa.Uuid()' && w.postgres && !w.isNamed('Uuid'))
    return { text: 'postgresql.UUID(as_uuid=True)', imports: [POSTGRESQL_IMPORT], enums: [] };
  if (type.python === null || type.python === '') return null;
  const dialect = /^(postgresql|mysql|sqlite|oracle|mssql)\./.exec(type.python)?.[1];
  const imports =
    dialect === 'postgresql' ? [POSTGRESQL_IMPORT] : dialect ? [`from sqlalchemy.dialects import ${dialect}`] : [];
  if (type.python.startsWith('sqlmodel.')) imports.push('import sqlmodel.sql.sqltypes');
  return { text: type.python, imports, enums: [] };
}

/** The type among the arguments of `Column(…)`, `mapped_column(…)` or `Field(…)`. */
function typeArgument(w: TypeWriter, call: CallValue): Value | null {
  if (call.kw.type_) return call.kw.type_;
  if (shortName(call.fn) === 'Field') return call.kw.sa_type ?? null;
  const args = [...call.args];
  if (call.kw.name === undefined && args[0] !== undefined && rawTextOf(args[0]) !== null) args.shift();
  const isGiven = (arg: Value, i: number) => {
    const told = isType(w.m, arg);
    return told === true || (told === null && i === 0);
  };
  return args.find(isGiven) ?? null;
}

/** The first that the calls say under a name; `sa_column_kwargs` of SQLModel included. */
export function keyword(calls: readonly CallValue[], name: string): Value | undefined {
  for (const call of calls) {
    if (call.kw[name]) return call.kw[name];
    const more = call.kw.sa_column_kwargs;
    const entry = more?.k === 'map' ? more.entries.findLast(([key]) => textOf(key) === name) : undefined;
    if (entry) return entry[1];
  }
  return undefined;
}

function serverDefault(w: TypeWriter, calls: readonly CallValue[], column: ModelColumn): string | null | 'unread' {
  const value = keyword(calls, 'server_default');
  if (value === undefined) return column.serverDefault === null || generatedValue(calls) ? null : 'unread';
  if (value.k === 'const') {
    if (value.v === null || value.v === false) return null;
    return typeof value.v === 'string' ? quoted(value.v) : quoted(String(value.v));
  }
  if (value.k === 'call' && shortName(value.fn) === 'FetchedValue') return null;
  const sql = sqlOf(value);
  if (sql === 'true' || sql === 'false') return `sa.${sql}()`;
  // What it is called depends on the database.
  if (sql === 'now()' && !w.postgres) return 'sa.func.now()';
  return sql === null ? 'unread' : textCall(sql);
}

const GENERATED = new Set(['Identity', 'Computed', 'Sequence']);

function generatedValue(calls: readonly CallValue[]): CallValue | null {
  for (const call of calls)
    for (const arg of call.args) if (arg.k === 'call' && GENERATED.has(shortName(arg.fn) ?? '')) return arg;
  return null;
}

function generatedCode(calls: readonly CallValue[]): string | null {
  const call = generatedValue(calls);
  if (call === null) return null;
  const name = shortName(call.fn);
  const parts = [
    ...call.args.map((arg) => ['', arg] as const),
    ...Object.entries(call.kw).map(([k, v]) => [`${k}=`, v] as const),
  ];
  const texts = parts.map(([key, value]) => {
    const text = value.k === 'const' ? literal(value.v) : textOf(value) === null ? null : quoted(textOf(value) ?? '');
    return text === null ? null : `${key}${text}`;
  });
  if (name === 'Sequence' || call.partial || texts.some((text) => text === null)) return 'unread';
  return `sa.${name}(${texts.join(', ')})`;
}

/** Whether a column is unique or indexed by its own call. */
export function ownFlag(calls: readonly CallValue[], name: 'unique' | 'index'): boolean {
  return flag(keyword(calls, name)) === true;
}
