/** JSON → data nodes with positions. Comments and trailing commas are read too: editors and compilers write them. */
import type { DataEntry, DataNode } from '../../model/facts.ts';
import { LimitReached, type Reading } from './reading.ts';

export function readJson(reading: Reading): readonly DataNode[] {
  const parser = new JsonParser(reading);
  try {
    const node = parser.document();
    return node === null ? [] : [node];
  } catch (error) {
    if (error instanceof LimitReached) return [];
    throw error;
  }
}

const BLANK = /(?:[\s\uFEFF]+|\/\/[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/)*/y;
const WORD = /-?[\w.+-]+/y;

/** Stops at the first error: containers that are open then keep what they hold. */
class JsonParser {
  readonly #reading: Reading;
  readonly #text: string;
  #at = 0;
  #failed = false;

  constructor(reading: Reading) {
    this.#reading = reading;
    this.#text = reading.text;
  }

  document(): DataNode | null {
    this.#blank();
    if (this.#at >= this.#text.length) return null;
    const node = this.#value(0);
    this.#blank();
    if (this.#at < this.#text.length) this.#fail('text after the value');
    return node;
  }

  #value(depth: number): DataNode {
    const s = this.#at;
    this.#reading.count({ s, e: s }, depth);
    const first = this.#text[s];
    if (first === '{') return this.#map(depth);
    if (first === '[') return this.#seq(depth);
    if (first === '"') return this.#reading.scalar(this.#string(), { s, e: this.#at });
    return this.#literal();
  }

  #map(depth: number): DataNode {
    const s = this.#at;
    const entries: DataEntry[] = [];
    this.#items('}', () => {
      const start = this.#at;
      if (this.#text[start] !== '"') return this.#fail('a name was expected');
      const name = this.#string();
      const key = this.#reading.mask(name, { s: start, e: this.#at });
      this.#blank();
      if (this.#text[this.#at] !== ':') return this.#fail('a colon was expected');
      this.#at += 1;
      this.#blank();
      const v = this.#value(depth + 1);
      entries.push({ key, v, s: start, e: v.e });
    });
    return this.#reading.map(entries, { s, e: this.#at });
  }

  #seq(depth: number): DataNode {
    const s = this.#at;
    const items: DataNode[] = [];
    this.#items(']', () => items.push(this.#value(depth + 1)));
    return this.#reading.seq(items, { s, e: this.#at });
  }

  #items(close: string, read: () => unknown): void {
    this.#at += 1;
    while (!this.#failed) {
      this.#blank();
      if (this.#text[this.#at] === close) {
        this.#at += 1;
        return;
      }
      read();
      this.#blank();
      if (this.#text[this.#at] === ',') this.#at += 1;
      else if (this.#text[this.#at] !== close) this.#fail('a comma was expected');
    }
  }

  #string(): string {
    const s = this.#at;
    let end = s + 1;
    while (end < this.#text.length && this.#text[end] !== '"' && this.#text[end] !== '\n') {
      end += this.#text[end] === '\\' ? 2 : 1;
    }
    const closed = this.#text[end] === '"';
    this.#at = Math.min(closed ? end + 1 : end, this.#text.length);
    if (!closed) this.#fail('a string does not end');
    return decodeEscapes(this.#text.slice(s + 1, Math.min(end, this.#text.length)));
  }

  #literal(): DataNode {
    const s = this.#at;
    WORD.lastIndex = s;
    const word = WORD.exec(this.#text)?.[0] ?? '';
    this.#at = s + word.length;
    const range = { s, e: this.#at };
    if (word === 'true' || word === 'false') return this.#reading.scalar(word === 'true', range);
    if (word === 'null') return this.#reading.scalar(null, range);
    const number = Number(word);
    if (word !== '' && Number.isFinite(number)) return this.#reading.scalar(number, range);
    this.#fail('a value was expected');
    return this.#reading.scalar(null, range);
  }

  #blank(): void {
    BLANK.lastIndex = this.#at;
    if (BLANK.test(this.#text)) this.#at = BLANK.lastIndex;
  }

  #fail(reason: string): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#reading.problem('syntax', { s: this.#at, e: this.#at + 1 }, `JSON: ${reason}`);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function decodeEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (_, code: string) =>
    code.length > 1 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (ESCAPES[code] ?? code),
  );
}
