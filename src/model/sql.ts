/** SQL inside of a migration: what the reader of SQL and the replay of migrations say to each other. */
import type { Step } from './migration.ts';
import type { Place } from './span.ts';

/** Stands for text that is not known. It is in no name that anybody writes. */
export const HOLE = '\uFFFC';

/** A step that SQL takes. */
export type SqlStep = Step & {
  /** SQL makes it depend on what is there (`IF EXISTS`). */
  readonly guarded: boolean;
  /** SQL makes it depend on something else. */
  readonly doubtful?: true;
};

/**
 * What a piece of SQL does to the schema, in order; `at` is given to the columns that it makes. Holes stand for what is not known.
 * Never throws: a statement that is about tables, columns or types and cannot be read is an `unread` step.
 */
export type SqlReader = (sql: string, at: Place) => readonly SqlStep[];
