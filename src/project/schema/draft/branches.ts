/**
 * The branches of a chain that are kept apart: trees with a root of their own, and what a label marks. Heads of one branch
 * are to be merged; those of two are not, and each table belongs to one of them.
 */
import type { Chain, ModelTable, Revision } from '../../../model/schema.ts';
import { sameTable } from '../table-names.ts';

export interface Branch {
  /** The chain as this branch sees it: its own heads, and the revisions behind them. */
  readonly chain: Chain;
  readonly labels: readonly string[];
}

/** The branches, in the order of their first head. A chain without labels and with one root is one branch. */
export function branchesOf(chain: Chain): readonly Branch[] {
  const parents = parentsOf(chain);
  const found = new Map<string, { heads: string[]; behind: Set<Revision>; labels: readonly string[] }>();
  for (const id of chain.heads) {
    const head = chain.revisions.find((one) => one.id === id);
    if (!head) continue;
    const behind = ancestors(head, parents);
    const labels = [...behind].flatMap((one) => one.labels).sort();
    const roots = [...behind].filter(({ down }) => down.length === 0).map((one) => one.id);
    const known = found.get(JSON.stringify([labels, roots.sort()]));
    if (known) {
      known.heads.push(id);
      for (const one of behind) known.behind.add(one);
    } else found.set(JSON.stringify([labels, roots]), { heads: [id], behind, labels });
  }
  return [...found.values()].map(({ heads, behind, labels }) => ({
    labels,
    chain: { ...chain, heads, revisions: chain.revisions.filter((one) => behind.has(one)) },
  }));
}

/** What each revision follows, found by id, by the beginning of one, or by label. */
function parentsOf({ revisions }: Chain): ReadonlyMap<Revision, readonly Revision[]> {
  const byName = new Map(revisions.flatMap((one) => [...one.labels, one.id].map((name) => [name, one] as const)));
  const named = (name: string) =>
    byName.get(name.replace(/@.*$/, '')) ?? revisions.find(({ id }) => name.length >= 4 && id.startsWith(name));
  return new Map(revisions.map((one) => [one, one.down.flatMap((name) => named(name) ?? [])]));
}

function ancestors(head: Revision, parents: ReadonlyMap<Revision, readonly Revision[]>): Set<Revision> {
  const behind = new Set<Revision>([head]);
  for (const one of behind) for (const parent of parents.get(one) ?? []) behind.add(parent);
  return behind;
}

/** The branch that a table belongs to; `null` where that is not written anywhere. */
export function branchOfTable(
  branches: readonly Branch[],
  table: ModelTable,
  models: readonly ModelTable[],
): Branch | null {
  const [only] = branches;
  if (only && branches.length === 1) return only;
  return (
    branchTouching(branches, table.name) ??
    branchNamedIn(branches, table) ??
    branchOfNeighbours(branches, table, models)
  );
}

/** Where the table is made or was changed last. What came before the branches parted belongs to the one without a label. */
export function branchTouching(branches: readonly Branch[], table: string): Branch | null {
  const touches = ({ operations }: Revision) =>
    operations.some((one) => 'table' in one && one.table !== null && sameTable(one.table, table));
  const there = branches.filter(({ chain }) => chain.revisions.some(touches));
  if (there.length <= 1) return there[0] ?? null;
  const shared = (one: Revision) => there.filter(({ chain }) => chain.revisions.includes(one)).length > 1;
  const alone = there.filter(({ chain }) => chain.revisions.some((one) => touches(one) && !shared(one)));
  const trunk = there.filter(({ labels }) => labels.length === 0);
  return single(alone) ?? (alone.length === 0 ? single(trunk) : null);
}

/** `app/billing/models.py`, and a branch labelled `billing`. */
function branchNamedIn(branches: readonly Branch[], table: ModelTable): Branch | null {
  const words = new Set(table.at.path.replace(/\.py$/, '').split('/'));
  return single(branches.filter(({ labels }) => labels.some((label) => words.has(label))));
}

/** The branch of the tables that are declared next to it: in the same file, the same folder, the one around it. */
function branchOfNeighbours(
  branches: readonly Branch[],
  table: ModelTable,
  models: readonly ModelTable[],
): Branch | null {
  for (let around = table.at.path; around !== ''; around = around.slice(0, Math.max(0, around.lastIndexOf('/')))) {
    const near = models.filter(
      ({ at, name }) => name !== table.name && (at.path === around || at.path.startsWith(`${around}/`)),
    );
    const found = new Set(near.flatMap(({ name }) => branchTouching(branches, name) ?? []));
    if (found.size > 0) return single([...found]);
  }
  return null;
}

function single(found: readonly Branch[]): Branch | null {
  return found.length === 1 ? (found[0] ?? null) : null;
}
