/** Where the grammar groups otherwise than Python does, the expression is put together again. */
import type { Expr } from '../../model/python.ts';

/** `*a.b, c` comes as `(*a).b`: the star belongs around all of it. */
export function starOutside(expr: Expr): Expr {
  if (expr.k === 'star') return expr;
  const v = withLeftmost(expr, (first) => (first.k === 'star' ? first.v : first));
  return { k: 'star', s: expr.s, e: expr.e, double: false, v };
}

/** `a | (b | c)` without the parentheses is `(a | b) | c`. */
export function unionOf(l: Expr, r: Expr, isChain: boolean): Expr {
  if (!isChain || r.k !== 'bin' || r.op !== '|') return { k: 'bin', s: l.s, e: r.e, op: '|', l, r };
  return { k: 'bin', s: l.s, e: r.e, op: '|', l: unionOf(l, r.l, true), r: r.r };
}

/** The same expression with another operand at its very beginning. */
export function withLeftmost(expr: Expr, replace: (first: Expr) => Expr): Expr {
  switch (expr.k) {
    case 'attr':
    case 'sub': {
      const obj = withLeftmost(expr.obj, replace);
      return { ...expr, s: obj.s, obj };
    }
    case 'call': {
      const fn = withLeftmost(expr.fn, replace);
      return { ...expr, s: fn.s, fn };
    }
    case 'bin': {
      const l = withLeftmost(expr.l, replace);
      return { ...expr, s: l.s, l };
    }
    default:
      return replace(expr);
  }
}
