/** One column of a table and its type, whoever declares it. */
import type { Place } from './span.ts';

/** Those of standard SQL, whose names say enough to compare two of them. */
export const STANDARD_FAMILIES = [
  'string',
  'text',
  'integer',
  'uuid',
  'datetime',
  'datetimetz',
  'boolean',
  'float',
  'numeric',
  'json',
  'enum',
  'array',
  'binary',
  'date',
  'time',
  'interval',
] as const;

/** With what extensions and single databases bring. */
export const TYPE_FAMILIES = [
  ...STANDARD_FAMILIES,
  'vector',
  'network',
  'search',
  'geometry',
  'hstore',
  'range',
  'unknown',
] as const;
export type TypeFamily = (typeof TYPE_FAMILIES)[number];

export interface ColumnType {
  readonly family: TypeFamily;
  /** As SQL writes it (`VARCHAR(255)`), or the name in the code where that could not be told. */
  readonly text: string;
  /** As Python writes it in a migration (`sa.String(length=255)`), or `null` where it could not be told. */
  readonly python: string | null;
  readonly length: number | null;
  /** Only for `enum`. */
  readonly enumeration: Enumeration | null;
  /** The family came from the target of the column's foreign key. */
  readonly inferred: boolean;
  /** What the database holds depends on more than this: a variant for one dialect, a type of the project that decides. */
  readonly loose?: true;
  /** A class of the project (`TypeDecorator`) stands between Python's value and what is stored. */
  readonly decorated?: true;
}

export interface Enumeration {
  /** Name of the database type, `null` where none is given. */
  readonly name: string | null;
  /** What is stored, in order; `null` where it could not be read. */
  readonly values: readonly string[] | null;
  /** The Python class, as a dotted name, for a column of a model. */
  readonly pythonClass: string | null;
  /** False: a VARCHAR, with or without a check. */
  readonly native: boolean;
  /** Of `pythonClass`: what may be stored by one reading or the other; absent where that could not be read. */
  readonly members?: EnumMembers;
}

export interface EnumMembers {
  readonly names: readonly string[];
  readonly values: readonly string[];
  /** A member equals its value: `class Status(str, Enum)`. */
  readonly text: boolean;
}

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly primaryKey: boolean;
  /** SQL text as far as it could be read (`…` else), or `null` for none. An identity or computed column has one too. */
  readonly serverDefault: string | null;
  readonly unique: boolean;
  readonly index: boolean;
  readonly foreignKey: ColumnReference | null;
  /** Where it is declared: for a migration, in the revision that added it last. */
  readonly at: Place;
}

export interface ColumnReference {
  /** `table` or `schema.table`. */
  readonly table: string;
  readonly column: string;
}

/** A constraint that has a name, or is told by its columns. */
export interface TableConstraint extends Place {
  readonly kind: 'unique' | 'check';
  readonly name: string | null;
  readonly columns: readonly string[];
}
