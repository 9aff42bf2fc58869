/** Whether an expression holds the text of an exception: `str(e)`, `f"failed: {e}"`, `e.args`, `traceback.format_exc()`. */
import type { Leak } from '../../model/errors.ts';
import type { Call, Expr, FunctionDef, Stmt } from '../../model/python.ts';
import { expressionsIn } from '../../model/python-walk.ts';
import type { Db } from '../db.ts';
import { describe } from '../describe.ts';
import { attributeOf, inside, resolve, type Site, type Target } from '../resolve.ts';
import { instanceClass } from '../types.ts';
import { isDebugTest } from './debug.ts';
import { type Flow, type Held, walkFlow } from './flow.ts';

/** Attributes of exceptions that carry their text; status codes, error numbers and the like do not. */
const TELLING =
  /^(args|message|msg|detail|details|orig|stderr|stdout|output|response|text|reason|description|strerror|body|error|errors|statement|__cause__|__context__|filename)$/;
/** What keeps the text of what it is given. */
const TEXTUAL =
  /^(builtins\.(str|repr|format|list|dict|tuple|ascii)|json\.dumps|orjson\.dumps|ujson\.dumps|html\.escape|markupsafe\.escape|flask\.escape|textwrap\.\w+|fastapi\.encoders\.jsonable_encoder|copy\.\w+)$/;
const TEXT_METHODS =
  /^(format|join|strip|lstrip|rstrip|replace|lower|upper|title|capitalize|encode|decode|split|rsplit|splitlines|dict|model_dump|model_dump_json|json|to_dict|with_traceback|__str__|__repr__|get)$/;
const TRACES =
  /^(traceback\.(format_exc|format_exception|format_tb|format_stack|format_exception_only)|sys\.exc_info)$/;
/** A helper of a helper of a helper. */
const MAX_HOPS = 3;

const MAX_STEPS = 50_000;

/** Nothing is caught yet. */
export function startOf(db: Db, path: string): Flow {
  const site: Site = { path, within: [] };
  const budget = { steps: MAX_STEPS };
  return { db, site, fn: null, held: new Map(), caught: null, debug: false, depth: 0, hops: 0, leakIn, budget };
}

/** The exception whose text `expr` holds, or `null`. */
export function leakIn(flow: Flow, expr: Expr): Leak | null {
  const first = (parts: readonly (Expr | string)[]): Leak | null => {
    return worstOf(parts.map((part) => (typeof part === 'string' ? null : leakIn(flow, part))));
  };
  switch (expr.k) {
    case 'name':
      return flow.held.get(expr.id)?.leak ?? null;
    case 'fstr':
      return first(expr.parts);
    case 'attr':
      return ofAttribute(flow, expr);
    case 'call':
      return ofCall(flow, expr);
    case 'list':
    case 'tuple':
    case 'set':
      return first(expr.items);
    case 'dict':
      return first(expr.items.map(([, value]) => value));
    case 'sub':
      return leakIn(flow, expr.obj);
    case 'bin':
      return /^(\+|%|or|and)$/.test(expr.op) ? first([expr.l, expr.r]) : null;
    case 'if':
      return ofChoice(flow, expr);
    case 'await':
    case 'walrus':
    case 'star':
      return leakIn(flow, expr.v);
    default:
      return null;
  }
}

/** A stack trace tells more than a message. */
export function worstOf(leaks: readonly (Leak | null)[]): Leak | null {
  return leaks.find((leak) => leak?.trace) ?? leaks.find((leak) => leak !== null) ?? null;
}

/** `str(e) if settings.debug else "…"` is for developers; `str(e) if isinstance(e, AppError) else "…"` knows what it tells. */
function ofChoice(flow: Flow, expr: Expr & { k: 'if' }): Leak | null {
  if (isDebugTest(expr.test)) return null;
  const isKnown = expressionsIn(expr.test).some(
    (part) => part.k === 'call' && part.args.some((arg) => arg.k === 'name' && flow.held.has(arg.id)),
  );
  return (isKnown ? null : leakIn(flow, expr.then)) ?? leakIn(flow, expr.else);
}

function ofAttribute(flow: Flow, expr: Expr & { k: 'attr' }): Leak | null {
  const leak = leakIn(flow, expr.obj);
  // The reason of a status, `Bad Gateway`, is in every list of statuses.
  if (expr.name === 'reason' && expr.obj.k === 'attr' && expr.obj.name === 'response') return null;
  return leak && TELLING.test(expr.name) ? { ...leak, text: describe(expr) } : null;
}

function ofCall(flow: Flow, call: Call): Leak | null {
  if (flow.budget.steps-- <= 0) return null;
  const given = () => [...call.args, ...call.kw.map(({ v }) => v)];
  const firstOf = (exprs: readonly Expr[]) => exprs.map((arg) => leakIn(flow, arg)).find((leak) => leak !== null);
  const target = resolve(flow.db, flow.site, call.fn);
  if (target.kind === 'external') {
    if (TRACES.test(target.dotted)) return ofTrace(flow, call);
    const leak = TEXTUAL.test(target.dotted) ? firstOf(given()) : undefined;
    return leak ? asSaidBy(leak, call) : null;
  }
  if (call.fn.k === 'attr' && TEXT_METHODS.test(call.fn.name) && target.kind === 'unknown') {
    const leak = firstOf([call.fn.obj, ...given()]);
    if (leak) return asSaidBy(leak, call);
  }
  // A model or exception of the project holds what it was made of.
  if (target.kind === 'class') return firstOf(given()) ?? null;
  return ofProjectFunction(flow, call);
}

/** `str(e)` says it better than the `json.dumps` around it. */
function asSaidBy(leak: Leak, call: Call): Leak {
  const isWrapped = /^\w+$/.test(leak.text) && call.args.length + call.kw.length === 1 && call.kw.length === 0;
  return isWrapped ? { ...leak, text: describe(call) } : leak;
}

function ofTrace(flow: Flow, call: Call): Leak | null {
  const caught = flow.caught ?? [...flow.held.values()].find(({ isException }) => isException)?.leak;
  return caught ? { caught: 'error', types: caught.types, text: describe(call), trace: true } : null;
}

/** The function of the repository that a call runs. */
export function functionCalled(flow: Flow, call: Call): (Target & { kind: 'function' }) | null {
  const target = resolve(flow.db, flow.site, call.fn);
  if (target.kind === 'function') return target;
  if (target.kind !== 'unknown' || call.fn.k !== 'attr') return null;
  const owner = instanceClass(flow.db, flow.site, call.fn.obj) ?? ownClass(flow, call.fn.obj);
  const method = owner && attributeOf(flow.db, owner, call.fn.name);
  return method?.kind === 'function' ? method : null;
}

function ownClass({ site }: Flow, expr: Expr): (Target & { kind: 'class' }) | null {
  if (expr.k !== 'name' || (expr.id !== 'self' && expr.id !== 'cls')) return null;
  const index = site.within.findLastIndex((def) => def.k === 'class');
  const def = site.within[index];
  return def?.k === 'class'
    ? { kind: 'class', site: { path: site.path, within: site.within.slice(0, index) }, def }
    : null;
}

function ofProjectFunction(flow: Flow, call: Call): Leak | null {
  let found: Leak | null = null;
  let isChosen = false;
  followArguments(flow, call, (stmt, inner, called) => {
    if (stmt.k !== 'return' || !stmt.v || inner.fn !== called) return;
    const held = inner.debug ? null : leakIn(inner, stmt.v);
    const leak = held?.caught === 'expected' ? null : held;
    // A function that sometimes gives the text and sometimes a sentence of its own knows what it tells.
    if (leak === null || inner.depth > 0) isChosen ||= found !== null || leak === null;
    found ??= leak;
  });
  return isChosen ? null : found;
}

/** Walks the function of the repository that is called with an exception or its text: what does it do with it? */
export function followArguments(
  flow: Flow,
  call: Call,
  visit: (stmt: Stmt, inner: Flow, called: FunctionDef) => void,
): void {
  if (flow.hops >= MAX_HOPS || flow.budget.steps <= 0) return;
  const given = [...call.args, ...call.kw.map(({ v }) => v)];
  if (!given.some((arg) => leakIn(flow, arg))) return;
  const target = functionCalled(flow, call);
  if (!target) return;
  const held = new Map<string, Held>();
  for (const [name, value] of parametersOf(target.def, call)) {
    const leak = leakIn(flow, value);
    const isException = value.k === 'name' && (flow.held.get(value.id)?.isException ?? false);
    if (leak) held.set(name, { leak, isException, depth: 0 });
  }
  const site = inside(target.site, target.def);
  const inner: Flow = {
    ...flow,
    site,
    fn: target.def,
    held,
    caught: null,
    debug: false,
    depth: 0,
    hops: flow.hops + 1,
  };
  walkFlow(inner, target.def.body, (stmt, at) => visit(stmt, at, target.def));
}

/** Which parameter gets which argument. */
function parametersOf(def: FunctionDef, call: Call): [name: string, value: Expr][] {
  const isBound = call.fn.k === 'attr' && /^(self|cls)$/.test(def.params[0]?.name ?? '');
  const positional = def.params.slice(isBound ? 1 : 0).filter(({ kind }) => kind === 'normal' || kind === 'positional');
  const named = call.kw.flatMap(({ name, v }): [string, Expr][] => (name === null ? [] : [[name, v]]));
  return [
    ...call.args.flatMap((arg, index): [string, Expr][] => {
      const param = positional[index];
      return param ? [[param.name, arg]] : [];
    }),
    ...named,
  ];
}
