/** Functions and classes, with their decorators. */
import type { ClassDef, Expr, FunctionDef } from '../../model/python.ts';
import type { Range } from '../../model/span.ts';
import { cutDocstring } from './docstrings.ts';
import { readArguments } from './expressions.ts';
import { readParams } from './params.ts';
import {
  after,
  childOf,
  endOf,
  firstNamed,
  missing,
  namedChildren,
  type ReadStmt,
  readBlock,
  readExpr,
  readStmt,
  type Source,
  startOf,
  symbolOf,
  textOf,
} from './source.ts';
import { exactly } from './stack.ts';

/** `s` is where the definition begins for a reader: at its first decorator. */
function readFunction(source: Source, node: number, s: number, decorators: readonly Expr[]): FunctionDef {
  const { async, arrow, block, identifier, parameters, type } = source.symbols;
  const name = childOf(source, node, identifier);
  const returns = childOf(source, node, arrow) === -1 ? -1 : childOf(source, node, type);
  return {
    k: 'def',
    s,
    e: endOf(source, node),
    name: name === -1 ? '' : textOf(source, name),
    async: symbolOf(source, node + 1) === async,
    decorators,
    params: readParams(source, childOf(source, node, parameters)),
    returns: returns === -1 ? null : readExpr(source, returns),
    body: cutDocstring(readBlock(source, childOf(source, node, block))),
    head: headOf(source, node),
  };
}

function readClass(source: Source, node: number, s: number, decorators: readonly Expr[]): ClassDef {
  const { argumentList, block, identifier } = source.symbols;
  const name = childOf(source, node, identifier);
  const list = childOf(source, node, argumentList);
  const { args: bases, kw: keywords } = readArguments(source, list);
  return {
    k: 'class',
    s,
    e: endOf(source, node),
    name: name === -1 ? '' : textOf(source, name),
    decorators,
    bases,
    keywords,
    body: cutDocstring(readBlock(source, childOf(source, node, block))),
    head: headOf(source, node),
  };
}

/** From `async`, `def` or `class` to the colon, or as far as the header goes where the colon is missing. */
function headOf(source: Source, node: number): Range {
  const { block, colon } = source.symbols;
  const s = startOf(source, node);
  let e = s;
  for (let child = node + 1, end = after(source, node); child < end; child = after(source, child)) {
    if (symbolOf(source, child) === block) break;
    e = endOf(source, child);
    if (symbolOf(source, child) === colon) break;
  }
  return { s, e };
}

const readFunctionStatement: ReadStmt = (source, node, into) => {
  into.push(readFunction(source, node, startOf(source, node), exactly([])));
};

const readClassStatement: ReadStmt = (source, node, into) => {
  into.push(readClass(source, node, startOf(source, node), exactly([])));
};

const readDecorated: ReadStmt = (source, node, into) => {
  const { classDefinition, decorator, functionDefinition } = source.symbols;
  const written: Expr[] = [];
  const s = startOf(source, node);
  for (const child of namedChildren(source, node)) {
    const symbol = symbolOf(source, child);
    if (symbol === decorator) {
      const value = firstNamed(source, child);
      written.push(value === -1 ? missing(source, child) : readExpr(source, value));
    } else if (symbol === functionDefinition) into.push(readFunction(source, child, s, exactly(written)));
    else if (symbol === classDefinition) into.push(readClass(source, child, s, exactly(written)));
    else readStmt(source, child, into);
  }
};

export const DEFINITION_READERS = {
  function_definition: readFunctionStatement,
  class_definition: readClassStatement,
  decorated_definition: readDecorated,
} satisfies Readonly<Record<string, ReadStmt>>;
