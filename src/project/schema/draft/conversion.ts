/** The SQL that turns the values of a column into those of another type. */
import type { ColumnType, TypeFamily } from '../../../model/schema.ts';
import { sqlName } from './python-text.ts';

/** What PostgreSQL casts into one another. Texts go to and from everything. */
const GROUPS: readonly (readonly TypeFamily[])[] = [
  ['integer', 'float', 'numeric'],
  ['integer', 'boolean'],
  ['date', 'datetime', 'datetimetz'],
];
const TEXTS: readonly TypeFamily[] = ['string', 'text'];

/** The expression for `USING`, or `null` where PostgreSQL has no such cast. */
export function conversionOf(column: string, from: ColumnType, to: ColumnType): string | null {
  const name = sqlName(column);
  const zones: readonly TypeFamily[] = ['datetime', 'datetimetz'];
  // What is stored without a zone is taken for UTC, as servers store it.
  if (zones.includes(from.family) && zones.includes(to.family)) return `${name} AT TIME ZONE 'UTC'`;
  const isCast =
    TEXTS.includes(from.family) ||
    TEXTS.includes(to.family) ||
    GROUPS.some((group) => group.includes(from.family) && group.includes(to.family));
  if (!isCast) return null;
  const type = to.family === 'enum' ? sqlName(to.enumeration?.name ?? to.text) : to.text;
  return from.family === 'enum' && !TEXTS.includes(to.family) ? `${name}::text::${type}` : `${name}::${type}`;
}
