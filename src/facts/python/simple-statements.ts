/** Statements on one line, and those of Python 2 as the calls that replaced them. */
import type { Expr, Keyword, Stmt } from '../../model/python.ts';
import { withLeftmost } from './regroup.ts';
import {
  after,
  childOf,
  endOf,
  firstNamed,
  isNamed,
  missing,
  namedChildren,
  type ReadStmt,
  readExpr,
  readItems,
  readStmt,
  type Source,
  startOf,
  symbolOf,
  textOf,
  tokenText,
} from './source.ts';
import { exactly, type Stack } from './stack.ts';

const readExpression: ReadStmt = (source, node, into) => {
  const { assignment, augmentedAssignment, comma } = source.symbols;
  const first = firstNamed(source, node);
  const symbol = first === -1 ? -1 : symbolOf(source, first);
  if (symbol === assignment || symbol === augmentedAssignment) {
    readStmt(source, first, into);
    return;
  }
  const s = startOf(source, node);
  const e = endOf(source, node);
  const isTuple = childOf(source, node, comma) !== -1;
  if (isTuple) into.push({ k: 'expr', s, e, v: { k: 'tuple', s, e, items: readItems(source, node) } });
  else into.push({ k: 'expr', s, e, v: first === -1 ? missing(source, node) : readExpr(source, first) });
};

/** `a = b = 1` nests to the right in the grammar: the loop follows it, so that a long chain is no deep recursion. */
const readAssignment: ReadStmt = (source, node, into) => {
  const { assignment, equals, type } = source.symbols;
  const { exprs } = source;
  const { mark } = exprs;
  let annotation: Expr | null = null;
  let v: Expr | null = null;
  for (let link = node; link !== -1; ) {
    const end = after(source, link);
    let value = -1;
    exprs.push(readExpr(source, link + 1));
    for (let child = after(source, link + 1); child < end; child = after(source, child)) {
      if (symbolOf(source, child) === type) annotation = readExpr(source, child);
      else if (symbolOf(source, child) === equals) value = 0;
      else if (isNamed(source, child)) value = child;
    }
    const isChained = value > 0 && symbolOf(source, value) === assignment;
    if (value === 0) v = missing(source, link);
    else if (value > 0 && !isChained) v = readExpr(source, value);
    link = isChained ? value : -1;
  }
  into.push({
    k: 'assign',
    s: startOf(source, node),
    e: endOf(source, node),
    targets: exprs.take(mark),
    annotation,
    v,
  });
};

const readAugmented: ReadStmt = (source, node, into) => {
  const operator = after(source, node + 1);
  const value = after(source, operator);
  into.push({
    k: 'assign',
    s: startOf(source, node),
    e: endOf(source, node),
    targets: [readExpr(source, node + 1)],
    annotation: null,
    v: value < after(source, node) ? readExpr(source, value) : missing(source, node),
    op: tokenText(source, operator),
  });
};

const readReturn: ReadStmt = (source, node, into) => {
  const value = firstNamed(source, node);
  const v = value === -1 ? null : readExpr(source, value);
  into.push({ k: 'return', s: startOf(source, node), e: endOf(source, node), v });
};

const readRaise: ReadStmt = (source, node, into) => {
  const from = childOf(source, node, source.symbols.from);
  let v: Expr | null = null;
  let cause: Expr | null = null;
  for (const child of namedChildren(source, node)) {
    if (from !== -1 && child > from) cause = readExpr(source, child);
    else v = readExpr(source, child);
  }
  into.push({ k: 'raise', s: startOf(source, node), e: endOf(source, node), v, cause });
};

const readAssert: ReadStmt = (source, node, into) => {
  const [test = -1, message = -1] = namedChildren(source, node);
  into.push({
    k: 'assert',
    s: startOf(source, node),
    e: endOf(source, node),
    test: test === -1 ? missing(source, node) : readExpr(source, test),
    message: message === -1 ? null : readExpr(source, message),
  });
};

const readDelete: ReadStmt = (source, node, into) => {
  const first = firstNamed(source, node);
  const isList = first !== -1 && symbolOf(source, first) === source.symbols.expressionList;
  const targets = readItems(source, isList ? first : node);
  into.push({ k: 'delete', s: startOf(source, node), e: endOf(source, node), targets });
};

const scope =
  (k: 'global' | 'nonlocal'): ReadStmt =>
  (source, node, into) => {
    const names = namedChildren(source, node).map((child) => textOf(source, child));
    into.push({ k, s: startOf(source, node), e: endOf(source, node), names });
  };

const keyword =
  (k: 'pass' | 'break' | 'continue'): ReadStmt =>
  (source, node, into) => {
    into.push({ k, s: startOf(source, node), e: endOf(source, node) });
  };

const readTypeAlias: ReadStmt = (source, node, into) => {
  const [left = -1, right = -1] = namedChildren(source, node);
  const inner = left === -1 ? -1 : symbolOf(source, left + 1);
  if (inner === source.symbols.attribute || inner === source.symbols.subscript) {
    readTypeTarget(source, node, into);
    return;
  }
  const v = right === -1 ? missing(source, node) : readExpr(source, right);
  into.push({ k: 'type', s: startOf(source, node), e: endOf(source, node), name: firstName(source, left), v });
};

/** `type(x).attribute = value` reads as an alias in the grammar, and is an assignment. */
function readTypeTarget(source: Source, node: number, into: Stack<Stmt>): void {
  const [left = -1, right = -1] = namedChildren(source, node);
  const fn: Expr = { k: 'name', s: startOf(source, node), e: endOf(source, node + 1), id: 'type' };
  const target = withLeftmost(readExpr(source, left), (first) => {
    const args = first.k === 'tuple' ? first.items : [first];
    return { k: 'call', s: fn.s, e: first.e, fn, args, kw: [] };
  });
  const v = right === -1 ? missing(source, node) : readExpr(source, right);
  into.push({ k: 'assign', s: fn.s, e: endOf(source, node), targets: [target], annotation: null, v });
}

/** The name in `X`, `X[T]`: the first identifier of the left side. */
function firstName(source: Source, node: number): string {
  if (node === -1) return '';
  for (let inner = node; inner < after(source, node); inner++) {
    if (symbolOf(source, inner) === source.symbols.identifier) return textOf(source, inner);
  }
  return '';
}

/** Python 2's `print x` and `exec code`, as the calls that Python 3 made of them. */
const readAsCall: ReadStmt = (source, node, into) => {
  const s = startOf(source, node);
  const e = endOf(source, node);
  const fn: Expr = { k: 'name', s, e: endOf(source, node + 1), id: textOf(source, node + 1) };
  const args: Expr[] = [];
  const kw: Keyword[] = [];
  for (const child of namedChildren(source, node)) {
    const v = readExpr(source, child);
    if (symbolOf(source, child) === source.symbols.chevron) {
      kw.push({ s: startOf(source, child), e: endOf(source, child), name: 'file', v });
    } else args.push(v);
  }
  const call: Stmt = { k: 'expr', s, e, v: { k: 'call', s, e, fn, args: exactly(args), kw: exactly(kw) } };
  into.push(call);
};

export const SIMPLE_STATEMENT_READERS = {
  expression_statement: readExpression,
  assignment: readAssignment,
  augmented_assignment: readAugmented,
  return_statement: readReturn,
  raise_statement: readRaise,
  assert_statement: readAssert,
  delete_statement: readDelete,
  global_statement: scope('global'),
  nonlocal_statement: scope('nonlocal'),
  pass_statement: keyword('pass'),
  break_statement: keyword('break'),
  continue_statement: keyword('continue'),
  type_alias_statement: readTypeAlias,
  print_statement: readAsCall,
  exec_statement: readAsCall,
} satisfies Readonly<Record<string, ReadStmt>>;
