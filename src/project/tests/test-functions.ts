/** The tests that one file defines, and those among them that never run for a reason that the file itself tells. */
import type { FileFacts } from '../../model/facts.ts';
import type { ClassDef, Expr, FunctionDef, Stmt } from '../../model/python.ts';
import { definitionsIn, expressionsIn, expressionsOf, statementsOf } from '../../model/python-walk.ts';
import { type Range, spanOf } from '../../model/span.ts';
import type { Idle, TestFunction } from '../../model/tests.ts';
import { query } from '../db.ts';
import {
  fullName,
  markOf,
  type Names,
  namesOf,
  ownMarks,
  type Skip,
  skipInside,
  skipOf,
  skipOfModule,
} from './marks.ts';

/** A test, and whether it is a coroutine that needs a plugin: then the project tells whether there is one. */
export interface FoundTest extends TestFunction {
  readonly needsPlugin: boolean;
  /** It has the mark of pytest-asyncio, and runs if that is there. */
  readonly isMarked: boolean;
}

export const testFunctions = query<readonly FoundTest[]>('test-functions', (db, path) => {
  const facts = db.facts(path);
  const module = facts?.python;
  if (!facts || !module?.names.some((name) => /^test/i.test(name))) return [];
  const names = namesOf(module.body, module.imports);
  const marks = ownMarks(module.body);
  const skip = firstSkip(names, marks) ?? skipOfModule(names, module.body);
  const scope: Scope = { path, facts, names, marks, skip, prefix: '', unittest: false, inherits: false };
  const tests = testsIn(scope, module.body);
  if (!tests.some(({ needsPlugin }) => needsPlugin)) return tests;
  const called = calledNames(module.body);
  // A script that is named like a test, and runs its coroutines itself.
  return tests.map((test) => ({ ...test, needsPlugin: test.needsPlugin && !called.has(test.name) }));
});

/** Functions that the module calls or hands on by their bare names. */
function calledNames(body: readonly Stmt[]): ReadonlySet<string> {
  const bodies = [body, ...definitionsIn(body).map(({ def }) => def.body)];
  const found = new Set<string>();
  for (const expr of bodies.flatMap(statementsOf).flatMap(expressionsOf).flatMap(expressionsIn)) {
    if (expr.k === 'name') found.add(expr.id);
  }
  return found;
}

interface Scope {
  readonly path: string;
  readonly facts: FileFacts;
  readonly names: Names;
  readonly marks: readonly Expr[];
  readonly skip: Skip | null;
  readonly prefix: string;
  /** Directly a `unittest.TestCase`. */
  readonly unittest: boolean;
  /** From a class that may bring anything along. */
  readonly inherits: boolean;
}

function testsIn(scope: Scope, body: readonly Stmt[]): readonly FoundTest[] {
  const last = new Map<string, FunctionDef | ClassDef>();
  // A file that does not parse may show the same definition twice.
  const isWhole = scope.facts.python?.errors.length === 0;
  for (const stmt of body) if (stmt.k === 'def' || stmt.k === 'class') last.set(stmt.name, stmt);
  return body.flatMap((stmt) => {
    if (stmt.k !== 'def' && stmt.k !== 'class') return [];
    const later = last.get(stmt.name);
    const by = isWhole && later && later !== stmt && later.k === stmt.k ? later : null;
    if (stmt.k === 'def') return isTest(stmt) ? [testOf(scope, stmt, by)] : [];
    const inner = isTestClass(scope, stmt) ? testsIn(classScope(scope, stmt), stmt.body) : [];
    return by === null ? inner : inner.map((test) => ({ ...test, idle: shadowed(scope, stmt, by) }));
  });
}

function isTest({ name, decorators }: FunctionDef): boolean {
  const isFixture = decorators.some((expr) => /fixture$/.test(lastName(expr)));
  return /^test(_|$|[A-Z0-9])/.test(name) && !isFixture;
}

function lastName(expr: Expr): string {
  const of = expr.k === 'call' ? expr.fn : expr;
  return of.k === 'attr' ? of.name : of.k === 'name' ? of.id : '';
}

function isTestClass({ names }: Scope, def: ClassDef): boolean {
  const bases = def.bases.map((base) => fullName(names, base) ?? '');
  if (bases.some((base) => /TestCase$|(^|\.)Test\w*$|Tests?$/.test(base))) return true;
  const makes = def.body.some((stmt) => stmt.k === 'def' && stmt.name === '__init__');
  return /^Test/.test(def.name) && !makes;
}

function classScope(scope: Scope, def: ClassDef): Scope {
  const marks = [...def.decorators, ...ownMarks(def.body)];
  const bases = def.bases.map((base) => fullName(scope.names, base)).filter((base) => base !== 'object');
  return {
    ...scope,
    marks: [...scope.marks, ...marks],
    skip: scope.skip ?? firstSkip(scope.names, marks),
    prefix: `${scope.prefix}${def.name}.`,
    unittest: bases.length === 1 && /^unittest(\.case)?\.TestCase$/.test(bases[0] ?? ''),
    inherits: bases.length > 0,
  };
}

function testOf(scope: Scope, def: FunctionDef, by: FunctionDef | ClassDef | null): FoundTest {
  const decorators = [...def.decorators, ...scope.marks];
  const marks = decorators.flatMap((expr) => markOf(scope.names, expr) ?? []);
  const skip = firstSkip(scope.names, def.decorators) ?? scope.skip ?? skipInside(scope.names, def);
  const at = placeIn(scope, def.head);
  const idle: Idle | null = by
    ? shadowed(scope, def, by)
    : skip
      ? { why: 'skipped', reason: skip.reason, at: placeIn(scope, skip.expr) }
      : def.async && scope.unittest && isInert(scope.names, def.decorators)
        ? { why: 'async', lacks: 'await', at }
        : null;
  const needsPlugin =
    def.async &&
    idle === null &&
    !scope.inherits &&
    isInert(scope.names, decorators) &&
    !marks.some((mark) => ASYNC_MARKS.test(mark)) &&
    !def.params.some(({ name }) =>
      /^(anyio_backend\w*|event_loop|loop|aiohttp_client|nursery|autojump_clock)$/.test(name),
    );
  const isMarked = def.async && idle === null && marks.includes('asyncio');
  return { name: def.name, symbol: `${scope.prefix}${def.name}`, at, idle, marks, needsPlugin, isMarked };
}

const ASYNC_MARKS = /async|anyio|trio|tornado|gen_test|twisted|loop|curio/;

/** Marks and patches leave a coroutine a coroutine; any other decorator may run it. */
function isInert(names: Names, decorators: readonly Expr[]): boolean {
  return decorators.every((expr) => {
    if (markOf(names, expr) !== null) return true;
    return /^(unittest\.mock|mock)\.patch(\.\w+)?$/.test(fullName(names, expr.k === 'call' ? expr.fn : expr) ?? '');
  });
}

function firstSkip(names: Names, decorators: readonly Expr[]): Skip | null {
  for (const expr of decorators) {
    const skip = skipOf(names, expr);
    if (skip) return skip;
  }
  return null;
}

function shadowed(scope: Scope, def: FunctionDef | ClassDef, by: FunctionDef | ClassDef): Idle {
  return { why: 'shadowed', by: placeIn(scope, by.head), at: placeIn(scope, def.head) };
}

function placeIn({ path, facts }: Scope, range: Range) {
  return { path, span: spanOf(facts.lineStarts, range) };
}
