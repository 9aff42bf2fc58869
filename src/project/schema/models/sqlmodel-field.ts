/** A field of an SQLModel table: an annotation, with or without `Field(…)`. */
import type { Clock } from '../../../model/model-uses.ts';
import type { ModelColumn } from '../../../model/schema.ts';
import type { Place } from '../../../model/span.ts';
import type { Site } from '../../resolve.ts';
import { declaredColumn, flag, isColumnCall, serverDefault } from '../columns/column.ts';
import { columnType } from '../columns/column-type.ts';
import type { Machine } from '../python/machine.ts';
import { type CallValue, shortName, textOf, type Value } from '../python/value.ts';
import { clockOfDefault } from '../uses/clock.ts';
import type { Annotated } from './annotation.ts';

interface Field {
  readonly name: string;
  readonly value: Value | null;
  readonly read: Annotated;
  readonly at: Place;
  readonly owner: string | null;
}

type Found =
  | {
      readonly k: 'column';
      readonly column: ModelColumn;
      readonly target: Value | null;
      readonly calls: readonly CallValue[];
    }
  | { readonly k: 'unread'; readonly reason: string };

/** Pydantic's own names are no fields. */
export function isPlainAnnotation(name: string): boolean {
  return !name.startsWith('_') && name !== 'model_config' && name !== 'metadata';
}

/** The column of a field; `null` for a relationship or private attribute. */
export function fieldColumn(m: Machine, _site: Site, field: Field): Found | null {
  const { value, read } = field;
  const called = value?.k === 'call' ? (shortName(value.fn) ?? '') : '';
  if (/Relationship|relationship|PrivateAttr|association_proxy|column_property|hybrid|computed_field/.test(called))
    return null;
  const call = called === 'Field' && value?.k === 'call' ? value : read.call;
  const given = call?.kw.sa_column;
  if (given && !(given.k === 'const' && given.v === null)) return ofColumn(m, field, given, call);
  if (read.collection && call === null) return null;
  return { k: 'column', column: ofField(m, field, call), target: null, calls: call ? [call] : plainDefault(field) };
}

/** `visits: int = 0` is `visits: int = Field(default=0)`. */
function plainDefault({ value, at }: Field): CallValue[] {
  if (value === null || value.k === 'unknown') return [];
  const fn: Value = { k: 'ref', name: 'sqlmodel.Field' };
  return [{ k: 'call', path: at.path, fn, args: [], kw: { default: value }, partial: false, s: 0, e: 0 }];
}

function ofColumn(m: Machine, field: Field, given: Value, call: CallValue | null): Found {
  if (given.k !== 'call' || !isColumnCall(given))
    return { k: 'unread', reason: `\`sa_column\` of \`${field.name}\` could not be read` };
  const declared = declaredColumn(m, given);
  if (declared.nameUnread) return { k: 'unread', reason: `the column name of \`${field.name}\` could not be read` };
  return {
    k: 'column',
    target: declared.target,
    calls: call ? [given, call] : [given],
    column: {
      name: declared.name ?? field.name,
      type: declared.typed ? declared.type : field.read.type,
      nullable: declared.nullable ?? true,
      primaryKey: declared.primaryKey,
      serverDefault: declared.serverDefault,
      unique: declared.unique,
      index: declared.index,
      foreignKey: declared.foreignKey,
      at: field.at,
      attribute: field.name,
      inheritedFrom: field.owner,
      pythonDefault: declared.pythonDefault || hasDefault(call),
      ...fieldClock(m, call, declared.defaultClock),
    },
  };
}

function fieldClock(m: Machine, call: CallValue | null, declared: Clock | null): { defaultClock?: Clock } {
  const clock = declared ?? clockOfDefault(m.db, call?.kw.default_factory);
  return clock === null ? {} : { defaultClock: clock };
}

function hasDefault(call: CallValue | null): boolean {
  return call !== null && (call.args.length > 0 || 'default' in call.kw || 'default_factory' in call.kw);
}

function ofField(m: Machine, field: Field, call: CallValue | null): ModelColumn {
  const { read } = field;
  const kw = call?.kw ?? {};
  const more = new Map<string, Value>();
  if (kw.sa_column_kwargs?.k === 'map') {
    for (const [key, item] of kw.sa_column_kwargs.entries) more.set(textOf(key) ?? '', item);
  }
  const primaryKey = flag(kw.primary_key) === true;
  const foreign = textOf(kw.foreign_key);
  const dot = foreign?.lastIndexOf('.') ?? -1;
  const length = kw.max_length?.k === 'const' && typeof kw.max_length.v === 'number' ? kw.max_length.v : null;
  const base = kw.sa_type ? columnType(m, kw.sa_type) : read.type;
  const sized = length !== null && base.family === 'string';
  return {
    name: textOf(more.get('name')) ?? field.name,
    type: sized ? { ...base, length, text: `VARCHAR(${length})`, python: `sa.String(length=${length})` } : base,
    nullable: flag(kw.nullable) ?? flag(more.get('nullable')) ?? (!primaryKey && read.nullable),
    primaryKey,
    serverDefault: serverDefault(more.get('server_default')),
    unique: flag(kw.unique) === true || flag(more.get('unique')) === true,
    index: flag(kw.index) === true,
    foreignKey: foreign && dot > 0 ? { table: foreign.slice(0, dot), column: foreign.slice(dot + 1) } : null,
    at: field.at,
    attribute: field.name,
    inheritedFrom: field.owner,
    pythonDefault: hasDefault(call) || (field.value !== null && field.value.k !== 'call') || more.has('default'),
    ...fieldClock(m, call, null),
  };
}
