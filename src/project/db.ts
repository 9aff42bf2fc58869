/**
 * Memoised questions over a set of files, and the same over a changed set at the price of the change.
 * A derived database answers from its base as long as nothing that the answer read is different; an answer that
 * comes out equal although something below changed stops the change from spreading.
 * INVARIANT: a query's answer depends on the inputs only, never on the order in which questions are asked.
 */
import type { PathHints } from '../model/config.ts';
import type { FileFacts } from '../model/facts.ts';
import type { ProjectInputs } from '../model/project.ts';

/** A question with a name; `compute` may ask others. The answer is plain data, or holds facts by reference. */
export interface Query<V> {
  readonly name: string;
  readonly compute: (db: Db, key: string) => V;
}

/** Declares a question. Its name is unique in the program. Throws, when asked, if the question leads back to itself. */
export function query<V>(name: string, compute: (db: Db, key: string) => V): Query<V> {
  return { name, compute };
}

interface Memo {
  readonly value: unknown;
  readonly reads: readonly Read[];
}
/** A question that was asked on the way, with its key; or an input: a file's facts, or the list of paths. */
type Read = { readonly query: Query<unknown>; readonly key: string } | { readonly path: string } | 'paths';

export class Db {
  readonly hints: PathHints;
  readonly #inputs: ProjectInputs;
  readonly #base: Db | null;
  readonly #memos = new Map<string, Memo>();
  readonly #running = new Set<string>();
  readonly #pathsDiffer: boolean;
  /** What the running question has read, once each: an answer is checked by this list for as long as it lives. */
  #reads: Map<string, Read> | null = null;

  /** `base` must have the same hints; its answers are reused where they still hold. */
  constructor(inputs: ProjectInputs, base: Db | null = null) {
    this.#inputs = inputs;
    this.hints = inputs.hints;
    this.#base = base && deepEqual(base.hints, inputs.hints) ? base : null;
    this.#pathsDiffer = this.#base === null || !deepEqual(this.#base.#inputs.paths, inputs.paths);
  }

  /** Every path of the tree. An answer that reads this is computed anew when a file comes or goes. */
  paths(): readonly string[] {
    this.#reads?.set('paths', 'paths');
    return this.#inputs.paths;
  }

  facts(path: string): FileFacts | undefined {
    // No question's name begins with a slash.
    const id = `/${path}`;
    if (this.#reads && !this.#reads.has(id)) this.#reads.set(id, { path });
    return this.#inputs.files.get(path);
  }

  get<V>(query: Query<V>, key = ''): V {
    if (this.#reads) {
      const id = `${query.name} ${key}`;
      if (!this.#reads.has(id)) this.#reads.set(id, { query, key });
    }
    // The memo of a query holds what its own `compute` returned.
    return this.#answer(query, key).value as V;
  }

  #answer(query: Query<unknown>, key: string): Memo {
    const id = `${query.name} ${key}`;
    const known = this.#memos.get(id);
    if (known) return known;
    const before = this.#base === null ? undefined : this.#base.#memos.get(id);
    if (before?.reads.every((read) => this.#holds(read))) {
      this.#memos.set(id, before);
      return before;
    }
    const fresh = this.#compute(query, key, id);
    // Keeping the old object is what lets those who asked see that nothing changed.
    const memo = before && deepEqual(before.value, fresh.value) ? { value: before.value, reads: fresh.reads } : fresh;
    this.#memos.set(id, memo);
    return memo;
  }

  #compute(query: Query<unknown>, key: string, id: string): Memo {
    if (this.#running.has(id)) throw new Error(`the question "${id}" leads back to itself`);
    this.#running.add(id);
    const outer = this.#reads;
    const reads = new Map<string, Read>();
    this.#reads = reads;
    try {
      const value = query.compute(this, key);
      return { value, reads: [...reads.values()] };
    } finally {
      this.#reads = outer;
      this.#running.delete(id);
    }
  }

  /** Whether a read of the base would give the same here. */
  #holds(read: Read): boolean {
    const base = this.#base;
    if (!base) return false;
    if (read === 'paths') return !this.#pathsDiffer;
    if ('path' in read) return this.#inputs.files.get(read.path) === base.#inputs.files.get(read.path);
    const before = base.#memos.get(`${read.query.name} ${read.key}`);
    return before !== undefined && this.#answer(read.query, read.key).value === before.value;
  }
}

/** Structural equality of plain data: objects, arrays, maps, sets and primitives. */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => deepEqual(item, b[i]));
  if (a instanceof Map) {
    return (
      b instanceof Map &&
      a.size === b.size &&
      [...a].every(([key, value]) => b.has(key) && deepEqual(value, b.get(key)))
    );
  }
  if (a instanceof Set) return b instanceof Set && a.size === b.size && [...a].every((item) => b.has(item));
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length || Array.isArray(b) || b instanceof Map || b instanceof Set) return false;
  return keys.every((key) => Object.hasOwn(b, key) && deepEqual(Reflect.get(a, key), Reflect.get(b, key)));
}
