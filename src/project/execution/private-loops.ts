/** Coroutines that run on a loop of their own while a thread waits for them: what they hold up is nobody else's. */
import { type Db, query } from '../db.ts';
import { functionsOf } from '../reach/function-reach.ts';
import { calleesOf, servedFunctions } from '../served.ts';
import { loopStarts } from './tasks.ts';

const STARTING = /^(run_until_complete|async_to_sync|run)$/;

/** Served functions that only plain functions run, each on a loop that it starts, by `functionKey`. */
export const privateCoroutines = query<ReadonlySet<string>>('private-coroutines', (db) => {
  const served = db.get(servedFunctions);
  const starters = new Set([...served.keys()].filter((key) => startsLoop(db, key)));
  if (starters.size === 0) return starters;
  const inside = closure(
    db,
    [...starters].flatMap((key) => db.get(loopStarts, key).coroutines),
  );
  const shared: string[] = [];
  for (const key of served.keys()) {
    if (inside.has(key) || starters.has(key)) continue;
    for (const callee of db.get(calleesOf, key)) if (inside.has(callee)) shared.push(callee);
  }
  for (const key of closure(db, shared)) inside.delete(key);
  return inside;
});

function startsLoop(db: Db, key: string): boolean {
  const space = key.indexOf(' ');
  const path = key.slice(space + 1);
  if (!db.facts(path)?.python?.names.some((name) => STARTING.test(name))) return false;
  const found = db.get(functionsOf, path).get(Number(key.slice(0, space)));
  return found !== undefined && !found.def.async && db.get(loopStarts, key).starter !== null;
}

function closure(db: Db, from: readonly string[]): Set<string> {
  const found = new Set(from);
  for (const key of found) for (const callee of db.get(calleesOf, key)) found.add(callee);
  return found;
}
