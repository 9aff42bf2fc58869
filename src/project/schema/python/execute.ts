/**
 * Statements, run as far as constants go. Where the database decides (an inspector, a row count), both branches are
 * taken: a guarded migration means to end with its effect done.
 */
import type { Expr, FunctionDef, Stmt } from '../../../model/python.ts';
import { inside } from '../../resolve.ts';
import { assign, evaluate, iterable } from './evaluate.ts';
import { MAX_LOOP, type Machine } from './machine.ts';
import { type CallValue, constant, DB, type Frame, NONE, sequence, truth, UNKNOWN, type Value } from './value.ts';

/** How a block ended. */
type Outcome = { readonly k: 'next' | 'break' | 'continue' | 'raise' } | { readonly k: 'return'; readonly v: Value };
const NEXT: Outcome = { k: 'next' };
/** Steps of a function in another file. */
const MAX_ELSEWHERE = 5_000;
/** Deeper calls are recursion. */
const MAX_CALLS = 12;

/** Runs a function with the arguments of a call and gives what it returns. */
export function run(m: Machine, fn: Value & { k: 'fn' }, call: CallValue): Value {
  if (m.running.length > MAX_CALLS || m.steps <= 0) return UNKNOWN;
  const frame: Frame = { vars: new Map(), site: inside(fn.site, fn.def), parent: fn.closure };
  bindArguments(m, frame, fn.def, call);
  m.running.push(fn.def.name);
  // Code of the application is followed a little way only: it does not make tables.
  const kept = fn.site.path === call.path ? 0 : Math.max(0, m.steps - MAX_ELSEWHERE);
  m.steps -= kept;
  const outcome = block(m, frame, fn.def.body);
  m.steps = Math.max(0, m.steps) + kept;
  m.running.pop();
  if (outcome.k === 'return') return outcome.v;
  // It may have returned something in a branch that could not be decided.
  return frame.vars.has(MAY_RETURN) ? UNKNOWN : NONE;
}

/** No name of Python: marks a frame. */
const MAY_RETURN = ' may return';

function bindArguments(m: Machine, frame: Frame, def: FunctionDef, call: CallValue): void {
  const positional = [...call.args];
  for (const param of def.params) {
    if (param.kind === 'args') frame.vars.set(param.name, sequence(positional.splice(0), call.partial));
    else if (param.kind === 'kwargs') frame.vars.set(param.name, otherKeywords(def, call));
    else {
      const given = param.kind === 'keyword' ? undefined : positional.shift();
      const fallback = param.default ? evaluate(m, frame, param.default) : UNKNOWN;
      frame.vars.set(param.name, given ?? call.kw[param.name] ?? (call.partial ? UNKNOWN : fallback));
    }
  }
}

function otherKeywords(def: FunctionDef, call: CallValue): Value {
  if (call.partial) return UNKNOWN;
  const named = new Set(def.params.map(({ name }) => name));
  const rest = Object.entries(call.kw).filter(([name]) => !named.has(name));
  return { k: 'map', entries: rest.map(([name, value]) => [constant(name), value] as const) };
}

/** Runs statements until one leaves the block. */
function block(m: Machine, frame: Frame, body: readonly Stmt[]): Outcome {
  for (const stmt of body) {
    if (m.steps <= 0) return NEXT;
    m.steps--;
    const outcome = statement(m, frame, stmt);
    if (outcome.k !== 'next') return outcome;
  }
  return NEXT;
}

function statement(m: Machine, frame: Frame, stmt: Stmt): Outcome {
  switch (stmt.k) {
    case 'expr':
      evaluate(m, frame, stmt.v);
      return NEXT;
    case 'assign':
      assignment(m, frame, stmt);
      return NEXT;
    case 'return':
      return { k: 'return', v: stmt.v ? evaluate(m, frame, stmt.v) : NONE };
    case 'raise':
      return { k: 'raise' };
    case 'if':
      return branch(m, frame, stmt);
    case 'for':
      return loop(m, frame, stmt);
    case 'while':
      return maybe(m, frame, evaluate(m, frame, stmt.test), stmt.body);
    case 'try':
      return attempt(m, frame, stmt);
    case 'with':
      for (const { v, target } of stmt.items) {
        const value = evaluate(m, frame, v);
        if (target) assign(m, frame, target, value);
      }
      return withBlock(m, frame, stmt);
    case 'def':
      frame.vars.set(stmt.name, { k: 'fn', def: stmt, site: frame.site, closure: frame });
      return NEXT;
    case 'match':
      for (const one of stmt.cases) maybe(m, frame, UNKNOWN, one.body);
      return NEXT;
    case 'break':
    case 'continue':
      return { k: stmt.k };
    case 'class':
      frame.vars.set(stmt.name, { k: 'class', def: stmt, site: frame.site });
      return NEXT;
    case 'assert':
    case 'delete':
    case 'global':
    case 'import':
    case 'nonlocal':
    case 'pass':
    case 'type':
    case 'unknown':
      return NEXT;
  }
}

function withBlock(m: Machine, frame: Frame, stmt: Stmt & { k: 'with' }): Outcome {
  const left = stmt.items.filter(({ v }) => v.k === 'call' && v.fn.k === 'attr' && v.fn.name === 'autocommit_block');
  m.autocommit += left.length;
  const outcome = block(m, frame, stmt.body);
  m.autocommit -= left.length;
  return outcome;
}

function assignment(m: Machine, frame: Frame, stmt: Stmt & { k: 'assign' }): void {
  if (stmt.v === null) return;
  const [first] = stmt.targets;
  if (stmt.op && first) {
    const sum: Expr = { k: 'bin', op: stmt.op.slice(0, -1), l: first, r: stmt.v, s: stmt.s, e: stmt.e };
    assign(m, frame, first, evaluate(m, frame, sum));
    return;
  }
  const value = evaluate(m, frame, stmt.v);
  for (const target of stmt.targets) assign(m, frame, target, value);
}

function branch(m: Machine, frame: Frame, stmt: Stmt & { k: 'if' }): Outcome {
  const test = evaluate(m, frame, stmt.test);
  const told = truth(test);
  if (typeof told === 'boolean') return block(m, frame, told ? stmt.body : stmt.orelse);
  // `if not exists: return` leaves early only where there is nothing to do.
  const yes = maybe(m, frame, test, stmt.body);
  const no = maybe(m, frame, test, stmt.orelse);
  if (yes.k === 'return' && no.k === 'return')
    return yes.v.k === 'db' || no.v.k === 'db' ? { k: 'return', v: DB } : { k: 'return', v: UNKNOWN };
  if (told === 'db' && isAnswer(yes)) return { k: 'return', v: DB };
  const value = yes.k === 'return' ? yes.v : no.k === 'return' ? no.v : NONE;
  if (value.k !== 'const') frame.vars.set(MAY_RETURN, value);
  return NEXT;
}

/** A helper that says yes or no from what the database holds. */
function isAnswer(outcome: Outcome): boolean {
  return (
    outcome.k === 'return' && (outcome.v.k === 'db' || (outcome.v.k === 'const' && typeof outcome.v.v === 'boolean'))
  );
}

/** Runs a block that may not be reached; leaving it does not leave what surrounds it. */
function maybe(m: Machine, frame: Frame, test: Value, body: readonly Stmt[]): Outcome {
  const guard = truth(test) === 'unknown' ? 'doubtful' : 'guarded';
  m[guard]++;
  const outcome = block(m, frame, body);
  m[guard]--;
  return outcome;
}

function loop(m: Machine, frame: Frame, stmt: Stmt & { k: 'for' }): Outcome {
  const source = evaluate(m, frame, stmt.iter);
  const items = iterable(source);
  if (items === null) {
    const value = source.k === 'db' ? DB : UNKNOWN;
    assign(m, frame, stmt.target, value);
    const outcome = maybe(m, frame, value, stmt.body);
    return value.k === 'db' && isAnswer(outcome) ? { k: 'return', v: DB } : NEXT;
  }
  for (const item of items.slice(0, MAX_LOOP)) {
    assign(m, frame, stmt.target, item);
    const outcome = block(m, frame, stmt.body);
    if (outcome.k === 'break') return NEXT;
    if (outcome.k === 'return' || outcome.k === 'raise') return outcome;
  }
  return block(m, frame, stmt.orelse);
}

function attempt(m: Machine, frame: Frame, stmt: Stmt & { k: 'try' }): Outcome {
  let outcome = block(m, frame, stmt.body);
  if (outcome.k === 'next') outcome = block(m, frame, stmt.orelse);
  const final = block(m, frame, stmt.final);
  return final.k === 'next' ? outcome : final;
}
