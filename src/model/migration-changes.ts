/** What a pull request does to the database: the revisions that it brings, step by step. */
import type { Downgrade, Lasting, Lock } from './migration-safety.ts';
import type { Place } from './span.ts';

export interface MigrationChange {
  readonly revision: string;
  /** First line of the docstring, or empty. */
  readonly message: string;
  /** Folder of the chain. */
  readonly scriptLocation: string;
  /** Revisions that it follows; empty for the first. */
  readonly down: readonly string[];
  /** It is where the chain ends now. */
  readonly isHead: boolean;
  readonly at: Place;
  readonly downgrade: Downgrade['kind'];
  readonly steps: readonly MigrationChangeStep[];
  /** Revisions of other open pull requests that cannot be merged beside this one as they are; absent: nobody looked. */
  readonly rivals?: readonly RivalRevision[];
}

/** same-parent: both follow the same revision. same-id: both are called the same. */
export interface RivalRevision {
  readonly kind: 'same-parent' | 'same-id';
  readonly pullRequest: number;
  readonly revision: string;
  /** Where the other pull request puts it. */
  readonly path: string;
  /** The revision that both follow; `null`: both begin the chain. */
  readonly parent: string | null;
  /** Where the chain of the other pull request ends, `null` where it ends in several places. */
  readonly last: string | null;
}

export interface MigrationChangeStep {
  /** One line, without values of rows. */
  readonly sql: string;
  /** The pull request makes the table: nobody waits for it. */
  readonly newTable: boolean;
  /** As PostgreSQL takes it; `null` for a chain of another database. */
  readonly lock: Lock | null;
  readonly lasting: Lasting;
  /** False: what it does could not be read. Absent: it was. */
  readonly read?: false;
  /** Rows that the statement adds or changes. */
  readonly writes?: 'added' | 'changed';
  /** What is lost for good; rows: a DELETE or TRUNCATE. */
  readonly loses: 'table' | 'column' | 'rows' | null;
  readonly at: Place;
}
