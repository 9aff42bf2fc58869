/**
 * The syntax of one file as parallel arrays in preorder: the first child of node `n` is `n + 1`, and `next[n]` is the
 * first node after everything inside `n`. Comments and line continuations are kept apart: they are no part of the code.
 * One tree is reused for all files, so that extraction allocates nothing but facts.
 */
export interface SyntaxTree {
  count: number;
  /** Symbol ids of the language; `ERROR_SYMBOL` for text that does not parse. */
  symbol: Uint16Array;
  /** Offsets in the text, in UTF-16 units. */
  start: Int32Array;
  end: Int32Array;
  next: Int32Array;
  /** Nodes that the parser did not understand, or that it made up because they were missing. */
  readonly errors: number[];
  /** Start and end of each comment, one after the other. */
  readonly comments: number[];
}

/** `ts_builtin_sym_error` of tree-sitter. */
export const ERROR_SYMBOL = 0xffff;

export function createSyntaxTree(): SyntaxTree {
  return { count: 0, ...arraysOf(FIRST_ROOM), errors: [], comments: [] };
}

/** Nodes. Room for more than `KEPT_ROOM` was for a giant file, and is given back. */
const FIRST_ROOM = 1 << 14;
const KEPT_ROOM = 1 << 19;

/** Empties the tree before another file. */
export function clear(tree: SyntaxTree): void {
  if (tree.symbol.length > KEPT_ROOM) Object.assign(tree, arraysOf(FIRST_ROOM));
  tree.count = 0;
  tree.errors.length = 0;
  tree.comments.length = 0;
}

/** Doubles the room, keeping what is there. */
export function grow(tree: SyntaxTree): void {
  const { symbol, start, end, next } = tree;
  Object.assign(tree, arraysOf(symbol.length * 2));
  tree.symbol.set(symbol);
  tree.start.set(start);
  tree.end.set(end);
  tree.next.set(next);
}

function arraysOf(size: number) {
  return {
    symbol: new Uint16Array(size),
    start: new Int32Array(size),
    end: new Int32Array(size),
    next: new Int32Array(size),
  };
}
