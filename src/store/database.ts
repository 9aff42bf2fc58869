/** What the stores ask of PostgreSQL, whichever it is: embedded in this process, in another thread, or a server. */

/**
 * One database. Failures that may pass (no connection, no room) are `AuditError`s of kind `transient`; those of a statement
 * keep the `code` that PostgreSQL gave them. Never log `values`: they may hold private text.
 */
export interface Database {
  /** Which PostgreSQL it is: the queue has to know. */
  readonly backend: 'postgres' | 'pglite';
  /**
   * Runs one statement; `$1`, `$2` … in it stand for `values`. Rows have the types that the statement gives them: whole
   * numbers are numbers, times `Date`, JSON is parsed, `bytea` is a `Uint8Array`. JSON is passed as text.
   */
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Runs several statements without values, and returns the rows of all. What it begins, it must end itself. */
  script(sql: string): Promise<readonly object[]>;
  /** Runs `work` in one transaction, committed when it resolves, rolled back when it rejects. Keep it short. */
  transaction<T>(work: (within: Database) => Promise<T>): Promise<T>;
  /** Ends its connections. Nothing can be asked afterwards. */
  close(): Promise<void>;
}
