/** Lists, tuples, sets, dictionaries and comprehensions. */
import type { CompClause, Expr } from '../../model/python.ts';
import {
  after,
  childOf,
  endOf,
  firstNamed,
  isNamed,
  missing,
  namedChildren,
  type ReadExpr,
  readExpr,
  readItems,
  type Source,
  startOf,
  symbolOf,
} from './source.ts';
import { exactly } from './stack.ts';

const sequence =
  (k: 'list' | 'tuple' | 'set'): ReadExpr =>
  (source, node) => ({ k, s: startOf(source, node), e: endOf(source, node), items: readItems(source, node) });

/** A target or pattern in parentheses is a tuple only with a comma, or with nothing inside. */
const readTuplePattern: ReadExpr = (source, node) => {
  const first = firstNamed(source, node);
  const isTuple = first === -1 || childOf(source, node, source.symbols.comma) !== -1;
  return isTuple ? sequence('tuple')(source, node) : readExpr(source, first);
};

const readDictionary: ReadExpr = (source, node) => {
  const { pair, dictionarySplat } = source.symbols;
  const items: (readonly [Expr | null, Expr])[] = [];
  for (let child = node + 1, end = after(source, node); child < end; child = after(source, child)) {
    const symbol = symbolOf(source, child);
    if (symbol === pair) items.push(readPair(source, child));
    else if (symbol === dictionarySplat) items.push([null, readFirst(source, child)]);
    else if (isNamed(source, child)) items.push([null, readExpr(source, child)]);
  }
  return { k: 'dict', s: startOf(source, node), e: endOf(source, node), items: exactly(items) };
};

function readPair(source: Source, node: number): [key: Expr, value: Expr] {
  const [key = -1, value = -1] = namedChildren(source, node);
  return [
    key === -1 ? missing(source, node) : readExpr(source, key),
    value === -1 ? missing(source, node) : readExpr(source, value),
  ];
}

function readFirst(source: Source, node: number): Expr {
  const first = firstNamed(source, node);
  return first === -1 ? missing(source, node) : readExpr(source, first);
}

const comprehension =
  (of: 'list' | 'set' | 'dict' | 'generator'): ReadExpr =>
  (source, node) => {
    const body = firstNamed(source, node);
    const isPair = body !== -1 && symbolOf(source, body) === source.symbols.pair;
    const [item, value] = isPair ? readPair(source, body) : [readFirst(source, node), null];
    return {
      k: 'comp',
      s: startOf(source, node),
      e: endOf(source, node),
      of,
      item,
      value,
      clauses: readClauses(source, node),
    };
  };

function readClauses(source: Source, node: number): readonly CompClause[] {
  const { forInClause, ifClause } = source.symbols;
  const clauses: CompClause[] = [];
  let ifs: Expr[] = [];
  for (const child of namedChildren(source, node)) {
    const symbol = symbolOf(source, child);
    if (symbol === forInClause) {
      ifs = [];
      clauses.push(readForIn(source, child, ifs));
    } else if (symbol === ifClause) ifs.push(readFirst(source, child));
  }
  return exactly(clauses);
}

function readForIn(source: Source, node: number, ifs: readonly Expr[]): CompClause {
  const keyword = childOf(source, node, source.symbols.in);
  const children = namedChildren(source, node);
  const target = children.find((child) => keyword === -1 || child < keyword);
  const sources = children.filter((child) => keyword !== -1 && child > keyword);
  const iters = sources.map((child) => readExpr(source, child));
  const [first = missing(source, node), last] = [iters[0], iters.at(-1)];
  return {
    async: symbolOf(source, node + 1) === source.symbols.async,
    target: target === undefined ? missing(source, node) : readExpr(source, target),
    iter: last === undefined || iters.length === 1 ? first : { k: 'tuple', s: first.s, e: last.e, items: iters },
    ifs,
  };
}

export const COLLECTION_READERS = {
  list: sequence('list'),
  list_pattern: sequence('list'),
  tuple: sequence('tuple'),
  tuple_pattern: readTuplePattern,
  pattern_list: sequence('tuple'),
  expression_list: sequence('tuple'),
  set: sequence('set'),
  dictionary: readDictionary,
  list_comprehension: comprehension('list'),
  set_comprehension: comprehension('set'),
  dictionary_comprehension: comprehension('dict'),
  generator_expression: comprehension('generator'),
} satisfies Readonly<Record<string, ReadExpr>>;
