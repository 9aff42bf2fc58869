/** Annotations that are written as text (`"User | None"`, `"list[app.User]"`): parsed into the same expressions. */
import type { Expr, Str } from '../model/python.ts';

const TOKENS = /\s*([A-Za-z_][\w.]*|[[\],|]|\S)/g;
/** Annotations are short; a longer text is prose. */
const MAX_LENGTH = 300;

/** The annotation in `text`, every node at the place of the text, or `null` when it is not of this form. */
export function parseAnnotation(text: Str): Expr | null {
  if (text.v.length > MAX_LENGTH) return null;
  const tokens = [...text.v.matchAll(TOKENS)].map((match) => match[1] ?? '');
  const at = { s: text.s, e: text.e };
  let next = 0;

  const union = (): Expr | null => {
    let left = item();
    while (left && tokens[next] === '|') {
      next++;
      const right = item();
      if (!right) return null;
      left = { k: 'bin', ...at, op: '|', l: left, r: right };
    }
    return left;
  };

  const item = (): Expr | null => {
    const token = tokens[next++];
    if (token === undefined || !/^[A-Za-z_]/.test(token)) return null;
    const named: Expr = token === 'None' ? { k: 'const', ...at, v: null } : dotted(token);
    if (tokens[next] !== '[') return named;
    const index: Expr[] = [];
    do {
      next++;
      const inner = union();
      if (!inner) return null;
      index.push(inner);
    } while (tokens[next] === ',');
    return tokens[next++] === ']' ? { k: 'sub', ...at, obj: named, index } : null;
  };

  const dotted = (name: string): Expr => {
    const [first = '', ...rest] = name.split('.');
    return rest.reduce<Expr>((obj, part) => ({ k: 'attr', ...at, obj, name: part }), { k: 'name', ...at, id: first });
  };

  const parsed = union();
  return next === tokens.length ? parsed : null;
}
