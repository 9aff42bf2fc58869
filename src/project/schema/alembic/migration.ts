/** One migration file: its place in the graph, and what it does. */
import type { Expr, Stmt } from '../../../model/python.ts';
import type { Revision, RevisionProblem } from '../../../model/schema.ts';
import { FILE_START } from '../../../model/span.ts';
import { type Db, query } from '../../db.ts';
import { placeOf } from '../place.ts';
import { machine } from '../python/start-machine.ts';
import { textOf, type Value } from '../python/value.ts';
import { runMigration } from './run-migration.ts';

/** The migration in a file: `null` for a file without `revision`; a problem where it cannot be read. */
export const migrationOf = query<Revision | RevisionProblem | null>('migration', (db: Db, path) => {
  const module = db.facts(path)?.python;
  if (!module) return null;
  const header = headerOf(module.body);
  if (!header.has('revision') || !header.has('down_revision')) return null;
  const read = (name: string): Value | undefined => {
    const expr = header.get(name);
    return (
      expr && machine(db).evaluate(machine(db), { vars: new Map(), site: { path, within: [] }, parent: null }, expr)
    );
  };
  const id = textOf(read('revision'));
  const at = placeOf(db, path, header.get('revision') ?? { s: 0, e: 0 });
  const unreadable = (detail: string): RevisionProblem => ({ ...at, kind: 'unreadable', revision: id ?? '', detail });
  if (id === null) return unreadable('`revision` is no constant');
  const down = identifiers(read('down_revision'));
  if (down === null) return unreadable('`down_revision` is no constant');
  const operations = runMigration(db, path, 'upgrade');
  const docstring = docstringOf(module.body);
  return {
    id,
    path,
    at: { path, span: at.span ?? FILE_START },
    down,
    dependsOn: identifiers(read('depends_on')) ?? [],
    labels: identifiers(read('branch_labels')) ?? [],
    message: docstring.split('\n', 1)[0]?.trim() ?? '',
    created: /^Create Date:\s*(.+)$/m.exec(docstring)?.[1]?.trim() ?? null,
    empty: operations.every((operation) => operation.op === 'data'),
    operations,
  };
});

function headerOf(body: readonly Stmt[]): ReadonlyMap<string, Expr> {
  const found = new Map<string, Expr>();
  for (const stmt of body) {
    if (stmt.k !== 'assign' || stmt.v === null || stmt.op) continue;
    for (const target of stmt.targets) if (target.k === 'name') found.set(target.id, stmt.v);
  }
  return found;
}

function docstringOf(body: readonly Stmt[]): string {
  const [first] = body;
  return first?.k === 'expr' && first.v.k === 'str' ? first.v.v : '';
}

/** None, one id, or several. `null`: not a constant. */
function identifiers(value: Value | undefined): readonly string[] | null {
  if (value === undefined) return [];
  if (value.k === 'const' && value.v === null) return [];
  const text = textOf(value);
  if (text !== null) return [text];
  if (value.k !== 'seq' || value.partial) return null;
  const all = value.items.map((item) => textOf(item));
  return all.every((item) => item !== null) ? all : null;
}
