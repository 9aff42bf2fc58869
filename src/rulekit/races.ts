/** Look, wait, write: between the look and the write another task does the same. */
import { blocksOf } from '../model/python-walk.ts';
import {
  dottedName,
  type Expr,
  expressionsIn,
  expressionsOf,
  type FunctionDef,
  type Range,
  type Stmt,
  statementsOf,
} from './index.ts';

export interface Race {
  /** `self.active_buffers`. */
  readonly state: string;
  /** What is looked for, as far as it is a name. */
  readonly key: string;
  readonly check: Range;
  readonly wait: Range;
  /** `null` where the function that is waited for does it. */
  readonly set: Range | null;
}

/** `shared`: the dictionaries that tasks share. `methods`: those of the class around the function. */
export function racesIn(
  def: FunctionDef,
  shared: ReadonlySet<string>,
  methods: ReadonlyMap<string, FunctionDef>,
): readonly Race[] {
  const found: Race[] = [];
  const visit = (body: readonly Stmt[]): void => {
    for (const stmt of body) {
      // Whoever holds a lock has thought of it.
      if (stmt.k === 'with' && stmt.items.some(({ v }) => /lock|mutex|semaphore/i.test(textOf(v)))) continue;
      if (stmt.k === 'if') {
        const looked = lookIn(stmt.test, shared);
        const race = looked && raceIn(stmt.body, looked, methods);
        if (race) found.push({ ...race, check: stmt.test });
      }
      for (const block of blocksOf(stmt)) visit(block);
    }
  };
  visit(def.body);
  return found;
}

interface Look {
  readonly state: string;
  readonly key: string;
}

/** `key not in state`, `state.get(key) is None`, `not state.get(key)`. */
function lookIn(test: Expr, shared: ReadonlySet<string>): Look | null {
  if (test.k === 'bin' && test.op === 'not in') return lookAt(test.r, test.l, shared);
  const got =
    test.k === 'un' && test.op === 'not'
      ? test.v
      : test.k === 'bin' && test.op === 'is' && test.r.k === 'const'
        ? test.l
        : null;
  if (got?.k !== 'call' || got.fn.k !== 'attr' || got.fn.name !== 'get' || !got.args[0]) return null;
  return lookAt(got.fn.obj, got.args[0], shared);
}

function lookAt(of: Expr, key: Expr, shared: ReadonlySet<string>): Look | null {
  const state = dottedName(of);
  return state !== null && shared.has(state) ? { state, key: dottedName(key) ?? 'key' } : null;
}

function raceIn(
  body: readonly Stmt[],
  { state, key }: Look,
  methods: ReadonlyMap<string, FunctionDef>,
): Omit<Race, 'check'> | null {
  const statements = statementsOf(body);
  const waits = statements.flatMap((stmt) =>
    stmt.k === 'def' ? [] : expressionsOf(stmt).flatMap((expr) => expressionsIn(expr).filter(({ k }) => k === 'await')),
  );
  const [wait] = waits;
  if (!wait || locksIn(statements) || looksAgain(statements, state)) return null;
  const set = statements.find((stmt) => sets(stmt, state) && (stmt.s > wait.s || contains(stmt, wait)));
  if (set) return { state, key, wait, set };
  const called = waits.find(
    (one) => one.k === 'await' && one.v.k === 'call' && setsInside(dottedName(one.v.fn), state, methods),
  );
  return called ? { state, key, wait: called, set: null } : null;
}

function locksIn(statements: readonly Stmt[]): boolean {
  return statements.some(
    (stmt) => stmt.k === 'with' && stmt.items.some(({ v }) => /lock|mutex|semaphore/i.test(textOf(v))),
  );
}

function looksAgain(statements: readonly Stmt[], state: string): boolean {
  return statements.some((stmt) => {
    if (stmt.k === 'if' && lookIn(stmt.test, new Set([state]))) return true;
    return expressionsOf(stmt).some((expr) =>
      expressionsIn(expr).some((e) => e.k === 'call' && dottedName(e.fn) === `${state}.setdefault`),
    );
  });
}

function sets(stmt: Stmt, state: string): boolean {
  return stmt.k === 'assign' && stmt.targets.some((target) => target.k === 'sub' && dottedName(target.obj) === state);
}

/** `await self.create(…)`, where `create` writes the entry and takes no lock. */
function setsInside(name: string | null, state: string, methods: ReadonlyMap<string, FunctionDef>): boolean {
  const called = name?.startsWith('self.') ? methods.get(name.slice('self.'.length)) : undefined;
  const statements = statementsOf(called?.body ?? []);
  return statements.some((stmt) => sets(stmt, state)) && !locksIn(statements) && !looksAgain(statements, state);
}

function contains(outer: Range, inner: Range): boolean {
  return outer.s <= inner.s && inner.e <= outer.e;
}

function textOf(expr: Expr): string {
  return expressionsIn(expr)
    .flatMap((e) => (e.k === 'name' ? [e.id] : e.k === 'attr' ? [e.name] : []))
    .join(' ');
}
