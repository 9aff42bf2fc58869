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

/** What an answer was made of: another question, a file, or the list of paths. `id` tells them all apart. */
interface Read {
  readonly id: string;
  readonly query: Query<unknown> | null;
  readonly key: string;
}

const PATHS: Read = { id: 'paths', query: null, key: '' };

export class Db {
  readonly hints: PathHints;
  readonly #inputs: ProjectInputs;
  readonly #base: Db | null;
  readonly #memos = new Map<string, Memo>();
  readonly #running = new Set<string>();
  /** What the running question has read, once each: an answer is checked by this list for as long as it lives. */
  #reads: Map<string, Read> | null = null;
  /** Answers of the base that a change could reach, once somebody asks; those given later are not among `#knownToBase`. */
  #reachable: ReadonlySet<string> | null = null;
  #knownToBase = 0;
  /** Read → the answers made of it, for the answers counted in `#indexed`. */
  readonly #dependents = new Map<string, string[]>();
  readonly #order: string[] = [];
  #indexed = 0;

  /** `base` must have the same hints; its answers are reused where they still hold. */
  constructor(inputs: ProjectInputs, base: Db | null = null) {
    this.#inputs = inputs;
    this.hints = inputs.hints;
    this.#base = base && deepEqual(base.hints, inputs.hints) ? base : null;
  }

  /** Every path of the tree. An answer that reads this is computed anew when a file comes or goes. */
  paths(): readonly string[] {
    this.#reads?.set(PATHS.id, PATHS);
    return this.#inputs.paths;
  }

  facts(path: string): FileFacts | undefined {
    this.#read(`file ${path}`, null, path);
    return this.#inputs.files.get(path);
  }

  get<V>(query: Query<V>, key = ''): V {
    const id = `${query.name} ${key}`;
    this.#read(id, query, key);
    // The memo of a query holds what its own `compute` returned.
    return this.#answer(query, key, id).value as V;
  }

  #read(id: string, query: Query<unknown> | null, key: string): void {
    if (this.#reads !== null && !this.#reads.has(id)) this.#reads.set(id, { id, query, key });
  }

  #answer(query: Query<unknown>, key: string, id: string): Memo {
    const known = this.#memos.get(id);
    if (known) return known;
    const before = this.#base === null ? undefined : this.#base.#memos.get(id);
    if (before && (!this.#isReachable(id) || before.reads.every((read) => this.#holds(read)))) {
      return this.#remember(id, before);
    }
    const fresh = this.#compute(query, key, id);
    // Keeping the old object is what lets those who asked see that nothing changed.
    const same = before !== undefined && deepEqual(before.value, fresh.value);
    return this.#remember(id, same ? { value: before.value, reads: fresh.reads } : fresh);
  }

  #remember(id: string, memo: Memo): Memo {
    this.#memos.set(id, memo);
    this.#order.push(id);
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
  #holds({ id, query, key }: Read): boolean {
    const base = this.#base;
    if (base === null) return false;
    if (query === null) return id === PATHS.id ? this.#hasPathsOf(base) : this.#hasFactsOf(base, key);
    const before = base.#memos.get(id);
    if (before === undefined) return false;
    return !this.#isReachable(id) || this.#answer(query, key, id).value === before.value;
  }

  #hasFactsOf(base: Db, path: string): boolean {
    return this.#inputs.files.get(path) === base.#inputs.files.get(path);
  }

  #hasPathsOf(base: Db): boolean {
    return this.#inputs.paths === base.#inputs.paths || deepEqual(this.#inputs.paths, base.#inputs.paths);
  }

  /** Whether what changed since the base can have changed this answer of the base. All others hold without a look. */
  #isReachable(id: string): boolean {
    const base = this.#base;
    if (base === null) return true;
    if (this.#reachable === null || this.#knownToBase !== base.#order.length) {
      this.#reachable = base.#reachedFrom(this.#changesSince(base));
      this.#knownToBase = base.#order.length;
    }
    return this.#reachable.has(id);
  }

  #changesSince(base: Db): string[] {
    const changed = this.#hasPathsOf(base) ? [] : [PATHS.id];
    for (const path of this.#inputs.files.keys()) if (!this.#hasFactsOf(base, path)) changed.push(`file ${path}`);
    for (const path of base.#inputs.files.keys()) if (!this.#inputs.files.has(path)) changed.push(`file ${path}`);
    return changed;
  }

  /** The answers that are made, directly or not, of these reads. */
  #reachedFrom(reads: readonly string[]): ReadonlySet<string> {
    for (; this.#indexed < this.#order.length; this.#indexed++) {
      const id = this.#order[this.#indexed] ?? '';
      for (const read of this.#memos.get(id)?.reads ?? []) {
        const known = this.#dependents.get(read.id);
        if (known) known.push(id);
        else this.#dependents.set(read.id, [id]);
      }
    }
    const reached = new Set<string>();
    const queue = [...reads];
    for (let read = queue.pop(); read !== undefined; read = queue.pop()) {
      for (const id of this.#dependents.get(read) ?? []) {
        if (reached.has(id)) continue;
        reached.add(id);
        queue.push(id);
      }
    }
    return reached;
  }
}

/** Structural equality of plain data: objects, arrays, maps, sets and primitives. */
function deepEqual(a: unknown, b: unknown): boolean {
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
