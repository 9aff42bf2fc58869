/** Patterns of `match`, as the expressions that they look like: `Point(x=0)` is a call, `a | b` an operator. */
import type { Expr, Keyword } from '../../model/python.ts';
import {
  after,
  endOf,
  firstNamed,
  isNamed,
  missing,
  namedChildren,
  type ReadExpr,
  readChain,
  readExpr,
  type Source,
  startOf,
  symbolOf,
  textOf,
  tokenText,
} from './source.ts';
import { exactly } from './stack.ts';

/**
 * The grammar gives a pattern's minus sign and its `_` no node of their own: they are tokens among the children.
 * `to` is where the children to read end.
 */
function readSimple(source: Source, first: number, to: number): Expr {
  const { minus, underscore } = source.symbols;
  const symbol = symbolOf(source, first);
  const s = startOf(source, first);
  if (symbol === underscore) return { k: 'name', s, e: endOf(source, first), id: '_' };
  const operand = after(source, first);
  if (symbol !== minus || operand >= to) return readExpr(source, first);
  return { k: 'un', s, e: endOf(source, operand), op: '-', v: readExpr(source, operand) };
}

const readCase: ReadExpr = (source, node) =>
  node + 1 < after(source, node) ? readSimple(source, node + 1, after(source, node)) : missing(source, node);

const isPatternAt = (source: Source, node: number): boolean =>
  isNamed(source, node) ||
  symbolOf(source, node) === source.symbols.minus ||
  symbolOf(source, node) === source.symbols.underscore;

const readUnion: ReadExpr = (source, node) =>
  readChain(source, node, namedChildren(source, node).length, () => unionOf(source, node));

function unionOf(source: Source, node: number): Expr {
  let result: Expr | null = null;
  for (let child = node + 1, end = after(source, node); child < end; child = after(source, child)) {
    if (!isPatternAt(source, child)) continue;
    const r: Expr = readSimple(source, child, end);
    if (symbolOf(source, child) === source.symbols.minus) child = after(source, child);
    result = result === null ? r : { k: 'bin', s: result.s, e: r.e, op: '|', l: result, r };
  }
  return result ?? missing(source, node);
}

const readClass: ReadExpr = (source, node) => {
  const args: Expr[] = [];
  const kw: Keyword[] = [];
  const [callee = -1, ...parts] = namedChildren(source, node);
  for (const part of parts) {
    const inner = firstNamed(source, part);
    if (inner !== -1 && symbolOf(source, inner) === source.symbols.keywordPattern) kw.push(readKeyword(source, inner));
    else args.push(readExpr(source, part));
  }
  const fn = callee === -1 ? missing(source, node) : readExpr(source, callee);
  return { k: 'call', s: startOf(source, node), e: endOf(source, node), fn, args: exactly(args), kw: exactly(kw) };
};

function readKeyword(source: Source, node: number): Keyword {
  const end = after(source, node);
  const value = after(source, after(source, node + 1));
  const v = value < end ? readSimple(source, value, end) : missing(source, node);
  return { s: startOf(source, node), e: endOf(source, node), name: textOf(source, node + 1), v };
}

const readMapping: ReadExpr = (source, node) => {
  const { splatPattern, colon } = source.symbols;
  const items: (readonly [Expr | null, Expr])[] = [];
  let key: Expr | null = null;
  let isValue = false;
  for (let child = node + 1, end = after(source, node); child < end; child = after(source, child)) {
    const symbol = symbolOf(source, child);
    if (symbol === colon) isValue = true;
    if (!isPatternAt(source, child)) continue;
    const read: Expr = readSimple(source, child, end);
    if (symbol === source.symbols.minus) child = after(source, child);
    if (symbol === splatPattern) items.push([null, read.k === 'star' ? read.v : read]);
    else if (isValue) {
      items.push([key, read]);
      isValue = false;
    } else key = read;
  }
  return { k: 'dict', s: startOf(source, node), e: endOf(source, node), items: exactly(items) };
};

const readSplat: ReadExpr = (source, node) => {
  const name = after(source, node + 1);
  const v =
    name < after(source, node)
      ? { k: 'name' as const, s: startOf(source, name), e: endOf(source, name), id: textOf(source, name) }
      : missing(source, node);
  return {
    k: 'star',
    s: startOf(source, node),
    e: endOf(source, node),
    double: symbolOf(source, node + 1) === source.symbols.doubleStar,
    v,
  };
};

/** `1 + 2j`, `-1 - 2j`. */
const readComplex: ReadExpr = (source, node) => {
  const end = after(source, node);
  const l = readSimple(source, node + 1, end);
  const operator =
    symbolOf(source, node + 1) === source.symbols.minus ? after(source, node + 2) : after(source, node + 1);
  const right = after(source, operator);
  const r = right < end ? readExpr(source, right) : missing(source, node);
  return { k: 'bin', s: startOf(source, node), e: endOf(source, node), op: tokenText(source, operator), l, r };
};

/** `pattern as name` binds as a walrus does. In an expression there is no such thing: its value is what counts. */
const readAs: ReadExpr = (source, node) => {
  const [pattern = -1, name = -1] = namedChildren(source, node);
  const v = pattern === -1 ? missing(source, node) : readExpr(source, pattern);
  if (name === -1) return v;
  return { k: 'walrus', s: startOf(source, node), e: endOf(source, node), name: textOf(source, name), v };
};

export const PATTERN_READERS = {
  case_pattern: readCase,
  union_pattern: readUnion,
  class_pattern: readClass,
  dict_pattern: readMapping,
  splat_pattern: readSplat,
  complex_pattern: readComplex,
  as_pattern: readAs,
} satisfies Readonly<Record<string, ReadExpr>>;
