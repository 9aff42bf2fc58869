/** Docstrings are kept for what rules ask of them: whether there is one, and how it begins. */
import type { Stmt } from '../../model/python.ts';

const MAX_DOCSTRING = 1000;

/** The body, with a long string as its first statement cut. */
export function cutDocstring(body: readonly Stmt[]): readonly Stmt[] {
  const first = body[0];
  if (first?.k === 'expr' && first.v.k === 'str' && first.v.v.length > MAX_DOCSTRING) {
    return [{ ...first, v: { ...first.v, v: first.v.v.slice(0, MAX_DOCSTRING) } }, ...body.slice(1)];
  }
  return body;
}
