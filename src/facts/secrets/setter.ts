/** `.setPassword("value")`, `.password("value")`: what Java and its relatives build their objects with. */
import type { Range } from '../../model/span.ts';
import { type Literal, quotedValue, whiteSpace } from './literal.ts';
import { unwrap } from './wrapped-value.ts';

const SETTER = /(?:^|\.)(?:set|with)[A-Z]\w*$|\.(?:password|secret|secretKey|apiKey|accessToken|token)$/;

/** The only argument of the call whose name ends at `name.e`, in front of its parenthesis. */
export function valueOfSetter(text: string, name: Range): Literal | null {
  const called = text.slice(name.s, name.e);
  // `$mailer->setPassword(…)`: the arrow is no part of the name.
  if (!SETTER.test(called) && !(text[name.s - 1] === '>' && /^set[A-Z]/.test(called))) return null;
  const literal = quotedValue(text, unwrap(text, whiteSpace(text, name.e + 1)).at);
  return literal !== null && /^["'`]\s?\)/.test(text.slice(literal.e, literal.e + 3)) ? literal : null;
}
