/** SQL text to tokens: PostgreSQL's lexical rules, and the quotes of the other databases. */
import { HOLE } from '../model/sql.ts';

export interface Token {
  /** A word or quoted name, a literal, a `$$` body, or a sign. */
  readonly k: 'word' | 'name' | 'text' | 'body' | 'number' | 'sign';
  /** Words in lower case; names and literals without their quotes. */
  readonly v: string;
  /** Where it stands in the text. */
  readonly s: number;
  readonly e: number;
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
  const next = (): Pick<Token, 'k' | 'v'> => {
    const text = match(TEXT);
    if (text) return { k: 'text', v: contentOf(text[0]) };
    const word = match(WORD);
    if (word) return { k: 'word', v: word[0].toLowerCase() };
    const quoted = match(QUOTED);
    if (quoted) return { k: 'name', v: (quoted[1] ?? quoted[2] ?? '').replaceAll('""', '"') };
    const number = match(NUMBER);
    if (number) return { k: 'number', v: number[0] };
    const dollar = match(DOLLAR);
    if (!dollar) return { k: 'sign', v: sql[at++] ?? '' };
    const start = at;
    const end = sql.indexOf(dollar[0], at);
    at = end < 0 ? sql.length : end + dollar[0].length;
    return { k: 'body', v: sql.slice(start, end < 0 ? sql.length : end) };
  };
  for (let s = 0; at < sql.length; s = at) {
    if (match(SPACE) || match(COMMENT)) continue;
    const token = next();
    found.push({ ...token, s, e: at });
  }
  return found;
}

function contentOf(text: string): string {
  return text
    .slice(text.indexOf("'") + 1)
    .replace(/'$/, '')
    .replaceAll("''", "'");
}

/** The statements of a token list: split at `;`. */
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
