/**
 * Finds many words in one pass (Aho-Corasick as a dense table): one table read for each character, however many words
 * there are, on any input. ASCII letters match in both cases; a word that is written in one case is compared again by
 * whoever asked.
 */
import { Buffer } from 'node:buffer';

/** Characters looked at in one go: the copy of them stays in the nearest cache. */
const CHUNK = 1 << 14;

export class Automaton {
  /** A row of the table is `1 << #shift` cells. */
  readonly #shift: number;
  /** By the low byte of a character. */
  readonly #classes = new Uint8Array(256);
  #next = new Uint16Array(0);
  /** States from this one on end a word: asking costs a comparison, and no read. */
  #firstHit = 0;
  /** For each state from `#firstHit` on the words that end there, the longest first. */
  #found: readonly (readonly number[])[] = [];
  readonly #lengths: readonly number[];
  readonly #bytes = Buffer.alloc(CHUNK);

  constructor(words: readonly string[]) {
    let count = 1;
    for (const char of new Set(words.join('').toLowerCase())) {
      this.#classes[char.charCodeAt(0)] = count;
      this.#classes[char.toUpperCase().charCodeAt(0)] = count;
      count += 1;
    }
    this.#shift = Math.ceil(Math.log2(count));
    this.#lengths = words.map(({ length }) => length);
    this.#build(words.map((word) => word.toLowerCase()));
  }

  /** Calls `hit(word, end)` for every occurrence, in the order in which they end: `word` is an index into the words. */
  scan(text: string, hit: (word: number, end: number) => void): void {
    let state = 0;
    for (let from = 0; from < text.length; from += CHUNK) {
      state = this.#scanChunk(text, { from, state }, hit);
    }
  }

  /** Reads low bytes: to ask a string for each of its characters costs more than everything else here. */
  #scanChunk(text: string, at: { from: number; state: number }, hit: (word: number, end: number) => void): number {
    const { from } = at;
    const bytes = this.#bytes;
    const next = this.#next;
    const classes = this.#classes;
    const shift = this.#shift;
    const firstHit = this.#firstHit;
    const length = bytes.write(text.length <= CHUNK ? text : text.slice(from, from + CHUNK), 'latin1');
    let { state } = at;
    for (let i = 0; i < length; i += 1) {
      state = next[(state << shift) | (classes[bytes[i] ?? 0] ?? 0)] ?? 0;
      if (state < firstHit) continue;
      for (const word of this.#found[state - firstHit] ?? []) {
        const end = from + i + 1;
        if (isAscii(text, end - (this.#lengths[word] ?? 0), end)) hit(word, end);
      }
    }
    return state;
  }

  #build(words: readonly string[]): void {
    const shift = this.#shift;
    const states = 1 + words.reduce((sum, word) => sum + word.length, 0);
    if (states > 0xffff) throw new Error('more states than a cell can hold');
    const next = new Uint16Array(states << shift);
    const fail = new Uint16Array(states);
    const found: number[][] = [[]];
    words.forEach((word, index) => {
      let state = 0;
      for (const char of word) {
        const cell = (state << shift) | (this.#classes[char.charCodeAt(0)] ?? 0);
        if (next[cell] === 0) next[cell] = found.push([]) - 1;
        state = next[cell] ?? 0;
      }
      found[state]?.push(index);
    });
    // Breadth first: the state to fall back to is always nearer to the root, and complete.
    const queue = [0];
    for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
      for (let symbol = 0; symbol < 1 << shift; symbol += 1) {
        const cell = (state << shift) | symbol;
        const child = next[cell] ?? 0;
        const fallback = state === 0 ? 0 : (next[((fail[state] ?? 0) << shift) | symbol] ?? 0);
        if (child === 0) next[cell] = fallback;
        else {
          fail[child] = fallback;
          found[child]?.push(...(found[fallback] ?? []));
          queue.push(child);
        }
      }
    }
    this.#renumber(next, found);
  }

  /** The states that end a word come last. */
  #renumber(next: Uint16Array, found: readonly (readonly number[])[]): void {
    const shift = this.#shift;
    const order = [...found.keys()].sort((a, b) => Number(isHit(found, a)) - Number(isHit(found, b)));
    const place = new Uint16Array(order.length);
    order.forEach((state, at) => {
      place[state] = at;
    });
    this.#next = new Uint16Array(order.length << shift);
    order.forEach((state, at) => {
      const row = next.subarray(state << shift, (state + 1) << shift).map((to) => place[to] ?? 0);
      this.#next.set(row, at << shift);
    });
    this.#firstHit = order.findIndex((state) => isHit(found, state));
    if (this.#firstHit < 0) this.#firstHit = order.length;
    this.#found = order.slice(this.#firstHit).map((state) => found[state] ?? []);
  }
}

/** Of a character beyond latin-1 only the low byte was compared. */
function isAscii(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) >= 128) return false;
  return true;
}

function isHit(found: readonly (readonly number[])[], state: number): boolean {
  return (found[state]?.length ?? 0) > 0;
}
