/** A position in the tokens of one statement. */
import { HOLE } from '../../model/sql.ts';
import type { Token } from '../tokens.ts';

export class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  /** Takes these words if they come next, in this order. */
  take(...words: readonly string[]): boolean {
    const fits = words.every((word, i) => {
      const token = this.peek(i);
      return token?.k === 'word' && token.v === word;
    });
    if (fits) this.#at += words.length;
    return fits;
  }

  sign(v: string): boolean {
    const token = this.peek();
    if (token?.k !== 'sign' || token.v !== v) return false;
    this.#at++;
    return true;
  }

  /** A name, quoted or not; `null` if none comes, or it is not known. */
  name(): string | null {
    const token = this.peek();
    if (token?.k !== 'word' && token?.k !== 'name') return null;
    this.#at++;
    return token.v.includes(HOLE) ? null : token.v;
  }

  /** `schema.table`; the default schema and one that is not known are left out. `null`: unknown. */
  table(): string | null {
    const isUnknownSchema = this.peek()?.v === HOLE && this.peek(1)?.v === '.';
    let name = this.name();
    for (let first = true; this.sign('.'); first = false) {
      const part = this.name();
      const isLeftOut = name === 'public' || (first && isUnknownSchema);
      name = part === null || (name === null && !isLeftOut) ? null : isLeftOut ? part : `${name}.${part}`;
    }
    return name;
  }

  /** The tokens up to the matching `)`; the opening one comes next. Empty if none comes. */
  parentheses(): Token[] {
    if (!this.sign('(')) return [];
    const inner: Token[] = [];
    for (let depth = 1; !this.done; ) {
      const token = this.next();
      if (token === undefined) break;
      if (token.k === 'sign' && token.v === '(') depth++;
      if (token.k === 'sign' && token.v === ')' && --depth === 0) break;
      inner.push(token);
    }
    return inner;
  }

  rest(): readonly Token[] {
    return this.#tokens.slice(this.#at);
  }
}

/** Splits at `sign` outside of parentheses. */
export function split(list: readonly Token[], sign: string): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of list) {
    if (token.k === 'sign' && (token.v === '(' || token.v === '[')) depth++;
    if (token.k === 'sign' && (token.v === ')' || token.v === ']')) depth--;
    if (depth === 0 && token.k === 'sign' && token.v === sign) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

/** The names in a list of columns: `(a, "b" DESC)`. */
export function columnNames(list: readonly Token[]): string[] {
  return split(list, ',').flatMap(([first]) => (first && (first.k === 'word' || first.k === 'name') ? [first.v] : []));
}
