/** Bytes of a file → text, and where its lines begin. What cannot be read is a problem, never an exception. */
import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import type { FactProblem } from '../model/facts.ts';

export interface Decoded {
  readonly text: string;
  /** Offset of each line's first character. LF, CRLF and a lone CR end a line; form feed and U+2028 do not. */
  readonly lineStarts: readonly number[];
  readonly problems: readonly FactProblem[];
}

const utf8 = new TextDecoder('utf-8');
const DECODERS: Readonly<Record<string, TextDecoder>> = {
  'utf-16le': new TextDecoder('utf-16le'),
  'utf-16be': new TextDecoder('utf-16be'),
  // The Encoding Standard reads latin-1 as windows-1252, its superset: https://encoding.spec.whatwg.org/#names-and-labels
  'windows-1252': new TextDecoder('windows-1252'),
};

/** https://peps.python.org/pep-0263/: in the first or second line, and only in a comment. */
const CODING = /^[ \t\f]*(?:#[^\r\n]*)?(?:\r\n?|\n)?[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const LATIN = /^(?:latin-?1|iso-?8859-?1|iso-?8859-?15|l1|cp1252|windows-?1252|ascii)$/;

/**
 * Reads UTF-8, UTF-16 with a byte order mark or where its zero bytes tell it, and latin-1 where the file declares it. Undeclared text that is not UTF-8
 * is read as latin-1, with an `encoding` problem. A file with NUL characters is `binary`: its text is empty.
 */
export function decode(bytes: Uint8Array): Decoded {
  const marked = byteOrderMark(bytes) ?? zeroBytes(bytes);
  const text = marked === null ? decodeUnmarked(bytes) : { value: decodeWith(marked, bytes), problem: null };
  if (text.value.includes('\0')) return unreadable('binary', 'The file holds NUL characters: it is not text.');
  const problems = text.problem === null ? [] : [{ kind: 'encoding' as const, reason: text.problem, s: 0, e: 0 }];
  return { text: text.value, lineStarts: lineStartsOf(text.value), problems };
}

/** What stands for a file that was not read at all. */
export function unreadable(kind: FactProblem['kind'], reason: string): Decoded {
  return { text: '', lineStarts: [0], problems: [{ kind, reason, s: 0, e: 0 }] };
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

const MIN_PAIRS = 8;
const MAX_PAIRS = 512;

/** UTF-16 whose mark was lost: every other byte of ordinary text is zero, on one side only. */
function zeroBytes(bytes: Uint8Array): string | null {
  const pairs = Math.min(MAX_PAIRS, bytes.length >> 1);
  if (pairs < MIN_PAIRS || bytes.length % 2 !== 0) return null;
  let first = 0;
  let second = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (bytes[at] === 0) first++;
    if (bytes[at + 1] === 0) second++;
  }
  if (first === 0 && second > pairs * 0.9) return 'utf-16le';
  return second === 0 && first > pairs * 0.9 ? 'utf-16be' : null;
}

function decodeUnmarked(bytes: Uint8Array): { value: string; problem: string | null } {
  if (isUtf8(bytes)) return { value: utf8.decode(bytes), problem: null };
  const value = decodeWith('windows-1252', bytes);
  const declared = CODING.exec(value)?.[1]?.toLowerCase().replaceAll('_', '-');
  if (declared !== undefined && LATIN.test(declared)) return { value, problem: null };
  return { value, problem: 'The file is not UTF-8; it was read as latin-1.' };
}

function decodeWith(encoding: string, bytes: Uint8Array): string {
  return DECODERS[encoding]?.decode(bytes) ?? '';
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  const lone = text.includes('\r');
  let from = 0;
  while (true) {
    const feed = text.indexOf('\n', from);
    if (lone) addLoneReturns(text, from, feed === -1 ? text.length : feed, starts);
    if (feed === -1) return starts;
    from = feed + 1;
    starts.push(from);
  }
}

/** A carriage return right before the line feed at `to` belongs to it. */
function addLoneReturns(text: string, from: number, to: number, starts: number[]): void {
  for (let at = text.indexOf('\r', from); at !== -1 && at < to; at = text.indexOf('\r', at + 1)) {
    if (at + 1 < to || to === text.length) starts.push(at + 1);
  }
}
