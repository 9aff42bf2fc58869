/** An expression as code, short enough for a sentence. */
import type { Expr } from '../model/python.ts';

/** `a.b`, `f(x)`, `"text"`; parts that are longer are `…`. */
export function describe(expr: Expr, depth = 0): string {
  if (depth > 3) return '…';
  const inner = (part: Expr) => describe(part, depth + 1);
  switch (expr.k) {
    case 'name':
      return expr.id;
    case 'attr':
      return `${inner(expr.obj)}.${expr.name}`;
    case 'str':
      return expr.v.length > 40 ? '"…"' : JSON.stringify(expr.v);
    case 'num':
      return expr.v;
    case 'const':
      return expr.v === null ? 'None' : expr.v === '...' ? '...' : expr.v ? 'True' : 'False';
    case 'call':
      return `${inner(expr.fn)}(${expr.args.length + expr.kw.length > 2 ? '…' : [...expr.args.map(inner), ...expr.kw.map((k) => `${k.name ?? '**'}=${inner(k.v)}`)].join(', ')})`;
    case 'sub':
      return `${inner(expr.obj)}[${expr.index.map(inner).join(', ')}]`;
    case 'bin':
      return `${inner(expr.l)} ${expr.op} ${inner(expr.r)}`;
    case 'un':
      return expr.op === 'not' ? `not ${inner(expr.v)}` : `${expr.op}${inner(expr.v)}`;
    case 'await':
      return `await ${inner(expr.v)}`;
    default:
      return '…';
  }
}
