/** Lists that hold all that a store has: where they come from, through filters and sorting. */
import type { Project } from '../model/project.ts';
import type { Call, Expr, FunctionDef } from '../model/python.ts';
import { dottedName } from '../model/python-walk.ts';
import {
  calledBy,
  expressionsWithin,
  functionAt,
  functionsNamed,
  functionsReached,
  type Located,
  statementsWithin,
} from './handlers.ts';

/** The call that loads the list, through filters and sorting by fields; `null` where it was not all loaded from a store. */
export function loadOf(project: Project, from: Located, expr: Expr, depth = 0): Call | null {
  if (depth > 6) return null;
  const next = (inner: Expr): Call | null => loadOf(project, from, inner, depth + 1);
  switch (expr.k) {
    case 'await':
      return next(expr.v);
    case 'bin':
      return expr.op === 'or' ? next(expr.l) : null;
    case 'name': {
      const values = valuesOf(from.site.def, expr.id);
      // What is built up by hand comes from where its parts come from, and that is another question.
      return values.map(next).find((load) => load !== null) ?? null;
    }
    case 'comp':
      return expr.of === 'list' && expr.clauses.length === 1 && expr.clauses[0] ? next(expr.clauses[0].iter) : null;
    case 'call': {
      const [first] = expr.args;
      if (expr.fn.k === 'name' && /^(list|sorted|reversed|tuple)$/.test(expr.fn.id) && first) return next(first);
      return loadsAll(project, from, expr) ? expr : null;
    }
    default:
      return null;
  }
}

function valuesOf(def: FunctionDef, name: string): readonly Expr[] {
  return statementsWithin(def).flatMap((stmt) =>
    stmt.k === 'assign' &&
    stmt.v &&
    stmt.op === undefined &&
    stmt.targets.some((target) => target.k === 'name' && target.id === name) &&
    !isOfItself(stmt.v, name)
      ? [stmt.v]
      : [],
  );
}

/** `items = [i for i in items if …]` says where the items come from elsewhere. */
function isOfItself(value: Expr, name: string): boolean {
  return value.k === 'comp' && value.clauses.some(({ iter }) => iter.k === 'name' && iter.id === name);
}

const LIMITED =
  /^_?(limit|page|page_size|per_page|size|count|top|top_k|k|n|max_results|take|first|paginate|max_items|pagination)$|_limit$|^max_/;
const LOADERS =
  /^(list|get_all|find_all|fetch_all|all|list_\w+|get_all_\w+|get_\w+s|get_\w+_(history|feedback|list)|find_\w+s|fetch_\w+s|load_\w+s)$/;
const STORES = /(^|_)(service|services|svc|repo|repository|storage|store|crud|dao|db|manager)$/;

/** A query without a limit, or a function of the repository that makes one. */
function loadsAll(project: Project, from: Located, call: Call): boolean {
  if (isLimitedCall(call)) return false;
  const { fn } = call;
  if (fn.k === 'attr' && /^(all|to_list|fetchall)$/.test(fn.name)) return isQuery(from.site.def, fn.obj, 0);
  const step = calledBy(project, from, call);
  const reached = step && functionAt(project, step.path, step.start);
  if (reached) return readsAll(project, reached);
  if (step !== null || fn.k !== 'attr' || !LOADERS.test(fn.name) || !STORES.test(lastWord(fn.obj) ?? '')) return false;
  const candidates = functionsNamed(project, fn.name).filter(({ site }) => site.within.at(-1)?.k === 'class');
  return candidates.length > 0 && candidates.length <= 4 && candidates.every((one) => readsAll(project, one));
}

function isLimitedCall(call: Call): boolean {
  return (
    call.kw.some(({ name }) => name !== null && LIMITED.test(name)) ||
    call.args.some((arg) => LIMITED.test(lastWord(arg) ?? ''))
  );
}

/** A query of an ORM on the way to `.all()`, none of whose steps limits it. */
function isQuery(def: FunctionDef, expr: Expr, depth: number): boolean {
  if (depth > 12) return false;
  const next = (inner: Expr): boolean => isQuery(def, inner, depth + 1);
  if (expr.k === 'await') return next(expr.v);
  if (expr.k === 'name') {
    if (/^(db|session|async_session|db_session)$/.test(expr.id)) return true;
    const values = valuesOf(def, expr.id);
    return values.length > 0 && !values.some((value) => hasLimit(value)) && values.some(next);
  }
  if (expr.k === 'attr') return /^(query|session|scalars)$/.test(expr.name) || next(expr.obj);
  if (expr.k !== 'call') return false;
  if (expr.fn.k === 'attr' && /^(limit|offset|slice|paginate|fetch|top|yield_per)$/.test(expr.fn.name)) return false;
  if (expr.args.some((arg) => hasLimit(arg) || (arg.k === 'name' && valuesOf(def, arg.id).some(hasLimit))))
    return false;
  return next(expr.fn);
}

function hasLimit(expr: Expr): boolean {
  if (expr.k === 'await') return hasLimit(expr.v);
  if (expr.k === 'call')
    return (expr.fn.k === 'attr' && /^(limit|offset|slice|fetch|top)$/.test(expr.fn.name)) || hasLimit(expr.fn);
  return expr.k === 'attr' && hasLimit(expr.obj);
}

const READS = new Set(['session', 'cursor', 'engine', 'model', 'sdk']);

/** It asks a store, and neither it nor what it calls knows a limit. */
function readsAll(project: Project, of: Located): boolean {
  const functions = functionsReached(project, of);
  if (functions.some(({ site }) => knowsLimit(site.def))) return false;
  return functions.some(({ file, site }) =>
    project
      .reach(file.path, site.def.s)
      .uses.some(({ kind, call }) => READS.has(kind) && !/\.(get|delete|add|commit)$/.test(call)),
  );
}

function knowsLimit(def: FunctionDef): boolean {
  if (def.params.some(({ name }) => LIMITED.test(name))) return true;
  return expressionsWithin(def).some(
    (expr) =>
      (expr.k === 'attr' && /^(limit|offset|slice|paginate|fetchmany|islice|head)$/.test(expr.name)) ||
      (expr.k === 'str' && /\bLIMIT\b|\bTOP \(?\d/.test(expr.v)) ||
      (expr.k === 'call' && isLimitedCall(expr)),
  );
}

/** `session.query(…).all`. */
export function nameOf({ fn }: Call): string {
  return partOf(fn, 0);
}

function partOf(expr: Expr, depth: number): string {
  if (depth > 8) return '…';
  if (expr.k === 'attr') return `${partOf(expr.obj, depth + 1)}.${expr.name}`;
  if (expr.k === 'call') return `${partOf(expr.fn, depth + 1)}(${expr.args.length + expr.kw.length > 0 ? '…' : ''})`;
  return dottedName(expr) ?? (expr.k === 'await' ? partOf(expr.v, depth + 1) : '…');
}

/** The name, or the last part of a dotted one. */
export function lastWord(expr: Expr): string | null {
  return expr.k === 'name' ? expr.id : expr.k === 'attr' ? expr.name : null;
}
