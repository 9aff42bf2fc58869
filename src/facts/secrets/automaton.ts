/**
 * Finds many words in one pass (Aho-Corasick as a dense table): one table read for each character, however many words
 * there are, on any input. ASCII letters match in both cases; a word that is written in one case is compared again by
 * whoever asked.
 */
export class Automaton {
  readonly #width: number;
  readonly #classes = new Uint8Array(128);
  #next = new Int32Array(0);
  /** For each state the words that end there, the longest first. */
  readonly #found: (readonly number[])[] = [];
  #hits = new Uint8Array(0);

  constructor(words: readonly string[]) {
    let width = 1;
    for (const char of new Set(words.join('').toLowerCase())) {
      this.#classes[char.charCodeAt(0)] = width;
      this.#classes[char.toUpperCase().charCodeAt(0)] = width;
      width += 1;
    }
    this.#width = width;
    this.#build(words.map((word) => word.toLowerCase()));
  }

  /** Calls `hit(word, end)` for every occurrence, in the order in which they end: `word` is an index into the words. */
  scan(text: string, hit: (word: number, end: number) => void): void {
    const next = this.#next;
    const classes = this.#classes;
    const hits = this.#hits;
    const length = text.length;
    let row = 0;
    for (let at = 0; at < length; at += 1) {
      const code = text.charCodeAt(at);
      row = code < 128 ? (next[row + (classes[code] ?? 0)] ?? 0) : 0;
      if (hits[row] === 1) for (const word of this.#found[row / this.#width] ?? []) hit(word, at + 1);
    }
  }

  #build(words: readonly string[]): void {
    const width = this.#width;
    const states = 1 + words.reduce((sum, word) => sum + word.length, 0);
    const next = new Int32Array(states * width);
    const fail = new Int32Array(states);
    const found: number[][] = [[]];
    let count = 1;
    words.forEach((word, index) => {
      let state = 0;
      for (const char of word) {
        const cell = state * width + (this.#classes[char.charCodeAt(0)] ?? 0);
        if (next[cell] === 0) {
          next[cell] = count;
          found.push([]);
          count += 1;
        }
        state = next[cell] ?? 0;
      }
      found[state]?.push(index);
    });
    // Breadth first: the state to fall back to is always nearer to the root, and complete.
    const queue = [0];
    for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
      for (let symbol = 0; symbol < width; symbol += 1) {
        const cell = state * width + symbol;
        const child = next[cell] ?? 0;
        const fallback = state === 0 ? 0 : (next[(fail[state] ?? 0) * width + symbol] ?? 0);
        if (child === 0) next[cell] = fallback;
        else {
          fail[child] = fallback;
          found[child]?.push(...(found[fallback] ?? []));
          queue.push(child);
        }
      }
    }
    this.#found.push(...found);
    // Rows instead of states: saves a multiplication for every character.
    this.#next = next.subarray(0, count * width).map((state) => state * width);
    this.#hits = new Uint8Array(count * width);
    found.forEach((list, state) => {
      if (list.length > 0) this.#hits[state * width] = 1;
    });
  }
}
