/** Files among the migrations of a tree that were not read, or not as a whole: what they do is not known. */
import type { Unread } from '../../../model/schema.ts';
import { FILE_START } from '../../../model/span.ts';
import { query } from '../../db.ts';
import { placeOf } from '../place.ts';
import { scriptLocations } from './locations.ts';

/** By the folder of a script location. */
export const unreadFiles = query<readonly Unread[]>('unread-migration-files', (db, folder) => {
  const location = db.get(scriptLocations).find((one) => one.folder === folder);
  if (!location) return [];
  const isInside = (path: string): boolean => {
    const parent = path.slice(0, path.lastIndexOf('/'));
    return location.versions.some((one) => parent === one || (location.recursive && parent.startsWith(`${one}/`)));
  };
  return db.paths().flatMap((path) => (path.endsWith('.py') && isInside(path) ? (db.get(unreadFile, path) ?? []) : []));
});

/** A path without facts is that of a file that was too large, or could not be had. */
const unreadFile = query<Unread | null>('unread-migration-file', (db, path) => {
  const module = db.facts(path)?.python;
  const [error] = module?.errors ?? [];
  if (module && !error) return null;
  const place = error ? placeOf(db, path, error) : { path, span: FILE_START };
  return {
    ...place,
    table: null,
    reason: module ? 'a migration has syntax errors' : 'a file among the migrations could not be read',
  };
});
