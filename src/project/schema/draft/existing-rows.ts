/** The value that rows which are already there get in a new column: the one that Python would have given them. */
import type { ModelColumn } from '../../../model/schema.ts';
import type { Machine } from '../python/machine.ts';
import { type CallValue, nameOf, shortName, type Value } from '../python/value.ts';
import { keyword } from './column-draft.ts';
import { sqlText } from './python-text.ts';
import { sqlOf } from './sql-of.ts';

/** SQL for the Python-side default of a column, or `null` where nothing tells it. */
export function existingRowsValue(
  m: Machine,
  column: ModelColumn,
  calls: readonly CallValue[],
  postgres: boolean,
): string | null {
  const value =
    keyword(calls, 'default') ??
    keyword(calls, 'insert_default') ??
    keyword(calls, 'default_factory') ??
    positional(calls);
  if (value === undefined) return column.defaultText === undefined ? null : stored(column, column.defaultText);
  if (value.k === 'const') return constant(column, value.v);
  if (value.k === 'lambda') {
    const made = m.evaluate(m, { vars: new Map(), site: value.site, parent: null }, value.body);
    return made.k === 'const'
      ? constant(column, made.v)
      : (callText(made, column, postgres) ?? emptyText(made, column));
  }
  if (value.k === 'ref') return postgres ? functionText(value.name, [], column) : emptyOf(value.name, column);
  const sql = sqlOf(value);
  if (sql === 'now()' && !postgres) return 'CURRENT_TIMESTAMP';
  return sql ?? callText(value, column, postgres) ?? emptyText(value, column);
}

/** `Field("x")` of SQLModel. */
function positional(calls: readonly CallValue[]): Value | undefined {
  return calls.find((call) => shortName(call.fn) === 'Field')?.args[0];
}

function constant(column: ModelColumn, value: string | number | boolean | null): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return stored(column, value);
  if (column.type.family === 'boolean') return typeof value === 'boolean' ? String(value) : null;
  return typeof value === 'number' ? String(value) : null;
}

/** A text as it is stored: a member of an enumeration by its name or its value. */
function stored(column: ModelColumn, text: string): string | null {
  const { enumeration } = column.type;
  if (enumeration === null) return sqlText(text);
  const { values, members, pythonClass } = enumeration;
  if (values === null) return null;
  if (pythonClass === null) return values.includes(text) ? sqlText(text) : null;
  const at = members?.values.indexOf(text) ?? -1;
  const found = at < 0 ? undefined : values[at];
  return found === undefined ? null : sqlText(found);
}

function callText(value: Value, column: ModelColumn, postgres: boolean): string | null {
  if (value.k !== 'call' || !postgres) return null;
  return functionText(nameOf(value.fn) ?? '', value.args, column);
}

/** What callables of the standard library give, told by PostgreSQL. */
function functionText(name: string, args: readonly Value[], column: ModelColumn): string | null {
  const { family } = column.type;
  if (/^uuid\.uuid[14]$/.test(name) && family === 'uuid') return 'gen_random_uuid()';
  if (family.startsWith('datetime') && /^datetime\.datetime\.(now|utcnow)$/.test(name)) {
    if (family === 'datetimetz') return 'now()';
    return name.endsWith('utcnow') || args.length > 0 ? "timezone('utc', now())" : 'now()';
  }
  if (family === 'date' && /^datetime\.date\.today$/.test(name)) return 'CURRENT_DATE';
  return emptyOf(name, column);
}

/** `default=dict`, `default=list`. */
function emptyOf(name: string, { type: { family } }: ModelColumn): string | null {
  if (name === 'builtins.dict' && family === 'json') return "'{}'";
  if (name === 'builtins.list' && family === 'json') return "'[]'";
  return name === 'builtins.list' && family === 'array' ? "'{}'" : null;
}

function emptyText(value: Value, column: ModelColumn): string | null {
  if (value.k === 'map' && value.entries.length === 0) return emptyOf('builtins.dict', column);
  return value.k === 'seq' && value.items.length === 0 && !value.partial ? emptyOf('builtins.list', column) : null;
}
