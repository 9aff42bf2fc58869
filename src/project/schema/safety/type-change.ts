/** What PostgreSQL makes of `ALTER COLUMN … TYPE` without USING: https://www.postgresql.org/docs/current/sql-altertable.html */
import { type ColumnType, STANDARD_FAMILIES, type TypeFamily } from '../../../model/column.ts';
import type { TypeChange } from '../../../model/migration-safety.ts';

const TEXTUAL: readonly TypeFamily[] = ['string', 'text'];
/** Families between which a cast exists that an assignment may use. */
const ASSIGNABLE: readonly (readonly TypeFamily[])[] = [
  ['integer', 'float', 'numeric'],
  ['datetime', 'datetimetz', 'date'],
];
/** Families whose casts are all known here: of times of day and intervals only some are. */
const KNOWN: readonly TypeFamily[] = STANDARD_FAMILIES.filter((family) => family !== 'time' && family !== 'interval');

/** The new type of a column of type `before`. */
export function typeChangeOf(before: ColumnType | null, after: ColumnType): TypeChange {
  if (before === null || !KNOWN.includes(before.family) || !KNOWN.includes(after.family)) return 'unknown';
  if (before.family === after.family) return withinFamily(before, after);
  if (TEXTUAL.includes(after.family)) return TEXTUAL.includes(before.family) ? textual(before, after) : 'rewrite';
  if (ASSIGNABLE.some((group) => group.includes(before.family) && group.includes(after.family))) return 'rewrite';
  return 'refused';
}

function withinFamily(before: ColumnType, after: ColumnType): TypeChange {
  switch (before.family) {
    case 'string':
    case 'text':
      return textual(before, after);
    case 'integer':
    case 'float':
    case 'json':
      return bare(before.text) === bare(after.text) ? 'free' : 'rewrite';
    case 'numeric':
      return numeric(before.text, after.text);
    case 'enum':
      return enumeration(before, after);
    case 'array':
    case 'binary':
      return before.text === after.text ? 'free' : 'unknown';
    default:
      return 'free';
  }
}

/** A longer or unlimited text keeps its rows. */
function textual(before: ColumnType, after: ColumnType): TypeChange {
  // `CHAR(n)` is padded; how long an enumeration stored as text is, cannot be told.
  if (/^(N?CHAR|CHARACTER)\b(?! VARYING)/i.test(before.text) || before.enumeration || after.enumeration)
    return 'unknown';
  if (after.family === 'text' || after.length === null) return 'free';
  if (before.length === null) return 'rewrite';
  return after.length >= before.length ? 'free' : 'rewrite';
}

const ALIASES: Readonly<Record<string, string>> = {
  INT: 'INTEGER',
  INT4: 'INTEGER',
  INT8: 'BIGINT',
  BIGINTEGER: 'BIGINT',
};

function bare(text: string): string {
  const word = text.toUpperCase().replace(/\(.*$/, '').trim();
  return ALIASES[word] ?? word;
}

function numeric(before: string, after: string): TypeChange {
  const [from, to] = [digits(before), digits(after)];
  if (to.length === 0) return 'free';
  if (from.length === 0) return 'rewrite';
  return (from[1] ?? 0) === (to[1] ?? 0) && (to[0] ?? 0) >= (from[0] ?? 0) ? 'free' : 'rewrite';
}

function digits(text: string): number[] {
  return [...text.matchAll(/\d+/g)].map(([one]) => Number(one));
}

function enumeration(before: ColumnType, after: ColumnType): TypeChange {
  const [from, to] = [before.enumeration?.name ?? null, after.enumeration?.name ?? null];
  if (from === null || to === null) return 'unknown';
  return from.toLowerCase() === to.toLowerCase() ? 'free' : 'refused';
}
