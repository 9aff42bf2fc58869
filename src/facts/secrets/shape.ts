/**
 * The outward form of a token: literals and runs of an alphabet, matched from left to right without going back.
 * Written as words: `alnum:36`, `url:20-150`, `.`; anything without a colon is a literal.
 */
import { ALPHABETS, isIn, runEnd } from './alphabet.ts';

export interface Run {
  readonly mask: number;
  readonly min: number;
  readonly max: number;
}

type Piece = { readonly literal: string } | Run;
export type Shape = readonly Piece[];

export function parseShape(source: string): Shape {
  return source
    .split(' ')
    .filter((word) => word !== '')
    .map(parsePiece);
}

/** One run, such as `alnum:14`. */
export function parseRun(source: string): Run {
  const piece = parsePiece(source);
  if ('literal' in piece) throw new Error(`not a run of an alphabet: ${source}`);
  return piece;
}

function parsePiece(word: string): Piece {
  const [, alphabet = '', min = '', max = min] = /^([a-z0-9]+):(\d+)(?:-(\d+))?$/.exec(word) ?? [];
  for (const [name, mask] of Object.entries(ALPHABETS)) {
    if (name === alphabet) return { mask, min: Number(min), max: Number(max) };
  }
  return { literal: word };
}

/** The end of `shape` at `from`, or -1. A run that goes on behind the last piece is something longer: no match. */
export function matchShape(shape: Shape, text: string, from: number): number {
  let at = from;
  let last = 0;
  for (const piece of shape) {
    if ('literal' in piece) {
      if (!text.startsWith(piece.literal, at)) return -1;
      at += piece.literal.length;
      last = 0;
      continue;
    }
    const end = runEnd(text, at, piece.mask, piece.max);
    if (end - at < piece.min) return -1;
    at = end;
    last = piece.mask;
  }
  return last !== 0 && isIn(last, text.charCodeAt(at)) ? -1 : at;
}
