/** What the stores ask of PostgreSQL, whichever it is: embedded in this process, in another thread, or a server. */

/** One database. Failures that may pass (no connection, no memory) are `AuditError`s of kind `transient`. */
export interface Database {
  /** Runs one statement; `$1`, `$2` … in it stand for `values`. Rows have the types that the statement gives them. */
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Runs `work` in one transaction, committed when it resolves, rolled back when it rejects. */
  transaction<T>(work: (within: Database) => Promise<T>): Promise<T>;
  /** Ends its connections. Nothing can be asked afterwards. */
  close(): Promise<void>;
}
