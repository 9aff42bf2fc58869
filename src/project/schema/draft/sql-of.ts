/** SQL of expressions that models pass: `func.now()`, `text("…")`, constants. */
import { type CallValue, nameOf, rawTextOf, shortName, textOf, type Value } from '../python/value.ts';
import { sqlName, sqlText } from './python-text.ts';

/** Functions that SQL writes without parentheses. */
const BARE = new Set(
  'current_date current_time current_timestamp current_user localtime localtimestamp session_user user'.split(' '),
);

/** The SQL that SQLAlchemy would make of `value`, or `null`. `columns` names what stands for a column. */
export function sqlOf(value: Value, columns: (value: Value) => string | null = () => null): string | null {
  const column = columns(value);
  if (column !== null) return sqlName(column);
  if (value.k === 'const') {
    if (value.v === null) return 'NULL';
    return typeof value.v === 'string' ? sqlText(value.v) : String(value.v);
  }
  if (value.k !== 'call' || value.partial) return null;
  if (rawTextOf(value) !== null) return textOf(value);
  const name = shortName(value.fn);
  if (name === null) return null;
  if ((name === 'true' || name === 'false') && value.args.length === 0) return name;
  if ((name === 'desc' || name === 'asc') && value.fn.k === 'attr') return ordered(value.fn.on, name, columns);
  return isFunction(value) ? called(value, name, columns) : null;
}

function ordered(on: Value, order: 'asc' | 'desc', columns: (value: Value) => string | null): string | null {
  const inner = sqlOf(on, columns);
  return inner === null ? null : `${inner} ${order.toUpperCase()}`;
}

function called(value: CallValue, name: string, columns: (value: Value) => string | null): string | null {
  if (BARE.has(name.toLowerCase()) && value.args.length === 0) return name.toUpperCase();
  if (Object.keys(value.kw).length > 0) return null;
  const args = value.args.map((arg) => sqlOf(arg, columns));
  return args.every((arg) => arg !== null) ? `${name}(${args.join(', ')})` : null;
}

/** `func.lower(…)`, `db.func.lower(…)`. */
function isFunction({ fn }: CallValue): boolean {
  if (fn.k === 'attr') return shortName(fn.on) === 'func';
  return (
    /^sqlalchemy\.(.*\.)?(func|functions)\.\w+$/.test(nameOf(fn) ?? '') ||
    /^sqlmodel\.func\.\w+$/.test(nameOf(fn) ?? '')
  );
}
