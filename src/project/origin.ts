/**
 * Where a value comes from, as a path through libraries: `sqlalchemy.orm.sessionmaker()()` is what calling the result of
 * `sessionmaker(…)` gives, `psycopg2.connect().cursor()` a cursor. Functions, classes, annotations and injected parameters
 * of the repository are followed on the way.
 */
import type { Expr } from '../model/python.ts';
import { keywordArgument, statementsOf } from '../model/python-walk.ts';
import { type Binding, fieldAssignments } from './bindings.ts';
import type { Db } from './db.ts';
import { deeper, type Effort, effort, isExhausted, isFirstVisit } from './effort.ts';
import { attributeOf, externalName, inside, resolve, type Site, type Target } from './resolve.ts';
import { instanceClass } from './types.ts';

/** The origin of `expr`, or `null` where it is not something of a library. */
export function originOf(db: Db, site: Site, expr: Expr, depth: Effort = effort()): string | null {
  if (isExhausted(depth)) return null;
  const next = (inner: Expr) => originOf(db, site, inner, deeper(depth));
  switch (expr.k) {
    case 'await':
    case 'walrus':
      return next(expr.v);
    case 'bin':
      if (expr.op === '/') return [next(expr.l), next(expr.r)].find((of) => of?.startsWith('pathlib.Path()')) ?? null;
      return expr.op === 'or' || expr.op === 'and' ? (next(expr.l) ?? next(expr.r)) : null;
    case 'if':
      return next(expr.then) ?? next(expr.else);
    case 'sub': {
      const of = next(expr.obj);
      return of && `${of}[]`;
    }
    case 'call':
      return ofCall(db, site, expr, depth);
    case 'name':
      return ofTarget(db, resolve(db, site, expr), depth);
    case 'attr':
      return ofAttribute(db, site, expr, depth);
    default:
      return null;
  }
}

function ofTarget(db: Db, target: Target, depth: Effort): string | null {
  if (target.kind === 'external') return target.dotted;
  if (target.kind === 'class') return ofBases(db, target, depth);
  return target.kind === 'variable' ? ofVariable(db, target, depth) : null;
}

/** A class of the repository is as good as the library's class that it extends. */
function ofBases(db: Db, target: Target & { kind: 'class' }, depth: Effort): string | null {
  if (target.def.bases.length > 0 && !isFirstVisit(depth, target.def)) return null;
  for (const base of target.def.bases) {
    const found = originOf(db, target.site, base.k === 'sub' ? base.obj : base, deeper(depth));
    if (found && !/^(builtins|typing|abc|enum|pydantic)\b/.test(found)) return found;
  }
  return null;
}

function ofAttribute(db: Db, site: Site, expr: Expr & { k: 'attr' }, depth: Effort): string | null {
  const target = resolve(db, site, expr);
  const direct = ofTarget(db, target, deeper(depth));
  if (direct) return direct;
  if (target.kind === 'function' || target.kind === 'module') return null;
  const owner = instanceClass(db, site, expr.obj, deeper(depth)) ?? ownClass(site, expr.obj);
  if (owner) {
    const assigned = ofField(db, owner, expr.name, depth);
    if (assigned) return assigned;
  }
  const of = originOf(db, site, expr.obj, deeper(depth));
  return of && `${of}.${expr.name}`;
}

/** The class around a method, for its `self` (or `cls`). */
export function ownClass(site: Site, expr: Expr): (Target & { kind: 'class' }) | null {
  if (expr.k !== 'name' || (expr.id !== 'self' && expr.id !== 'cls')) return null;
  const index = site.within.findLastIndex((def) => def.k === 'class');
  const def = site.within[index];
  const at = { path: site.path, within: site.within.slice(0, index) };
  return def?.k === 'class' ? { kind: 'class', site: at, def } : null;
}

/** `self.db = …` in a method, or a class attribute. */
function ofField(db: Db, owner: Target & { kind: 'class' }, name: string, depth: Effort): string | null {
  const member = attributeOf(db, owner, name);
  if (member.kind === 'variable') return ofVariable(db, member, deeper(depth));
  if (member.kind === 'function' && member.def.decorators.some((d) => d.k === 'name' && /property$/.test(d.id)))
    return returned(db, member, deeper(depth));
  const body = inside(owner.site, owner.def);
  for (const { method, stmt } of fieldAssignments(owner.def, name)) {
    const at = inside(body, method);
    const found =
      (stmt.annotation && annotationOrigin(db, at, stmt.annotation, deeper(depth))) ??
      (stmt.v && originOf(db, at, stmt.v, deeper(depth)));
    if (found) return found;
  }
  return null;
}

function ofCall(db: Db, site: Site, expr: Expr & { k: 'call' }, depth: Effort): string | null {
  const callee = resolve(db, site, expr.fn);
  if (callee.kind === 'function') return returned(db, callee, deeper(depth));
  if (callee.kind === 'unknown' && expr.fn.k === 'attr') {
    const owner = instanceClass(db, site, expr.fn.obj, deeper(depth)) ?? ownClass(site, expr.fn.obj);
    const method = owner && attributeOf(db, owner, expr.fn.name);
    if (method?.kind === 'function') return returned(db, method, deeper(depth));
  }
  // `next(get_db())`, `anext(…)`, `lru_cache(f)()`, `contextmanager(f)()`: what is inside.
  const name = callee.kind === 'external' ? callee.dotted : '';
  const [first] = expr.args;
  if (/^(builtins\.(next|anext|iter)|typing\.cast|contextlib\.\w+|functools\.\w+)$/.test(name) && first) {
    return originOf(db, site, name === 'typing.cast' ? (expr.args[1] ?? first) : first, deeper(depth));
  }
  const of = originOf(db, site, expr.fn, deeper(depth));
  if (of === 'sqlalchemy.orm.sessionmaker' && makesAsyncSessions(db, site, expr)) return ASYNC_SESSIONS;
  return of && `${of}()`;
}

const ASYNC_SESSIONS = 'sqlalchemy.ext.asyncio.async_sessionmaker()';

/** `sessionmaker(engine, class_=AsyncSession)`, as it was written before `async_sessionmaker`. */
function makesAsyncSessions(db: Db, site: Site, expr: Expr & { k: 'call' }): boolean {
  const made = keywordArgument(expr, 'class_');
  return made !== undefined && /AsyncSession$/.test(externalName(db, site, made) ?? '');
}

/** What a function of the repository gives: as declared, else as returned or yielded. */
function returned(db: Db, target: Target & { kind: 'function' }, depth: Effort): string | null {
  if (isExhausted(depth)) return null;
  const { def, site } = target;
  const declared = def.returns && annotationOrigin(db, site, def.returns, deeper(depth));
  if (declared) return declared;
  const at = inside(site, def);
  for (const stmt of statementsOf(def.body)) {
    const result =
      stmt.k === 'return'
        ? stmt.v
        : stmt.k === 'expr' && stmt.v.k === 'yield'
          ? stmt.v.v
          : stmt.k === 'expr' && stmt.v.k === 'await' && stmt.v.v.k === 'yield'
            ? stmt.v.v.v
            : null;
    const found = result && originOf(db, at, result, deeper(depth));
    if (found) return found;
  }
  return null;
}

function ofVariable(db: Db, target: Target & { kind: 'variable' }, depth: Effort): string | null {
  if (isExhausted(depth)) return null;
  for (const binding of target.bindings.toReversed()) {
    const found = ofBinding(db, target.site, binding, depth);
    if (found) return found;
  }
  return null;
}

function ofBinding(db: Db, site: Site, binding: Binding, depth: Effort): string | null {
  const outer: Site = { path: site.path, within: site.within.slice(0, -1) };
  switch (binding.kind) {
    case 'value':
      return (
        (binding.annotation && annotationOrigin(db, site, binding.annotation, deeper(depth))) ??
        (binding.value && originOf(db, site, binding.value, deeper(depth)))
      );
    case 'parameter':
      return (
        (binding.annotation && annotationOrigin(db, outer, binding.annotation, deeper(depth))) ??
        (binding.default && injected(db, outer, binding.default, depth))
      );
    case 'entered': {
      const of = originOf(db, site, binding.value, deeper(depth));
      return of && (isManager(db, site, binding.value) ? of : `${of}.__enter__()`);
    }
    case 'element': {
      const of = originOf(db, site, binding.of, deeper(depth));
      return of && (binding.of.k === 'call' ? of : `${of}[]`);
    }
    default:
      return null;
  }
}

/** `with get_session() as s` where the function is a `@contextmanager`: it gives what it yields. */
function isManager(db: Db, site: Site, value: Expr): boolean {
  if (value.k !== 'call') return false;
  const callee = resolve(db, site, value.fn);
  if (callee.kind === 'function') return true;
  return callee.kind === 'unknown' && value.fn.k === 'attr' && instanceClass(db, site, value.fn.obj) !== null;
}

/** `Depends(provider)` as a default. */
function injected(db: Db, site: Site, expr: Expr, depth: Effort): string | null {
  if (expr.k !== 'call' || !/(^|\.)(Depends|Security|Provide)$/.test(externalName(db, site, expr.fn) ?? ''))
    return null;
  const provider = expr.args[0] ?? keywordArgument(expr, 'dependency');
  if (!provider) return null;
  const call: Expr = { k: 'call', s: provider.s, e: provider.e, fn: provider, args: [], kw: [] };
  return originOf(db, site, call, deeper(depth));
}

/** The instance that an annotation promises: `X`, `"X"`, `X | None`, `Annotated[X, …]`, `Generator[X, None, None]`. */
function annotationOrigin(db: Db, site: Site, annotation: Expr, depth: Effort): string | null {
  if (isExhausted(depth)) return null;
  const next = (inner: Expr, at: Site = site) => annotationOrigin(db, at, inner, deeper(depth));
  if (annotation.k === 'str') {
    const name = /^(?:(?:typing\.)?Optional\[)?([\w.]+)(\]| *\|.*)?$/.exec(annotation.v)?.[1];
    return name === undefined ? null : next(nameOf({ ...annotation, v: name }));
  }
  if (annotation.k === 'bin') return next(annotation.l) ?? next(annotation.r);
  if (annotation.k === 'sub') {
    const outer = externalName(db, site, annotation.obj) ?? '';
    if (
      !/(Optional|Annotated|Union|Iterator|Iterable|Generator|Awaitable|AbstractContextManager|AbstractAsyncContextManager|Final|ClassVar)$/.test(
        outer,
      )
    )
      return next(annotation.obj);
    const items = annotation.index.flatMap((item) => (item.k === 'tuple' ? item.items : [item]));
    for (const item of outer.endsWith('Union') ? items : items.slice(0, 1)) {
      const found = next(item);
      if (found) return found;
    }
    const provided = items.slice(1).map((item) => injected(db, site, item, deeper(depth)));
    return provided.find((origin) => origin !== null) ?? null;
  }
  if (annotation.k !== 'name' && annotation.k !== 'attr') return null;
  const target = resolve(db, site, annotation);
  if (target.kind === 'external') {
    return /^(builtins|typing|collections|datetime|uuid|pydantic|enum)\b/.test(target.dotted)
      ? null
      : `${target.dotted}()`;
  }
  if (target.kind === 'class') {
    const base = ofBases(db, target, deeper(depth));
    return base && `${base}()`;
  }
  const last = target.kind === 'variable' ? target.bindings.at(-1) : undefined;
  return target.kind === 'variable' && last?.kind === 'value' && last.value ? next(last.value, target.site) : null;
}

function nameOf(text: Expr & { k: 'str' }): Expr {
  const [first = '', ...rest] = text.v.split('.');
  let expr: Expr = { k: 'name', s: text.s, e: text.e, id: first };
  for (const name of rest) expr = { k: 'attr', s: text.s, e: text.e, obj: expr, name };
  return expr;
}
