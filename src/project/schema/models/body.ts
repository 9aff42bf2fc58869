/** What the body of one class declares, read for the class that is mapped: columns, and names that are none. */

import type { Clock } from '../../../model/model-uses.ts';
import type { ClassDef, Expr, FunctionDef } from '../../../model/python.ts';
import type { ModelColumn } from '../../../model/schema.ts';
import { classBindings } from '../../bindings.ts';
import { inside, type Site } from '../../resolve.ts';
import { type DeclaredColumn, declaredColumn, isColumnCall } from '../columns/column.ts';
import { placeOf } from '../place.ts';
import { classAttribute } from '../python/evaluate.ts';
import type { Machine } from '../python/machine.ts';
import { type CallValue, shortName, type Value } from '../python/value.ts';
import { type Annotated, readAnnotation, type TypeMap } from './annotation.ts';
import { parseAnnotation } from './annotation-text.ts';
import { fieldColumn, isPlainAnnotation } from './sqlmodel-field.ts';

/** One attribute: a column, something else that hides an inherited column, or what could not be read. */
export type Attribute =
  | {
      readonly k: 'column';
      readonly name: string;
      readonly column: ModelColumn;
      readonly target: Value | null;
      /** The calls that declare it; what the first says counts. */
      readonly calls: readonly CallValue[];
    }
  | { readonly k: 'other'; readonly name: string }
  | { readonly k: 'unread'; readonly name: string; readonly reason: string };

export interface Reading {
  readonly m: Machine;
  /** The class that is mapped; `cls` of a `declared_attr`. */
  readonly mapped: Value & { k: 'class' };
  readonly types: TypeMap;
  /** SQLModel: annotations are columns. */
  readonly sqlmodel: boolean;
}

/** The attributes that the body of `def` declares. */
export function attributesOf(reading: Reading, path: string, def: ClassDef): Attribute[] {
  const site = inside({ path, within: [] }, def);
  const found: Attribute[] = [];
  for (const [name, bindings] of classBindings(def).names) {
    if (name.startsWith('__')) continue;
    const binding = bindings.at(-1);
    if (binding?.kind === 'value') {
      const assigned: Assigned = { name, ...binding };
      const parts = compositeColumns(reading, site, def, assigned);
      const attribute = parts.length > 0 ? null : valueAttribute(reading, site, def, assigned);
      found.push(...parts, ...(attribute ? [attribute] : []));
    } else if (binding?.kind === 'function') {
      const first = bindings.find((one) => one.kind === 'function');
      found.push(methodAttribute(reading, site, first?.kind === 'function' ? first.def : binding.def, def));
    }
  }
  return found;
}

interface Assigned {
  readonly name: string;
  readonly value: Expr | null;
  readonly annotation: Expr | null;
  readonly at: Expr;
}

/** `composite(Point, mapped_column("x"), mapped_column("y"))`: one attribute, several columns. */
function compositeColumns(
  reading: Reading,
  site: Site,
  def: ClassDef,
  { name, value: written }: Assigned,
): Attribute[] {
  if (written?.k !== 'call') return [];
  const { m } = reading;
  const value = m.evaluate(m, { vars: new Map(), site, parent: null }, written);
  if (value.k !== 'call' || shortName(value.fn) !== 'composite') return [];
  const calls = value.args.filter((arg) => arg.k === 'call').filter(isColumnCall);
  return calls.map((call, i) => {
    const part = column(reading, name, call, null, def, site.path);
    const isNamed = part.k !== 'column' || part.column.name !== name;
    const reason = `a column of \`${name}\` has the name of a field that was not read`;
    return isNamed ? { ...part, name: `${name}.${i}` } : { k: 'unread', name: `${name}.${i}`, reason };
  });
}

function valueAttribute(reading: Reading, site: Site, def: ClassDef, assigned: Assigned): Attribute | null {
  const { m, types } = reading;
  const { name } = assigned;
  const annotation = unquoted(assigned.annotation);
  if (annotation && wrapper(annotation) === 'ClassVar') return null;
  const value = assigned.value && m.evaluate(m, { vars: new Map(), site, parent: null }, assigned.value);
  const read = annotation ? readAnnotation(m, site, annotation, types) : null;
  const call = value && columnCall(copied(m, value));
  if (call) return column(reading, name, call, read, def, site.path);
  if (reading.sqlmodel && annotation && isPlainAnnotation(name)) {
    const field = fieldColumn(m, site, {
      name,
      value,
      read: read ?? NOT_ANNOTATED,
      at: placeOf(m.db, site.path, assigned.at),
      owner: ownerOf(reading, def),
    });
    return field ? { ...field, name } : { k: 'other', name };
  }
  if (annotation && wrapper(annotation) === 'Mapped' && value === null && read) {
    if (read.call && isColumnCall(read.call))
      return column(reading, name, read.call, read, def, site.path, assigned.at);
    if (read.collection && read.type.family === 'unknown') return { k: 'other', name };
    const made: CallValue = {
      k: 'call',
      path: site.path,
      fn: { k: 'ref', name: 'sqlalchemy.orm.mapped_column' },
      args: [],
      kw: {},
      partial: false,
      s: assigned.at.s,
      e: annotation.e,
    };
    return column(reading, name, made, read, def, site.path);
  }
  if (value?.k === 'call' && mayBeColumn(value))
    return { k: 'unread', name, reason: `\`${name}\` is made by a call that could not be followed` };
  return { k: 'other', name };
}

const NOT_ANNOTATED: Annotated = {
  type: { family: 'unknown', text: '?', python: null, length: null, enumeration: null, inferred: false },
  nullable: false,
  call: null,
  collection: false,
};

/** An annotation that stands in quotes as a whole. */
function unquoted(annotation: Expr | null): Expr | null {
  if (annotation?.k !== 'str') return annotation;
  const read = parseAnnotation(annotation.v);
  return read && { ...read, s: annotation.s, e: annotation.e };
}

/** `id = KeyMixin.id`: the column of a class that is not mapped is copied. */
function copied(m: Machine, value: Value): Value {
  if (value.k !== 'attr' || value.on.k !== 'class') return value;
  return classAttribute(m, value.on, value.name) ?? value;
}

function wrapper(annotation: Expr): string {
  const base = annotation.k === 'sub' ? annotation.obj : annotation;
  return base.k === 'name' ? base.id : base.k === 'attr' ? base.name : '';
}

/** The column inside `deferred(Column(…))`, `column_property(Column(…))`, or the column itself. */
function columnCall(value: Value): CallValue | null {
  if (value.k !== 'call') return null;
  if (isColumnCall(value)) return value;
  const name = shortName(value.fn);
  const [first, second] = value.args;
  // `typing.cast(…, Column(…))`
  if (name === 'cast' && second?.k === 'call' && isColumnCall(second)) return second;
  return (name === 'deferred' || name === 'column_property') && first?.k === 'call' && isColumnCall(first)
    ? first
    : null;
}

/** A call of something unknown whose name says that it gives a column. */
function mayBeColumn(value: CallValue): boolean {
  const name = shortName(value.fn) ?? '';
  return /column|_col$|^col_/i.test(name) && !/column_property|column_keyed|columns?_clause/.test(name);
}

function column(
  reading: Reading,
  attribute: string,
  call: CallValue,
  annotated: Annotated | null,
  def: ClassDef,
  path: string,
  at?: Expr,
): Attribute {
  const { m } = reading;
  const declared = declaredColumn(m, call);
  if (declared.nameUnread)
    return { k: 'unread', name: attribute, reason: `the column name of \`${attribute}\` could not be read` };
  const alias =
    annotated?.call && annotated.call !== call && isColumnCall(annotated.call)
      ? declaredColumn(m, annotated.call)
      : null;
  const place = at ? placeOf(m.db, path, at) : placeOf(m.db, call.path, call);
  const merged = merge(declared, alias, annotated);
  return {
    k: 'column',
    name: attribute,
    column: {
      ...merged,
      name: declared.name ?? alias?.name ?? attribute,
      at: place,
      attribute,
      inheritedFrom: ownerOf(reading, def),
      ...refersTo(declared.target ?? alias?.target ?? null),
    },
    target: declared.target ?? alias?.target ?? null,
    calls: alias ? [call, alias.call] : [call],
  };
}

function ownerOf(reading: Reading, def: ClassDef): string | null {
  return def === reading.mapped.def ? null : def.name;
}

/** What the call says comes first, then an `Annotated` alias, then the annotation. */
function merge(own: DeclaredColumn, alias: DeclaredColumn | null, annotated: Annotated | null) {
  const said = own.typed ? own.type : alias?.typed ? alias.type : null;
  const refers = (own.foreignKey ?? alias?.foreignKey ?? null) !== null;
  // SQLAlchemy asks the target of a foreign key before the annotation.
  const type = said ?? { ...(annotated?.type ?? own.type), inferred: refers };
  const primaryKey = own.primaryKey || (alias?.primaryKey ?? false);
  const nullable =
    own.nullable ?? alias?.nullable ?? (primaryKey ? false : annotated ? annotated.nullable : null) ?? true;
  return {
    type,
    nullable,
    primaryKey,
    serverDefault: own.serverDefault ?? alias?.serverDefault ?? null,
    unique: own.unique || (alias?.unique ?? false),
    index: own.index || (alias?.index ?? false),
    foreignKey: own.foreignKey ?? alias?.foreignKey ?? null,
    pythonDefault: own.pythonDefault || (alias?.pythonDefault ?? false),
    ...defaults(own.defaultText ?? alias?.defaultText ?? null, own.defaultClock ?? alias?.defaultClock ?? null),
  };
}

/** Defaults that say something by themselves. */
function refersTo(target: Value | null): Pick<ModelColumn, 'refersTo'> {
  if (target?.k !== 'attr' || target.on.k !== 'class' || target.on.site.within.length > 0) return {};
  return { refersTo: { key: `${target.on.site.path}#${target.on.def.name}`, attribute: target.name } };
}

function defaults(text: string | null, clock: Clock | null): Pick<ModelColumn, 'defaultText' | 'defaultClock'> {
  return { ...(text === null ? {} : { defaultText: text }), ...(clock === null ? {} : { defaultClock: clock }) };
}

/** `@declared_attr def user_id(cls)`: what it returns for the mapped class. */
function methodAttribute(reading: Reading, site: Site, def: FunctionDef, owner: ClassDef): Attribute {
  const other: Attribute = { k: 'other', name: def.name };
  const isDeclared = def.decorators.some((one) => /declared_attr/.test(decoratorText(one)));
  if (!isDeclared) return other;
  const { m, mapped } = reading;
  const fn: Value & { k: 'fn' } = { k: 'fn', def, site, closure: null };
  const value = m.run(fn, {
    k: 'call',
    path: site.path,
    fn,
    args: [mapped],
    kw: {},
    partial: false,
    s: def.s,
    e: def.e,
  });
  const call = columnCall(value);
  const read = def.returns ? readAnnotation(m, site, def.returns, reading.types) : null;
  if (call) return column(reading, def.name, call, read, owner, site.path);
  const mayBe = value.k === 'call' ? mayBeColumn(value) : value.k === 'unknown';
  return mayBe
    ? { k: 'unread', name: def.name, reason: `\`${def.name}\` is computed in a way that could not be followed` }
    : other;
}

function decoratorText(expr: Expr): string {
  if (expr.k === 'name') return expr.id;
  if (expr.k === 'attr') return `${decoratorText(expr.obj)}.${expr.name}`;
  return expr.k === 'call' ? decoratorText(expr.fn) : '';
}
