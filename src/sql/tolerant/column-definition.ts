/** `name type [constraints]` of CREATE TABLE and ADD COLUMN. */
import type { Column, ColumnReference, ColumnType } from '../../model/schema.ts';
import type { Place } from '../../model/span.ts';
import { sqlType } from '../sql-type.ts';
import type { Token } from '../tokens.ts';
import { columnNames, Reader } from './reader.ts';

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
  const digits = size.filter((token) => token.k === 'number').map((token) => token.v);
  return { type: sqlType(words, digits, array), serial: /^(big|small)?serial[248]?$/.test(words[0] ?? '') };
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
