/**
 * The revisions of each tree in the order in which they apply, followed as far as all of them together may cost: what is
 * left is named as unread. The bound counts steps, so that it falls on the same revision everywhere.
 */
import type { Revision, RevisionProblem } from '../../../model/schema.ts';
import { type Db, query } from '../../db.ts';
import { type Graph, revisionGraph } from './graph.ts';
import { type ScriptLocation, scriptLocations } from './locations.ts';
import { migrationOf, revisionOf, upgradeOf } from './migration.ts';
import { type RevisionHeader, revisionHeader } from './revision-header.ts';
import { tooLong } from './run-migration.ts';

/** Twice what the longest chains known cost, and two seconds. */
export const MAX_COST = 4_000_000;

interface Tree {
  readonly graph: Graph<RevisionHeader>;
  readonly unreadable: readonly RevisionProblem[];
}

/** The graph of a script location; its headers only. */
export const revisionTree = query<Tree>('revision-tree', (db, folder) => {
  const location = db.get(scriptLocations).find((one) => one.folder === folder);
  const headers: RevisionHeader[] = [];
  const unreadable: RevisionProblem[] = [];
  for (const path of location ? migrationFiles(db, location) : []) {
    const found = db.get(revisionHeader, path);
    if (found === null) continue;
    if ('kind' in found) unreadable.push(found);
    else headers.push(found);
  }
  return { graph: revisionGraph(headers), unreadable };
});

/** Files of the revisions that are not followed; empty in any repository that means no harm. */
export const unfollowed = query<readonly string[]>('unfollowed-revisions', (db) => {
  const left: string[] = [];
  let cost = 0;
  for (const { folder } of db.get(scriptLocations)) {
    for (const { path } of db.get(revisionTree, folder).graph.order) {
      if (cost < MAX_COST) cost += db.get(upgradeOf, path).cost;
      else left.push(path);
    }
  }
  return left;
});

export interface Followed {
  readonly revisions: readonly Revision[];
  /** What revision stands for those that were not followed, the first of them. */
  readonly stop: Revision | null;
}

/** The revisions of a script location, parents first, with what they do. */
export function followedRevisions(db: Db, folder: string): Followed {
  const { order } = db.get(revisionTree, folder).graph;
  const left = new Set(db.get(unfollowed));
  const first = order.findIndex(({ path }) => left.has(path));
  const count = first < 0 ? 0 : order.length - first;
  const reason = `the migrations are too long to be followed: ${count} of ${order.length} revisions were left unread`;
  const revisions = order.flatMap((header): Revision[] => {
    if (left.has(header.path)) return [revisionOf(db, header, [tooLong(header.at, reason)])];
    const found = db.get(migrationOf, header.path);
    return found === null || 'kind' in found ? [] : [found];
  });
  return { revisions, stop: revisions.find(({ path }) => left.has(path)) ?? null };
}

function migrationFiles(db: Db, location: ScriptLocation): string[] {
  return db.paths().filter((path) => {
    if (!path.endsWith('.py') || path.endsWith('/__init__.py')) return false;
    const folder = path.slice(0, path.lastIndexOf('/'));
    return location.versions.some((one) => folder === one || (location.recursive && folder.startsWith(`${one}/`)));
  });
}
