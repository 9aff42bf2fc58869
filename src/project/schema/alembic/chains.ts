/** Every Alembic tree, replayed from its roots to its heads. */
import type { Chain, Revision, RevisionProblem } from '../../../model/schema.ts';
import { type Db, query } from '../../db.ts';
import { Database } from './database.ts';
import { environmentOf } from './environment.ts';
import { revisionGraph } from './graph.ts';
import { type ScriptLocation, scriptLocations } from './locations.ts';
import { migrationOf } from './migration.ts';

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
  const migrations: Revision[] = [];
  const unreadable: RevisionProblem[] = [];
  for (const path of migrationFiles(db, location)) {
    const found = db.get(migrationOf, path);
    if (found === null) continue;
    if ('kind' in found) unreadable.push(found);
    else migrations.push(found);
  }
  if (migrations.length === 0) return null;
  const graph = revisionGraph(migrations);
  const database = new Database();
  for (const { operations } of graph.order) for (const operation of operations) database.apply(operation);
  const environment = location.env === null ? null : db.get(environmentOf, location.env);
  const tables = database.tables();
  const roots = graph.order.filter((revision) => revision.down.length === 0);
  return {
    scriptLocation: location.folder,
    versionLocations: location.versions,
    configuredBy: location.configuredBy,
    env: location.env,
    revisions: graph.order,
    heads: graph.heads,
    roots: graph.roots,
    problems: [...unreadable, ...graph.problems],
    tables,
    types: database.types(),
    strays: database.strays(),
    baseline:
      (roots.length > 0 && roots.every((revision) => revision.empty)) || tables.some((table) => !table.complete),
    createAll: database.createAll,
    unknown: [
      ...database.unknown(),
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

function migrationFiles(db: Db, location: ScriptLocation): string[] {
  return db.paths().filter((path) => {
    if (!path.endsWith('.py') || path.endsWith('/__init__.py')) return false;
    const folder = path.slice(0, path.lastIndexOf('/'));
    return location.versions.some((one) => folder === one || (location.recursive && folder.startsWith(`${one}/`)));
  });
}
