/** Puts a machine together. */
import type { Db } from '../../db.ts';
import { evaluate } from './evaluate.ts';
import { run } from './execute.ts';
import type { Machine } from './machine.ts';

/** Longest run of one migration. */
export const MAX_STEPS = 100_000;
/** Longest look at one class or value. */
const MAX_STEPS_OF_VALUE = 20_000;

export function machine(db: Db, called: Machine['called'] = () => null, steps = MAX_STEPS_OF_VALUE): Machine {
  const m: Machine = {
    db,
    steps,
    literals: new Map(),
    depth: 0,
    running: [],
    guarded: 0,
    doubtful: 0,
    autocommit: 0,
    called,
    evaluate,
    run: (fn, call) => run(m, fn, call),
  };
  return m;
}
