/** Text that does not parse: an `unknown` statement, then whatever could be read inside. */
import type { Stmt } from '../../model/python.ts';
import { namedChildren, type ReadStmt, readExpr, readStmt, type Source, symbolOf, unknown } from './source.ts';
import type { Stack } from './stack.ts';

const readError: ReadStmt = (source, node, into) => {
  into.push(unknown(source, node));
  salvage(source, node, into);
};

/** The parts of a statement that lost its head: a clause's block is statements again. */
const readParts: ReadStmt = (source, node, into) => salvage(source, node, into);

function salvage(source: Source, node: number, into: Stack<Stmt>): void {
  const { expressions, statements } = source.readers;
  for (const child of namedChildren(source, node)) {
    const symbol = symbolOf(source, child);
    if (statements[symbol] !== undefined) readStmt(source, child, into);
    // A lone name is mostly a keyword out of place.
    else if (expressions[symbol] !== undefined && symbol !== source.symbols.identifier) {
      const v = readExpr(source, child);
      into.push({ k: 'expr', s: v.s, e: v.e, v });
    }
  }
}

export const ERROR_READERS = {
  ERROR: readError,
  block: readParts,
  case_clause: readParts,
  elif_clause: readParts,
  else_clause: readParts,
  except_clause: readParts,
  finally_clause: readParts,
  decorator: readParts,
} satisfies Readonly<Record<string, ReadStmt>>;
