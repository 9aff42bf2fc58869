/**
 * Fills a syntax tree from the parser's own memory: what the cursor reader gives, at a fraction of its price, because no
 * node costs a call into WebAssembly. Iterative: syntax may nest as deep as it likes.
 */
import type { Language, Tree } from 'web-tree-sitter';
import type { ParserMemory } from './grammar.ts';
import type { SyntaxReader } from './read-by-cursor.ts';
import { BYTES_PER_UNIT, HEAP, HEAP_BITS, INLINE, IS_INLINE, LANGUAGE, SUBTREE_SIZE, TREE } from './subtree-layout.ts';
import { clear, ERROR_SYMBOL, grow, type SyntaxTree } from './syntax-tree.ts';

/** In units of the views below. */
const WORD = 4;
const HALF = 2;
const CHILD_WORDS = SUBTREE_SIZE / WORD;

interface Views {
  readonly words: Uint32Array;
  readonly halves: Uint16Array;
}

/** What the language says about its symbols, copied once. */
interface Tables {
  /** From the parser's symbol to the one that stands for it in public. */
  readonly publicSymbol: Uint16Array;
  /** `aliasLength` symbols for each production; 0 is no alias. */
  readonly aliases: Uint16Array;
  readonly aliasLength: number;
}

/** Throws a `RangeError` or fills nonsense if `memory` is not the parser's, or of another layout. */
export function memoryReader(language: Language, memory: ParserMemory): SyntaxReader {
  const skip: Skipped = {
    comment: language.idForNodeType('comment', true) ?? -1,
    continuation: language.idForNodeType('line_continuation', true) ?? -1,
  };
  let views: Views | null = null;
  let tables: Tables | null = null;
  return (parsed, tree) => {
    // The views end when the memory grows.
    if (views === null || views.words.buffer !== memory.buffer) views = viewsOf(memory);
    const address = addressOf(parsed);
    tables ??= tablesOf(views, word(views, address + TREE.language));
    clear(tree);
    walk(views, tables, (address + TREE.root) / WORD, tree, skip);
  };
}

function viewsOf(memory: ParserMemory): Views {
  return { words: new Uint32Array(memory.buffer), halves: new Uint16Array(memory.buffer) };
}

/** The library keeps the address under the key 0 of its object: `web-tree-sitter.js`, class `Tree`. */
function addressOf(parsed: Tree): number {
  const address: unknown = Reflect.get(parsed, 0);
  if (typeof address !== 'number') throw new RangeError('a syntax tree of this library has no address');
  return address;
}

function tablesOf(views: Views, language: number): Tables {
  const aliasLength = half(views, language + LANGUAGE.maxAliasSequenceLength);
  const count = aliasLength * word(views, language + LANGUAGE.productionCount);
  const publicSymbol = new Uint16Array(ERROR_SYMBOL + 1);
  const known = word(views, language + LANGUAGE.symbolCount) + word(views, language + LANGUAGE.aliasCount);
  publicSymbol.set(symbols(views, language + LANGUAGE.publicSymbolMap, known));
  publicSymbol[ERROR_SYMBOL] = ERROR_SYMBOL;
  return { publicSymbol, aliases: symbols(views, language + LANGUAGE.aliasSequences, count).slice(), aliasLength };
}

function symbols(views: Views, pointer: number, count: number): Uint16Array {
  const from = word(views, pointer) / HALF;
  return views.halves.subarray(from, from + count);
}

function word({ words }: Views, address: number): number {
  return words[address / WORD] ?? 0;
}

function half({ halves }: Views, address: number): number {
  return halves[address / HALF] ?? 0;
}

/**
 * Every visible node below `root` (an index of words), in preorder. Hidden nodes lend their children to their parent.
 * `at` counts bytes of text, as sizes and paddings do; a node's padding is the blank space before it.
 */
function walk({ words, halves }: Views, tables: Tables, root: number, tree: SyntaxTree, skip: Skipped): void {
  const { publicSymbol, aliases, aliasLength } = tables;
  /** What is left to do in the nodes around this one: `child`, `last`, `structural`, `alias`, `node` of each. */
  const around: number[] = [];
  let child = root;
  let last = root + CHILD_WORDS;
  /** Children so far that are no extras: aliases go by their number. -1: this production has no aliases. */
  let structural = 0;
  let alias = -1;
  /** The node that ends with `last`, or -1 for a hidden one. */
  let node = -1;
  let at = 0;
  /** No two children share memory: more than exactly into it means that something else is being read. */
  let room = words.length / CHILD_WORDS;
  while (true) {
    if (child === last) {
      if (node !== -1) tree.next[node] = tree.count;
      if (around.length === 0) return;
      node = around.pop() ?? -1;
      alias = around.pop() ?? -1;
      structural = around.pop() ?? 0;
      last = around.pop() ?? 0;
      child = around.pop() ?? 0;
      continue;
    }
    const data = words[child] ?? 0;
    const isInline = (data & IS_INLINE) !== 0;
    const sizes = isInline ? (words[child + 1] ?? 0) : 0;
    const heap = data / WORD;
    const bits = isInline ? data : (halves[(data + HEAP.bits) / HALF] ?? 0);
    const layout = isInline ? INLINE : HEAP_BITS;
    let symbol = 0;
    if ((bits & layout.visible) !== 0) {
      symbol = isInline ? (data >>> INLINE.symbolShift) & INLINE.byteMask : (halves[(data + HEAP.symbol) / HALF] ?? 0);
    }
    if ((bits & layout.extra) === 0) {
      if (alias !== -1) symbol = aliases[alias + structural] || symbol;
      structural++;
    }
    const padding = isInline
      ? (sizes >>> INLINE.paddingShift) & INLINE.byteMask
      : (words[heap + HEAP.padding / WORD] ?? 0);
    const size = isInline ? sizes >>> INLINE.sizeShift : (words[heap + HEAP.size / WORD] ?? 0);
    const end = at + padding + size;
    const own =
      symbol === 0 ? -1 : append(tree, publicSymbol[symbol] ?? 0, end - size, end, (bits & layout.missing) !== 0, skip);
    child += CHILD_WORDS;
    const count = isInline ? 0 : (words[heap + HEAP.childCount / WORD] ?? 0);
    if (count === 0 || words[heap + HEAP.visibleChildCount / WORD] === 0) {
      at = end;
      continue;
    }
    around.push(child, last, structural, alias, node);
    child = heap - count * CHILD_WORDS;
    room -= count;
    if (child < 0 || heap >= words.length || room < 0) throw new RangeError('this is not the memory of a syntax tree');
    last = heap;
    structural = 0;
    const production = halves[(data + HEAP.productionId) / HALF] ?? 0;
    alias = production === 0 ? -1 : production * aliasLength;
    node = own;
  }
}

/** Symbols that are no part of the code. */
interface Skipped {
  readonly comment: number;
  readonly continuation: number;
}

/** The new node; -1 for what is kept apart. */
function append(tree: SyntaxTree, symbol: number, start: number, end: number, missing: boolean, skip: Skipped): number {
  const s = start / BYTES_PER_UNIT;
  const e = end / BYTES_PER_UNIT;
  if (symbol === skip.comment) tree.comments.push(s, e);
  if (symbol === skip.comment || symbol === skip.continuation) return -1;
  if (tree.count === tree.symbol.length) grow(tree);
  const node = tree.count++;
  tree.symbol[node] = symbol;
  tree.start[node] = s;
  tree.end[node] = e;
  tree.next[node] = node + 1;
  if (symbol === ERROR_SYMBOL || missing) tree.errors.push(node);
  return node;
}
