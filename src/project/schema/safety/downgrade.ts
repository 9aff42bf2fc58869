/** Whether `downgrade()` of a revision takes back what its `upgrade()` did. */
import type { Operation } from '../../../model/migration.ts';
import type { Downgrade } from '../../../model/migration-safety.ts';
import type { Stmt } from '../../../model/python.ts';
import type { Revision } from '../../../model/schema.ts';
import { type Db, query } from '../../db.ts';
import { resolveMember } from '../../resolve.ts';
import { migrationOf, rollbackOf } from '../alembic/migration.ts';
import { MAX_COST, unfollowed } from '../alembic/revisions.ts';
import { placeOf } from '../place.ts';

/** What `downgrade()` of the migration in a file does, compared with its `upgrade()`. `null`: the file holds none. */
const downgradeQuery = query<Downgrade | null>('migration-downgrade', (db, path) => {
  const revision = db.get(migrationOf, path);
  return revision === null || 'kind' in revision ? null : downgradeOf(db, revision);
});

/** The same of many revisions, in order, as far as all of them together may cost. */
export function downgrades(db: Db, revisions: readonly Revision[]): ReadonlyMap<Revision, Downgrade> {
  let cost = 0;
  const left = new Set(db.get(unfollowed));
  return new Map(
    revisions.map((revision) => {
      const known = cost < MAX_COST && !left.has(revision.path) ? db.get(downgradeQuery, revision.path) : null;
      if (known) cost += db.get(rollbackOf, revision.path).cost;
      return [revision, known ?? { kind: 'unread', at: revision.at, left: [] }];
    }),
  );
}

function downgradeOf(db: Db, { path, at, operations }: Revision): Downgrade {
  const target = resolveMember(db, path, 'downgrade');
  if (target.kind !== 'function') return { kind: 'missing', at, left: [] };
  const { def } = target;
  const place = placeOf(db, target.site.path, def.head);
  const answer = (kind: Downgrade['kind'], left: readonly string[] = []): Downgrade => ({ kind, at: place, left });
  if (def.body.some((stmt) => stmt.k === 'raise')) return answer('raises');
  if (def.body.every(isNothing)) return answer('empty');
  const back = db.get(rollbackOf, path).operations;
  const unnamed = back.find((one) => one.op === 'drop-constraint' && one.unnamed && !one.doubtful);
  if (unnamed?.op === 'drop-constraint') return { kind: 'fails', at: unnamed.at, left: [unnamed.table] };
  if (back.length === 0 || [...back, ...operations].some((one) => one.op === 'unread' || one.doubtful))
    return answer('unread');
  const left = staying(operations, back);
  return left.length === 0 ? answer('whole') : answer('partial', left);
}

function isNothing(stmt: Stmt): boolean {
  return (
    stmt.k === 'pass' ||
    (stmt.k === 'expr' && (stmt.v.k === 'str' || stmt.v.k === 'const')) ||
    (stmt.k === 'return' && stmt.v === null)
  );
}

/** Tables and columns that the upgrade made and the downgrade keeps, or the other way round. */
function staying(operations: readonly Operation[], back: readonly Operation[]): string[] {
  if (operations.some((one) => one.op === 'create-all') || back.some((one) => one.op === 'create-all')) return [];
  const up = presence(operations);
  const down = presence(back);
  const left: string[] = [];
  for (const [thing, { first, last, guarded }] of up) {
    if (guarded || first !== last || isRemade(thing, up)) continue;
    const after = down.get(thing)?.last ?? wholeTable(thing, down);
    if (after === undefined || after === last) left.push(thing);
  }
  // The columns of a table are not told besides it.
  return left.filter((thing) => !left.some((other) => thing.startsWith(`${other}.`))).sort();
}

interface Presence {
  readonly first: boolean;
  readonly last: boolean;
  readonly guarded: boolean;
}

/** Its table is dropped and made again: which columns it had, this revision does not say. */
function isRemade(thing: string, up: ReadonlyMap<string, Presence>): boolean {
  const table = up.get(thing.slice(0, Math.max(0, thing.lastIndexOf('.'))));
  return table !== undefined && table.first !== table.last;
}

function wholeTable(thing: string, down: ReadonlyMap<string, Presence>): boolean | undefined {
  const dot = thing.lastIndexOf('.');
  const table = dot < 0 ? undefined : down.get(thing.slice(0, dot));
  return table?.last === false ? false : undefined;
}

/** `table` and `table.column` → whether it is there after the first and after the last step that makes or drops it. */
function presence(operations: readonly Operation[]): ReadonlyMap<string, Presence> {
  const found = new Map<string, Presence>();
  const mark = (thing: string, there: boolean, { guarded }: Operation): void => {
    const known = found.get(thing);
    found.set(thing, { first: known?.first ?? there, last: there, guarded: guarded || (known?.guarded ?? false) });
  };
  for (const one of operations) {
    if (one.op === 'create-table') {
      // A view is replaced, not undone.
      if (one.view) continue;
      mark(one.table, true, one);
      for (const { name } of one.columns) mark(`${one.table}.${name}`, true, one);
    } else if (one.op === 'drop-table') mark(one.table, false, one);
    else if (one.op === 'rename-table') {
      mark(one.table, false, one);
      mark(one.to, true, one);
    } else if (one.op === 'add-column') mark(`${one.table}.${one.column.name}`, true, one);
    else if (one.op === 'drop-column') mark(`${one.table}.${one.column}`, false, one);
    else if (one.op === 'alter-column' && one.to !== null) {
      mark(`${one.table}.${one.column}`, false, one);
      mark(`${one.table}.${one.to}`, true, one);
    }
  }
  return found;
}
