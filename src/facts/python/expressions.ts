/** Names, literals, calls, and what a dot or brackets reach. */
import type { Expr, Keyword } from '../../model/python.ts';
import {
  after,
  childOf,
  endOf,
  firstNamed,
  isNamed,
  missing,
  namedChildren,
  type ReadExpr,
  readChain,
  readExpr,
  readItem,
  readItems,
  type Source,
  startOf,
  symbolOf,
  textOf,
  tokenOf,
} from './source.ts';
import { exactly } from './stack.ts';

const readName: ReadExpr = (source, node) => ({
  k: 'name',
  s: startOf(source, node),
  e: endOf(source, node),
  id: textOf(source, node),
});

const readNumber: ReadExpr = (source, node) => {
  const s = startOf(source, node);
  return { k: 'num', s, e: endOf(source, node), v: tokenOf(source, node) };
};

const constant =
  (v: boolean | null | '...'): ReadExpr =>
  (source, node) => ({ k: 'const', s: startOf(source, node), e: endOf(source, node), v });

/** Parentheses, `type`, targets of `as`: what stands inside is what counts. */
export const readInner: ReadExpr = (source, node) => {
  const inner = firstNamed(source, node);
  return inner === -1 ? missing(source, node) : readExpr(source, inner);
};

const readAttribute: ReadExpr = (source, node) => {
  const object = node + 1;
  let name = '';
  for (let child = after(source, object), end = after(source, node); child < end; child = after(source, child)) {
    if (symbolOf(source, child) === source.symbols.identifier) name = textOf(source, child);
  }
  return { k: 'attr', s: startOf(source, node), e: endOf(source, node), obj: readExpr(source, object), name };
};

/** `a.b.c` where the grammar has one node for it: decorators of old, patterns. */
const readDotted: ReadExpr = (source, node) => {
  const names = namedChildren(source, node);
  return readChain(source, node, names.length, () => joinNames(source, names) ?? missing(source, node));
};

function joinNames(source: Source, names: readonly number[]): Expr | null {
  let expr: Expr | null = null;
  for (const child of names) {
    const e = endOf(source, child);
    const name = textOf(source, child);
    if (expr === null) expr = { k: 'name', s: startOf(source, child), e, id: name };
    else expr = { k: 'attr', s: expr.s, e, obj: expr, name };
  }
  return expr;
}

const readSubscript: ReadExpr = (source, node) => {
  const object = node + 1;
  const obj = readExpr(source, object);
  const { exprs } = source;
  const { mark } = exprs;
  for (let child = after(source, object), end = after(source, node); child < end; child = after(source, child)) {
    if (isNamed(source, child)) exprs.push(readExpr(source, child));
  }
  return { k: 'sub', s: startOf(source, node), e: endOf(source, node), obj, index: exprs.take(mark) };
};

/** `list[int]` where a type is expected. */
const readGenericType: ReadExpr = (source, node) => {
  const parameters = childOf(source, node, source.symbols.typeParameter);
  const index = parameters === -1 ? [] : readItems(source, parameters);
  return { k: 'sub', s: startOf(source, node), e: endOf(source, node), obj: readExpr(source, node + 1), index };
};

const readSlice: ReadExpr = (source, node) => {
  const parts: (Expr | null)[] = [null];
  for (let child = node + 1, end = after(source, node); child < end; child = after(source, child)) {
    if (symbolOf(source, child) === source.symbols.colon) parts.push(null);
    else if (isNamed(source, child)) parts[parts.length - 1] = readExpr(source, child);
  }
  return { k: 'slice', s: startOf(source, node), e: endOf(source, node), parts: exactly(parts) };
};

const readCall: ReadExpr = (source, node) => {
  const callee = node + 1;
  const list = after(source, callee);
  const s = startOf(source, node);
  const e = endOf(source, node);
  const fn = readExpr(source, callee);
  if (symbolOf(source, list) === source.symbols.generatorExpression && list < after(source, node)) {
    return { k: 'call', s, e, fn, args: [readExpr(source, list)], kw: exactly([]) };
  }
  const { args, kw } = readArguments(source, list < after(source, node) ? list : -1);
  return { k: 'call', s, e, fn, args, kw };
};

/** The children of an argument list: positional ones and `*x`, then `x=1` and `**x`. None for -1. */
export function readArguments(source: Source, list: number): { args: readonly Expr[]; kw: readonly Keyword[] } {
  const { exprs, keywords } = source;
  const positional = exprs.mark;
  const named = keywords.mark;
  const { keywordArgument, dictionarySplat } = source.symbols;
  for (let child = list + 1, end = list === -1 ? 0 : after(source, list); child < end; child = after(source, child)) {
    const symbol = symbolOf(source, child);
    if (symbol === keywordArgument) keywords.push(readKeyword(source, child));
    else if (symbol === dictionarySplat) keywords.push(readSplat(source, child));
    else if (isNamed(source, child)) exprs.push(readItem(source, child));
  }
  return { args: exprs.take(positional), kw: keywords.take(named) };
}

function readKeyword(source: Source, node: number): Keyword {
  const name = node + 1;
  let value = -1;
  for (let child = after(source, name), end = after(source, node); child < end; child = after(source, child)) {
    if (isNamed(source, child)) value = child;
  }
  const v = value === -1 ? missing(source, node) : readExpr(source, value);
  return { s: startOf(source, node), e: endOf(source, node), name: textOf(source, name), v };
}

function readSplat(source: Source, node: number): Keyword {
  return { s: startOf(source, node), e: endOf(source, node), name: null, v: readInner(source, node) };
}

const readStar: ReadExpr = (source, node) => ({
  k: 'star',
  s: startOf(source, node),
  e: endOf(source, node),
  double: symbolOf(source, node + 1) === source.symbols.doubleStar,
  v: readInner(source, node),
});

const readMemberType: ReadExpr = (source, node) => {
  const [object = -1, member = -1] = namedChildren(source, node);
  const name = member === -1 ? '' : textOf(source, member);
  const obj = object === -1 ? missing(source, node) : readExpr(source, object);
  return { k: 'attr', s: startOf(source, node), e: endOf(source, node), obj, name };
};

export const EXPRESSION_READERS = {
  identifier: readName,
  integer: readNumber,
  float: readNumber,
  true: constant(true),
  false: constant(false),
  none: constant(null),
  ellipsis: constant('...'),
  parenthesized_expression: readInner,
  parenthesized_list_splat: readInner,
  type: readInner,
  constrained_type: readInner,
  as_pattern_target: readInner,
  chevron: readInner,
  attribute: readAttribute,
  dotted_name: readDotted,
  member_type: readMemberType,
  subscript: readSubscript,
  generic_type: readGenericType,
  slice: readSlice,
  call: readCall,
  list_splat: readStar,
  list_splat_pattern: readStar,
  dictionary_splat: readStar,
  dictionary_splat_pattern: readStar,
  splat_type: readStar,
} satisfies Readonly<Record<string, ReadExpr>>;
