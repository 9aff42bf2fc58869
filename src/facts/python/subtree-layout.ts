/**
 * Where web-tree-sitter 0.27.1 keeps its syntax trees in the memory of its 32-bit WebAssembly module. Offsets are
 * bytes unless they say otherwise. Nothing else knows them, and `choose-reader.ts` proves them right before they count.
 * Source: https://github.com/tree-sitter/tree-sitter/tree/master/lib/src, files `subtree.h`, `tree.h`, `parser.h`.
 */

/** `struct TSTree`. */
export const TREE = { root: 0, language: 8 };

/** `struct TSLanguage`. Pointers lead to arrays of 16-bit symbols. */
export const LANGUAGE = {
  symbolCount: 4,
  aliasCount: 8,
  productionCount: 28,
  maxAliasSequenceLength: 36,
  publicSymbolMap: 76,
  aliasSequences: 84,
};

/** A `Subtree` is 8 bytes: a pointer to the heap, or, when the lowest bit is set, the node itself. */
export const SUBTREE_SIZE = 8;
export const IS_INLINE = 1;

/** `SubtreeInlineData`: bits of the first 32-bit word, shifts and masks of bytes of either. Sizes count bytes of text. */
export const INLINE = {
  visible: 1 << 1,
  extra: 1 << 3,
  missing: 1 << 5,
  symbolShift: 8,
  paddingShift: 16,
  sizeShift: 24,
  byteMask: 0xff,
};

/** `SubtreeHeapData`. A node's children stand right before it, `SUBTREE_SIZE` each. */
export const HEAP = {
  padding: 4,
  size: 16,
  childCount: 36,
  symbol: 40,
  bits: 44,
  visibleChildCount: 48,
  productionId: 66,
};

/** Bits of the 16-bit word at `HEAP.bits`. */
export const HEAP_BITS = { visible: 1 << 0, extra: 1 << 2, missing: 1 << 9 };

/** The parser reads UTF-16. */
export const BYTES_PER_UNIT = 2;
