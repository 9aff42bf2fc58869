/** Carries out revisions on a database, one after the other. */
import type { Revision } from '../../../model/schema.ts';
import type { Db } from '../../db.ts';
import type { Database } from './database.ts';
import { upgradeOf } from './migration.ts';
import { MAX_COST } from './revisions.ts';
import { runMigration } from './run-migration.ts';

/**
 * Carries them out up to `stop`. A revision that asks what tables and columns there are runs once more, with the answer of
 * the replay, so that guards are told and loops over tables are gone through; as long as that stays within the bound.
 */
export function replay(
  db: Db,
  database: Database,
  { revisions, stop }: { readonly revisions: readonly Revision[]; readonly stop: Revision | null },
): void {
  const server = { catalog: database.catalog(), apply: database.apply.bind(database) };
  let cost = 0;
  for (const revision of revisions) {
    const isAsked = revision !== stop && cost < MAX_COST && db.get(upgradeOf, revision.path).asks;
    if (isAsked) cost += runMigration(db, revision.path, 'upgrade', server).cost;
    else for (const operation of revision.operations) database.apply(operation);
    if (revision === stop) break;
  }
}
