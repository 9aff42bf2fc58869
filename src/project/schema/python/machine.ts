/**
 * What evaluates and runs Python as far as constants go. Who uses it says what calls mean; it is bounded, so that
 * any input ends.
 */
import type { Expr } from '../../../model/python.ts';
import type { Db } from '../../db.ts';
import { evaluate } from './evaluate.ts';
import { run } from './execute.ts';
import type { CallValue, Frame, Value } from './value.ts';

export interface Machine {
  readonly db: Db;
  /** Evaluations and statements left. */
  steps: number;
  /** How deep evaluation stands now. */
  depth: number;
  /** Names of the functions that run now, outermost first. */
  readonly running: string[];
  /** Above 0: inside a branch that the database decides; what it does counts as done. */
  guarded: number;
  /** Above 0: inside a branch that something else decides. */
  doubtful: number;
  /** Says what a call means; `null` leaves it to the machine. */
  readonly called: (call: CallValue, fn: Value, frame: Frame) => Value | null;
  readonly evaluate: (m: Machine, frame: Frame, expr: Expr) => Value;
  readonly run: (fn: Value & { k: 'fn' }, call: CallValue) => Value;
}

/** Longest run of one migration. */
export const MAX_STEPS = 100_000;
/** Longest look at one class or value. */
const MAX_STEPS_OF_VALUE = 20_000;
/** More turns of one loop are not worth following. */
export const MAX_LOOP = 10_000;

export function machine(db: Db, called: Machine['called'] = () => null, steps = MAX_STEPS_OF_VALUE): Machine {
  const m: Machine = {
    db,
    steps,
    depth: 0,
    running: [],
    guarded: 0,
    doubtful: 0,
    called,
    evaluate,
    run: (fn, call) => run(m, fn, call),
  };
  return m;
}
