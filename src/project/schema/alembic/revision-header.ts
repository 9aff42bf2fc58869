/** What a migration file says of itself: its id and what it follows. Cheap: nothing of `upgrade()` is run. */
import type { PathHints } from '../../../model/config.ts';
import type { FileFacts } from '../../../model/facts.ts';
import type { Expr, Stmt } from '../../../model/python.ts';
import type { RevisionProblem } from '../../../model/schema.ts';
import { FILE_START, type Place } from '../../../model/span.ts';
import { Db, query } from '../../db.ts';
import { placeOf } from '../place.ts';
import { machine } from '../python/start-machine.ts';
import { textOf, type Value } from '../python/value.ts';

export interface RevisionHeader {
  readonly id: string;
  readonly path: string;
  readonly at: Place;
  readonly down: readonly string[];
  readonly dependsOn: readonly string[];
  readonly labels: readonly string[];
}

/** `null` for a file that is no revision; a problem where it cannot be read. */
export const revisionHeader = query<RevisionHeader | RevisionProblem | null>('revision-header', (db, path) => {
  const module = db.facts(path)?.python;
  if (!module) return null;
  const header = assignments(module.body);
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
  return {
    id,
    path,
    at: { path, span: at.span ?? FILE_START },
    down,
    dependsOn: identifiers(read('depends_on')) ?? [],
    labels: identifiers(read('branch_labels')) ?? [],
  };
});

/** The header of a file of another tree, read alone: `null` where it is no revision, or tells nothing without other files. */
export function headerOfFile(path: string, facts: FileFacts, hints: PathHints): RevisionHeader | null {
  const found = new Db({ paths: [path], files: new Map([[path, facts]]), hints }).get(revisionHeader, path);
  return found === null || 'kind' in found ? null : found;
}

function assignments(body: readonly Stmt[]): ReadonlyMap<string, Expr> {
  const found = new Map<string, Expr>();
  for (const stmt of body) {
    if (stmt.k !== 'assign' || stmt.v === null || stmt.op) continue;
    for (const target of stmt.targets) if (target.k === 'name') found.set(target.id, stmt.v);
  }
  return found;
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
