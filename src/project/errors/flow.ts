/**
 * Follows the exceptions that a function catches through its statements: which names hold one, or its text, where.
 * It is a walk in source order, not an analysis of paths: what one branch says of a name, the code below it sees.
 */
import type { Caught, Leak } from '../../model/errors.ts';
import type { Expr, FunctionDef, Stmt } from '../../model/python.ts';
import { dottedName, expressionsIn } from '../../model/python-walk.ts';
import type { Db } from '../db.ts';
import { describe } from '../describe.ts';
import { inside, type Site } from '../resolve.ts';
import { caughtBy } from './caught.ts';
import { isDebugTest, leaves } from './debug.ts';

export interface Held {
  readonly leak: Leak;
  /** The exception itself, and not a text made of it. */
  readonly isException: boolean;
  /** How many branches deep it was assigned: a value given further out replaces it. */
  readonly depth: number;
}

export interface Flow {
  readonly db: Db;
  readonly site: Site;
  /** The innermost function. */
  readonly fn: FunctionDef | null;
  readonly held: Map<string, Held>;
  /** The handler around, or `null`. */
  readonly caught: { readonly caught: Caught; readonly types: readonly string[] } | null;
  /** In a branch for developers. */
  readonly debug: boolean;
  readonly depth: number;
  /** Calls of the repository that were entered to get here. */
  readonly hops: number;
  /** The exception whose text an expression holds, or `null`. */
  readonly leakIn: (flow: Flow, expr: Expr) => Leak | null;
  /** What may still be looked at: source text can be written so that every call doubles the work. */
  readonly budget: { steps: number };
}

/** Where no exception is at hand, nothing can hold its text. */
export function isIdle({ held, caught }: Flow): boolean {
  return held.size === 0 && caught === null;
}

type Visit = (stmt: Stmt, flow: Flow) => void;

/** Hands each statement of `body` on, with what is known before it runs. Functions inside see what is known around them. */
export function walkFlow(start: Flow, body: readonly Stmt[], visit: Visit): void {
  let flow = start;
  for (const stmt of body) {
    visit(stmt, flow);
    walkInto(flow, stmt, visit);
    if (stmt.k === 'if' && isDebugTest(stmt.test) && leaves(stmt.body)) flow = { ...flow, debug: true };
  }
}

function walkInto(flow: Flow, stmt: Stmt, visit: Visit): void {
  const inner: Flow = { ...flow, depth: flow.depth + 1 };
  switch (stmt.k) {
    case 'assign':
      for (const target of stmt.targets) assign(flow, target, stmt.v, stmt.op !== undefined);
      break;
    case 'if':
      walkBranches(inner, stmt, visit);
      break;
    case 'for':
    case 'while':
      walkFlow(inner, stmt.body, visit);
      walkFlow(inner, stmt.orelse, visit);
      break;
    case 'with':
      walkFlow(flow, stmt.body, visit);
      break;
    case 'try':
      walkFlow(flow, stmt.body, visit);
      walkHandlers(inner, stmt, visit);
      walkFlow(flow, stmt.orelse, visit);
      walkFlow(flow, stmt.final, visit);
      break;
    case 'match':
      for (const one of stmt.cases) walkFlow(inner, one.body, visit);
      break;
    case 'def':
    case 'class': {
      const fn = stmt.k === 'def' ? stmt : flow.fn;
      const held = new Map(flow.held);
      if (stmt.k === 'def') for (const { name } of stmt.params) held.delete(name);
      walkFlow({ ...flow, site: inside(flow.site, stmt), fn, held }, stmt.body, visit);
      break;
    }
    default:
      break;
  }
}

function walkBranches(flow: Flow, stmt: Stmt & { k: 'if' }, visit: Visit): void {
  const debug = flow.debug || isDebugTest(stmt.test);
  const asked = heldIn(flow, stmt.test);
  // `if isinstance(e, NotFound)` or `if "quota" in str(e)`: the code knows what it tells.
  const known = asked.map(([name, held]): [string, Held] => [
    name,
    { ...held, leak: { ...held.leak, caught: 'expected' } },
  ]);
  for (const [name, held] of known) flow.held.set(name, held);
  walkFlow({ ...flow, debug }, stmt.body, visit);
  for (const [index, [name, held]] of asked.entries()) {
    if (flow.held.get(name) === known[index]?.[1]) flow.held.set(name, held);
  }
  walkFlow({ ...flow, debug }, stmt.orelse, visit);
  const types = typesAsked(flow, stmt.test);
  for (const name of types.length === 0 ? [] : givenAnew(flow, stmt.body)) {
    const { leak, isException } = flow.held.get(name) ?? {};
    if (leak && !isException && leak.types.length > 0 && leak.types.every((type) => types.includes(type)))
      flow.held.delete(name);
  }
}

/** `isinstance(error, A)`: the classes that a branch is for. */
function typesAsked(flow: Flow, test: Expr): string[] {
  if (test.k !== 'call' || dottedName(test.fn) !== 'isinstance') return [];
  const [on, type] = test.args;
  if (on?.k !== 'name' || !flow.held.get(on.id)?.isException || !type) return [];
  return (type.k === 'tuple' ? type.items : [type]).map((one) => describe(one));
}

/** Names that the branch gives a value without the text of an exception: `msg = "…"`. */
function givenAnew(flow: Flow, body: readonly Stmt[]): string[] {
  return body.flatMap((stmt) => {
    if (stmt.k !== 'assign' || !stmt.v || stmt.op !== undefined || flow.leakIn(flow, stmt.v)) return [];
    return stmt.targets.flatMap((target) => (target.k === 'name' ? [target.id] : []));
  });
}

/** The exceptions and texts that a condition looks at; whether there is one at all (`if error:`) tells nothing about it. */
function heldIn(flow: Flow, test: Expr): [string, Held][] {
  return expressionsIn(test).flatMap((expr): [string, Held][] => {
    if (expr.k !== 'call' && !(expr.k === 'bin' && /^(not )?in$|^[=!]=$/.test(expr.op))) return [];
    return expressionsIn(expr).flatMap((part) => {
      const held = part.k === 'name' ? flow.held.get(part.id) : undefined;
      return part.k === 'name' && held ? [[part.id, held] satisfies [string, Held]] : [];
    });
  });
}

function walkHandlers(flow: Flow, stmt: Stmt & { k: 'try' }, visit: Visit): void {
  for (const { type, name, body } of stmt.handlers) {
    const types = type === null ? [] : (type.k === 'tuple' ? type.items : [type]).map((one) => describe(one));
    const caught = { caught: caughtBy(flow.db, flow.site, type), types };
    const before = name === null ? undefined : flow.held.get(name);
    if (name !== null) {
      const leak: Leak = { ...caught, text: name, trace: false };
      flow.held.set(name, { leak, isException: true, depth: flow.depth });
    }
    walkFlow({ ...flow, caught }, body, visit);
    if (name === null) continue;
    flow.held.delete(name);
    if (before) flow.held.set(name, before);
  }
}

function assign(flow: Flow, target: Expr, value: Expr | null, isAdded: boolean): void {
  if (!value || isIdle(flow)) return;
  const leak = flow.debug ? null : flow.leakIn(flow, value);
  // `body["error"] = str(e)` and `result.error = str(e)`: the whole holds the text.
  const name = target.k === 'name' ? target.id : (rootOf(target) ?? '');
  const held = flow.held.get(name);
  if (leak) {
    const isException = value.k === 'name' && (flow.held.get(value.id)?.isException ?? false);
    if (!held || target.k === 'name') flow.held.set(name, { leak, isException, depth: flow.depth });
  } else if (held && target.k === 'name' && !isAdded && (flow.debug || flow.depth <= held.depth)) {
    flow.held.delete(name);
  }
}

/** `body` of `body["error"]["text"]`; what is kept on `self` outlives the function and is not followed. */
function rootOf(target: Expr): string | null {
  if (target.k !== 'sub' && target.k !== 'attr') return null;
  const root = target.obj.k === 'sub' ? rootOf(target.obj) : dottedName(target.obj);
  return root === null || root === 'self' || root.includes('.') ? null : root;
}
