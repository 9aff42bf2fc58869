/**
 * What a name or a dotted expression means where it stands: a definition of this repository, wherever it was imported
 * or re-exported from, or the dotted path of something outside (`fastapi.Depends`).
 */
import type { ClassDef, Expr, FunctionDef } from '../model/python.ts';
import { type Binding, type Bindings, classBindings, functionBindings, moduleBindings } from './bindings.ts';
import { type Db, query } from './db.ts';
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
/** No real name needs a tenth of this. */
const MAX_STEPS = 600;

/** How far one question has been followed. */
interface Way {
  readonly hops: number;
  readonly question: {
    steps: number;
    /** Members looked for among the bases of a class: those that inherit from each other's attributes are asked once. */
    inherited: Map<ClassDef, Set<string>> | null;
  };
}

function start(): Way {
  return { hops: 0, question: { steps: MAX_STEPS, inherited: null } };
}

function deeper({ hops, question }: Way): Way {
  question.steps--;
  return { hops: hops + 1, question };
}

function isLost({ hops, question }: Way): boolean {
  return hops > MAX_HOPS || question.steps <= 0;
}

/** Whether this is the first time that a member is looked for in the bases of a class. */
function isFirst({ question }: Way, def: ClassDef, name: string): boolean {
  question.inherited ??= new Map();
  const names = question.inherited.get(def);
  if (names?.has(name)) return false;
  if (names) names.add(name);
  else question.inherited.set(def, new Set([name]));
  return true;
}

/** The site inside a definition. */
export function inside(site: Site, def: FunctionDef | ClassDef): Site {
  return { path: site.path, within: [...site.within, def] };
}

/** What `expr` (a name, or attributes of one) means at `site`. Anything else is unknown. */
export function resolve(db: Db, site: Site, expr: Expr): Target {
  return resolveExpr(db, site, expr, start());
}

/** What a module-level name of a file means, through its imports. */
export function resolveMember(db: Db, path: string, name: string): Target {
  return memberOf(db, path, name, start());
}

/** The dotted name of something external (`fastapi.Depends`), or `null`. */
export function externalName(db: Db, site: Site, expr: Expr): string | null {
  const target = resolve(db, site, expr);
  return target.kind === 'external' ? target.dotted : null;
}

/** What the attribute `name` of a target means: a member of a module, of a class body, of something external. */
export function attributeOf(db: Db, target: Target, name: string): Target {
  return attribute(db, target, name, start());
}

function resolveExpr(db: Db, site: Site, expr: Expr, way: Way): Target {
  if (isLost(way)) return UNKNOWN;
  if (expr.k === 'name') return resolveName(db, site, expr.id, way);
  if (expr.k !== 'attr') return UNKNOWN;
  const next = deeper(way);
  return attribute(db, resolveExpr(db, site, expr.obj, next), expr.name, next);
}

function resolveName(db: Db, site: Site, name: string, way: Way): Target {
  for (let depth = site.within.length - 1; depth >= 0; depth--) {
    const scope = site.within[depth];
    if (scope === undefined) continue;
    // A class body is seen from its own statements, not from its methods.
    if (scope.k === 'class' && depth < site.within.length - 1) continue;
    const at: Site = { path: site.path, within: site.within.slice(0, depth + 1) };
    const bindings = scope.k === 'def' ? functionBindings(scope) : classBindings(scope);
    const found = bound(db, at, name, bindings, way);
    if (found) return found;
  }
  const member = memberOf(db, site.path, name, way);
  return member.kind === 'unknown' && BUILTINS.has(name) ? { kind: 'external', dotted: `builtins.${name}` } : member;
}

function memberOf(db: Db, path: string, name: string, way: Way): Target {
  if (isLost(way)) return UNKNOWN;
  const own = ownMember(db, path, name, way);
  if (own) return own;
  if (db.get(moduleBindings, path).stars.length === 0) return UNKNOWN;
  const next = deeper(way);
  for (const star of db.get(starSources, path)) {
    // A star import from outside may bring any name; a builtin stays what it is.
    if ('dotted' in star && !BUILTINS.has(name)) return { kind: 'external', dotted: `${star.dotted}.${name}` };
    const found = 'path' in star ? ownMember(db, star.path, name, next) : null;
    if (found && found.kind !== 'unknown') return found;
  }
  return UNKNOWN;
}

function ownMember(db: Db, path: string, name: string, way: Way): Target | null {
  const found = bound(db, { path, within: [] }, name, db.get(moduleBindings, path), way);
  if (found) return found;
  const sub = submodule(db, path, name);
  return sub && { kind: 'module', path: sub.path };
}

type StarSource = { readonly path: string } | { readonly dotted: string };

/** More than any package spreads its names over. */
const MAX_STARS = 1_000;

/**
 * Where the star imports of a module bring names from, and those of these modules, the last one first: it wins.
 * Each module once: modules that import each other's stars have more ways between them than can be walked.
 */
const starSources = query<readonly StarSource[]>('star-sources', (db, path) => {
  const sources: StarSource[] = [];
  const seen = new Set<string>();
  const waiting: StarSource[] = [{ path }];
  for (let at = waiting.pop(); at !== undefined && seen.size < MAX_STARS; at = waiting.pop()) {
    const key = 'path' in at ? at.path : `${at.dotted}.*`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > 1) sources.push(at);
    if (!('path' in at)) continue;
    for (const { dotted, level } of db.get(moduleBindings, at.path).stars) {
      const module = findModule(db, at.path, dotted, level);
      if (module) waiting.push({ path: module.path });
      else if (level === 0) waiting.push({ dotted });
    }
  }
  return sources;
});

function bound(db: Db, site: Site, name: string, bindings: Bindings, way: Way): Target | null {
  const all = bindings.names.get(name);
  const last = all?.at(-1);
  if (all === undefined || last === undefined) return null;
  // `try: import x` / `except ImportError: x = None`: the import is what people mean.
  const chosen = last.kind === 'value' ? (all.findLast((b) => b.kind !== 'value' && b.kind !== 'other') ?? last) : last;
  if (chosen.kind === 'function') return { kind: 'function', site, def: chosen.def };
  if (chosen.kind === 'class') return { kind: 'class', site, def: chosen.def };
  if (chosen.kind === 'import' && (last.kind !== 'value' || isNone(last))) return imported(db, site, chosen, way);
  if (chosen.kind === 'value' && all.length === 1 && isAlias(chosen)) {
    const alias = resolveExpr(db, site, chosen.value, deeper(way));
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

function imported(db: Db, site: Site, binding: Binding & { kind: 'import' }, way: Way): Target {
  const module = findModule(db, site.path, binding.dotted, binding.level);
  if (binding.name === null) {
    return module ? { kind: 'module', path: module.path } : { kind: 'external', dotted: binding.dotted };
  }
  if (module) {
    const sub = submodule(db, module.path, binding.name);
    // A package that imports the name from itself means its submodule.
    if (module.path === site.path) return sub ? { kind: 'module', path: sub.path } : UNKNOWN;
    return memberOf(db, module.path, binding.name, deeper(way));
  }
  return binding.level > 0 ? UNKNOWN : { kind: 'external', dotted: `${binding.dotted}.${binding.name}` };
}

function attribute(db: Db, target: Target, name: string, way: Way): Target {
  switch (target.kind) {
    case 'external':
      return { kind: 'external', dotted: `${target.dotted}.${name}` };
    case 'module':
      return memberOf(db, target.path, name, way);
    case 'class':
      return classMember(db, target.site, target.def, name, way);
    case 'function':
    case 'variable':
    case 'unknown':
      return UNKNOWN;
  }
}

function classMember(db: Db, site: Site, def: ClassDef, name: string, way: Way): Target {
  if (isLost(way)) return UNKNOWN;
  const own = bound(db, inside(site, def), name, classBindings(def), way);
  if (own) return own;
  if (def.bases.length === 0 || !isFirst(way, def, name)) return UNKNOWN;
  for (const base of def.bases) {
    const next = deeper(way);
    const target = resolveExpr(db, site, base.k === 'sub' ? base.obj : base, next);
    if (target.kind !== 'class' || target.def === def) continue;
    const inherited = classMember(db, target.site, target.def, name, next);
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
