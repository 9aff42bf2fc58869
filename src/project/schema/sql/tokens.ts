/** SQL text to tokens: PostgreSQL's lexical rules, and the quotes of the other databases. */
import { HOLE } from '../python/value.ts';

export interface Token {
  /** A word or quoted name, a literal, a `$$` body, or a sign. */
  readonly k: 'word' | 'name' | 'text' | 'body' | 'number' | 'sign';
  /** Words in lower case; names and literals without their quotes. */
  readonly v: string;
}

const SPACE = /[\s\uFEFF]+/y;
const COMMENT = /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const WORD = new RegExp(`[\\p{L}_${HOLE}][\\p{L}\\p{N}_$${HOLE}]*`, 'uy');
const NUMBER = /\d+(?:\.\d+)?/y;
const TEXT = /[eEbBxXnN]?'(?:[^'\\]|''|\\[\s\S])*(?:'|$)/y;
const QUOTED = /"((?:[^"]|"")*)(?:"|$)|`([^`]*)(?:`|$)/y;
const DOLLAR = /\$([A-Za-z_]\w*)?\$/y;

/** Every token of `sql`, comments left out. Unclosed quotes end with the text. */
export function tokens(sql: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const hit = pattern.exec(sql);
    if (hit) at = pattern.lastIndex;
    return hit;
  };
  while (at < sql.length) {
    if (match(SPACE) || match(COMMENT)) continue;
    const text = match(TEXT);
    if (text) {
      found.push({
        k: 'text',
        v: text[0]
          .slice(text[0].indexOf("'") + 1)
          .replace(/'$/, '')
          .replaceAll("''", "'"),
      });
      continue;
    }
    const word = match(WORD);
    if (word) {
      found.push({ k: 'word', v: word[0].toLowerCase() });
      continue;
    }
    const quoted = match(QUOTED);
    if (quoted) {
      found.push({ k: 'name', v: (quoted[1] ?? quoted[2] ?? '').replaceAll('""', '"') });
      continue;
    }
    const number = match(NUMBER);
    if (number) {
      found.push({ k: 'number', v: number[0] });
      continue;
    }
    const dollar = match(DOLLAR);
    if (dollar) {
      const end = sql.indexOf(dollar[0], at);
      found.push({ k: 'body', v: sql.slice(at, end < 0 ? sql.length : end) });
      at = end < 0 ? sql.length : end + dollar[0].length;
      continue;
    }
    found.push({ k: 'sign', v: sql[at] ?? '' });
    at++;
  }
  return found;
}

/** The statements of a token list: split at `;` outside of parentheses. */
export function statements(list: readonly Token[]): Token[][] {
  const all: Token[][] = [];
  let current: Token[] = [];
  for (const token of list) {
    if (token.k === 'sign' && token.v === ';') {
      if (current.length > 0) all.push(current);
      current = [];
    } else current.push(token);
  }
  if (current.length > 0) all.push(current);
  return all;
}
