/** Places of what facts describe by offsets. */
import { FILE_START, type Place, type Range, spanOf } from '../../model/span.ts';
import type { Db } from '../db.ts';

/** The place of a range in a file of the project. */
export function placeOf(db: Db, path: string, range: Range): Place {
  const facts = db.facts(path);
  return { path, span: facts ? spanOf(facts.lineStarts, range) : FILE_START };
}
