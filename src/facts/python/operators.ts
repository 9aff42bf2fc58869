/** Operators, and the keywords that work as such. */
import type { Expr } from '../../model/python.ts';
import { readInner } from './expressions.ts';
import { readParams } from './params.ts';
import { unionOf } from './regroup.ts';
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
  type Source,
  startOf,
  symbolOf,
  textOf,
  tokenText,
} from './source.ts';

const readBinary: ReadExpr = (source, node) => {
  const left = node + 1;
  const operator = after(source, left);
  const right = after(source, operator);
  if (right >= after(source, node)) return readInner(source, node);
  const s = startOf(source, node);
  const e = endOf(source, node);
  return { k: 'bin', s, e, op: tokenText(source, operator), l: readExpr(source, left), r: readExpr(source, right) };
};

const readUnion: ReadExpr = (source, node) => {
  const [left = -1, right = -1] = namedChildren(source, node);
  if (right === -1) return readInner(source, node);
  const inner = symbolOf(source, firstNamed(source, right));
  const isChain = inner === source.symbols.binaryOperator || inner === source.symbols.unionType;
  return unionOf(readExpr(source, left), readExpr(source, right), isChain);
};

/** `a < b < c` is `a < b and b < c`. */
const readComparison: ReadExpr = (source, node) => {
  const operands = namedChildren(source, node).length;
  return readChain(source, node, operands - 2, () => comparisonOf(source, node));
};

function comparisonOf(source: Source, node: number): Expr {
  const s = startOf(source, node);
  let l: Expr | null = null;
  let result: Expr | null = null;
  let op = '';
  for (let child = node + 1, end = after(source, node); child < end; child = after(source, child)) {
    if (!isNamed(source, child)) {
      op = tokenText(source, child);
      continue;
    }
    const r = readExpr(source, child);
    if (l !== null) {
      const pair: Expr = { k: 'bin', s: l.s, e: r.e, op, l, r };
      result = result === null ? pair : { k: 'bin', s, e: r.e, op: 'and', l: result, r: pair };
    }
    l = r;
  }
  return result ?? l ?? missing(source, node);
}

const readUnary: ReadExpr = (source, node) => {
  const sign = tokenText(source, node + 1);
  const op = sign === 'not' || sign === '-' || sign === '~' ? sign : '+';
  return { k: 'un', s: startOf(source, node), e: endOf(source, node), op, v: readInner(source, node) };
};

const readConditional: ReadExpr = (source, node) => {
  const [value = -1, test = -1, other = -1] = namedChildren(source, node);
  const s = startOf(source, node);
  const e = endOf(source, node);
  const read = (part: number): Expr => (part === -1 ? missing(source, node) : readExpr(source, part));
  // biome-ignore lint/suspicious/noThenProperty: an expression is data; a `then` that is no function makes no promise.
  return { k: 'if', s, e, test: read(test), then: read(value), else: read(other) };
};

const readLambda: ReadExpr = (source, node) => {
  const params = readParams(source, childOf(source, node, source.symbols.lambdaParameters));
  const body = namedChildren(source, node).findLast(
    (child) => symbolOf(source, child) !== source.symbols.lambdaParameters,
  );
  const s = startOf(source, node);
  const e = endOf(source, node);
  return { k: 'lambda', s, e, params, body: body === undefined ? missing(source, node) : readExpr(source, body) };
};

const readAwait: ReadExpr = (source, node) => ({
  k: 'await',
  s: startOf(source, node),
  e: endOf(source, node),
  v: readInner(source, node),
});

const readYield: ReadExpr = (source, node) => {
  const value = firstNamed(source, node);
  const from = childOf(source, node, source.symbols.from) !== -1;
  const v = value === -1 ? null : readExpr(source, value);
  return { k: 'yield', s: startOf(source, node), e: endOf(source, node), v, from };
};

const readWalrus: ReadExpr = (source, node) => {
  const [name = -1, value = -1] = namedChildren(source, node);
  const v = value === -1 ? missing(source, node) : readExpr(source, value);
  const id = name === -1 ? '' : textOf(source, name);
  return { k: 'walrus', s: startOf(source, node), e: endOf(source, node), name: id, v };
};

export const OPERATOR_READERS = {
  binary_operator: readBinary,
  boolean_operator: readBinary,
  union_type: readUnion,
  comparison_operator: readComparison,
  not_operator: readUnary,
  unary_operator: readUnary,
  conditional_expression: readConditional,
  lambda: readLambda,
  await: readAwait,
  yield: readYield,
  named_expression: readWalrus,
} satisfies Readonly<Record<string, ReadExpr>>;
