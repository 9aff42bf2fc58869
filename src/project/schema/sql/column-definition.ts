/** `name type [constraints]` of CREATE TABLE and ADD COLUMN. */
import type { Column, ColumnReference, ColumnType, TypeFamily } from '../../../model/schema.ts';
import type { Place } from '../../../model/span.ts';
import { NO_TYPE } from '../columns/column-type.ts';
import { familyOf, sqlName } from '../columns/type-names.ts';
import { columnNames, Reader } from './reader.ts';
import type { Token } from './tokens.ts';

/** Words that end a type. */
const AFTER_TYPE = new Set(
  'not null default primary unique references check constraint generated collate using as comment auto_increment on autoincrement first after'.split(
    ' ',
  ),
);

/** The column that the tokens define, or `null` where its name could not be read. */
export function columnDefinition(list: readonly Token[], at: Place): Column | null {
  const reader = new Reader(list);
  const name = reader.name();
  if (name === null) return null;
  const { type, serial } = readType(reader);
  let nullable = true;
  let serverDefault: string | null = serial ? 'nextval()' : null;
  let primaryKey = false;
  let unique = false;
  let foreignKey: ColumnReference | null = null;
  while (!reader.done) {
    if (reader.take('not', 'null')) nullable = false;
    else if (reader.take('primary', 'key')) primaryKey = true;
    else if (reader.take('unique')) unique = true;
    else if (reader.take('default')) serverDefault = readDefault(reader);
    else if (reader.take('generated')) serverDefault = 'GENERATED';
    else if (reader.take('references')) {
      const table = reader.table();
      const [column] = columnNames(reader.parentheses());
      foreignKey = table === null ? null : { table, column: column ?? 'id' };
    } else if (reader.parentheses().length === 0) reader.next();
  }
  return {
    name,
    type,
    nullable: nullable && !primaryKey && !serial,
    primaryKey,
    serverDefault,
    unique,
    index: false,
    foreignKey,
    at,
  };
}

/** The type that comes next. */
export function readType(reader: Reader): { readonly type: ColumnType; readonly serial: boolean } {
  const words: string[] = [];
  let size: readonly Token[] = [];
  let array = false;
  for (let token = reader.peek(); token !== undefined; token = reader.peek()) {
    if (token.k === 'sign' && token.v === '(') size = reader.parentheses();
    else if (token.k === 'sign' && (token.v === '[' || token.v === ']')) {
      array = true;
      reader.next();
    } else if (token.k === 'sign' && token.v === '.') {
      words.pop();
      reader.next();
    } else if ((token.k === 'word' && !AFTER_TYPE.has(token.v)) || token.k === 'name') {
      words.push(token.v);
      reader.next();
    } else if (token.k === 'number') reader.next();
    else break;
  }
  return { type: sqlType(words, size, array), serial: /^(big|small)?serial[248]?$/.test(words[0] ?? '') };
}

function sqlType(words: readonly string[], size: readonly Token[], array: boolean): ColumnType {
  const [first = '?'] = words;
  let family: TypeFamily = familyOf(first) ?? 'unknown';
  if (first === 'double') family = 'float';
  if (first === 'bit') family = 'binary';
  if (family === 'datetime' && words.includes('with') && words.includes('zone')) family = 'datetimetz';
  const digits = size.filter((token) => token.k === 'number').map((token) => token.v);
  const length = digits.length === 1 && (family === 'string' || family === 'vector') ? Number(digits[0]) : null;
  const base =
    first === 'character' && words[1] === 'varying'
      ? 'VARCHAR'
      : words.join(' ') === 'double precision'
        ? 'DOUBLE PRECISION'
        : sqlName(first);
  const text =
    family === 'datetimetz' ? 'TIMESTAMP WITH TIME ZONE' : digits.length > 0 ? `${base}(${digits.join(', ')})` : base;
  const known = family !== 'unknown' || first === '?';
  if (array) return { ...NO_TYPE, family: 'array', text: `${text}[]` };
  // A name that is no type of PostgreSQL is one that somebody created: an enumeration, a domain.
  const enumeration = known ? null : { name: first, values: null, pythonClass: null, native: true };
  return { family, text: known ? text : first, python: null, length, enumeration, inferred: false };
}

/** The expression after DEFAULT, as text. */
export function readDefault(reader: Reader): string {
  const shown: string[] = [];
  for (let token = reader.peek(); token !== undefined; token = reader.peek()) {
    if (token.k === 'word' && shown.length > 0 && AFTER_TYPE.has(token.v) && token.v !== 'null') break;
    if (token.k === 'sign' && token.v === '(') {
      reader.parentheses();
      shown.push('()');
      continue;
    }
    shown.push(token.k === 'text' ? `'${token.v}'` : token.v);
    reader.next();
  }
  return shown.join(' ').replaceAll(' ()', '()').replaceAll(' : : ', '::');
}
