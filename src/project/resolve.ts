/**
 * What a name or a dotted expression means where it stands: a definition of this repository, wherever it was imported
 * or re-exported from, or the dotted path of something outside (`fastapi.Depends`).
 */
import type { ClassDef, Expr, FunctionDef } from '../model/python.ts';
import { type Binding, type Bindings, classBindings, functionBindings, moduleBindings } from './bindings.ts';
import type { Db } from './db.ts';
import { findModule, submodule } from './modules.ts';

/** Where an expression stands: a file, and the definitions around it, outermost first. */
export interface Site {
  readonly path: string;
  readonly within: readonly (FunctionDef | ClassDef)[];
}

export type Target =
  | { readonly kind: 'function'; readonly site: Site; readonly def: FunctionDef }
  | { readonly kind: 'class'; readonly site: Site; readonly def: ClassDef }
  /** A variable, parameter or attribute of this repository: how it is bound, and where, for following it further. */
  | { readonly kind: 'variable'; readonly site: Site; readonly name: string; readonly bindings: readonly Binding[] }
  | { readonly kind: 'module'; readonly path: string }
  /** Outside of the repository: `sqlalchemy.orm.Session`, or a builtin: `builtins.print`. */
  | { readonly kind: 'external'; readonly dotted: string }
  | { readonly kind: 'unknown' };

const UNKNOWN: Target = { kind: 'unknown' };
/** Re-exports of re-exports end somewhere; a longer chain is a cycle in disguise. */
const MAX_HOPS = 40;

/** The site inside a definition. */
export function inside(site: Site, def: FunctionDef | ClassDef): Site {
  return { path: site.path, within: [...site.within, def] };
}

/** What `expr` (a name, or attributes of one) means at `site`. Anything else is unknown. */
export function resolve(db: Db, site: Site, expr: Expr): Target {
  return resolveExpr(db, site, expr, 0);
}

/** What a module-level name of a file means, through its imports. */
export function resolveMember(db: Db, path: string, name: string): Target {
  return memberOf(db, path, name, 0);
}

/** The dotted name of something external (`fastapi.Depends`), or `null`. */
export function externalName(db: Db, site: Site, expr: Expr): string | null {
  const target = resolve(db, site, expr);
  return target.kind === 'external' ? target.dotted : null;
}

/** What the attribute `name` of a target means: a member of a module, of a class body, of something external. */
export function attributeOf(db: Db, target: Target, name: string): Target {
  return attribute(db, target, name, 0);
}

function resolveExpr(db: Db, site: Site, expr: Expr, hops: number): Target {
  if (hops > MAX_HOPS) return UNKNOWN;
  if (expr.k === 'name') return resolveName(db, site, expr.id, hops);
  if (expr.k !== 'attr') return UNKNOWN;
  return attribute(db, resolveExpr(db, site, expr.obj, hops + 1), expr.name, hops + 1);
}

function resolveName(db: Db, site: Site, name: string, hops: number): Target {
  for (let depth = site.within.length - 1; depth >= 0; depth--) {
    const scope = site.within[depth];
    if (scope === undefined) continue;
    // A class body is seen from its own statements, not from its methods.
    if (scope.k === 'class' && depth < site.within.length - 1) continue;
    const at: Site = { path: site.path, within: site.within.slice(0, depth + 1) };
    const bindings = scope.k === 'def' ? functionBindings(scope) : classBindings(scope);
    const found = bound(db, at, name, bindings, hops);
    if (found) return found;
  }
  return memberOf(db, site.path, name, hops, true);
}

function memberOf(db: Db, path: string, name: string, hops: number, builtins = false): Target {
  if (hops > MAX_HOPS) return UNKNOWN;
  const at: Site = { path, within: [] };
  const bindings = db.get(moduleBindings, path);
  const found = bound(db, at, name, bindings, hops);
  if (found) return found;
  const sub = submodule(db, path, name);
  if (sub) return { kind: 'module', path: sub.path };
  for (const star of bindings.stars.toReversed()) {
    const target = starMember(db, path, star, name, hops);
    if (target.kind !== 'unknown') return target;
  }
  if (builtins && BUILTINS.has(name)) return { kind: 'external', dotted: `builtins.${name}` };
  return UNKNOWN;
}

function starMember(db: Db, path: string, star: { dotted: string; level: number }, name: string, hops: number): Target {
  const module = findModule(db, path, star.dotted, star.level);
  if (module) return module.path === path ? UNKNOWN : memberOf(db, module.path, name, hops + 1);
  // A star import from outside may bring any name; a builtin stays what it is.
  return star.level > 0 || BUILTINS.has(name) ? UNKNOWN : { kind: 'external', dotted: `${star.dotted}.${name}` };
}

function bound(db: Db, site: Site, name: string, bindings: Bindings, hops: number): Target | null {
  const all = bindings.names.get(name);
  const last = all?.at(-1);
  if (all === undefined || last === undefined) return null;
  // `try: import x` / `except ImportError: x = None`: the import is what people mean.
  const chosen = last.kind === 'value' ? (all.findLast((b) => b.kind !== 'value' && b.kind !== 'other') ?? last) : last;
  if (chosen.kind === 'function') return { kind: 'function', site, def: chosen.def };
  if (chosen.kind === 'class') return { kind: 'class', site, def: chosen.def };
  if (chosen.kind === 'import' && (last.kind !== 'value' || isNone(last))) return imported(db, site, chosen, hops);
  if (chosen.kind === 'value' && all.length === 1 && isAlias(chosen)) {
    const alias = resolveExpr(db, site, chosen.value, hops + 1);
    if (alias.kind !== 'unknown' && alias.kind !== 'variable') return alias;
  }
  return { kind: 'variable', site, name, bindings: all };
}

/** `Router = fastapi.APIRouter`: another name of the same thing; an attribute of an instance is not. */
function isAlias(binding: Binding & { kind: 'value' }): binding is Binding & { kind: 'value'; value: Expr } {
  return binding.value !== null && (binding.value.k === 'name' || binding.value.k === 'attr');
}

function isNone(binding: Binding): boolean {
  return binding.kind === 'value' && binding.value?.k === 'const' && binding.value.v === null;
}

function imported(db: Db, site: Site, binding: Binding & { kind: 'import' }, hops: number): Target {
  const module = findModule(db, site.path, binding.dotted, binding.level);
  if (binding.name === null) {
    return module ? { kind: 'module', path: module.path } : { kind: 'external', dotted: binding.dotted };
  }
  if (module) {
    const sub = submodule(db, module.path, binding.name);
    // A package that imports the name from itself means its submodule.
    if (module.path === site.path) return sub ? { kind: 'module', path: sub.path } : UNKNOWN;
    return memberOf(db, module.path, binding.name, hops + 1);
  }
  return binding.level > 0 ? UNKNOWN : { kind: 'external', dotted: `${binding.dotted}.${binding.name}` };
}

function attribute(db: Db, target: Target, name: string, hops: number): Target {
  switch (target.kind) {
    case 'external':
      return { kind: 'external', dotted: `${target.dotted}.${name}` };
    case 'module':
      return memberOf(db, target.path, name, hops);
    case 'class':
      return classMember(db, target.site, target.def, name, hops);
    case 'function':
    case 'variable':
    case 'unknown':
      return UNKNOWN;
  }
}

function classMember(db: Db, site: Site, def: ClassDef, name: string, hops: number): Target {
  if (hops > MAX_HOPS) return UNKNOWN;
  const own = bound(db, inside(site, def), name, classBindings(def), hops);
  if (own) return own;
  for (const base of def.bases) {
    const target = resolveExpr(db, site, base.k === 'sub' ? base.obj : base, hops + 1);
    if (target.kind !== 'class' || target.def === def) continue;
    const inherited = classMember(db, target.site, target.def, name, hops + 1);
    if (inherited.kind !== 'unknown') return inherited;
  }
  return UNKNOWN;
}

const BUILTINS = new Set(
  `abs all any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr dict dir
  divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id input int
  isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print property range
  repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip __import__ Exception
  BaseException ValueError TypeError KeyError IndexError AttributeError RuntimeError NotImplementedError OSError
  ImportError StopIteration TimeoutError ConnectionError PermissionError FileNotFoundError`.split(/\s+/),
);
