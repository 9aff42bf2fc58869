/** Statements that hold blocks. Each finds its parts by their symbols, so that a broken one loses only what is broken. */
import type { ExceptHandler, Expr, MatchCase, Stmt } from '../../model/python.ts';
import {
  childOf,
  endOf,
  firstNamed,
  leaveOut,
  MAX_DEPTH,
  missing,
  namedChildren,
  type ReadStmt,
  readBlock,
  readExpr,
  type Source,
  startOf,
  symbolOf,
  textOf,
} from './source.ts';
import { exactly } from './stack.ts';

const blockOf = (source: Source, node: number): readonly Stmt[] =>
  readBlock(source, childOf(source, node, source.symbols.block));

/** The statements of the `else` among the children of `node`. */
const elseOf = (source: Source, node: number): readonly Stmt[] => {
  const clause = childOf(source, node, source.symbols.elseClause);
  return clause === -1 ? exactly([]) : blockOf(source, clause);
};

/** The expressions of a header: children that are no block, no clause and do parse. */
function headerOf(source: Source, node: number): number[] {
  return namedChildren(source, node).filter(
    (child) => source.readers.expressions[symbolOf(source, child)] !== undefined,
  );
}

function readOr(source: Source, node: number, part: number | undefined): Expr {
  return part === undefined || part === -1 ? missing(source, node) : readExpr(source, part);
}

/** Each `elif` stands inside the one before: those that would stand too deep are left out. */
const readIf: ReadStmt = (source, node, into) => {
  const clauses = namedChildren(source, node).filter((child) => symbolOf(source, child) === source.symbols.elifClause);
  const e = endOf(source, node);
  const room = MAX_DEPTH - source.depth;
  const branches = [node, ...clauses.slice(0, room)].map((branch, level) => {
    source.depth += level;
    const [test] = headerOf(source, branch);
    const read = { s: startOf(source, branch), test: readOr(source, branch, test), body: blockOf(source, branch) };
    source.depth -= level;
    return read;
  });
  const omitted = clauses[room];
  let orelse = omitted === undefined ? elseOf(source, node) : [leaveOut(source, omitted)];
  for (const { s, test, body } of branches.toReversed()) orelse = [{ k: 'if', s, e, test, body, orelse }];
  for (const first of orelse) into.push(first);
};

const readFor: ReadStmt = (source, node, into) => {
  const { async, in: keyword } = source.symbols;
  const split = childOf(source, node, keyword);
  const header = headerOf(source, node);
  const isAsync = symbolOf(source, node + 1) === async;
  into.push({
    k: 'for',
    s: startOf(source, node),
    e: endOf(source, node),
    async: isAsync,
    target: readOr(
      source,
      node,
      header.find((child) => split === -1 || child < split),
    ),
    iter: readOr(
      source,
      node,
      header.find((child) => split !== -1 && child > split),
    ),
    body: blockOf(source, node),
    orelse: elseOf(source, node),
  });
};

const readWhile: ReadStmt = (source, node, into) => {
  const [test] = headerOf(source, node);
  into.push({
    k: 'while',
    s: startOf(source, node),
    e: endOf(source, node),
    test: readOr(source, node, test),
    body: blockOf(source, node),
    orelse: elseOf(source, node),
  });
};

const readTry: ReadStmt = (source, node, into) => {
  const { exceptClause, finallyClause } = source.symbols;
  const final = childOf(source, node, finallyClause);
  const body = blockOf(source, node);
  const handlers = namedChildren(source, node)
    .filter((child) => symbolOf(source, child) === exceptClause)
    .map((child) => readHandler(source, child));
  into.push({
    k: 'try',
    s: startOf(source, node),
    e: endOf(source, node),
    body,
    handlers,
    orelse: elseOf(source, node),
    final: final === -1 ? exactly([]) : blockOf(source, final),
  });
};

/** `except (A, B) as e`, `except A, B` of Python 3.14, and `except A, e` of Python 2, which reads the same. */
function readHandler(source: Source, node: number): ExceptHandler {
  const header = headerOf(source, node);
  const as = childOf(source, node, source.symbols.as);
  const alias = header.find((child) => as !== -1 && child > as);
  const values = header.filter((child) => child !== alias);
  const [first] = values;
  const range = { s: startOf(source, node), e: endOf(source, node) };
  const body = blockOf(source, node);
  if (first === undefined) return { ...range, type: null, name: null, body };
  if (values.length === 1 && symbolOf(source, first) === source.symbols.asPattern) {
    const [type, target] = namedChildren(source, first);
    return {
      ...range,
      type: readOr(source, first, type),
      name: target === undefined ? null : textOf(source, target),
      body,
    };
  }
  const name = alias === undefined ? null : textOf(source, alias);
  return {
    ...range,
    type: tupleOf(
      values.map((value) => readExpr(source, value)),
      range,
    ),
    name,
    body,
  };
}

function tupleOf(items: readonly Expr[], around: { s: number; e: number }): Expr {
  const [first] = items;
  if (first !== undefined && items.length === 1) return first;
  return { k: 'tuple', s: first?.s ?? around.s, e: items.at(-1)?.e ?? around.e, items };
}

const readWith: ReadStmt = (source, node, into) => {
  const { async, withClause } = source.symbols;
  const clause = childOf(source, node, withClause);
  into.push({
    k: 'with',
    s: startOf(source, node),
    e: endOf(source, node),
    async: symbolOf(source, node + 1) === async,
    items:
      clause === -1 ? exactly([]) : exactly(namedChildren(source, clause).flatMap((item) => readItem(source, item))),
    body: blockOf(source, node),
  });
};

/** `with (a, b):` reads as one tuple in the grammar, and is two items. */
function readItem(source: Source, item: number): { v: Expr; target: Expr | null }[] {
  const value = firstNamed(source, item);
  if (value === -1) return [{ v: readExpr(source, item), target: null }];
  if (symbolOf(source, value) !== source.symbols.tuple) return [readManaged(source, value)];
  return namedChildren(source, value).map((part) => readManaged(source, part));
}

function readManaged(source: Source, value: number): { v: Expr; target: Expr | null } {
  if (symbolOf(source, value) !== source.symbols.asPattern) return { v: readExpr(source, value), target: null };
  const [managed, target] = namedChildren(source, value);
  return { v: readOr(source, value, managed), target: target === undefined ? null : readExpr(source, target) };
}

const readMatch: ReadStmt = (source, node, into) => {
  const { block, caseClause } = source.symbols;
  const range = { s: startOf(source, node), e: endOf(source, node) };
  const subjects = headerOf(source, node).map((child) => readExpr(source, child));
  const body = childOf(source, node, block);
  const cases =
    body === -1 ? [] : namedChildren(source, body).filter((child) => symbolOf(source, child) === caseClause);
  into.push({
    k: 'match',
    ...range,
    subject: tupleOf(subjects, range),
    cases: cases.map((one) => readCase(source, one)),
  });
};

function readCase(source: Source, node: number): MatchCase {
  const { casePattern, ifClause } = source.symbols;
  const range = { s: startOf(source, node), e: endOf(source, node) };
  const patterns = namedChildren(source, node).filter((child) => symbolOf(source, child) === casePattern);
  const guard = childOf(source, node, ifClause);
  return {
    ...range,
    pattern: tupleOf(
      patterns.map((child) => readExpr(source, child)),
      range,
    ),
    guard: guard === -1 ? null : readOr(source, guard, firstNamed(source, guard)),
    body: blockOf(source, node),
  };
}

export const COMPOUND_STATEMENT_READERS = {
  if_statement: readIf,
  for_statement: readFor,
  while_statement: readWhile,
  try_statement: readTry,
  with_statement: readWith,
  match_statement: readMatch,
} satisfies Readonly<Record<string, ReadStmt>>;
