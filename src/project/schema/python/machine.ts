/**
 * What evaluates and runs Python as far as constants go. Who uses it says what calls mean; it is bounded, so that
 * any input ends.
 */
import type { Expr } from '../../../model/python.ts';
import type { Db } from '../../db.ts';
import type { CallValue, Frame, Value } from './value.ts';

export interface Machine {
  readonly db: Db;
  /** Evaluations and statements left. */
  steps: number;
  /** Variables of modules that were written as literals: Python evaluates them once, too. */
  readonly literals: Map<Expr, Value>;
  /** How deep evaluation stands now. */
  depth: number;
  /** Names of the functions that run now, outermost first. */
  readonly running: string[];
  /** Above 0: inside a branch that the database decides; what it does counts as done. */
  guarded: number;
  /** Above 0: inside a branch that something else decides. */
  doubtful: number;
  /** Above 0: inside `with ….autocommit_block()`, or after something else ended the transaction. */
  autocommit: number;
  /** Says what a call means; `null` leaves it to the machine. */
  readonly called: (call: CallValue, fn: Value, frame: Frame) => Value | null;
  readonly evaluate: (m: Machine, frame: Frame, expr: Expr) => Value;
  readonly run: (fn: Value & { k: 'fn' }, call: CallValue) => Value;
}

/** More turns of one loop are not worth following. */
export const MAX_LOOP = 10_000;
