/**
 * Memoised questions over a set of files, and the same over a changed set at the price of the change.
 * A derived database answers from its base as long as nothing that the answer read is different; an answer that
 * comes out equal although something below changed stops the change from spreading.
 * INVARIANT: a query's answer depends on the inputs only, never on the order in which questions are asked.
 */
import type { PathHints } from '../model/config.ts';
import type { FileFacts } from '../model/facts.ts';
import type { ProjectInputs } from '../model/project.ts';
import type { SqlReader } from '../model/sql.ts';
import { deepEqual } from './deep-equal.ts';

/** A question with a name; `compute` may ask others. The answer is plain data, or holds facts by reference. */
export interface Query<V> {
  readonly name: string;
  readonly compute: (db: Db, key: string) => V;
}

/** Declares a question. Its name is unique in the program. Throws, when asked, if the question leads back to itself. */
export function query<V>(name: string, compute: (db: Db, key: string) => V): Query<V> {
  return { name, compute };
}

/**
 * A question as asked of one key, a file (no query), or the list of paths. One object stands for it in a database and in
 * those derived from it: comparing and finding answers costs no text.
 */
interface Asked {
  readonly query: Query<unknown> | null;
  readonly key: string;
}

interface Memo {
  readonly value: unknown;
  /** What the answer was made of. */
  readonly reads: readonly Asked[];
}

/** What was known at some time: the place of each answer in the order, and the places of those made of it. */
interface Index {
  readonly size: number;
  readonly places: ReadonlyMap<Asked, number>;
  readonly dependents: ReadonlyMap<Asked, readonly number[]>;
}

/** The answers of a base that a change may have reached. Those at `settled` and after have not been looked at. */
interface Spread {
  readonly index: Index;
  readonly reached: Uint8Array;
  settled: number;
}

const PATHS: Asked = { query: null, key: '' };

const unreadSql: SqlReader = () => [{ op: 'unread', table: null, reason: 'SQL that was not read', guarded: false }];

export class Db {
  readonly hints: PathHints;
  readonly readSql: SqlReader;
  readonly #inputs: ProjectInputs;
  readonly #base: Db | null;
  /** By the query's name, then by key; those that the base knows stand there. */
  readonly #asked = new Map<string, Map<string, Asked>>();
  readonly #files = new Map<string, Asked>();
  readonly #memos = new Map<Asked, Memo>();
  readonly #running = new Set<Asked>();
  /** What the running question has read, once each: an answer is checked by this list for as long as it lives. */
  #reads: Set<Asked> | null = null;
  /** How far the changes since the base have been followed; `null` until somebody asks. */
  #spread: Spread | null = null;
  /** The questions in the order in which they were answered: whatever an answer was made of stands before it. */
  readonly #order: Asked[] = [];
  #index: Index | null = null;

  /** `base` must have the same hints; its answers are reused where they still hold. */
  constructor(inputs: ProjectInputs, base: Db | null = null) {
    this.#inputs = inputs;
    this.hints = inputs.hints;
    this.readSql = inputs.readSql ?? unreadSql;
    // A derived database took answers over without what they are made of: its base knows that.
    const root = base === null ? null : (base.#base ?? base);
    this.#base = root && deepEqual(root.hints, inputs.hints) ? root : null;
  }

  /** Every path of the tree. An answer that reads this is computed anew when a file comes or goes. */
  paths(): readonly string[] {
    this.#reads?.add(PATHS);
    return this.#inputs.paths;
  }

  facts(path: string): FileFacts | undefined {
    this.#reads?.add(this.#fileAsked(path));
    return this.#inputs.files.get(path);
  }

  get<V>(query: Query<V>, key = ''): V {
    if (this.#base !== null && this.#spread === null) this.#spreadFrom(this.#base);
    const asked = this.#questionAsked(query, key);
    this.#reads?.add(asked);
    // The memo of a query holds what its own `compute` returned.
    return this.#answer(query, asked).value as V;
  }

  #fileAsked(path: string): Asked {
    const base = this.#base;
    const known = this.#files.get(path) ?? (base === null ? undefined : base.#files.get(path));
    if (known) return known;
    const asked: Asked = { query: null, key: path };
    this.#files.set(path, asked);
    return asked;
  }

  #questionAsked(query: Query<unknown>, key: string): Asked {
    const byKey = this.#asked.get(query.name);
    const base = this.#base;
    const known = byKey?.get(key) ?? (base === null ? undefined : base.#asked.get(query.name)?.get(key));
    if (known) return known;
    const asked: Asked = { query, key };
    if (byKey) byKey.set(key, asked);
    else this.#asked.set(query.name, new Map([[key, asked]]));
    return asked;
  }

  #answer(query: Query<unknown>, asked: Asked): Memo {
    const known = this.#memos.get(asked);
    if (known) return known;
    const before = this.#base === null ? undefined : this.#base.#memos.get(asked);
    if (before && (!this.#isReachable(asked) || before.reads.every((read) => this.#holds(read)))) {
      return this.#remember(asked, before);
    }
    const fresh = this.#compute(query, asked);
    // Keeping the old object is what lets those who asked see that nothing changed.
    const same = before !== undefined && deepEqual(before.value, fresh.value);
    return this.#remember(asked, same ? { value: before.value, reads: fresh.reads } : fresh);
  }

  #remember(asked: Asked, memo: Memo): Memo {
    this.#memos.set(asked, memo);
    this.#order.push(asked);
    return memo;
  }

  #compute(query: Query<unknown>, asked: Asked): Memo {
    if (this.#running.has(asked)) throw new Error(`the question "${query.name} ${asked.key}" leads back to itself`);
    this.#running.add(asked);
    const outer = this.#reads;
    const reads = new Set<Asked>();
    this.#reads = reads;
    try {
      const value = query.compute(this, asked.key);
      return { value, reads: [...reads] };
    } finally {
      this.#reads = outer;
      this.#running.delete(asked);
    }
  }

  /** Whether a read of the base would give the same here. */
  #holds(read: Asked): boolean {
    const base = this.#base;
    if (base === null) return false;
    if (read === PATHS) return this.#hasPathsOf(base);
    if (read.query === null) return this.#hasFactsOf(base, read.key);
    const before = base.#memos.get(read);
    if (before === undefined) return false;
    return !this.#isReachable(read) || this.#answer(read.query, read).value === before.value;
  }

  #hasFactsOf(base: Db, path: string): boolean {
    return this.#inputs.files.get(path) === base.#inputs.files.get(path);
  }

  #hasPathsOf(base: Db): boolean {
    return this.#inputs.paths === base.#inputs.paths || deepEqual(this.#inputs.paths, base.#inputs.paths);
  }

  /** Whether what changed since the base can have changed this answer of the base. All others hold without a look. */
  #isReachable(asked: Asked): boolean {
    const base = this.#base;
    if (base === null) return true;
    const { index, reached, settled } = this.#spread ?? this.#spreadFrom(base);
    const place = index.places.get(asked);
    return place === undefined || place >= settled || reached[place] === 1;
  }

  /**
   * Follows the changes through the answers of the base, in their order; an answer that others are made of is asked as soon
   * as it is reached. Whatever that asks in turn stands before it, or is looked at with care.
   */
  #spreadFrom(base: Db): Spread {
    const index = base.#indexed();
    const spread: Spread = { index, reached: new Uint8Array(index.size), settled: 0 };
    this.#spread = spread;
    const mark = (read: Asked): void => {
      for (const place of index.dependents.get(read) ?? []) spread.reached[place] = 1;
    };
    for (const read of this.#changesSince(base)) mark(read);
    for (let place = 0; place < index.size; place++) {
      spread.settled = place;
      const asked = spread.reached[place] === 1 ? base.#order[place] : undefined;
      if (asked === undefined) continue;
      if (index.dependents.has(asked) && this.#isStillTrue(base, asked)) spread.reached[place] = 0;
      else mark(asked);
    }
    spread.settled = index.size;
    return spread;
  }

  /** Whether it comes out equal, so that nothing behind it is reached. What fails, or is being asked already, tells nothing. */
  #isStillTrue(base: Db, asked: Asked): boolean {
    if (asked.query === null || this.#running.size > 0) return false;
    try {
      return this.#answer(asked.query, asked).value === base.#memos.get(asked)?.value;
    } catch {
      return false;
    }
  }

  #changesSince(base: Db): Asked[] {
    const changed = this.#hasPathsOf(base) ? [] : [PATHS];
    const { files } = this.#inputs;
    for (const [path, asked] of base.#files) if (files.get(path) !== base.#inputs.files.get(path)) changed.push(asked);
    return changed;
  }

  #indexed(): Index {
    if (this.#index?.size === this.#order.length) return this.#index;
    const places = new Map<Asked, number>();
    const dependents = new Map<Asked, number[]>();
    this.#order.forEach((asked, place) => {
      places.set(asked, place);
      for (const read of this.#memos.get(asked)?.reads ?? []) {
        const known = dependents.get(read);
        if (known) known.push(place);
        else dependents.set(read, [place]);
      }
    });
    this.#index = { size: this.#order.length, places, dependents };
    return this.#index;
  }
}
