/**
 * The words of a finding: sentences with `code` in backticks, and blocks of code between lines of three backticks.
 * Templates are written so, filled so, and taken apart again by every report.
 */
export type Piece =
  | { readonly kind: 'words'; readonly text: string }
  /** `info`: the language of a block, `python` for instance. */
  | { readonly kind: 'block'; readonly info: string; readonly text: string };

/** Sentences and blocks in order; empty sentences are left out. A block that is not closed is words. */
export function piecesOf(prose: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const words = (text: string) => {
    if (text.trim() !== '') pieces.push({ kind: 'words', text: text.trim() });
  };
  let read = 0;
  for (const match of prose.matchAll(/^```(\w*)\n([\s\S]*?)\n```$/gm)) {
    words(prose.slice(read, match.index));
    pieces.push({ kind: 'block', info: match[1] ?? '', text: match[2] ?? '' });
    read = match.index + match[0].length;
  }
  words(prose.slice(read));
  return pieces;
}
