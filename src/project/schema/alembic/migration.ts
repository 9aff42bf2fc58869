/** One migration file: its place in the graph, and what it does. */
import type { Stmt } from '../../../model/python.ts';
import type { Revision, RevisionProblem } from '../../../model/schema.ts';
import { type Db, query } from '../../db.ts';
import { revisionHeader } from './revision-header.ts';
import { runMigration } from './run-migration.ts';

/** The migration in a file: `null` for a file without `revision`; a problem where it cannot be read. */
export const migrationOf = query<Revision | RevisionProblem | null>('migration', (db: Db, path) => {
  const module = db.facts(path)?.python;
  const header = db.get(revisionHeader, path);
  if (header === null || 'kind' in header) return header;
  if (!module) return null;
  const operations = runMigration(db, path, 'upgrade');
  const docstring = docstringOf(module.body);
  return {
    ...header,
    path,
    message: docstring.split('\n', 1)[0]?.trim() ?? '',
    created: /^Create Date:\s*(.+)$/m.exec(docstring)?.[1]?.trim() ?? null,
    empty: operations.every((operation) => operation.op === 'data'),
    operations,
  };
});

function docstringOf(body: readonly Stmt[]): string {
  const [first] = body;
  return first?.k === 'expr' && first.v.k === 'str' ? first.v.v : '';
}
