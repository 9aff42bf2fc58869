/**
 * What the readers of syntax share: the flat tree, the text, and the way from a node to the reader of its symbol.
 * INVARIANT: the recursion is at most `MAX_DEPTH` deep, whatever the input.
 */
import type { SecretFact } from '../../model/facts.ts';
import type { Expr, Import, Keyword, Stmt } from '../../model/python.ts';
import type { Range } from '../../model/span.ts';
import { maskText } from '../mask-text.ts';
import { nameAt } from './names.ts';
import { starOutside } from './regroup.ts';
import type { Stack } from './stack.ts';
import type { Symbols } from './symbols.ts';
import { ERROR_SYMBOL, type SyntaxTree } from './syntax-tree.ts';

/** Levels of expressions and blocks inside one another. */
export const MAX_DEPTH = 200;

const STAR = 0x2a;

export type ReadExpr = (source: Source, node: number) => Expr;
/** Appends what it reads: text that does not parse may hold several statements. */
export type ReadStmt = (source: Source, node: number, into: Stack<Stmt>) => void;

export interface Source {
  readonly tree: SyntaxTree;
  readonly symbols: Symbols;
  readonly readers: Readers;
  readonly text: string;
  /** Those that must be masked, in order and without overlaps. */
  readonly secrets: readonly SecretFact[];
  /** The value of adjacent literals, which no search of the text has seen as a whole, without what a secret covers. */
  readonly maskJoined: (value: string, place: Range) => string;
  readonly exprs: Stack<Expr>;
  readonly keywords: Stack<Keyword>;
  readonly stmts: Stack<Stmt>;
  readonly imports: Import[];
  /** Identifiers as they are read: the same one may stand here twice. */
  readonly names: string[];
  depth: number;
  /** The first place that was left out because it nests too deep. */
  tooDeep: Range | null;
}

/** By symbol id; holes are symbols that are no expression, no statement. */
export interface Readers {
  readonly expressions: readonly (ReadExpr | undefined)[];
  readonly statements: readonly (ReadStmt | undefined)[];
}

export const symbolOf = (source: Source, node: number): number => source.tree.symbol[node] ?? ERROR_SYMBOL;
export const startOf = (source: Source, node: number): number => source.tree.start[node] ?? 0;
export const endOf = (source: Source, node: number): number => source.tree.end[node] ?? 0;
/** The first node behind `node`: its next sibling, unless it is the last one of its parent. */
export const after = (source: Source, node: number): number => source.tree.next[node] ?? source.tree.count;
export const isNamed = (source: Source, node: number): boolean =>
  source.symbols.named[source.tree.symbol[node] ?? ERROR_SYMBOL] !== 0;
/** The text of a name: the same string each time, because names repeat all over a repository. A pasted token is masked. */
export function textOf(source: Source, node: number): string {
  if (source.secrets.length === 0) {
    return nameAt(source.text, startOf(source, node), endOf(source, node), source.names);
  }
  const name = tokenOf(source, node);
  source.names.push(name);
  return name;
}

/** The text of what is no name, and repeats as much: a number, dots. */
export function tokenOf(source: Source, node: number): string {
  const s = startOf(source, node);
  return masked(source, nameAt(source.text, s, endOf(source, node), null), s);
}

/** `text`, which begins at `s`, without what a secret covers. The search is binary: a hostile file may hold thousands. */
export function masked({ secrets }: Source, text: string, s: number): string {
  if (secrets.length === 0) return text;
  let low = 0;
  let high = secrets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((secrets[middle]?.e ?? 0) <= s) low = middle + 1;
    else high = middle;
  }
  const first = secrets[low];
  if (first === undefined || first.s >= s + text.length) return text;
  const end = secrets.findIndex((secret, i) => i > low && secret.s >= s + text.length);
  return maskText(text, s, secrets.slice(low, end === -1 ? secrets.length : end));
}

export const tokenText = (source: Source, node: number): string => source.symbols.names[symbolOf(source, node)] ?? '';

/** Children that are more than punctuation, in order; those that do not parse included. */
export function namedChildren(source: Source, node: number): number[] {
  const found: number[] = [];
  for (let child = node + 1, end = after(source, node); child < end; child = after(source, child)) {
    if (isNamed(source, child)) found.push(child);
  }
  return found;
}

/** The first named child, or -1. */
export function firstNamed(source: Source, node: number): number {
  const end = after(source, node);
  for (let child = node + 1; child < end; child = after(source, child)) if (isNamed(source, child)) return child;
  return -1;
}

/** The first child with this symbol, or -1. */
export function childOf(source: Source, node: number, symbol: number): number {
  const end = after(source, node);
  for (let child = node + 1; child < end; child = after(source, child))
    if (symbolOf(source, child) === symbol) return child;
  return -1;
}

/** Reads the expression at `node`; anything that is none, and -1, is `unknown`. */
export function readExpr(source: Source, node: number): Expr {
  const read = source.readers.expressions[symbolOf(source, node)];
  if (read === undefined) return unknown(source, node);
  if (source.depth >= MAX_DEPTH) return leaveOut(source, node);
  source.depth++;
  const expr = read(source, node);
  source.depth--;
  return expr;
}

/** Reads every named child as an expression. */
export function readItems(source: Source, node: number): readonly Expr[] {
  const { exprs } = source;
  const { mark } = exprs;
  for (let child = node + 1, end = after(source, node); child < end; child = after(source, child)) {
    if (isNamed(source, child)) exprs.push(readItem(source, child));
  }
  return exprs.take(mark);
}

/** Reads an expression where `*x` may stand. */
export function readItem(source: Source, node: number): Expr {
  const expr = readExpr(source, node);
  return source.text.charCodeAt(startOf(source, node)) === STAR && expr.k !== 'unknown' ? starOutside(expr) : expr;
}

/** Appends the statement at `node`, or several when it does not parse. */
export function readStmt(source: Source, node: number, into: Stack<Stmt>): void {
  const read = source.readers.statements[symbolOf(source, node)];
  if (read === undefined || source.depth >= MAX_DEPTH) {
    into.push(read === undefined ? unknown(source, node) : leaveOut(source, node));
    return;
  }
  source.depth++;
  read(source, node, into);
  source.depth--;
}

/** The statements of a block; none for -1. */
export function readBlock(source: Source, block: number): readonly Stmt[] {
  const { stmts } = source;
  const { mark } = stmts;
  if (block === -1) return stmts.take(mark);
  for (let child = block + 1, end = after(source, block); child < end; child = after(source, child)) {
    if (isNamed(source, child)) readStmt(source, child, stmts);
  }
  return stmts.take(mark);
}

export function unknown(source: Source, node: number): { k: 'unknown' } & Range {
  return { k: 'unknown', s: startOf(source, node), e: endOf(source, node) };
}

/** Stands for an expression that should be at the end of `node`, and is not. */
export function missing(source: Source, node: number): { k: 'unknown' } & Range {
  return { k: 'unknown', s: endOf(source, node), e: endOf(source, node) };
}

/**
 * Reads what the grammar keeps flat, and the facts nest `levels` deep: a chain of comparisons, of alternatives.
 * The chain is left out when that is too deep.
 */
export function readChain(source: Source, node: number, levels: number, read: () => Expr): Expr {
  if (source.depth + levels > MAX_DEPTH) return leaveOut(source, node);
  source.depth += levels;
  const expr = read();
  source.depth -= levels;
  return expr;
}

/** Stands for what nests too deep. */
export function leaveOut(source: Source, node: number): { k: 'unknown' } & Range {
  const left = unknown(source, node);
  source.tooDeep ??= { s: left.s, e: left.e };
  return left;
}
