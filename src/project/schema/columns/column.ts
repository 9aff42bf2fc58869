/** A column as a call declares it: `Column(…)`, `mapped_column(…)`. */

import type { Clock } from '../../../model/model-uses.ts';
import type { Expr } from '../../../model/python.ts';
import type { ColumnReference, ColumnType } from '../../../model/schema.ts';
import type { Machine } from '../python/machine.ts';
import { type CallValue, calleeName, HOLE, rawTextOf, shortName, textOf, truth, type Value } from '../python/value.ts';
import { clockOfDefault } from '../uses/clock.ts';
import { columnType, isType } from './column-type.ts';

/** What one call says; `null` = it does not say. */
export interface DeclaredColumn {
  readonly name: string | null;
  /** The name is there, but could not be read. */
  readonly nameUnread: boolean;
  readonly type: ColumnType;
  readonly typed: boolean;
  readonly nullable: boolean | null;
  readonly primaryKey: boolean;
  readonly serverDefault: string | null;
  readonly unique: boolean;
  readonly index: boolean;
  /** `table` is `null` for a reference that could not be read, or to a class: see `target`. */
  readonly foreignKey: ColumnReference | null;
  /** `ForeignKey(User.id)`. */
  readonly target: Value | null;
  readonly pythonDefault: boolean;
  /** A default that is a text. */
  readonly defaultText: string | null;
  /** A default that is the time. */
  readonly defaultClock: Clock | null;
  readonly call: CallValue;
}

const COLUMN_CALLS = new Set(['Column', 'mapped_column', 'MappedColumn']);

/** Whether a value is a column declaration: by the name that it is called. */
export function isColumnCall(value: CallValue): boolean {
  const dotted = calleeName(value);
  const name = shortName(value.fn);
  if (dotted !== null) return name !== null && COLUMN_CALLS.has(name);
  // `class RequiredColumn(Column)`
  if (value.fn.k === 'class') return value.fn.def.bases.some((base) => COLUMN_CALLS.has(lastName(base)));
  // `db.Column(…)` of Flask-SQLAlchemy, where `db` is an instance.
  return value.fn.k === 'attr' && (value.fn.name === 'Column' || value.fn.name === 'mapped_column');
}

function lastName(expr: Expr): string {
  return expr.k === 'attr' ? expr.name : expr.k === 'name' ? expr.id : '';
}

/** Reads a column declaration. */
export function declaredColumn(m: Machine, call: CallValue): DeclaredColumn {
  const args = [...call.args];
  const first = args[0];
  const named = call.kw.name ?? (first !== undefined && rawTextOf(first) !== null ? args.shift() : undefined);
  let type: Value | undefined = call.kw.type_;
  let reference: CallValue | null = null;
  let generated: string | null = null;
  for (const [i, arg] of args.entries()) {
    const word = arg.k === 'call' ? shortName(arg.fn) : shortName(arg);
    if (word === 'ForeignKey' && arg.k === 'call') reference = arg;
    else if ((word === 'Identity' || word === 'Computed') && generated === null) generated = `${word.toUpperCase()}()`;
    else if (word === 'Sequence' || word === 'FetchedValue') generated ??= `${HOLE}`;
    else if (type === undefined && i === 0 && isType(m, arg) !== false) type = arg;
    else if (type === undefined && isType(m, arg) === true) type = arg;
  }
  const primaryKey = flag(call.kw.primary_key) === true;
  const read = columnType(m, type);
  return {
    name: textOf(named),
    nameUnread: named !== undefined && textOf(named) === null && !(named.k === 'const' && named.v === null),
    type: read,
    typed: type !== undefined && nullType(type) === false,
    nullable: flag(call.kw.nullable) ?? (primaryKey ? false : null),
    primaryKey,
    serverDefault: serverDefault(call.kw.server_default) ?? shownDefault(generated),
    unique: flag(call.kw.unique) === true,
    index: flag(call.kw.index) === true,
    foreignKey: reference ? referenced(reference.args[0] ?? reference.kw.column) : null,
    target: reference?.args[0]?.k === 'attr' ? (reference.args[0] ?? null) : null,
    pythonDefault: 'default' in call.kw || 'insert_default' in call.kw || 'default_factory' in call.kw,
    defaultText: literalText(call.kw.default ?? call.kw.insert_default),
    defaultClock: clockOfDefault(m.db, call.kw.default ?? call.kw.insert_default ?? call.kw.default_factory),
    call,
  };
}

/** A text that is written as one, and not as a member of an enumeration. */
function literalText(value: Value | undefined): string | null {
  return value?.k === 'const' && value.member !== undefined ? null : textOf(value);
}

function nullType(value: Value): boolean {
  return shortName(value.k === 'call' ? value.fn : value) === 'NullType';
}

function shownDefault(text: string | null): string | null {
  return text === HOLE ? '…' : text;
}

export function flag(value: Value | undefined): boolean | null {
  if (value === undefined) return null;
  const told = truth(value);
  return typeof told === 'boolean' ? told : null;
}

/** How SQL would show a server default; `null` for none. */
export function serverDefault(value: Value | undefined): string | null {
  if (value === undefined || (value.k === 'const' && (value.v === null || value.v === false))) return null;
  const text = rawTextOf(value);
  if (text !== null) return (value.k === 'const' ? `'${text}'` : text).replaceAll(HOLE, '…');
  if (value.k === 'const') return String(value.v);
  if (value.k === 'call') {
    const name = shortName(value.fn);
    if (name !== null && value.args.length === 0) return `${name}()`;
  }
  return '…';
}

/** `"users.id"`, `"schema.users.id"`. */
function referenced(value: Value | undefined): ColumnReference | null {
  const text = textOf(value);
  if (text === null) return null;
  const dot = text.lastIndexOf('.');
  return dot < 0 ? { table: text, column: 'id' } : { table: text.slice(0, dot), column: text.slice(dot + 1) };
}
