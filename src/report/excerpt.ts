/** A line of code with a mark under what is meant, as it looks on a terminal. */
import type { Span } from '../model/span.ts';
import { glyphsOf } from './display-width.ts';
import { visible } from './escape.ts';

const TAB = 4;
/** Columns kept on the left of the mark when a long line is cut. */
const LEAD = 12;
const CUT = '…';

export interface Excerpt {
  readonly code: string;
  /** Spaces and carets for the line below. */
  readonly mark: string;
}

interface Cell {
  readonly text: string;
  readonly offset: number;
  readonly from: number;
  readonly to: number;
}

/** Shows `line`, the first line of `span`, in at most `width` columns. Tabs become spaces, control characters `U+001B`. */
export function excerpt(line: string, span: Span, width: number): Excerpt {
  const cells = layOut(line.replace(/[\r\n]+$/, ''));
  const end = cells.at(-1)?.to ?? 0;
  const first = span.column - 1;
  const last = span.endLine === span.line ? span.endColumn - 1 : line.length;
  const start = columnOf(cells, first, end);
  const stop = Math.max(start + 1, columnOf(cells, last, end));
  if (end <= width) return { code: textOf(cells), mark: ' '.repeat(start) + '^'.repeat(stop - start) };
  const left = stop <= width - 1 ? 0 : Math.max(0, start - LEAD);
  const head = left > 0 ? CUT : '';
  const room = width - head.length - CUT.length;
  const kept = cells.filter((cell) => cell.from >= left && cell.to <= left + room);
  const shift = head.length - (kept[0]?.from ?? left);
  const shownEnd = (kept.at(-1)?.to ?? left) + shift;
  const tail = (kept.at(-1)?.to ?? end) < end ? CUT : '';
  const from = Math.min(start + shift, shownEnd);
  const to = Math.max(from + 1, Math.min(stop + shift, shownEnd + tail.length));
  return { code: `${head}${textOf(kept)}${tail}`, mark: ' '.repeat(from) + '^'.repeat(to - from) };
}

function layOut(line: string): readonly Cell[] {
  let at = 0;
  return glyphsOf(line).map(({ text, offset, width }) => {
    const shown = text === '\t' ? ' '.repeat(TAB - (at % TAB)) : visible(text);
    const from = at;
    at += shown === text ? width : shown.length;
    return { text: shown, offset, from, to: at };
  });
}

/** The column of a UTF-16 offset; beyond the line, its end. */
function columnOf(cells: readonly Cell[], offset: number, end: number): number {
  return (
    cells.findLast((cell) => cell.offset <= offset && offset < cell.offset + Math.max(1, cell.text.length))?.from ??
    cells.find((cell) => cell.offset >= offset)?.from ??
    end
  );
}

function textOf(cells: readonly Cell[]): string {
  return cells
    .map((cell) => cell.text)
    .join('')
    .trimEnd();
}
