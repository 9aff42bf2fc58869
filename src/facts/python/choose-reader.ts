/**
 * Decides once how syntax is read. The parser's memory is read directly only if, on samples of everything that is
 * special in its layout, that gives node by node what the library's cursor gives; otherwise the cursor is used.
 * INVARIANT: correctness never depends on the layout of another library's memory.
 */
import type { Parser } from 'web-tree-sitter';
import type { Grammar } from './grammar.ts';
import { cursorReader, type SyntaxReader } from './read-by-cursor.ts';
import { memoryReader } from './read-by-memory.ts';
import { createSyntaxTree, type SyntaxTree } from './syntax-tree.ts';

export interface ChosenReader {
  /** `cursor` means: right, but several times slower. Shown by `--stats`. */
  readonly name: 'memory' | 'cursor';
  readonly read: SyntaxReader;
}

/** Hidden nodes, aliases, comments, continued lines, wide and long tokens, errors, missing tokens, nothing at all. */
export const SAMPLES = [
  '',
  '# only a comment',
  'try:\n    x = 1  # one\nexcept (A, B) as e:\n    pass\nfor i in lambda: 1, 2: pass\nif a: \\\n  b\n',
  'match x:\n    case [1, *_] | {"k": v} as w if not z: pass\nprint(*a, **b)\nasync = (yield)\na not in b is not c\n',
  `def f(${'long_name'.repeat(40)}, /, *, é: "ünï" = f"{a!r:>{w}}{{x"): return "\\n\\x41" 'b'\n${'\n'.repeat(300)}${' '.repeat(300)}x\n`,
  'def f(:\n  return (1,\nclass : pass\nx = [1, 2\n"never closed\n  @@ $$ ?\n',
  'if x\n  y(\n\n)) else: }\nimport\nfrom . import (a,\n',
];

export function chooseReader(grammar: Grammar): ChosenReader {
  const cursor = cursorReader(grammar.language);
  const memory = memoryReader(grammar.language, grammar.memory);
  return agree(grammar.parser, cursor, memory) ? { name: 'memory', read: memory } : { name: 'cursor', read: cursor };
}

function agree(parser: Parser, cursor: SyntaxReader, memory: SyntaxReader): boolean {
  const expected = createSyntaxTree();
  const actual = createSyntaxTree();
  return SAMPLES.every((sample) => {
    const parsed = parser.parse(sample);
    if (parsed === null) return false;
    cursor(parsed, expected);
    try {
      memory(parsed, actual);
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    } finally {
      parsed.delete();
    }
    return sameSyntax(expected, actual);
  });
}

/** Whether both hold the same nodes, errors and comments. */
export function sameSyntax(a: SyntaxTree, b: SyntaxTree): boolean {
  if (a.count !== b.count || !sameNumbers(a.errors, b.errors) || !sameNumbers(a.comments, b.comments)) return false;
  return (['symbol', 'start', 'end', 'next'] as const).every((field) =>
    sameNumbers(a[field].subarray(0, a.count), b[field].subarray(0, b.count)),
  );
}

function sameNumbers(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
