/** The revisions of a tree in the order in which they can be applied. */
import type { Revision, RevisionProblem } from '../../../model/schema.ts';

/** What of a revision says where it stands. */
type Linked = Pick<Revision, 'id' | 'path' | 'at' | 'down' | 'dependsOn' | 'labels'>;

export interface Graph<R extends Linked> {
  /** Parents first; those that no order reaches (a cycle) come last. */
  readonly order: readonly R[];
  readonly heads: readonly string[];
  readonly roots: readonly string[];
  readonly problems: readonly RevisionProblem[];
}

/** Orders the migrations of one tree. `migrations` come in path order. */
export function revisionGraph<R extends Linked>(migrations: readonly R[]): Graph<R> {
  const problems: RevisionProblem[] = [];
  const byId = new Map<string, R>();
  const byLabel = new Map<string, R>();
  for (const migration of migrations) {
    const { id, at, labels } = migration;
    const other = byId.get(id);
    if (other) problems.push({ ...at, kind: 'duplicate-id', revision: id, detail: other.path });
    else byId.set(id, migration);
    for (const label of labels) byLabel.set(label, migration);
  }
  const parents = new Map<R, R[]>();
  for (const migration of byId.values()) {
    const { down, dependsOn, at, id } = migration;
    const found: R[] = [];
    for (const name of [...down, ...dependsOn]) {
      const parent = named(name, byId, byLabel);
      if (parent) found.push(parent);
      else problems.push({ ...at, kind: 'missing-parent', revision: id, detail: name });
    }
    parents.set(migration, found);
  }
  const { order, left } = sorted(parents);
  for (const revision of left)
    problems.push({ ...revision.at, kind: 'cycle', revision: revision.id, detail: revision.down.join(', ') });
  const below = new Set(
    [...byId.values()].flatMap((revision) => revision.down.map((name) => named(name, byId, byLabel))),
  );
  return {
    order: [...order, ...left],
    heads: [...byId.values()].filter((one) => !below.has(one)).map((one) => one.id),
    roots: [...byId.values()].filter((one) => one.down.length === 0).map((one) => one.id),
    problems,
  };
}

/** An id, the beginning of one, or a label (`core@head`). */
function named<R>(name: string, byId: ReadonlyMap<string, R>, byLabel: ReadonlyMap<string, R>): R | undefined {
  const exact = byId.get(name) ?? byLabel.get(name.replace(/@.*$/, ''));
  if (exact || name.length < 4) return exact;
  const starts = [...byId.keys()].filter((id) => id.startsWith(name));
  return starts.length === 1 ? byId.get(starts[0] ?? '') : undefined;
}

/** Depth first along the parents, so that a branch stays together; without recursion, as chains are long. */
function sorted<R>(parents: ReadonlyMap<R, readonly R[]>): { order: R[]; left: R[] } {
  const children = new Map<R, R[]>();
  const waiting = new Map<R, number>();
  for (const [migration, above] of parents) {
    waiting.set(migration, above.length);
    for (const parent of above) children.set(parent, [...(children.get(parent) ?? []), migration]);
  }
  const order: R[] = [];
  const ready = [...parents.keys()].filter((one) => waiting.get(one) === 0).reverse();
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    order.push(next);
    for (const child of (children.get(next) ?? []).toReversed()) {
      const count = (waiting.get(child) ?? 0) - 1;
      waiting.set(child, count);
      if (count === 0) ready.push(child);
    }
  }
  const done = new Set(order);
  return { order, left: [...parents.keys()].filter((one) => !done.has(one)) };
}
