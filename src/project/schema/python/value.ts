/**
 * What an expression of a model or migration stands for, as far as it can be told without running anything.
 * A text with parts that are not known holds `HOLE` in their place.
 */
import type { ClassDef, Expr, FunctionDef } from '../../../model/python.ts';
import type { Range } from '../../../model/span.ts';
import { HOLE } from '../../../model/sql.ts';
import type { Site } from '../../resolve.ts';

export { HOLE };

export type Value =
  /** `member`: it is the value of that member of an enumeration, and the member itself was named. */
  | { readonly k: 'const'; readonly v: string | number | boolean | null; readonly member?: string }
  | Sequence
  | { readonly k: 'map'; readonly entries: (readonly [Value, Value])[] }
  /** Something external, by its dotted name. */
  | { readonly k: 'ref'; readonly name: string }
  | CallValue
  | { readonly k: 'fn'; readonly def: FunctionDef; readonly site: Site; readonly closure: Frame | null }
  | { readonly k: 'lambda'; readonly site: Site; readonly body: Expr }
  | { readonly k: 'class'; readonly def: ClassDef; readonly site: Site }
  | { readonly k: 'module'; readonly path: string }
  /** An attribute of something that is not known better. */
  | { readonly k: 'attr'; readonly on: Value; readonly name: string }
  /** `with op.batch_alter_table(…) as batch`. */
  | { readonly k: 'batch'; readonly table: string | null }
  /** What only the database could answer: a connection, an inspector, rows. */
  | { readonly k: 'db' }
  | { readonly k: 'unknown' };

export interface Sequence {
  readonly k: 'seq';
  readonly items: Value[];
  /** Items are missing: something unknown was spread into it. */
  partial: boolean;
}

/** A call that was not followed: an object as its constructor was called. */
export interface CallValue extends Range {
  readonly k: 'call';
  readonly path: string;
  readonly fn: Value;
  readonly args: readonly Value[];
  readonly kw: Readonly<Record<string, Value>>;
  /** `*x` or `**x` of something unknown among the arguments. */
  readonly partial: boolean;
}

/** The variables of a running function. */
export interface Frame {
  readonly vars: Map<string, Value>;
  readonly site: Site;
  readonly parent: Frame | null;
}

export const UNKNOWN: Value = { k: 'unknown' };
export const DB: Value = { k: 'db' };
export const NONE: Value = { k: 'const', v: null };

export function constant(v: string | number | boolean | null): Value {
  return { k: 'const', v };
}

export function sequence(items: Value[], partial = false): Sequence {
  return { k: 'seq', items, partial };
}

/** The text of a constant without holes, or `null`. */
export function textOf(value: Value | undefined): string | null {
  const text = rawTextOf(value);
  return text?.includes(HOLE) ? null : text;
}

/** The text of a constant, holes included, or `null`. */
export function rawTextOf(value: Value | undefined): string | null {
  if (value?.k === 'const') return typeof value.v === 'string' ? value.v : null;
  // `quoted_name("x", quote=True)`, `op.f("x")` and `text("…")` are their text.
  if (value?.k === 'call' && TEXT_WRAPPERS.has(nameOf(value.fn) ?? ''))
    return rawTextOf(value.args[0] ?? value.kw.text);
  return null;
}

const TEXT_WRAPPERS = new Set([
  'alembic.op.f',
  'sqlalchemy.text',
  'sqlalchemy.sql.text',
  'sqlalchemy.sql.expression.text',
  'sqlalchemy.DDL',
  'sqlalchemy.schema.DDL',
  'sqlalchemy.sql.quoted_name',
  'sqlalchemy.sql.elements.quoted_name',
  'sqlalchemy.sql.elements.conv',
  'sqlalchemy.sql.naming.conv',
  'sqlalchemy.schema.conv',
  'textwrap.dedent',
]);

/** The last part of the name of a reference, class, function or attribute: what people call it. */
export function shortName(value: Value): string | null {
  if (value.k === 'ref') return value.name.slice(value.name.lastIndexOf('.') + 1);
  if (value.k === 'class' || value.k === 'fn') return value.def.name;
  return value.k === 'attr' ? value.name : null;
}

/** The dotted name of something external, or `null`. */
export function nameOf(value: Value): string | null {
  return value.k === 'ref' ? value.name : null;
}

/** The name under which the callee of a call is known outside, or `null`. */
export function calleeName(value: Value | undefined): string | null {
  return value?.k === 'call' ? nameOf(value.fn) : null;
}

/** True, false, or what keeps it from being told. */
export function truth(value: Value): boolean | 'db' | 'unknown' {
  switch (value.k) {
    case 'const':
      return Boolean(value.v);
    case 'seq':
      return value.items.length > 0 || (value.partial ? 'unknown' : false);
    case 'map':
      return value.entries.length > 0;
    case 'db':
      return 'db';
    case 'class':
    case 'fn':
    case 'lambda':
    case 'module':
    case 'batch':
      return true;
    case 'call':
    case 'attr':
    case 'ref':
    case 'unknown':
      return 'unknown';
  }
}

/** The argument at `position`, or the keyword `name`. */
export function argument(call: CallValue, position: number, name: string): Value | undefined {
  return call.args[position] ?? call.kw[name];
}

/** Whether two constants are equal, or `null` where one is none. */
export function sameConstant(a: Value, b: Value): boolean | null {
  return a.k === 'const' && b.k === 'const' ? a.v === b.v : null;
}
