/** The schema as models and migrations tell it, and how they differ. */
import type { Chain, EmptyTree, Schema } from '../../model/schema.ts';
import { type Db, query } from '../db.ts';
import { chainsQuery } from './alembic/chains.ts';
import { scriptLocations } from './alembic/locations.ts';
import { orphanTrees } from './alembic/orphans.ts';
import { unreadFiles } from './alembic/unread-files.ts';
import { type Asked, differencesOf, pairsOf } from './compare.ts';
import { isConcerned } from './concern.ts';
import { createAllFiles } from './create-all.ts';
import { modelSchema } from './models/model-schema.ts';

export const schemaQuery = query<Schema>('schema', (db) => {
  const models = db.get(modelSchema);
  const chains = db.get(chainsQuery);
  const pairs = pairsOf(models.tables, chains);
  const asked: Asked = {
    createsTables: () => db.get(createAllFiles).length > 0,
    isConcerned: (table, chain) => isConcerned(db, table, chain),
  };
  return {
    models,
    chains,
    orphans: db.get(orphanTrees),
    empty: emptyTrees(db, chains),
    differences: differencesOf(models.tables, chains, asked),
    pairs: pairs.filter(({ unread }) => unread === ''),
    doubtfulPairs: pairs.filter(({ unread }) => unread !== ''),
  };
});

/** A submodule is a path of the tree, and what it holds is not. */
function emptyTrees(db: Db, chains: readonly Chain[]): EmptyTree[] {
  const paths = new Set(db.paths());
  const isElsewhere = (folder: string) =>
    folder.split('/').some((_, i, parts) => paths.has(parts.slice(0, i + 1).join('/')));
  return db.get(scriptLocations).flatMap(({ folder, versions, configuredBy, env }): EmptyTree[] => {
    const isKnown = chains.some(({ scriptLocation }) => scriptLocation === folder);
    const isOut = [folder, ...versions].some(isElsewhere) || db.get(unreadFiles, folder).length > 0;
    // Without env.py it is not certain that this is the place.
    if (isKnown || isOut || env === null) return [];
    return [{ scriptLocation: folder, versionLocations: versions, configuredBy, env }];
  });
}
