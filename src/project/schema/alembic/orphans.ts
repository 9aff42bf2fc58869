/** Migrations that stand where Alembic does not look. */

import type { Stmt } from '../../../model/python.ts';
import type { Chain, OrphanTree } from '../../../model/schema.ts';
import type { Place } from '../../../model/span.ts';
import { type Db, query } from '../../db.ts';
import { placeOf } from '../place.ts';
import { chainsQuery } from './chains.ts';

interface Header {
  readonly id: string;
  readonly down: readonly string[];
  readonly at: Place;
}

/** The header of a file that has all that makes a migration. Ids are read where they are plain literals. */
const headerOf = query<Header | null>('migration-header', (db, path) => {
  const module = db.facts(path)?.python;
  if (!module?.names.includes('down_revision') || !module.names.includes('upgrade')) return null;
  const isUpgrade = (stmt: Stmt) => stmt.k === 'def' && stmt.name === 'upgrade';
  if (!module.body.some(isUpgrade)) return null;
  const revision = assigned(module.body, 'revision');
  const down = assigned(module.body, 'down_revision');
  if (revision?.v?.k !== 'str' || !down?.v) return null;
  const parents = down.v.k === 'tuple' || down.v.k === 'list' ? down.v.items : [down.v];
  return {
    id: revision.v.v,
    down: parents.flatMap((one) => (one.k === 'str' ? [one.v] : [])),
    at: placeOf(db, path, revision),
  };
});

function assigned(body: readonly Stmt[], name: string): (Stmt & { k: 'assign' }) | undefined {
  const isOf = (stmt: Stmt): stmt is Stmt & { k: 'assign' } =>
    stmt.k === 'assign' && stmt.targets.some((target) => target.k === 'name' && target.id === name);
  return body.findLast(isOf);
}

/** Folders whose name says that they are kept for the record, made for something else, or not used in production. */
const KEPT =
  /(^|[/_.-])(tests?|testing|fixtures?|examples?|samples?|docs?|templates?|archived?|archives|old|legacy|back_?ups?|bak|squashed|deprecated|disabled|obsolete|unused|drafts?|removed|deleted|seeds?|node_modules|site-packages|vendor|third_party|venv)([/_.-]|$)|(^|\/)[._]/i;

/** Trees of migrations that belong to no chain, in path order. */
export const orphanTrees = query<readonly OrphanTree[]>('orphan-trees', (db) => {
  const chains = db.get(chainsQuery);
  if (chains.length === 0) return [];
  const known = new Set(chains.flatMap((chain) => chain.revisions.map(({ path }) => path)));
  const looked = chains.flatMap((chain) => chain.versionLocations);
  const groups = new Map<string, [path: string, header: Header][]>();
  for (const path of db.paths()) {
    if (!path.endsWith('.py') || known.has(path) || KEPT.test(parent(path))) continue;
    const header = looked.includes(parent(path)) ? null : db.get(headerOf, path);
    if (header) groups.set(parent(path), [...(groups.get(parent(path)) ?? []), [path, header]]);
  }
  return [...groups].flatMap(([folder, files]) => {
    const tree = treeOf(db, folder, files, chains);
    return tree ? [tree] : [];
  });
});

function treeOf(
  db: Db,
  folder: string,
  files: readonly [path: string, header: Header][],
  chains: readonly Chain[],
): OrphanTree | null {
  const chain = chains.find(({ revisions }) => {
    const ids = new Set(revisions.map(({ id }) => id));
    return files.some(([, { id, down }]) => ids.has(id) || down.some((one) => ids.has(one)));
  });
  const nearest = chain ?? nearestChain(folder, chains);
  if (!nearest) return null;
  return {
    folder,
    chain: nearest.scriptLocation,
    looked: nearest.versionLocations,
    linked: chain !== undefined,
    env: db.facts(`${parent(folder)}/env.py`)?.python !== undefined,
    revisions: files.map(([path, { id, at }]) => ({ path, id, at })),
  };
}

/** The chain of the same service: its script folder and the orphan have a folder other than the root in common, or both stand at the top. */
function nearestChain(folder: string, chains: readonly Chain[]): Chain | undefined {
  return chains.find(({ scriptLocation, configuredBy }) => {
    const home = parent(configuredBy);
    const isInside = (path: string) => home === '' || path.startsWith(`${home}/`);
    return isInside(folder) && isInside(scriptLocation);
  });
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
