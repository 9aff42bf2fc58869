/** The audited files by kind. */
import { query } from './db.ts';

/** In path order. */
export const filesOfKind = query<readonly string[]>('files-of-kind', (db, kind) =>
  db.paths().filter((path) => db.facts(path)?.kind === kind),
);
