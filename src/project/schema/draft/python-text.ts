/** Python and SQL literals. */
import type { PythonCode } from '../../../model/draft.ts';

export const POSTGRESQL_IMPORT = 'from sqlalchemy.dialects import postgresql';

/** A string literal in double quotes: what JSON escapes, Python reads the same way. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A constant as Python writes it. */
export function literal(value: string | number | boolean | null): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null) return 'None';
  return value === true ? 'True' : value === false ? 'False' : String(value);
}

export function code(text: string, ...imports: readonly string[]): PythonCode {
  return { text, imports };
}

/** `sa.text(…)`, in which a colon would begin a parameter. */
export function textCall(sql: string): string {
  return `sa.text(${quoted(withoutParameters(sql))})`;
}

/** SQL that `text()` reads as it stands. */
export function withoutParameters(sql: string): string {
  return sql.replace(/(?<!:):(?=\w)/g, '\\:');
}

/** A string literal of SQL. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name of a table, column or type in SQL, quoted where it has to be. */
export function sqlName(name: string): string {
  return name
    .split('.')
    .map((part) => (/^[a-z_][a-z0-9_]*$/.test(part) && !RESERVED.has(part) ? part : `"${part.replaceAll('"', '""')}"`))
    .join('.');
}

/** Words that PostgreSQL does not take as a bare name of a table or column. */
const RESERVED = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate column concurrently
  constraint create cross current_catalog current_date current_role current_schema current_time current_timestamp
  current_user default deferrable desc distinct do else end except false fetch for foreign freeze from full grant group
  having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime localtimestamp
  natural not notnull null offset on only or order outer overlaps placing primary references returning right select
  session_user similar some symmetric table tablesample then to trailing true union unique user using variadic verbose when
  where window with`.split(/\s+/),
);

/** `schema.table` taken apart. */
export function tableParts(table: string): { readonly schema: string | null; readonly name: string } {
  const dot = table.lastIndexOf('.');
  return dot < 0 ? { schema: null, name: table } : { schema: table.slice(0, dot), name: table.slice(dot + 1) };
}
