/** A place in a file, as people and GitHub count: lines and columns from 1, columns in UTF-16 units, end exclusive. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A span in a named file. Paths are relative to the repository's root, with forward slashes. */
export interface Place {
  readonly path: string;
  readonly span: Span;
}

/** Offsets (UTF-16 units, end exclusive) into the decoded text of a file: what a syntax node carries. */
export interface Range {
  readonly s: number;
  readonly e: number;
}

/**
 * Turns offsets into a span. `lineStarts[i]` is the offset at which line `i + 1` begins (it always holds 0 first).
 * Cost: two binary searches.
 */
export function spanOf(lineStarts: readonly number[], range: Range): Span {
  const [line, column] = position(lineStarts, range.s);
  const [endLine, endColumn] = position(lineStarts, Math.max(range.s, range.e));
  return { line, column, endLine, endColumn };
}

/** The span that stands for a file as a whole: its first character. */
export const FILE_START: Span = { line: 1, column: 1, endLine: 1, endColumn: 1 };

function position(lineStarts: readonly number[], offset: number): [line: number, column: number] {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return [low + 1, offset - (lineStarts[low] ?? 0) + 1];
}
