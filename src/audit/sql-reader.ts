/** The reader of SQL that a tree needs: PostgreSQL's parser is loaded only where migrations execute something. */
import type { FileFacts } from '../model/facts.ts';
import type { SqlReader } from '../model/sql.ts';
import { loadPostgresParser } from '../sql/postgres/parser.ts';
import { createSqlReader } from '../sql/read-sql.ts';

export async function sqlReaderOf(files: ReadonlyMap<string, FileFacts>): Promise<SqlReader> {
  return createSqlReader(executesSql(files) ? await loadPostgresParser() : null);
}

function executesSql(files: ReadonlyMap<string, FileFacts>): boolean {
  let [migrates, executes] = [false, false];
  for (const { python } of files.values()) {
    migrates ||= python?.names.includes('alembic') === true;
    executes ||= python?.names.some((name) => EXECUTING.has(name)) === true;
    if (migrates && executes) return true;
  }
  return false;
}

const EXECUTING = new Set(['execute', 'exec_driver_sql', 'scalar', 'scalars']);
