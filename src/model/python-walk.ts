/** Traversal of Python facts: every question about code begins by finding the nodes it is about. */
import type { Call, ClassDef, Expr, FunctionDef, Stmt } from './python.ts';

/** These traversals visit every node of a repository: nothing is made where there is nothing. */
const NONE: readonly never[] = [];

/** The expressions directly inside an expression, in source order. */
export function subexpressions(expr: Expr): readonly Expr[] {
  switch (expr.k) {
    case 'fstr':
      return expr.parts.filter((part) => typeof part !== 'string');
    case 'attr':
      return [expr.obj];
    case 'call':
      return [expr.fn, ...expr.args, ...expr.kw.map((keyword) => keyword.v)];
    case 'list':
    case 'tuple':
    case 'set':
      return expr.items;
    case 'dict':
      return expr.items.flatMap(([key, value]) => (key ? [key, value] : [value]));
    case 'sub':
      return [expr.obj, ...expr.index];
    case 'bin':
      return [expr.l, expr.r];
    case 'un':
    case 'await':
    case 'walrus':
    case 'star':
      return [expr.v];
    case 'yield':
      return expr.v ? [expr.v] : [];
    case 'if':
      return [expr.then, expr.test, expr.else];
    case 'lambda':
      return [expr.body];
    case 'comp':
      return [
        ...expr.clauses.flatMap((clause) => [clause.iter, clause.target, ...clause.ifs]),
        expr.item,
        ...(expr.value ? [expr.value] : []),
      ];
    case 'slice':
      return expr.parts.filter((part) => part !== null);
    case 'str':
    case 'num':
    case 'const':
    case 'name':
    case 'unknown':
      return NONE;
  }
}

/** The expressions that a statement itself evaluates: not those of the statements inside it, nor a definition's body. */
export function expressionsOf(stmt: Stmt): readonly Expr[] {
  switch (stmt.k) {
    case 'expr':
      return [stmt.v];
    case 'assign':
      return present([...stmt.targets, stmt.annotation, stmt.v]);
    case 'return':
      return present([stmt.v]);
    case 'raise':
      return present([stmt.v, stmt.cause]);
    case 'if':
    case 'while':
      return [stmt.test];
    case 'for':
      return [stmt.iter, stmt.target];
    case 'try':
      return present(stmt.handlers.map((handler) => handler.type));
    case 'with':
      return present(stmt.items.flatMap((item) => [item.v, item.target]));
    case 'def':
      return present([...stmt.decorators, ...stmt.params.flatMap((p) => [p.annotation, p.default]), stmt.returns]);
    case 'class':
      return [...stmt.decorators, ...stmt.bases, ...stmt.keywords.map((keyword) => keyword.v)];
    case 'match':
      return present([stmt.subject, ...stmt.cases.flatMap((c) => [c.pattern, c.guard])]);
    case 'assert':
      return present([stmt.test, stmt.message]);
    case 'delete':
      return stmt.targets;
    case 'type':
      return [stmt.v];
    default:
      return NONE;
  }
}

/** The blocks of statements inside a statement, in source order; the bodies of functions and classes are not among them. */
export function blocksOf(stmt: Stmt): readonly (readonly Stmt[])[] {
  switch (stmt.k) {
    case 'if':
    case 'for':
    case 'while':
      return [stmt.body, stmt.orelse];
    case 'try':
      return [stmt.body, ...stmt.handlers.map((handler) => handler.body), stmt.orelse, stmt.final];
    case 'with':
      return [stmt.body];
    case 'match':
      return stmt.cases.map((c) => c.body);
    default:
      return NONE;
  }
}

/** Every statement of a scope, those in nested blocks included, in source order; nested definitions appear, unopened. */
export function statementsOf(body: readonly Stmt[]): readonly Stmt[] {
  const found: Stmt[] = [];
  collectStatements(body, found);
  return found;
}

function collectStatements(body: readonly Stmt[], found: Stmt[]): void {
  for (const stmt of body) {
    found.push(stmt);
    for (const block of blocksOf(stmt)) collectStatements(block, found);
  }
}

/** `expr` and everything inside it, outermost first. The body of a lambda belongs to it. */
export function expressionsIn(expr: Expr): readonly Expr[] {
  const found: Expr[] = [];
  collectExpressions(expr, found);
  return found;
}

function collectExpressions(expr: Expr, found: Expr[]): void {
  found.push(expr);
  for (const inner of subexpressions(expr)) collectExpressions(inner, found);
}

/** Every call that the statements of a scope make themselves (decorators and defaults of nested definitions included). */
export function callsIn(body: readonly Stmt[]): readonly Call[] {
  const found: Call[] = [];
  for (const stmt of statementsOf(body)) {
    for (const expr of expressionsOf(stmt)) collectCalls(expr, found);
  }
  return found;
}

function collectCalls(expr: Expr, found: Call[]): void {
  if (expr.k === 'call') found.push(expr);
  for (const inner of subexpressions(expr)) collectCalls(inner, found);
}

/** A function or class with the definitions that enclose it, outermost first. */
export interface Definition<D extends FunctionDef | ClassDef = FunctionDef | ClassDef> {
  readonly def: D;
  readonly within: readonly (FunctionDef | ClassDef)[];
}

/** Every function and class of a module at any depth, outermost first. */
export function definitionsIn(
  body: readonly Stmt[],
  within: readonly (FunctionDef | ClassDef)[] = [],
): readonly Definition[] {
  return statementsOf(body).flatMap((stmt) =>
    stmt.k === 'def' || stmt.k === 'class'
      ? [{ def: stmt, within }, ...definitionsIn(stmt.body, [...within, stmt])]
      : [],
  );
}

/** `Outer.method.inner`: the dotted name of a definition inside its module. */
export function qualifiedName(definition: Definition): string {
  return [...definition.within, definition.def].map((def) => def.name).join('.');
}

/** `a.b.c` for names joined by attribute access, `null` for anything else. */
export function dottedName(expr: Expr): string | null {
  if (expr.k === 'name') return expr.id;
  if (expr.k !== 'attr') return null;
  const head = dottedName(expr.obj);
  return head === null ? null : `${head}.${expr.name}`;
}

/** The value of a keyword argument, or `undefined` when it is not given by name. */
export function keywordArgument(call: Call, name: string): Expr | undefined {
  return call.kw.find((keyword) => keyword.name === name)?.v;
}

/** The argument given by position `index` or by name. A `*args` before that position makes it unknown: `undefined`. */
export function argument(call: Call, index: number, name: string): Expr | undefined {
  const before = call.args.slice(0, index + 1);
  if (!before.some((arg) => arg.k === 'star') && before.length > index) return before[index];
  return keywordArgument(call, name);
}

function present(exprs: readonly (Expr | null)[]): readonly Expr[] {
  return exprs.filter((expr) => expr !== null);
}
