/** The state of one abstract run of the repository's routing code, and the functions that call each other in it. */
import type { Call, Expr, FunctionDef, Stmt } from '../../model/python.ts';
import type { Db } from '../db.ts';
import type { Condition, Node, Router, Scope, Value } from './values.ts';

export interface Arguments {
  readonly args: readonly Value[];
  readonly kw: ReadonlyMap<string, Value>;
  /** The call as written, where there is one. */
  readonly call?: Call;
  /** Starlette's method of this name is meant, in a router of FastAPI. */
  readonly plain?: boolean;
}

export interface Run {
  readonly db: Db;
  readonly scopes: Map<string, Scope>;
  readonly routers: Router[];
  readonly unresolved: { readonly at: Node; readonly reason: string }[];
  /** Functions being followed, innermost last. */
  readonly stack: { readonly path: string; readonly def: FunctionDef }[];
  /** Functions that were followed from somewhere, by path and offset. */
  readonly followed: Set<string>;
  /** The `if`s around what is being run. */
  readonly conditions: Condition[];
  /** Start-up code: run when all modules are. */
  readonly deferred: (() => void)[];
  /** Blocks inside blocks: 1 is straight in the body of a module, where nobody calls. */
  depth: number;
  /** Something is looked up or included that could not be told: it may be any router. */
  takesUnknown: boolean;
  /** What it finds is of no use: it was to run by itself, and turned out to depend on others. */
  isAbandoned: boolean;
  steps: number;
  /** `steps` when the outermost call that is being followed began. */
  callStart: number;
  evaluate(scope: Scope, expr: Expr): Value;
  /** Runs statements; what they return, in order. */
  execute(scope: Scope, body: readonly Stmt[]): Value[];
  call(fn: Value, given: Arguments, at: Node, scope: Scope): Value;
  importModule(path: string): void;
  /** The names of a module, which is run on first use. */
  module(path: string): Scope;
  attribute(of: Value, name: string, scope: Scope): Value;
}

/** Beyond this, code is too entangled to be followed; the table says so. */
const MAX_STEPS = 3_000_000;
/** What one call from module level may cost: the largest factories seen need a tenth. */
const MAX_CALL_STEPS = 150_000;
export const MAX_CALL_DEPTH = 24;

/** Whether what is being run runs once, in the order in which it is written. */
export function isStraight(run: Run): boolean {
  return run.depth === 1 && run.stack.length === 0;
}

/** How often a function is being followed. Its definition may come from facts of two states of its file. */
export function timesOnStack(run: Run, path: string, def: FunctionDef): number {
  return run.stack.filter((outer) => outer.path === path && outer.def.s === def.s).length;
}

export function isExhausted(run: Run): boolean {
  return (
    run.isAbandoned || run.steps > MAX_STEPS || (run.stack.length > 0 && run.steps - run.callStart > MAX_CALL_STEPS)
  );
}
