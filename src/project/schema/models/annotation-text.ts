/** Annotations inside quotes: `Mapped["list[Item] | None"]`. Only what annotations are made of is read. */
import type { Expr } from '../../../model/python.ts';

/** Longer or deeper annotations are no types. */
const MAX_LENGTH = 300;
const MAX_DEPTH = 8;
const TOKEN = /\s*([A-Za-z_]\w*|\d+|[.,|[\]()]|"[^"]*"|'[^']*')/y;

/** The expression that a quoted annotation stands for, or `null`. */
export function parseAnnotation(text: string): Expr | null {
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  const reader: Reader = { tokens, next: 0 };
  const expr = union(reader, 0);
  return reader.next === tokens.length ? expr : null;
}

interface Reader {
  readonly tokens: readonly string[];
  next: number;
}

function tokensOf(text: string): string[] | null {
  if (text.length > MAX_LENGTH) return null;
  const tokens: string[] = [];
  const trimmed = text.trim();
  TOKEN.lastIndex = 0;
  for (let at = 0; at < trimmed.length; at = TOKEN.lastIndex) {
    const token = TOKEN.exec(trimmed)?.[1];
    if (token === undefined) return null;
    tokens.push(token);
  }
  return tokens;
}

function union(reader: Reader, depth: number): Expr | null {
  let left = postfix(reader, depth);
  while (left && reader.tokens[reader.next] === '|') {
    reader.next++;
    const right = postfix(reader, depth);
    if (!right) return null;
    left = { k: 'bin', op: '|', l: left, r: right, s: 0, e: 0 };
  }
  return left;
}

function postfix(reader: Reader, depth: number): Expr | null {
  let expr = atom(reader);
  for (let token = reader.tokens[reader.next]; expr; token = reader.tokens[reader.next]) {
    if (token === '.') {
      const name = reader.tokens[reader.next + 1] ?? '';
      if (!/^[A-Za-z_]/.test(name)) return null;
      reader.next += 2;
      expr = { k: 'attr', obj: expr, name, s: 0, e: 0 };
    } else if (token === '[') {
      reader.next++;
      const index = items(reader, depth + 1);
      if (!index) return null;
      expr = { k: 'sub', obj: expr, index, s: 0, e: 0 };
    } else return expr;
  }
  return expr;
}

function items(reader: Reader, depth: number): Expr[] | null {
  const found: Expr[] = [];
  if (depth > MAX_DEPTH) return null;
  for (;;) {
    const expr = union(reader, depth);
    if (!expr) return null;
    found.push(expr);
    const token = reader.tokens[reader.next++];
    if (token === ']') return found;
    if (token !== ',') return null;
  }
}

function atom(reader: Reader): Expr | null {
  const token = reader.tokens[reader.next++] ?? '';
  if (token === 'None') return { k: 'const', v: null, s: 0, e: 0 };
  if (/^["']/.test(token)) return { k: 'str', v: token.slice(1, -1), s: 0, e: 0 };
  if (/^\d/.test(token)) return { k: 'num', v: token, s: 0, e: 0 };
  return /^[A-Za-z_]/.test(token) ? { k: 'name', id: token, s: 0, e: 0 } : null;
}
