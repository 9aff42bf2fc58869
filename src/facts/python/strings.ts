/**
 * String literals: prefixes, escapes, adjacent literals, f-strings.
 * INVARIANT: what overlaps a secret is masked before anything else is done to it.
 */
import type { Expr, Str } from '../../model/python.ts';
import {
  after,
  childOf,
  endOf,
  firstNamed,
  masked,
  missing,
  namedChildren,
  type ReadExpr,
  readExpr,
  type Source,
  startOf,
  symbolOf,
  tokenOf,
} from './source.ts';
import { exactly } from './stack.ts';
import { decodeEscapes } from './string-escapes.ts';

type Part = string | Expr;

const readString: ReadExpr = (source, node) => {
  const prefix = prefixOf(source, node);
  const s = startOf(source, node);
  const e = endOf(source, node);
  if (!isFormatted(prefix)) return literal(contentOf(source, node, prefix), s, e, isBytes(prefix));
  const parts: Part[] = [];
  addParts(source, node, prefix, parts);
  return { k: 'fstr', s, e, parts: exactly(parts) };
};

/** Adjacent literals are one; with an f-string among them, an f-string. */
const readConcatenated: ReadExpr = (source, node) => {
  const parts: Part[] = [];
  let formatted = false;
  let bytes = false;
  for (const child of namedChildren(source, node)) {
    if (symbolOf(source, child) !== source.symbols.string) continue;
    const prefix = prefixOf(source, child);
    formatted ||= isFormatted(prefix);
    bytes ||= isBytes(prefix);
    if (isFormatted(prefix)) addParts(source, child, prefix, parts);
    else addText(parts, contentOf(source, child, prefix));
  }
  const s = startOf(source, node);
  const e = endOf(source, node);
  const whole = parts.map((part) => (typeof part === 'string' ? source.maskJoined(part, { s, e }) : part));
  return formatted ? { k: 'fstr', s, e, parts: exactly(whole) } : literal(whole.join(''), s, e, bytes);
};

export const STRING_READERS = { string: readString, concatenated_string: readConcatenated };

function literal(v: string, s: number, e: number, bytes: boolean): Str {
  return bytes ? { k: 'str', s, e, v, bytes: true } : { k: 'str', s, e, v };
}

/** Lower case, without the quote: `rb`, `f`, or empty. */
function prefixOf(source: Source, node: number): string {
  const s = startOf(source, node);
  let e = s;
  while (e < source.text.length && !isQuote(source.text.charCodeAt(e)) && e - s < 3) e++;
  return e === s ? '' : source.text.slice(s, e).toLowerCase();
}

const isQuote = (code: number): boolean => code === 0x22 || code === 0x27 || code === 0x60;
const isBytes = (prefix: string): boolean => prefix.includes('b');
const isFormatted = (prefix: string): boolean => prefix.includes('f') || prefix.includes('t');

/** Where the text between the quotes begins and ends. The grammar counts a raw string's last backslashes to its end. */
function contentStart(source: Source, node: number): number {
  return endOf(source, node + 1);
}

function contentEnd(source: Source, node: number, prefix: string): number {
  const quote = endOf(source, node + 1) - startOf(source, node) - prefix.length;
  const close = childOf(source, node, source.symbols.stringEnd);
  const isClosed = close !== -1 && endOf(source, close) > startOf(source, close);
  return Math.max(contentStart(source, node), endOf(source, node) - (isClosed ? quote : 0));
}

function contentOf(source: Source, node: number, prefix: string): string {
  return decode(written(source, contentStart(source, node), contentEnd(source, node, prefix)), prefix);
}

/** Masked; line ends in a literal are `\n` in its value, whatever they are in the file. */
function written(source: Source, s: number, e: number): string {
  const text = source.text.slice(s, e);
  const safe = masked(source, text, s);
  return safe.includes('\r') ? safe.replace(/\r\n?/g, '\n') : safe;
}

function decode(text: string, prefix: string): string {
  return text.includes('\\') && !prefix.includes('r') ? decodeEscapes(text, isBytes(prefix)) : text;
}

function addParts(source: Source, node: number, prefix: string, parts: Part[]): void {
  let from = contentStart(source, node);
  const addLiteral = (to: number): void => {
    if (to <= from) return;
    const single = written(source, from, to).replace(/\{\{|\}\}/g, (pair) => pair.charAt(0));
    addText(parts, decode(single, prefix));
  };
  for (let child = node + 1, end = after(source, node); child < end; child = after(source, child)) {
    if (symbolOf(source, child) !== source.symbols.interpolation) continue;
    addLiteral(startOf(source, child));
    addInterpolation(source, child, parts);
    from = endOf(source, child);
  }
  addLiteral(contentEnd(source, node, prefix));
}

/** The expression, then those inside its format: `{value:>{width}}`. `{value=}` is its text first. */
function addInterpolation(source: Source, node: number, parts: Part[]): void {
  const expression = firstNamed(source, node);
  if (expression === -1) {
    parts.push(missing(source, node));
    return;
  }
  if (childOf(source, node, source.symbols.equals) !== -1) {
    addText(parts, `${tokenOf(source, expression)}=`);
  }
  parts.push(readExpr(source, expression));
  const format = childOf(source, node, source.symbols.formatSpecifier);
  if (format === -1) return;
  for (const child of namedChildren(source, format)) {
    const inner = symbolOf(source, child) === source.symbols.formatExpression ? firstNamed(source, child) : -1;
    if (inner !== -1) parts.push(readExpr(source, inner));
  }
}

function addText(parts: Part[], text: string): void {
  const last = parts.at(-1);
  if (typeof last === 'string') parts[parts.length - 1] = last + text;
  else if (text !== '') parts.push(text);
}
