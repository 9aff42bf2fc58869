/** The calls that a function makes while it runs itself: not those of lambdas and of functions inside it, which run when they are called. */
import type { Call, Expr, FunctionDef } from '../../model/python.ts';
import { dottedName, expressionsOf, statementsOf, subexpressions } from '../../model/python-walk.ts';

export interface OwnCall {
  readonly call: Call;
  /**
   * awaited: its result is awaited at once. handed: it is an argument of what is awaited, or of what runs coroutines. dropped: a
   * statement of its own. read: something is asked of its result at once. plain: anything else.
   */
  readonly result: 'awaited' | 'handed' | 'dropped' | 'read' | 'plain';
}

/** What takes coroutines and runs them. */
const RUNNING =
  /(^|\.)(create_task|ensure_future|gather|wait_for|wait|shield|as_completed|run_coroutine_threadsafe|start_soon|run|run_until_complete|run_async|async_to_sync|timeout|Runner|TaskGroup|append|add|put_nowait|put)$/;

const known = new WeakMap<FunctionDef, readonly OwnCall[]>();

/** In source order. */
export function ownCalls(def: FunctionDef): readonly OwnCall[] {
  const before = known.get(def);
  if (before) return before;
  const found: OwnCall[] = [];
  for (const stmt of statementsOf(def.body)) {
    if (stmt.k === 'def' || stmt.k === 'class') continue;
    const isAsync = (stmt.k === 'with' || stmt.k === 'for') && stmt.async;
    for (const expr of expressionsOf(stmt)) {
      // `return f()` hands the coroutine on to who awaits it.
      const result = isAsync ? 'awaited' : stmt.k === 'expr' ? 'dropped' : stmt.k === 'return' ? 'handed' : 'plain';
      list(expr, result, found);
    }
  }
  known.set(def, found);
  return found;
}

function list(expr: Expr, result: OwnCall['result'], found: OwnCall[]): void {
  if (expr.k === 'lambda') return;
  if (expr.k === 'await') {
    list(expr.v, 'awaited', found);
  } else if (expr.k === 'call') {
    found.push({ call: expr, result });
    if (expr.fn.k === 'attr') list(expr.fn.obj, 'read', found);
    else if (expr.fn.k !== 'name') list(expr.fn, 'plain', found);
    const isHanded =
      result === 'awaited' || result === 'handed' || RUNNING.test(dottedName(expr.fn) ?? lastName(expr.fn));
    for (const arg of [...expr.args, ...expr.kw.map(({ v }) => v)]) list(arg, isHanded ? 'handed' : 'plain', found);
  } else if (expr.k === 'attr' || expr.k === 'sub') {
    list(expr.obj, 'read', found);
    if (expr.k === 'sub') for (const index of expr.index) list(index, 'plain', found);
  } else {
    const isComp = expr.k === 'comp' && expr.clauses.some((clause) => clause.async);
    const inside = result === 'handed' || result === 'dropped' ? 'handed' : isComp ? 'awaited' : 'plain';
    for (const one of subexpressions(expr)) list(one, inside, found);
  }
}

function lastName(fn: Expr): string {
  return fn.k === 'attr' ? fn.name : '';
}
