/**
 * Lists are gathered on stacks and leave them at their exact size: an array that grows by `push` keeps room for
 * sixteen more, and most lists of a syntax tree hold one or two items or none.
 */
const NOTHING: readonly never[] = [];

export class Stack<T> {
  readonly #items: T[] = [];
  #top = 0;

  /** Where a list begins that is about to be gathered. Lists nest: what is inside is taken before. */
  get mark(): number {
    return this.#top;
  }

  push(item: T): void {
    this.#items[this.#top++] = item;
  }

  /** What was pushed since `mark`. */
  take(mark: number): readonly T[] {
    if (this.#top === mark) return NOTHING;
    const taken = this.#items.slice(mark, this.#top);
    this.#top = mark;
    return taken;
  }

  /** Lets go of what was gathered for the file before. */
  clear(): void {
    this.#items.length = 0;
    this.#top = 0;
  }
}

/** A finished list without the room that it grew. */
export function exactly<T>(items: readonly T[]): readonly T[] {
  return items.length === 0 ? NOTHING : items.slice();
}
