/** Branches that are meant for developers: what they say is not what clients read. */
import type { Expr, Stmt } from '../../model/python.ts';
import { expressionsIn } from '../../model/python-walk.ts';

const DEVELOPMENT =
  /debug|develop|production|(^|_)(dev|prod|env|verbose)(_|$)|environment|expose|leak|show_.*err|include_(details|trace)/i;

/** Whether a condition asks about debug mode or the environment: `settings.DEBUG`, `os.getenv("ENV") == "dev"`. */
export function isDebugTest(test: Expr): boolean {
  return expressionsIn(test).some(
    (expr) =>
      (expr.k === 'name' && DEVELOPMENT.test(expr.id)) ||
      (expr.k === 'attr' && DEVELOPMENT.test(expr.name)) ||
      (expr.k === 'str' && /^(env|environment|app_env|debug|development|production|dev|prod)$/i.test(expr.v)),
  );
}

/** Whether a block always leaves: what follows it runs only where its condition did not hold. */
export function leaves(body: readonly Stmt[]): boolean {
  const last = body.at(-1);
  return last?.k === 'return' || last?.k === 'raise' || last?.k === 'continue' || last?.k === 'break';
}
