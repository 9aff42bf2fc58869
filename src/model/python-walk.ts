/** Traversal of Python facts: every question about code begins by finding the nodes it is about. */
import type { Call, ClassDef, Expr, FunctionDef, Stmt } from './python.ts';

/**
 * These traversals visit every node of a repository: they hand each node on, and make no list that nobody asked for.
 * `into` is for the visitor alone; passing it along spares a closure for each node.
 */
type Visit<N, T> = (node: N, into: T) => void;

/** Calls `visit` with each expression directly inside `expr`, in source order. */
function eachInside<T>(expr: Expr, into: T, visit: Visit<Expr, T>): void {
  switch (expr.k) {
    case 'fstr':
      for (const part of expr.parts) if (typeof part !== 'string') visit(part, into);
      break;
    case 'attr':
      visit(expr.obj, into);
      break;
    case 'call':
      visit(expr.fn, into);
      for (const arg of expr.args) visit(arg, into);
      for (const keyword of expr.kw) visit(keyword.v, into);
      break;
    case 'list':
    case 'tuple':
    case 'set':
      for (const item of expr.items) visit(item, into);
      break;
    case 'dict':
      for (const [key, value] of expr.items) {
        if (key) visit(key, into);
        visit(value, into);
      }
      break;
    case 'sub':
      visit(expr.obj, into);
      for (const item of expr.index) visit(item, into);
      break;
    case 'bin':
      visit(expr.l, into);
      visit(expr.r, into);
      break;
    case 'un':
    case 'await':
    case 'walrus':
    case 'star':
      visit(expr.v, into);
      break;
    case 'yield':
      if (expr.v) visit(expr.v, into);
      break;
    case 'if':
      visit(expr.then, into);
      visit(expr.test, into);
      visit(expr.else, into);
      break;
    case 'lambda':
      visit(expr.body, into);
      break;
    case 'comp':
      for (const clause of expr.clauses) {
        visit(clause.iter, into);
        visit(clause.target, into);
        for (const test of clause.ifs) visit(test, into);
      }
      visit(expr.item, into);
      if (expr.value) visit(expr.value, into);
      break;
    case 'slice':
      for (const part of expr.parts) if (part) visit(part, into);
      break;
    case 'str':
    case 'num':
    case 'const':
    case 'name':
    case 'unknown':
      break;
  }
}

/** Calls `visit` with each expression that a statement itself evaluates: see `expressionsOf`. */
function eachOf<T>(stmt: Stmt, into: T, visit: Visit<Expr, T>): void {
  switch (stmt.k) {
    case 'expr':
    case 'type':
      visit(stmt.v, into);
      break;
    case 'assign':
      for (const target of stmt.targets) visit(target, into);
      given(stmt.annotation, into, visit);
      given(stmt.v, into, visit);
      break;
    case 'return':
      given(stmt.v, into, visit);
      break;
    case 'raise':
      given(stmt.v, into, visit);
      given(stmt.cause, into, visit);
      break;
    case 'if':
    case 'while':
      visit(stmt.test, into);
      break;
    case 'for':
      visit(stmt.iter, into);
      visit(stmt.target, into);
      break;
    case 'try':
      for (const handler of stmt.handlers) given(handler.type, into, visit);
      break;
    case 'with':
      for (const item of stmt.items) {
        visit(item.v, into);
        given(item.target, into, visit);
      }
      break;
    case 'def':
      for (const decorator of stmt.decorators) visit(decorator, into);
      for (const param of stmt.params) {
        given(param.annotation, into, visit);
        given(param.default, into, visit);
      }
      given(stmt.returns, into, visit);
      break;
    case 'class':
      for (const decorator of stmt.decorators) visit(decorator, into);
      for (const base of stmt.bases) visit(base, into);
      for (const keyword of stmt.keywords) visit(keyword.v, into);
      break;
    case 'match':
      visit(stmt.subject, into);
      for (const { pattern, guard } of stmt.cases) {
        visit(pattern, into);
        given(guard, into, visit);
      }
      break;
    case 'assert':
      visit(stmt.test, into);
      given(stmt.message, into, visit);
      break;
    case 'delete':
      for (const target of stmt.targets) visit(target, into);
      break;
    default:
      break;
  }
}

function given<T>(expr: Expr | null, into: T, visit: Visit<Expr, T>): void {
  if (expr) visit(expr, into);
}

/** Calls `visit` with each block inside a statement, in source order; bodies of functions and classes are not among them. */
function eachBlock<T>(stmt: Stmt, into: T, visit: Visit<readonly Stmt[], T>): void {
  switch (stmt.k) {
    case 'if':
    case 'for':
    case 'while':
      visit(stmt.body, into);
      visit(stmt.orelse, into);
      break;
    case 'try':
      visit(stmt.body, into);
      for (const handler of stmt.handlers) visit(handler.body, into);
      visit(stmt.orelse, into);
      visit(stmt.final, into);
      break;
    case 'with':
      visit(stmt.body, into);
      break;
    case 'match':
      for (const one of stmt.cases) visit(one.body, into);
      break;
    default:
      break;
  }
}

function push<N>(node: N, found: N[]): void {
  found.push(node);
}

/** The expressions directly inside an expression, in source order. */
export function subexpressions(expr: Expr): readonly Expr[] {
  const found: Expr[] = [];
  eachInside(expr, found, push);
  return found;
}

/** The expressions that a statement itself evaluates: not those of the statements inside it, nor a definition's body. */
export function expressionsOf(stmt: Stmt): readonly Expr[] {
  const found: Expr[] = [];
  eachOf(stmt, found, push);
  return found;
}

/** The blocks directly inside a statement, in source order; bodies of functions and classes are not among them. */
export function blocksOf(stmt: Stmt): readonly (readonly Stmt[])[] {
  const found: (readonly Stmt[])[] = [];
  eachBlock(stmt, found, push);
  return found;
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
    eachBlock(stmt, found, collectStatements);
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
  eachInside(expr, found, collectExpressions);
}

/** Every call that the statements of a scope make themselves (decorators and defaults of nested definitions included). */
export function callsIn(body: readonly Stmt[]): readonly Call[] {
  const found: Call[] = [];
  collectCallsOfBlock(body, found);
  return found;
}

function collectCallsOfBlock(body: readonly Stmt[], found: Call[]): void {
  for (const stmt of body) {
    eachOf(stmt, found, collectCalls);
    eachBlock(stmt, found, collectCallsOfBlock);
  }
}

function collectCalls(expr: Expr, found: Call[]): void {
  if (expr.k === 'call') found.push(expr);
  eachInside(expr, found, collectCalls);
}

type Walrus = Expr & { readonly k: 'walrus' };

/** Every `name := value` that a statement itself evaluates. */
export function walrusesOf(stmt: Stmt): readonly Walrus[] {
  const found: Walrus[] = [];
  eachOf(stmt, found, collectWalruses);
  return found;
}

function collectWalruses(expr: Expr, found: Walrus[]): void {
  if (expr.k === 'walrus') found.push(expr);
  eachInside(expr, found, collectWalruses);
}

/** A function or class with the definitions that enclose it, outermost first. */
export interface Definition<D extends FunctionDef | ClassDef = FunctionDef | ClassDef> {
  readonly def: D;
  readonly within: readonly (FunctionDef | ClassDef)[];
}

const definitions = new WeakMap<readonly Stmt[], readonly Definition[]>();

/** Every function and class of a module at any depth, outermost first. Many ask this of each file: it is remembered. */
export function definitionsIn(body: readonly Stmt[]): readonly Definition[] {
  const known = definitions.get(body);
  if (known) return known;
  const found: Definition[] = [];
  collectDefinitions(body, { found, within: [] });
  definitions.set(body, found);
  return found;
}

interface Definitions {
  readonly found: Definition[];
  readonly within: readonly (FunctionDef | ClassDef)[];
}

function collectDefinitions(body: readonly Stmt[], into: Definitions): void {
  for (const stmt of body) {
    if (stmt.k === 'def' || stmt.k === 'class') {
      into.found.push({ def: stmt, within: into.within });
      collectDefinitions(stmt.body, { found: into.found, within: [...into.within, stmt] });
    } else eachBlock(stmt, into, collectDefinitions);
  }
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
