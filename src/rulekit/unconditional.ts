/** What code does wherever it runs: not under a condition on the configuration, not after one that may leave. */
import type { Call, Expr, Stmt } from '../model/python.ts';
import { callsIn, expressionsIn } from '../model/python-walk.ts';

/** The calls that a body makes in production as well, in source order. */
export function unconditionalCalls(body: readonly Stmt[]): readonly Call[] {
  const found: Call[] = [];
  walk(body, found);
  return found;
}

/** Names of what tells one environment from another, or switches something off. */
const SWITCH =
  /settings|config|env|debug|dev|prod|test|local|auto|create|init|migrat|reset|seed|sqlite|dialect|memory|demo|mode|enable|__name__|argv|args|flag/i;

function isSwitch(test: Expr): boolean {
  return expressionsIn(test).some((expr) =>
    expr.k === 'name'
      ? SWITCH.test(expr.id)
      : expr.k === 'attr'
        ? SWITCH.test(expr.name)
        : expr.k === 'str' && SWITCH.test(expr.v),
  );
}

/** Whether what follows the block still runs. */
function walk(body: readonly Stmt[], found: Call[]): boolean {
  for (const stmt of body) {
    switch (stmt.k) {
      case 'if':
        if (!isSwitch(stmt.test)) {
          walk(stmt.body, found);
          walk(stmt.orelse, found);
        } else if (leaves(stmt)) return false;
        break;
      case 'match':
        if (leaves(stmt)) return false;
        break;
      case 'while':
      case 'def':
      case 'class':
        break;
      case 'for':
        walk(stmt.body, found);
        break;
      case 'with':
        for (const item of stmt.items) found.push(...callsIn([{ ...item.v, k: 'expr', v: item.v }]));
        if (!walk(stmt.body, found)) return false;
        break;
      case 'try':
        if (!walk([...stmt.body, ...stmt.orelse, ...stmt.final], found)) return false;
        break;
      case 'return':
      case 'raise':
        found.push(...callsIn([stmt]));
        return false;
      default:
        found.push(...callsIn([stmt]));
    }
  }
  return true;
}

/** `if settings.is_production: return`. */
function leaves(stmt: Stmt & { k: 'if' | 'match' }): boolean {
  const blocks = stmt.k === 'if' ? [stmt.body, stmt.orelse] : stmt.cases.map((one) => one.body);
  return blocks.some((block) => block.some((one) => one.k === 'return' || (one.k === 'if' && leaves(one))));
}
