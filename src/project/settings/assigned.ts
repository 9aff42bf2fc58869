/** The value that a name has after the statements of its scope, branches that are known to be taken followed. */
import type { Expr, Stmt } from '../../model/python.ts';
import { statementsOf } from '../../model/python-walk.ts';

/** What the caller knows how to do: find a value's truth, for a branch; `undefined` where it cannot tell. */
export type TruthOf = (test: Expr) => boolean | undefined;

/** `undecided`: it depends on a branch that is not known. */
export type Assigned = { readonly kind: 'value'; readonly v: Expr } | { readonly kind: 'undecided' } | null;

/** A name, and how far its scope has run: what stands behind `before` has not happened yet. */
export interface Asked {
  readonly name: string;
  readonly before: number;
}

/** The last assignment that takes effect. Loops are taken to run; `except` not to. */
export function lastAssigned(body: readonly Stmt[], asked: Asked, truthOf: TruthOf): Assigned {
  let last: Assigned = null;
  for (const stmt of body) {
    if (stmt.s >= asked.before) break;
    if (stmt.k === 'assign' && !stmt.op && stmt.e <= asked.before && isTarget(stmt, asked.name)) {
      last = stmt.v === null ? last : { kind: 'value', v: stmt.v };
    } else if (stmt.k === 'if' && assigns([stmt], asked)) {
      const test = truthOf(stmt.test);
      if (test === undefined) last = { kind: 'undecided' };
      else last = lastAssigned(test ? stmt.body : stmt.orelse, asked, truthOf) ?? last;
    } else if (stmt.k === 'try' || stmt.k === 'with' || stmt.k === 'for' || stmt.k === 'while') {
      last = lastAssigned(stmt.body, asked, truthOf) ?? last;
      if (stmt.k === 'try') last = lastAssigned([...stmt.orelse, ...stmt.final], asked, truthOf) ?? last;
    }
  }
  return last;
}

/** The expression that a function gives back, `null` where that depends on what is not known, or is nothing. */
export function returnedBy(body: readonly Stmt[], truthOf: TruthOf): Expr | null {
  const result = returnOf(body, truthOf);
  return result === 'undecided' || result === 'none' ? null : result;
}

function returnOf(body: readonly Stmt[], truthOf: TruthOf): Expr | 'undecided' | 'none' {
  for (const stmt of body) {
    if (stmt.k === 'return') return stmt.v ?? 'undecided';
    if (stmt.k === 'raise') return 'undecided';
    let inner: Expr | 'undecided' | 'none' = 'none';
    if (stmt.k === 'if') {
      const test = truthOf(stmt.test);
      if (test === undefined) inner = statementsOf([stmt]).some(({ k }) => k === 'return') ? 'undecided' : 'none';
      else inner = returnOf(test ? stmt.body : stmt.orelse, truthOf);
    } else if (stmt.k === 'try' || stmt.k === 'with') inner = returnOf(stmt.body, truthOf);
    else if (stmt.k === 'for' || stmt.k === 'while' || stmt.k === 'match') {
      inner = statementsOf([stmt]).some(({ k }) => k === 'return') ? 'undecided' : 'none';
    }
    if (inner !== 'none') return inner;
  }
  return 'none';
}

function assigns(body: readonly Stmt[], { name, before }: Asked): boolean {
  return statementsOf(body).some((stmt) => stmt.k === 'assign' && stmt.e <= before && isTarget(stmt, name));
}

function isTarget(stmt: Stmt & { k: 'assign' }, name: string): boolean {
  return stmt.targets.some((target) => isNamed(target, name));
}

function isNamed(target: Expr, name: string): boolean {
  if (target.k === 'name') return target.id === name;
  // `self.x = …` is asked for as `self.x`.
  return target.k === 'attr' && target.obj.k === 'name' && `${target.obj.id}.${target.name}` === name;
}
