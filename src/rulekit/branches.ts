/** The heads of a chain that nobody chose to have. */
import type { Chain, Revision } from '../model/schema.ts';

export interface Branch {
  readonly head: Revision;
  /** The first revision that only this head has: it stays the same while the branch grows. */
  readonly start: Revision;
}

/**
 * The branches between which `alembic upgrade head` cannot choose, the oldest first; at most one where all is well.
 * A branch that has a label, or that another one depends on, is one on purpose.
 */
export function unintendedBranches(chain: Chain): readonly Branch[] {
  if (chain.heads.length < 2) return [];
  const byId = new Map(chain.revisions.map((revision) => [revision.id, revision]));
  const lines = chain.heads.flatMap((id) => {
    const head = byId.get(id);
    return head ? [{ head, all: ancestors(head, byId) }] : [];
  });
  const uses = new Map<Revision, number>();
  for (const { all } of lines) for (const one of all) uses.set(one, (uses.get(one) ?? 0) + 1);
  const needed = new Set(chain.revisions.flatMap(({ dependsOn }) => dependsOn));
  const branches = lines.flatMap(({ head, all }): Branch[] => {
    const own = [...all].filter((one) => uses.get(one) === 1);
    const isMeant = own.some(({ id, labels }) => labels.length > 0 || needed.has(id));
    // Parents come first in a chain.
    const start = chain.revisions.find((one) => own.includes(one));
    return isMeant || !start ? [] : [{ head, start }];
  });
  const folders = new Set(branches.map(({ head }) => folderOf(head.path)));
  const isApart = folders.size === branches.length && branches.every(({ start }) => start.down.length === 0);
  return isApart ? [] : branches.toSorted((a, b) => byAge(a.start, b.start));
}

function ancestors(head: Revision, byId: ReadonlyMap<string, Revision>): ReadonlySet<Revision> {
  const found = new Set<Revision>([head]);
  for (const one of found) {
    for (const id of one.down) {
      const parent = byId.get(id);
      if (parent) found.add(parent);
    }
  }
  return found;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function byAge(a: Revision, b: Revision): number {
  const [left, right] = [a, b].map((one) => `${one.created ?? ''} ${one.path}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
}
