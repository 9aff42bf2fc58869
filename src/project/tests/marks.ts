/** Marks and skips of tests, as decorators, as `pytestmark`, and as the first thing that a test does. */
import type { Call, Expr, FunctionDef, Import, Stmt } from '../../model/python.ts';
import { dottedName, keywordArgument } from '../../model/python-walk.ts';

/** What the names of a module mean, as far as pytest and unittest are concerned. */
export interface Names {
  readonly imports: ReadonlyMap<string, string>;
  /** `needs_db = pytest.mark.skip(…)` */
  readonly values: ReadonlyMap<string, Expr>;
}

export interface Skip {
  readonly reason: string | null;
  readonly expr: Expr;
}

export function namesOf(body: readonly Stmt[], imports: readonly Import[]): Names {
  const names = new Map<string, string>();
  for (const { from, level, names: taken } of imports) {
    if (level > 0) continue;
    for (const { name, as } of taken) names.set(as ?? name, from === null ? name : `${from}.${name}`);
  }
  const values = new Map<string, Expr>();
  for (const stmt of body) {
    const [target, ...others] = stmt.k === 'assign' && !stmt.op ? stmt.targets : [];
    if (stmt.k === 'assign' && stmt.v && target?.k === 'name' && others.length === 0) values.set(target.id, stmt.v);
  }
  return { imports: names, values };
}

/** `pytest.mark.skip`, whatever it was imported as; `null` for anything but names and attributes. */
export function fullName({ imports }: Names, expr: Expr): string | null {
  const dotted = dottedName(expr);
  if (dotted === null) return null;
  const [head = '', ...rest] = dotted.split('.');
  return [imports.get(head) ?? head, ...rest].join('.');
}

/** The expression itself, or what a variable of the module holds. */
function meant(names: Names, expr: Expr): Expr {
  return expr.k === 'name' ? (names.values.get(expr.id) ?? expr) : expr;
}

/** The name of a mark (`asyncio`), or `null` for any other decorator. */
export function markOf(names: Names, decorator: Expr): string | null {
  const expr = meant(names, decorator);
  const name = fullName(names, expr.k === 'call' ? expr.fn : expr);
  return /^pytest\.mark\.(\w+)$/.exec(name ?? '')?.[1] ?? null;
}

/** Whether a decorator skips whatever it stands on, always. */
export function skipOf(names: Names, decorator: Expr): Skip | null {
  const expr = meant(names, decorator);
  const call = expr.k === 'call' ? expr : null;
  const name = fullName(names, call ? call.fn : expr) ?? '';
  const always = { reason: call ? reasonOf(call) : null, expr: decorator };
  if (name === 'pytest.mark.skip' || (name === 'unittest.skip' && call)) return always;
  if (/^(pytest\.mark\.skipif|unittest\.skipIf)$/.test(name)) return isTrue(call?.args[0]) ? always : null;
  if (name === 'pytest.mark.xfail') {
    const run = call && keywordArgument(call, 'run');
    const isConditional = call !== null && call.args.length > 0;
    return run?.k === 'const' && run.v === false && !isConditional ? always : null;
  }
  return null;
}

function isTrue(expr: Expr | undefined): boolean {
  return (expr?.k === 'const' && expr.v === true) || (expr?.k === 'num' && expr.v === '1');
}

function reasonOf(call: Call): string | null {
  const given = keywordArgument(call, 'reason') ?? call.args.find((arg) => arg.k === 'str' || arg.k === 'fstr');
  if (given?.k === 'fstr') return given.parts.map((part) => (typeof part === 'string' ? part : '…')).join('');
  return given?.k === 'str' && given.v.trim() !== '' ? given.v : null;
}

/** What `pytestmark` of a module or class holds. */
export function ownMarks(body: readonly Stmt[]): readonly Expr[] {
  return body.flatMap((stmt) => {
    const isMark =
      stmt.k === 'assign' && stmt.targets.some((target) => target.k === 'name' && target.id === 'pytestmark');
    if (!isMark || !stmt.v) return [];
    return stmt.v.k === 'list' || stmt.v.k === 'tuple' ? stmt.v.items : [stmt.v];
  });
}

/** A skip that a test, or a module, begins with: nothing behind it runs. */
export function skipInside(names: Names, def: FunctionDef): Skip | null {
  for (const stmt of def.body) {
    if (stmt.k === 'import' || (stmt.k === 'expr' && stmt.v.k === 'str')) continue;
    return skipStatement(names, stmt);
  }
  return null;
}

/** A module that skips itself, unconditionally. */
export function skipOfModule(names: Names, body: readonly Stmt[]): Skip | null {
  for (const stmt of body) {
    const skip = skipStatement(names, stmt);
    if (skip) return skip;
  }
  return null;
}

function skipStatement(names: Names, stmt: Stmt): Skip | null {
  if (stmt.k === 'raise' && stmt.v) {
    const call = stmt.v.k === 'call' ? stmt.v : null;
    const name = fullName(names, call ? call.fn : stmt.v);
    return /^unittest(\.case)?\.SkipTest$/.test(name ?? '') ? { reason: call && reasonOf(call), expr: stmt.v } : null;
  }
  if (stmt.k !== 'expr' || stmt.v.k !== 'call') return null;
  const name = fullName(names, stmt.v.fn);
  return name === 'pytest.skip' || name === 'self.skipTest' ? { reason: reasonOf(stmt.v), expr: stmt.v } : null;
}
