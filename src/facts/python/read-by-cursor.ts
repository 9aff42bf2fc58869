/** Fills a syntax tree through the library's public cursor: slower than reading its memory, and right by definition. */
import type { Language, Tree, TreeCursor } from 'web-tree-sitter';
import { clear, ERROR_SYMBOL, grow, type SyntaxTree } from './syntax-tree.ts';

/** Replaces what is in `tree` by the syntax of `parsed`. */
export type SyntaxReader = (parsed: Tree, tree: SyntaxTree) => void;

export function cursorReader(language: Language): SyntaxReader {
  const comment = language.idForNodeType('comment', true);
  const continuation = language.idForNodeType('line_continuation', true);
  return (parsed, tree) => {
    clear(tree);
    const cursor = parsed.walk();
    const open: number[] = [];
    let more = true;
    while (more) {
      const symbol = cursor.nodeTypeId;
      if (symbol === comment) tree.comments.push(cursor.startIndex, cursor.endIndex);
      if (symbol !== comment && symbol !== continuation) {
        const node = append(tree, cursor, symbol);
        if (cursor.gotoFirstChild()) {
          open.push(node);
          continue;
        }
      }
      more = leave(cursor, tree, open);
    }
    cursor.delete();
  };
}

function append(tree: SyntaxTree, cursor: TreeCursor, symbol: number): number {
  if (tree.count === tree.symbol.length) grow(tree);
  const node = tree.count++;
  tree.symbol[node] = symbol;
  tree.start[node] = cursor.startIndex;
  tree.end[node] = cursor.endIndex;
  tree.next[node] = node + 1;
  if (symbol === ERROR_SYMBOL || cursor.nodeIsMissing) tree.errors.push(node);
  return node;
}

/** To the next sibling, closing parents that have none. False at the end of the tree. */
function leave(cursor: TreeCursor, tree: SyntaxTree, open: number[]): boolean {
  while (!cursor.gotoNextSibling()) {
    const parent = open.pop();
    if (parent === undefined) return false;
    tree.next[parent] = tree.count;
    cursor.gotoParent();
  }
  return true;
}
