/** Whose logger a value is: that of the standard library for certain, or another that takes any keyword. */
import type { LoggerKind } from '../../model/logging.ts';
import type { ClassDef, Expr, FunctionDef } from '../../model/python.ts';
import { statementsOf } from '../../model/python-walk.ts';
import { type Binding, moduleBindings } from '../bindings.ts';
import { type Db, query } from '../db.ts';
import { deeper, type Effort, effort, isExhausted } from '../effort.ts';
import { originOf } from '../origin.ts';
import { attributeOf, inside, resolve, type Site, type Target } from '../resolve.ts';
import { instanceClass } from '../types.ts';

type Kind = Exclude<LoggerKind, 'print'>;

const STDLIB =
  /^(logging\.(getLogger|Logger|root)|celery\.utils\.log\.(get_task_logger|get_logger)|multiprocessing\.(get_logger|log_to_stderr)|absl\.logging|flask\.(current_app|Flask\(\))\.logger|(quart\.current_app|quart\.Quart\(\))\.logger|fastapi\.logger\.logger|prefect\.logging\.get_run_logger|uvicorn\.\w+\.logger)(\(\))?(\.getChild\(\))?$/;
const STRUCTURED =
  /^(structlog|loguru|picologging|logbook|eliot|twisted|aws_lambda_powertools|logfire|google\.cloud\.logging|daiquiri|prefect|ddtrace|structlog_sentry|json_log_formatter|azure|watchtower|rich|logging\.LoggerAdapter)\b/;

/** Whose logger `expr` is. Where a name can hold two kinds, it is neither. */
export function loggerKind(db: Db, site: Site, expr: Expr): Kind {
  const kinds = kindsOf(db, site, expr, effort());
  if (kinds.size !== 1) return kinds.has('structured') ? 'structured' : 'unknown';
  const [only = 'unknown'] = kinds;
  return only === 'stdlib' && db.get(replacesLoggers) ? 'unknown' : only;
}

/** Somewhere `logging.setLoggerClass` is called: what `getLogger` gives is no longer what the library says. */
const replacesLoggers = query<boolean>('replaces-loggers', (db) =>
  db.paths().some((path) => path.endsWith('.py') && db.get(namesLoggerClass, path)),
);
const namesLoggerClass = query<boolean>('names-logger-class', (db, path) =>
  (db.facts(path)?.python?.names ?? []).some((name) => name === 'setLoggerClass' || name === 'setLogRecordClass'),
);

const UNKNOWN: ReadonlySet<Kind> = new Set(['unknown']);

function kindsOf(db: Db, site: Site, expr: Expr, depth: Effort): ReadonlySet<Kind> {
  if (isExhausted(depth)) return UNKNOWN;
  const next = (inner: Expr) => kindsOf(db, site, inner, deeper(depth));
  if (expr.k === 'if') return union([next(expr.then), next(expr.else)]);
  if (expr.k === 'bin' && expr.op === 'or') return union([next(expr.l), next(expr.r)]);
  if (expr.k === 'walrus' || expr.k === 'await') return next(expr.v);
  if (expr.k === 'call') return ofCall(db, site, expr, depth);
  if (expr.k !== 'name' && expr.k !== 'attr') return UNKNOWN;
  const target = resolve(db, site, expr);
  if (target.kind === 'external') return named(target.dotted);
  if (target.kind === 'variable') return ofVariable(db, target, depth);
  if (target.kind === 'unknown' && expr.k === 'attr') return ofField(db, site, expr, depth);
  return UNKNOWN;
}

function named(dotted: string): ReadonlySet<Kind> {
  if (/^logging(\.getLogger\(\)|\.root)?$/.test(dotted)) return new Set(['stdlib']);
  return new Set([STRUCTURED.test(dotted) ? 'structured' : STDLIB.test(dotted) ? 'stdlib' : 'unknown']);
}

function ofCall(db: Db, site: Site, call: Expr & { k: 'call' }, depth: Effort): ReadonlySet<Kind> {
  const callee = resolve(db, site, call.fn);
  if (callee.kind === 'external') return named(callee.dotted);
  if (callee.kind === 'function') return isTwofold(db, site, call.fn, callee) ? UNKNOWN : returned(db, callee, depth);
  if (callee.kind === 'class' || call.fn.k !== 'attr') return UNKNOWN;
  const owner = instanceClass(db, site, call.fn.obj);
  const method = owner && attributeOf(db, owner, call.fn.name);
  if (method?.kind === 'function') return returned(db, method, depth);
  // `logger.getChild("x")`, `logger.bind(request_id=…)`
  if (/^(getChild|bind|new|opt|unbind|patch|contextualize)$/.test(call.fn.name))
    return kindsOf(db, site, call.fn.obj, deeper(depth));
  return UNKNOWN;
}

/** `try: from .logs import get_logger` / `except ImportError: def get_logger(…)`: which of the two runs is not known here. */
function isTwofold(db: Db, site: Site, fn: Expr, callee: Target & { kind: 'function' }): boolean {
  const bindings = (path: string, name: string) => db.get(moduleBindings, path).names.get(name)?.length ?? 0;
  const isHere = fn.k === 'name' && bindings(site.path, fn.id) > 1;
  return isHere || (callee.site.within.length === 0 && bindings(callee.site.path, callee.def.name) > 1);
}

/** What the body returns tells more than what the signature promises: loggers of structlog are often declared as `Logger`. */
function returned(db: Db, target: Target & { kind: 'function' }, depth: Effort): ReadonlySet<Kind> {
  const at = inside(target.site, target.def);
  const kinds = statementsOf(target.def.body).flatMap((stmt) =>
    stmt.k === 'return' && stmt.v ? [kindsOf(db, at, stmt.v, deeper(depth))] : [],
  );
  return kinds.length === 0 ? UNKNOWN : union(kinds);
}

function ofVariable(db: Db, target: Target & { kind: 'variable' }, depth: Effort): ReadonlySet<Kind> {
  return union(target.bindings.map((binding) => ofBinding(db, target.site, binding, depth)));
}

function ofBinding(db: Db, site: Site, binding: Binding, depth: Effort): ReadonlySet<Kind> {
  // `logger = None`, filled in by `setup()`.
  if (binding.kind === 'value' && binding.value?.k === 'const' && binding.value.v === null) return new Set();
  if (binding.kind === 'value' && binding.value) return kindsOf(db, site, binding.value, deeper(depth));
  return UNKNOWN;
}

/** `self.logger`, set in a method or the class body, and `app.logger` of Flask. */
function ofField(db: Db, site: Site, expr: Expr & { k: 'attr' }, depth: Effort): ReadonlySet<Kind> {
  const origin = originOf(db, site, expr);
  if (origin !== null && /^(flask|quart)\b.*\.logger$/.test(origin)) return named(origin);
  const owner = instanceClass(db, site, expr.obj) ?? ownClass(site, expr.obj);
  return owner ? fieldOf(db, owner, expr.name, depth) : UNKNOWN;
}

function fieldOf(db: Db, owner: Target & { kind: 'class' }, name: string, depth: Effort): ReadonlySet<Kind> {
  if (isExhausted(depth)) return UNKNOWN;
  const body = inside(owner.site, owner.def);
  const assigned = owner.def.body.flatMap((method) =>
    method.k === 'def'
      ? assignmentsOf(method, name).map((value) => kindsOf(db, inside(body, method), value, deeper(depth)))
      : [],
  );
  const member = attributeOf(db, owner, name);
  if (member.kind === 'variable') assigned.push(ofVariable(db, member, deeper(depth)));
  if (member.kind === 'function') assigned.push(returned(db, member, deeper(depth)));
  if (assigned.length > 0) return union(assigned);
  for (const base of owner.def.bases) {
    const target = resolve(db, owner.site, base);
    if (target.kind === 'class' && target.def !== owner.def) {
      const inherited = fieldOf(db, target, name, deeper(depth));
      if (inherited.size > 0 && !inherited.has('unknown')) return inherited;
    }
  }
  return UNKNOWN;
}

function assignmentsOf(method: FunctionDef, name: string): Expr[] {
  return statementsOf(method.body).flatMap((stmt) =>
    stmt.k === 'assign' &&
    stmt.v &&
    stmt.targets.some((t) => t.k === 'attr' && t.name === name && t.obj.k === 'name' && t.obj.id === 'self')
      ? [stmt.v]
      : [],
  );
}

function ownClass(site: Site, expr: Expr): (Target & { kind: 'class' }) | null {
  if (expr.k !== 'name' || (expr.id !== 'self' && expr.id !== 'cls')) return null;
  const index = site.within.findLastIndex((def: FunctionDef | ClassDef) => def.k === 'class');
  const def = site.within[index];
  return def?.k === 'class'
    ? { kind: 'class', site: { path: site.path, within: site.within.slice(0, index) }, def }
    : null;
}

function union(sets: readonly ReadonlySet<Kind>[]): ReadonlySet<Kind> {
  return new Set(sets.flatMap((set) => [...set]));
}
