/** The statements of a TOML file with their positions; a line that does not read is skipped. */
import type { DataEntry, DataNode } from '../../model/facts.ts';
import type { Range } from '../../model/span.ts';
import { lineEnd, type Reading } from './reading.ts';

export type TomlStatement =
  | (Range & { readonly k: 'header'; readonly path: readonly string[]; readonly array: boolean })
  | (Range & { readonly k: 'pair'; readonly path: readonly string[]; readonly v: DataNode });

const KEY = /[ \t]*(?:([A-Za-z0-9_-]+)|"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)')[ \t]*/y;
const BLANK = /(?:[\s\uFEFF]|#[^\n]*(?:\n|$))*/y;
const BARE = /[^\s,#\]}=]+(?: \d\d:[^\s,#\]}=]+)?/y;

export class TomlScanner {
  readonly #reading: Reading;
  readonly #text: string;
  #at = 0;

  constructor(reading: Reading) {
    this.#reading = reading;
    this.#text = reading.text;
  }

  next(): TomlStatement | null {
    for (;;) {
      this.#blank();
      const s = this.#at;
      if (s >= this.#text.length) return null;
      const statement = this.#text[s] === '[' ? this.#header() : this.#pair();
      if (statement !== null) return statement;
      this.#at = lineEnd(this.#text, Math.max(this.#at, s + 1));
    }
  }

  #header(): TomlStatement | null {
    const s = this.#at;
    const array = this.#text[s + 1] === '[';
    this.#at += array ? 2 : 1;
    const path = this.#path();
    if (path.length === 0 || !this.#text.startsWith(array ? ']]' : ']', this.#at)) return null;
    this.#at += array ? 2 : 1;
    return { k: 'header', path, array, s, e: this.#at };
  }

  #pair(): TomlStatement | null {
    const s = this.#at;
    const entry = this.#entry(0);
    return entry && { k: 'pair', path: entry.path, v: entry.v, s, e: entry.v.e };
  }

  #entry(depth: number): { path: readonly string[]; v: DataNode } | null {
    const path = this.#path();
    if (path.length === 0 || this.#text[this.#at] !== '=') return null;
    this.#at += 1;
    while (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\t') this.#at += 1;
    const v = this.#value(depth);
    return v && { path, v };
  }

  #path(): readonly string[] {
    const path: string[] = [];
    for (;;) {
      KEY.lastIndex = this.#at;
      const match = KEY.exec(this.#text);
      if (match === null) return [];
      this.#reading.count({ s: this.#at, e: KEY.lastIndex }, path.length);
      path.push(match[1] ?? (match[2] === undefined ? (match[3] ?? '') : decodeEscapes(match[2])));
      this.#at = KEY.lastIndex;
      if (this.#text[this.#at] !== '.') return path;
      this.#at += 1;
    }
  }

  #value(depth: number): DataNode | null {
    const s = this.#at;
    this.#reading.count({ s, e: s }, depth);
    const first = this.#text[s];
    if (first === '[') return this.#array(depth);
    if (first === '{') return this.#inlineTable(depth);
    if (first === '"' || first === "'") return this.#string(first);
    BARE.lastIndex = s;
    const word = BARE.exec(this.#text)?.[0];
    if (word === undefined) return null;
    this.#at = s + word.length;
    return this.#reading.scalar(bareValue(word), { s, e: this.#at });
  }

  #array(depth: number): DataNode | null {
    const s = this.#at;
    const items: DataNode[] = [];
    this.#at += 1;
    for (;;) {
      this.#blank();
      if (this.#text[this.#at] === ']') break;
      const item = this.#value(depth + 1);
      if (item === null) return null;
      items.push(item);
      this.#blank();
      if (this.#text[this.#at] === ',') this.#at += 1;
      else if (this.#text[this.#at] !== ']') return null;
    }
    this.#at += 1;
    return this.#reading.seq(items, { s, e: this.#at });
  }

  #inlineTable(depth: number): DataNode | null {
    const s = this.#at;
    const entries: DataEntry[] = [];
    this.#at += 1;
    for (;;) {
      this.#blank();
      if (this.#text[this.#at] === '}') break;
      const start = this.#at;
      const entry = this.#entry(depth + 1);
      if (entry === null) return null;
      entries.push({ key: entry.path.join('.'), v: entry.v, s: start, e: entry.v.e });
      this.#blank();
      if (this.#text[this.#at] === ',') this.#at += 1;
      else if (this.#text[this.#at] !== '}') return null;
    }
    this.#at += 1;
    return this.#reading.map(entries, { s, e: this.#at });
  }

  #string(quote: string): DataNode | null {
    const s = this.#at;
    const fence = this.#text.startsWith(quote.repeat(3), s) ? quote.repeat(3) : quote;
    let end = s + fence.length;
    const limit = fence.length === 1 ? lineEnd(this.#text, s) : this.#text.length;
    while (end < limit && !this.#text.startsWith(fence, end)) end += this.#text[end] === '\\' && quote === '"' ? 2 : 1;
    if (end >= limit) return null;
    const raw = this.#text.slice(s + fence.length, end);
    this.#at = end + fence.length;
    const value = fence.length === 3 ? raw.replace(/^\r?\n/, '') : raw;
    return this.#reading.scalar(quote === '"' ? decodeEscapes(value) : value, { s, e: this.#at });
  }

  #blank(): void {
    BLANK.lastIndex = this.#at;
    if (BLANK.test(this.#text)) this.#at = BLANK.lastIndex;
  }
}

function bareValue(word: string): string | number | boolean {
  if (word === 'true' || word === 'false') return word === 'true';
  const number = Number(word.replaceAll('_', ''));
  return Number.isFinite(number) ? number : word;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', e: '\x1b' };

function decodeEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(\r?\n\s*)|([\s\S]))/g, (_, u4, u8, fold, single) => {
    const code = u4 ?? u8;
    if (code !== undefined) return codePoint(Number.parseInt(code, 16));
    return fold === undefined ? (ESCAPES[single] ?? single) : '';
  });
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}
