/** Coroutine functions that hold up the event loop: by a call of their own, or through synchronous functions that they call. */
import type { BlockedCoroutine, BlockingCall } from '../../model/execution.ts';
import type { FunctionDef } from '../../model/python.ts';
import { expressionsIn, expressionsOf, statementsOf } from '../../model/python-walk.ts';
import { spanOf } from '../../model/span.ts';
import { type Db, query } from '../db.ts';
import { functionsOf } from '../reach/function-reach.ts';
import { servedIn } from '../served.ts';
import { coroutinesIn, functionBlocks } from './function-blocks.ts';
import { privateCoroutines } from './private-loops.ts';
import { workerCoroutines } from './tasks.ts';

/** A helper of a helper of a helper: what is further away is seldom what people would change. */
const MAX_DEPTH = 4;
const MAX_FUNCTIONS = 60;
/** More places of one function than anybody reads. */
const MAX_CALLS = 12;

/** Those of one file, in source order. */
export const blockedCoroutines = query<readonly BlockedCoroutine[]>('blocked-coroutines', (db, path) =>
  db.get(coroutinesIn, path).flatMap((key) => {
    const blocking = blockingFrom(db, key);
    return blocking.length === 0 ? [] : (coroutineOf(db, path, key, blocking) ?? []);
  }),
);

function coroutineOf(db: Db, path: string, key: string, blocking: readonly BlockingCall[]): BlockedCoroutine | null {
  const found = db.get(functionsOf, path).get(Number(key.slice(0, key.indexOf(' '))));
  if (!found) return null;
  const { def, site } = found;
  const lineStarts = db.facts(path)?.lineStarts ?? [0];
  return {
    symbol: [...site.within, def].map((one) => one.name).join('.'),
    head: { path, span: spanOf(lineStarts, def.head) },
    start: def.s,
    runs: runsIn(db, key, [...site.within, def]),
    awaitsNothing: awaitsNothing(def),
    blocking,
  };
}

function runsIn(db: Db, key: string, definitions: Definitions): BlockedCoroutine['runs'] {
  const path = key.slice(key.indexOf(' ') + 1);
  if (isServed(db, path, definitions)) return db.get(privateCoroutines).has(key) ? 'worker' : 'request';
  return db.get(workerCoroutines).has(key) ? 'worker' : 'other';
}

type Definitions = readonly { readonly k: string; readonly s: number }[];

/** A function inside a function is served with it. */
function isServed(db: Db, path: string, definitions: Definitions): boolean {
  const served = db.get(servedIn, path);
  return definitions.some((one) => one.k === 'def' && served.has(one.s));
}

function awaitsNothing(def: FunctionDef): boolean {
  return !statementsOf(def.body).some(
    (stmt) =>
      ((stmt.k === 'for' || stmt.k === 'with') && stmt.async) ||
      expressionsOf(stmt).some((outer) =>
        expressionsIn(outer).some(
          (e) => e.k === 'await' || e.k === 'yield' || (e.k === 'comp' && e.clauses.some((c) => c.async)),
        ),
      ),
  );
}

function blockingFrom(db: Db, start: string): readonly BlockingCall[] {
  const found: BlockingCall[] = [];
  const seen = new Set([start]);
  const visit = (key: string, chain: BlockingCall['chain']): void => {
    const { blocking, calls } = db.get(functionBlocks, key);
    for (const one of blocking) if (found.length < MAX_CALLS) found.push({ ...one, chain });
    if (chain.length >= MAX_DEPTH) return;
    for (const { key: next, name, path, at } of calls) {
      if (seen.has(next) || seen.size > MAX_FUNCTIONS) continue;
      seen.add(next);
      visit(next, [...chain, { name, path, at }]);
    }
  };
  visit(start, []);
  return found;
}
