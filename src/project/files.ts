/** The audited files by kind. */
import type { FileFacts } from '../model/facts.ts';
import { query } from './db.ts';

/** A question of its own: what changes in a file is hardly ever its kind. `null`, for a file that is not audited. */
export const kindOf = query<FileFacts['kind'] | null>('kind', (db, path) => db.facts(path)?.kind ?? null);

/** In path order. */
export const filesOfKind = query<readonly string[]>('files-of-kind', (db, kind) =>
  db.paths().filter((path) => db.get(kindOf, path) === kind),
);
