/** Types as SQL names them. */
import type { ColumnType, TypeFamily } from '../model/schema.ts';
import { HOLE } from '../model/sql.ts';
import { familyOf, sqlName } from '../model/type-names.ts';

const NO_TYPE: ColumnType = {
  family: 'unknown',
  text: '?',
  python: null,
  length: null,
  enumeration: null,
  inferred: false,
};

/** The type that `words` name (`double precision`), without its schema; `digits` are in parentheses behind it. */
export function sqlType(words: readonly string[], digits: readonly string[], array: boolean): ColumnType {
  const [first = '?'] = words;
  if (first.includes(HOLE)) return NO_TYPE;
  let family: TypeFamily = familyOf(first) ?? 'unknown';
  if (first === 'double') family = 'float';
  if (first === 'bit') family = 'binary';
  if (family === 'datetime' && words.includes('with') && words.includes('zone')) family = 'datetimetz';
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
  if (array) return { ...NO_TYPE, family: 'array', text: `${known ? text : first}[]` };
  // A name that is no type of PostgreSQL is one that somebody created: an enumeration, a domain.
  const enumeration = known ? null : { name: first, values: null, pythonClass: null, native: true };
  return { family, text: known ? text : first, python: null, length, enumeration, inferred: false };
}
