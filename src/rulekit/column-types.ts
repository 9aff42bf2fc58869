/** When the types of two columns cannot both be right: by family, and never by length, precision or size. */
import { STANDARD_FAMILIES } from '../model/column.ts';
import type { Column, ColumnType, TypeFamily } from '../model/schema.ts';

const TOLD: ReadonlySet<TypeFamily> = new Set(STANDARD_FAMILIES);

/** Families that people may use for one another. */
const ALIKE: Readonly<Partial<Record<TypeFamily, string>>> = { text: 'string', float: 'number', numeric: 'number' };

/** Whether two types differ in a way that a database or its driver refuses. */
export function typesDiffer(a: ColumnType, b: ColumnType): boolean {
  if (a.loose || b.loose || !TOLD.has(a.family) || !TOLD.has(b.family)) return false;
  if (alike(a.family) === alike(b.family)) return false;
  return !isStandIn(a, b) && !isStandIn(b, a);
}

function alike(family: TypeFamily): string {
  return ALIKE[family] ?? family;
}

/** What databases without a type of their own store: `TINYINT(1)`, `CHAR(32)`, JSON as text. */
function isStandIn(stored: ColumnType, declared: ColumnType): boolean {
  if (declared.family === 'boolean') return /^TINYINT|^BIT/.test(stored.text);
  if (declared.family === 'uuid')
    return (
      (/^CHAR\(3[26]\)$/.test(stored.text) && !/^postgresql\./.test(declared.python ?? '')) ||
      /^(BINARY|VARBINARY)\b/.test(stored.text)
    );
  if (declared.family === 'json') return /^(LONG|MEDIUM)TEXT/.test(stored.text);
  // MySQL and SQL Server have no type with a zone of their own.
  return declared.family === 'datetimetz' && /^(DATETIME2|DATETIMEOFFSET|TIMESTAMP\(\d)/.test(stored.text);
}

/** As a person calls it: the SQL text, or what an enumeration is called. */
export function typeName({ type }: Column): string {
  return type.family === 'enum' ? (type.enumeration?.name ?? type.text) : type.text;
}
