/** How much a function does: statements, branches and the part that could stand by itself. */
import type { FunctionDef, Stmt } from '../model/python.ts';
import { expressionsIn, expressionsOf, statementsOf } from '../model/python-walk.ts';
import type { Range } from '../model/span.ts';

export interface Complexity {
  /** Those of nested functions included, without docstrings. */
  readonly statements: number;
  /** Decisions: `if`, loops, `except`, `case`, `and`, `or`, conditional expressions. */
  readonly branches: number;
}

/** Cost: one pass over the function. */
export function complexityOf({ body }: FunctionDef): Complexity {
  const all = deepStatements(body);
  return {
    statements: all.length,
    branches: all.reduce((sum, stmt) => sum + branchesOf(stmt), 0),
  };
}

function branchesOf(stmt: Stmt): number {
  const own = stmt.k === 'if' || stmt.k === 'for' || stmt.k === 'while' ? 1 : 0;
  const handled = stmt.k === 'try' ? stmt.handlers.length : stmt.k === 'match' ? stmt.cases.length : 0;
  const decided = expressionsOf(stmt)
    .flatMap(expressionsIn)
    .filter((expr) => expr.k === 'if' || (expr.k === 'bin' && (expr.op === 'and' || expr.op === 'or')));
  return own + handled + decided.length;
}

function deepStatements(body: readonly Stmt[]): readonly Stmt[] {
  return statementsOf(body).flatMap((stmt): readonly Stmt[] => {
    if (stmt.k === 'def' || stmt.k === 'class') return [stmt, ...deepStatements(stmt.body)];
    return isDocstring(stmt) ? [] : [stmt];
  });
}

function isDocstring(stmt: Stmt): boolean {
  return stmt.k === 'expr' && stmt.v.k === 'str';
}

/** A run of statements that could be a function. */
export interface Extract extends Range {
  readonly statements: number;
  /** Names that it takes from the function around it, in order of use. */
  readonly takes: readonly string[];
  readonly awaits: boolean;
}

/**
 * The largest statement that stands by itself: `try` blocks around everything are entered. `null` where nothing is
 * large enough to be worth a name.
 */
export function largestBlock(def: FunctionDef, least: number): Extract | null {
  const list = mainBody(def.body);
  const sized = list.map((stmt) => ({ stmt, size: deepStatements([stmt]).length }));
  const largest = sized.toSorted((a, b) => b.size - a.size)[0];
  const total = deepStatements(def.body).length;
  // One statement of its own, or all that follows the checks at the top.
  const chosen =
    largest && largest.size >= least && largest.size < total * 0.9 ? [largest.stmt] : list.slice(guardsOf(list));
  const [first, last] = [chosen[0], chosen.at(-1)];
  const statements = deepStatements(chosen).length;
  if (!first || !last || statements < least) return null;
  return { s: first.s, e: last.e, statements, takes: takenBy(chosen, def, first.s), awaits: awaitsIn(chosen) };
}

/** What is inside a `try` or `with` that is nearly the whole function. */
function mainBody(body: readonly Stmt[], depth = 0): readonly Stmt[] {
  const own = body.filter((stmt) => !isDocstring(stmt));
  const total = deepStatements(own).length;
  const whole = own.find(
    (stmt) => (stmt.k === 'try' || stmt.k === 'with') && deepStatements([stmt]).length > total * 0.7,
  );
  const isBlock = whole !== undefined && (whole.k === 'try' || whole.k === 'with');
  return isBlock && depth < 5 ? mainBody(whole.body, depth + 1) : own;
}

function guardsOf(list: readonly Stmt[]): number {
  const first = list.findIndex(
    (stmt) =>
      !(stmt.k === 'if' && stmt.orelse.length === 0 && stmt.body.every(({ k }) => k === 'raise' || k === 'return')),
  );
  return Math.max(0, first);
}

/** Names that are read inside and bound before: parameters, and what was assigned above. */
function takenBy(block: readonly Stmt[], def: FunctionDef, before: number): readonly string[] {
  const bound = new Set(def.params.map(({ name }) => name));
  for (const stmt of statementsOf(def.body))
    if (stmt.s < before) for (const name of namesBoundBy(stmt)) bound.add(name);
  const read = new Set<string>();
  for (const stmt of deepStatements(block)) {
    for (const expr of expressionsOf(stmt).flatMap(expressionsIn)) if (expr.k === 'name') read.add(expr.id);
  }
  return [...read].filter((name) => bound.has(name));
}

function namesBoundBy(stmt: Stmt): readonly string[] {
  const targets =
    stmt.k === 'assign'
      ? stmt.targets
      : stmt.k === 'for'
        ? [stmt.target]
        : stmt.k === 'with'
          ? stmt.items.flatMap(({ target }) => target ?? [])
          : [];
  return targets.flatMap(expressionsIn).flatMap((expr) => (expr.k === 'name' ? [expr.id] : []));
}

function awaitsIn(block: readonly Stmt[]): boolean {
  return deepStatements(block).some(
    (stmt) =>
      ((stmt.k === 'for' || stmt.k === 'with') && stmt.async) ||
      expressionsOf(stmt)
        .flatMap(expressionsIn)
        .some(({ k }) => k === 'await'),
  );
}
