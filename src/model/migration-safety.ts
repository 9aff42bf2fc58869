/** What migrations do to a database that holds rows and is in use: locks, rewrites, lost data, steps that fail. */
import type { Column } from './column.ts';
import type { Operation } from './migration.ts';
import type { Revision } from './schema.ts';
import type { Place } from './span.ts';

/**
 * The strongest lock that PostgreSQL takes on a table that others use. rows: on the rows that it changes; share: writers wait;
 * share-row-exclusive: writers wait, on both tables of a foreign key; access-exclusive: everybody waits.
 */
export type Lock = 'none' | 'rows' | 'share' | 'share-row-exclusive' | 'access-exclusive';

/** For how long the lock matters: at once, while all rows are read, while an index is built, while all rows are written anew. */
export type Lasting = 'instant' | 'scan' | 'build' | 'rewrite';

/** What PostgreSQL makes of a new type: nothing, a check or a copy of every row, a refusal. `unknown`: cannot be told. */
export type TypeChange = 'free' | 'rewrite' | 'refused' | 'unknown';

/** Why a step fails whatever the rows hold: it comes before or after the step that it needs. */
export type OrderFailure =
  /** Dropping `on` took the index or constraint `name` with it; then it is dropped by name. */
  | { readonly kind: 'gone-already'; readonly name: string; readonly on: string; readonly at: Place }
  /** A foreign key of `by` still points to the table. */
  | { readonly kind: 'still-referenced'; readonly by: string; readonly at: Place }
  /** It names what a later step of the same revision makes. */
  | { readonly kind: 'not-yet-there'; readonly name: string; readonly at: Place };

/** One operation of `upgrade()`, seen with all that the revisions before it have done. */
export interface MigrationStep {
  readonly operation: Operation;
  /** The statement that it amounts to, on one line and without values. */
  readonly sql: string;
  readonly table: string | null;
  /** File of the revision that made the table; `null`: it was there before, or nobody can tell. */
  readonly madeBy: string | null;
  /** The same revision made the table: it holds no rows, and nobody waits for it. */
  readonly fresh: boolean;
  /** The column as it was before. */
  readonly before: Column | null;
  /** The same revision added the column. */
  readonly columnFresh: boolean;
  /** Rows were written, or something ran that could not be read, since the column came. */
  readonly rowsTouched: boolean;
  readonly lock: Lock;
  readonly lasting: Lasting;
  /** `null`: no type is changed. */
  readonly typeChange: TypeChange | null;
  /** What is lost for good. */
  readonly loses: 'table' | 'column' | null;
  readonly failure: OrderFailure | null;
}

export interface Downgrade {
  /**
   * missing: there is no `downgrade()`; empty: it does nothing; raises: it says that there is no way back; partial: some of
   * what `upgrade()` did stays; fails: it drops a constraint without a name. unread: nobody can tell.
   */
  readonly kind: 'missing' | 'empty' | 'raises' | 'partial' | 'fails' | 'whole' | 'unread';
  readonly at: Place;
  /** What stays, or does not come back: `users.age`. The table, where it fails. */
  readonly left: readonly string[];
}

export interface RevisionSafety {
  readonly revision: Revision;
  readonly scriptLocation: string;
  readonly steps: readonly MigrationStep[];
  readonly downgrade: Downgrade;
  /** PostgreSQL is what the chain is applied to, or one of what it can be applied to. */
  readonly postgres: boolean;
  /** MySQL or MariaDB is, and PostgreSQL is not. */
  readonly mysql: boolean;
  /** env.py opens no transaction around the migrations. */
  readonly autocommit: boolean;
}

export interface MigrationSafety {
  /** Parents first, chain by chain. */
  readonly revisions: readonly RevisionSafety[];
  /** The lowest major version that a manifest names. */
  readonly postgresVersion: number | null;
  /** A migration of the repository has built an index CONCURRENTLY, or added a constraint NOT VALID: locks matter here. */
  readonly careful: boolean;
}
