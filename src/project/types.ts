/** Which class of this repository a value is an instance of, as far as annotations and assignments tell. */
import type { Expr } from '../model/python.ts';
import { keywordArgument, statementsOf } from '../model/python-walk.ts';
import { parseAnnotation } from './annotation-text.ts';
import { fieldAssignments } from './bindings.ts';
import type { Db } from './db.ts';
import { deeper, type Effort, effort, isExhausted } from './effort.ts';
import { attributeOf, externalName, inside, resolve, type Site, type Target } from './resolve.ts';

export type ClassTarget = Target & { kind: 'class' };

/**
 * The class that `expr` is an instance of: a variable made by `Settings()` or by a function that returns one,
 * a parameter or variable annotated with it.
 */
export function instanceClass(db: Db, site: Site, expr: Expr, depth = effort()): ClassTarget | null {
  if (isExhausted(depth)) return null;
  if (expr.k === 'await') return instanceClass(db, site, expr.v, deeper(depth));
  if (expr.k === 'call') {
    const callee = resolve(db, site, expr.fn);
    if (callee.kind === 'class') return callee;
    if (callee.kind === 'function') return classReturnedBy(db, callee, depth);
    // Decorators such as lru_cache(Settings)() give what they wrap.
    return expr.fn.k === 'call' && expr.fn.args[0] ? classNamed(db, site, expr.fn.args[0], depth) : null;
  }
  if (expr.k === 'bin' && expr.op === 'or')
    return instanceClass(db, site, expr.l, deeper(depth)) ?? instanceClass(db, site, expr.r, deeper(depth));
  const target = resolve(db, site, expr);
  if (target.kind === 'variable') return classOfVariable(db, target, depth);
  if (expr.k === 'attr' && target.kind === 'unknown') {
    const owner =
      instanceClass(db, site, expr.obj, deeper(depth)) ??
      (expr.obj.k === 'name' ? enclosingClass(site, expr.obj.id) : null);
    return owner ? classOfAttribute(db, owner, expr.name, depth) : null;
  }
  return null;
}

function enclosingClass(site: Site, name: string): ClassTarget | null {
  if (name !== 'self' && name !== 'cls') return null;
  const index = site.within.findLastIndex((def) => def.k === 'class');
  const def = site.within[index];
  return def?.k === 'class'
    ? { kind: 'class', site: { path: site.path, within: site.within.slice(0, index) }, def }
    : null;
}

/** The class of `owner.name`: an annotated class attribute, or `self.name = …` in one of its methods. */
function classOfAttribute(db: Db, owner: ClassTarget, name: string, depth = effort()): ClassTarget | null {
  if (isExhausted(depth)) return null;
  const member = attributeOf(db, owner, name);
  if (member.kind === 'variable') return classOfVariable(db, member, deeper(depth));
  if (member.kind === 'function') return classReturnedBy(db, member, deeper(depth));
  const body = inside(owner.site, owner.def);
  for (const { method, stmt } of fieldAssignments(owner.def, name)) {
    const at = inside(body, method);
    const found =
      (stmt.annotation && classNamed(db, at, stmt.annotation, deeper(depth))) ??
      (stmt.v && instanceClass(db, at, stmt.v, deeper(depth)));
    if (found) return found;
  }
  return null;
}

function classOfVariable(db: Db, target: Target & { kind: 'variable' }, depth: Effort): ClassTarget | null {
  for (const binding of target.bindings.toReversed()) {
    if (binding.kind !== 'value' && binding.kind !== 'parameter') continue;
    const outer: Site =
      binding.kind === 'parameter' ? { path: target.site.path, within: target.site.within.slice(0, -1) } : target.site;
    const annotated = binding.annotation && classNamed(db, outer, binding.annotation, deeper(depth));
    if (annotated) return annotated;
    const assigned =
      binding.kind === 'value' ? binding.value : binding.default && dependency(db, outer, binding.default);
    const found = assigned && instanceClass(db, target.site, assigned, deeper(depth));
    if (found) return found;
  }
  return null;
}

/** `Depends(f)` as a default gives what `f()` gives. */
function dependency(db: Db, site: Site, expr: Expr): Expr | null {
  if (expr.k !== 'call' || !/^fastapi\b.*\b(Depends|Security)$/.test(externalName(db, site, expr.fn) ?? ''))
    return null;
  const provider = expr.args[0] ?? keywordArgument(expr, 'dependency');
  return provider ? { k: 'call', s: provider.s, e: provider.e, fn: provider, args: [], kw: [] } : null;
}

/** The class that an annotation names: `X`, `"X"`, `X | None`, `Optional[X]`, `Annotated[X, Depends(f)]`. */
function classNamed(db: Db, site: Site, annotation: Expr, depth = effort()): ClassTarget | null {
  if (isExhausted(depth)) return null;
  if (annotation.k === 'str') {
    const parsed = parseAnnotation(annotation);
    return parsed && classNamed(db, site, parsed, deeper(depth));
  }
  if (annotation.k === 'bin' && annotation.op === '|') {
    return classNamed(db, site, annotation.l, deeper(depth)) ?? classNamed(db, site, annotation.r, deeper(depth));
  }
  if (annotation.k === 'sub') {
    const outer = externalName(db, site, annotation.obj) ?? '';
    if (!/(^|\.)(Optional|Annotated|Union|Type|ClassVar|Final)$/.test(outer))
      return classNamed(db, site, annotation.obj, deeper(depth));
    for (const item of annotation.index) {
      const found = classNamed(db, site, item.k === 'tuple' && item.items[0] ? item.items[0] : item, deeper(depth));
      if (found) return found;
    }
    return null;
  }
  if (annotation.k !== 'name' && annotation.k !== 'attr') return null;
  const target = resolve(db, site, annotation);
  if (target.kind === 'class') return target;
  // `CurrentUser = Annotated[User, Depends(get_current_user)]`
  const last = target.kind === 'variable' ? target.bindings.at(-1) : undefined;
  return target.kind === 'variable' && last?.kind === 'value' && last.value
    ? classNamed(db, target.site, last.value, deeper(depth))
    : null;
}

function classReturnedBy(db: Db, target: Target & { kind: 'function' }, depth: Effort): ClassTarget | null {
  const at = inside(target.site, target.def);
  if (target.def.returns) {
    const declared = target.def.returns;
    const yields = declared.k === 'sub' && /Iterator|Generator/.test(externalName(db, at, declared.obj) ?? '');
    const annotation = yields ? firstItem(declared) : declared;
    const found = annotation && classNamed(db, target.site, annotation, deeper(depth));
    if (found) return found;
  }
  for (const stmt of statementsOf(target.def.body)) {
    const result = stmt.k === 'return' ? stmt.v : stmt.k === 'expr' && stmt.v.k === 'yield' ? stmt.v.v : null;
    const found = result && instanceClass(db, at, result, deeper(depth));
    if (found) return found;
  }
  return null;
}

function firstItem(annotation: Expr & { k: 'sub' }): Expr | null {
  const first = annotation.index[0];
  return (first?.k === 'tuple' ? first.items[0] : first) ?? null;
}
