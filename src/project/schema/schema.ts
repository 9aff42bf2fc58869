/** The schema as models and migrations tell it, and how they differ. */
import type { Schema } from '../../model/schema.ts';
import { query } from '../db.ts';
import { chainsQuery } from './alembic/chains.ts';
import { orphanTrees } from './alembic/orphans.ts';
import { differencesOf, pairsOf } from './compare.ts';
import { createAllFiles } from './create-all.ts';
import { modelSchema } from './models/model-schema.ts';

export const schemaQuery = query<Schema>('schema', (db) => {
  const models = db.get(modelSchema);
  const chains = db.get(chainsQuery);
  const createsTables = () => db.get(createAllFiles).length > 0;
  return {
    models,
    chains,
    orphans: db.get(orphanTrees),
    differences: differencesOf(models.tables, chains, createsTables),
    pairs: pairsOf(models.tables, chains),
  };
});
