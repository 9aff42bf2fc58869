/** Every Alembic tree, replayed from its roots to its heads. */
import type { Chain } from '../../../model/schema.ts';
import { query } from '../../db.ts';
import { Database } from './database.ts';
import { environmentOf } from './environment.ts';
import { scriptLocations } from './locations.ts';
import { replay } from './replay.ts';
import { followedRevisions, revisionTree } from './revisions.ts';
import { unreadFiles } from './unread-files.ts';

/** The chains, one for each tree that holds at least one revision. */
export const chainsQuery = query<readonly Chain[]>('migration-chains', (db) =>
  db.get(scriptLocations).flatMap((location) => {
    const chain = db.get(chainAt, location.folder);
    return chain ? [chain] : [];
  }),
);

const chainAt = query<Chain | null>('migration-chain', (db, folder) => {
  const location = db.get(scriptLocations).find((one) => one.folder === folder);
  if (!location) return null;
  const { graph, unreadable } = db.get(revisionTree, folder);
  if (graph.order.length === 0) return null;
  const followed = followedRevisions(db, folder);
  const { revisions } = followed;
  const database = new Database();
  replay(db, database, followed);
  const environment = location.env === null ? null : db.get(environmentOf, location.env);
  const tables = database.tables();
  const roots = revisions.filter((revision) => revision.down.length === 0);
  return {
    scriptLocation: location.folder,
    versionLocations: location.versions,
    configuredBy: location.configuredBy,
    env: location.env,
    revisions,
    heads: graph.heads,
    roots: graph.roots,
    problems: [...unreadable, ...graph.problems],
    tables,
    types: database.types(),
    strays: database.strays(),
    baseline:
      (roots.length > 0 && roots.every((revision) => revision.empty)) ||
      tables.some((table) => !table.complete) ||
      database.olderType ||
      graph.problems.some(({ kind }) => kind === 'missing-parent'),
    createAll: database.createAll,
    unknown: [
      ...database.unknown(),
      ...db.get(unreadFiles, folder),
      ...unreadable.map((one) => ({
        path: one.path,
        span: one.span,
        table: null,
        reason: `a revision could not be read: ${one.detail}`,
      })),
    ],
    excluded: [...location.excluded, ...(environment?.excluded ?? [])],
    metadata: environment?.metadata ?? [],
  };
});
