/** One migration file: its place in the graph, and what it does. */
import type { Operation } from '../../../model/migration.ts';
import type { Stmt } from '../../../model/python.ts';
import type { Revision, RevisionProblem } from '../../../model/schema.ts';
import { type Db, query } from '../../db.ts';
import { type RevisionHeader, revisionHeader } from './revision-header.ts';
import { type MigrationRun, runMigration } from './run-migration.ts';

/** The migration in a file: `null` for a file without `revision`; a problem where it cannot be read. */
export const migrationOf = query<Revision | RevisionProblem | null>('migration', (db, path) => {
  const header = db.get(revisionHeader, path);
  if (header === null || 'kind' in header) return header;
  return revisionOf(db, header, db.get(upgradeOf, path).operations);
});

/** What `upgrade()` of a file does. Asked again only when the file, or what it takes from others, has changed. */
export const upgradeOf = query<MigrationRun>('migration-upgrade', (db, path) => runMigration(db, path, 'upgrade'));

/** The same of `downgrade()`. */
export const rollbackOf = query<MigrationRun>('migration-rollback', (db, path) => runMigration(db, path, 'downgrade'));

/** The revision of a file whose `upgrade()` does `operations`. */
export function revisionOf(db: Db, header: RevisionHeader, operations: readonly Operation[]): Revision {
  const docstring = docstringOf(db.facts(header.path)?.python?.body ?? []);
  return {
    ...header,
    message: docstring.split('\n', 1)[0]?.trim() ?? '',
    created: /^Create Date:\s*(.+)$/m.exec(docstring)?.[1]?.trim() ?? null,
    empty: operations.every((operation) => operation.op === 'data'),
    operations,
  };
}

function docstringOf(body: readonly Stmt[]): string {
  const [first] = body;
  return first?.k === 'expr' && first.v.k === 'str' ? first.v.v : '';
}
