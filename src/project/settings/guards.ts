/**
 * Code that refuses the default of a setting or puts another value in its place: validators, `__init__`, checks at
 * start-up. A test for emptiness refuses no default that has a value.
 */
import type { ClassDef, Expr, FunctionDef, Stmt } from '../../model/python.ts';
import { callsIn, dottedName, expressionsIn, expressionsOf, statementsOf } from '../../model/python-walk.ts';
import type { ConstantValue, SettingGuard } from '../../model/settings.ts';
import { spanOf } from '../../model/span.ts';
import type { Db } from '../db.ts';
import { inside, type Site } from '../resolve.ts';
import type { ClassTarget } from '../types.ts';
import { filesNaming } from './callers.ts';
import { lineageOf } from './settings-class.ts';

/** The setting that is asked about: how code names it, and what its default is. */
export interface Guarded {
  readonly name: string;
  readonly variables: readonly string[];
  readonly fallback: ConstantValue;
}

const MAX_FILES = 40;

/** A check in the methods of the class that declares the field. */
export function guardInClass(db: Db, owner: ClassTarget, guarded: Guarded): SettingGuard | null {
  for (const { site, def } of lineageOf(db, owner)) {
    const methods = methodsOf(def);
    for (const method of methods) {
      const at = inside(inside(site, def), method);
      const found = guardInBody(db, at, { body: method.body, aliases: parameterOf(method, guarded), guarded });
      if (found) return found;
      const helped = callsIn(method.body).find(
        ({ fn, args }) =>
          fn.k === 'attr' &&
          args.some((arg) => mentions(arg, guarded)) &&
          raises(methods.find(({ name }) => name === fn.name)),
      );
      if (helped) return guardAt(db, at, { kind: 'raises', range: helped });
    }
  }
  return null;
}

const methods = new WeakMap<ClassDef, readonly FunctionDef[]>();

/** A class of thousands of fields is not looked through for each of them. */
function methodsOf(def: ClassDef): readonly FunctionDef[] {
  const known = methods.get(def) ?? def.body.filter((stmt) => stmt.k === 'def');
  methods.set(def, known);
  return known;
}

/** A check elsewhere: a function that start-up calls, or the module itself. */
export function guardElsewhere(db: Db, guarded: Guarded): SettingGuard | null {
  const names = new Set([guarded.name, ...guarded.variables]);
  for (const name of names) {
    const files = db.get(filesNaming, name);
    if (files.length > MAX_FILES) continue;
    for (const path of files) {
      const body = db.facts(path)?.python?.body ?? [];
      for (const scope of [body, ...functionsIn(body).map((def) => def.body)]) {
        const found = guardInBody(db, { path, within: [] }, { body: scope, aliases: new Set(), guarded });
        if (found && found.kind === 'raises') return found;
      }
    }
  }
  return null;
}

function functionsIn(body: readonly Stmt[]): readonly FunctionDef[] {
  return statementsOf(body).filter((stmt) => stmt.k === 'def');
}

/** `@field_validator("secret_key")`: the parameter behind the class is the value. */
function parameterOf(method: FunctionDef, { name }: Guarded): ReadonlySet<string> {
  const validates = method.decorators.some(
    (decorator) =>
      decorator.k === 'call' && decorator.args.some((arg) => arg.k === 'str' && (arg.v === name || arg.v === '*')),
  );
  const value = validates ? method.params[1] : undefined;
  return new Set(value ? [value.name] : []);
}

interface Scope {
  readonly body: readonly Stmt[];
  readonly aliases: ReadonlySet<string>;
  readonly guarded: Guarded;
}

function guardInBody(db: Db, site: Site, { body, aliases, guarded }: Scope): SettingGuard | null {
  const known = derivedNames(body, aliases, guarded);
  const found = search(body, false, { aliases, derived: known, guarded });
  return found && guardAt(db, site, found);
}

/** Names that tell of the default: comparisons, the value in another variable, lists of what is wrong with it. */
function derivedNames(body: readonly Stmt[], aliases: ReadonlySet<string>, guarded: Guarded): ReadonlySet<string> {
  const known = new Set(aliases);
  for (const stmt of statementsOf(body)) {
    const [target] = stmt.k === 'assign' ? stmt.targets : [];
    // `is_default = settings.SECRET_KEY == "dev"`
    if (stmt.k === 'assign' && stmt.v && target?.k === 'name' && judges(stmt.v) && mentions(stmt.v, guarded)) {
      known.add(target.id);
    }
    // `for name, value, default in (("SECRET_KEY", self.SECRET_KEY, DEV), …)`
    if (stmt.k === 'for' && mentions(stmt.iter, guarded)) {
      for (const part of expressionsIn(stmt.target)) if (part.k === 'name') known.add(part.id);
    }
    // `if settings.SECRET_KEY == "dev": errors.append("SECRET_KEY")`
    if (stmt.k !== 'if' || !refuses(stmt.test, { aliases, derived: known, guarded })) continue;
    for (const inner of statementsOf(stmt.body)) for (const name of collectors(inner)) known.add(name);
  }
  return known;
}

/** The lists and flags that a statement changes. */
function collectors(stmt: Stmt): readonly string[] {
  if (stmt.k === 'assign') return stmt.targets.flatMap((target) => (target.k === 'name' ? [target.id] : []));
  const call = stmt.k === 'expr' && stmt.v.k === 'call' ? stmt.v : null;
  const isAdding = call?.fn.k === 'attr' && /^(append|add|extend|insert)$/.test(call.fn.name);
  return isAdding && call?.fn.k === 'attr' && call.fn.obj.k === 'name' ? [call.fn.obj.id] : [];
}

/** A comparison, a collection of what is wrong, the field itself in another form: not what is made with the field. */
function judges(value: Expr): boolean {
  if (value.k !== 'call') return value.k === 'bin' || value.k === 'un' || value.k === 'comp' || value.k === 'attr';
  const name = dottedName(value.fn) ?? '';
  if (/(getenv|environ\.get|get_env)$/.test(name)) return true;
  return value.fn.k === 'attr' ? value.args.length === 0 : /^(any|all|bool|len|str|getattr)$/.test(name);
}

interface Search {
  readonly aliases: ReadonlySet<string>;
  readonly derived: ReadonlySet<string>;
  readonly guarded: Guarded;
}

interface FoundGuard {
  readonly kind: SettingGuard['kind'];
  readonly range: Stmt | Expr;
}

/** The first statement under a test of the default that ends the program or gives the field another value. */
function search(body: readonly Stmt[], tested: boolean, about: Search): FoundGuard | null {
  for (const stmt of body) {
    if (stmt.k === 'assert' && refuses(stmt.test, about)) return { kind: 'raises', range: stmt };
    if (tested && (stmt.k === 'raise' || isExit(stmt))) return { kind: 'raises', range: stmt };
    if (tested && replaces(stmt, about)) return { kind: 'replaces', range: stmt };
    const inner =
      stmt.k === 'if'
        ? (search(stmt.body, tested || refuses(stmt.test, about), about) ??
          search(stmt.orelse, tested || refuses(stmt.test, about), about))
        : stmt.k === 'for' || stmt.k === 'while' || stmt.k === 'with' || stmt.k === 'try'
          ? search(stmt.body, tested || (stmt.k === 'for' && names(stmt.iter, about)), about)
          : null;
    if (inner) return inner;
  }
  return null;
}

/** A loop over the names or values of settings: `for name in ("SECRET_KEY", "JWT_SECRET")`. */
function names(iter: Expr, { guarded }: Search): boolean {
  return mentions(iter, guarded);
}

function isExit(stmt: Stmt): boolean {
  return expressionsOf(stmt).some(
    (expr) => expr.k === 'call' && /^(sys\.exit|exit|quit|os\._exit|os\.abort)$/.test(dottedName(expr.fn) ?? ''),
  );
}

function replaces(stmt: Stmt, { aliases, guarded }: Search): boolean {
  if (stmt.k === 'return') return aliases.size > 0 && stmt.v?.k === 'call';
  if (stmt.k !== 'assign' || stmt.v?.k !== 'call') return false;
  return stmt.targets.some((target) => target.k === 'attr' && target.name === guarded.name);
}

/** Whether a test can be true because of the default: anything that asks for more than whether there is a value. */
function refuses(test: Expr, about: Search): boolean {
  if (test.k === 'un') return refuses(test.v, about);
  if (test.k === 'bin' && (test.op === 'and' || test.op === 'or'))
    return refuses(test.l, about) || refuses(test.r, about);
  const { guarded, aliases, derived } = about;
  if (test.k === 'name') return derived.has(test.id) && !aliases.has(test.id);
  const isAbout =
    mentions(test, guarded) || expressionsIn(test).some((expr) => expr.k === 'name' && derived.has(expr.id));
  if (!isAbout) return false;
  if (test.k === 'attr') return false;
  if (test.k === 'call') {
    const name = dottedName(test.fn) ?? '';
    if (/getenv|environ/.test(name)) return true;
    return !(test.args.length === 0 && test.fn.k === 'attr') && name !== 'getattr';
  }
  if (test.k !== 'bin') return true;
  return !isEmptiness(test, guarded);
}

function isEmptiness(test: Expr & { k: 'bin' }, { fallback }: Guarded): boolean {
  const isNothing = (expr: Expr) => (expr.k === 'const' && expr.v === null) || (expr.k === 'str' && expr.v === '');
  if (isNothing(test.l) || isNothing(test.r)) return true;
  const least = test.r.k === 'num' ? Number(test.r.v) : Number.NaN;
  const isLength = test.l.k === 'call' && test.l.fn.k === 'name' && test.l.fn.id === 'len';
  if (!isLength || Number.isNaN(least) || typeof fallback !== 'string') return false;
  // A masked default has its class of length alone.
  if (/…\(\d/.test(fallback)) return false;
  return test.op === '<' ? fallback.length >= least : test.op === '<=' ? fallback.length > least : false;
}

/** `settings.X`, `values["X"]`, `"X"`, `X` where it is the name of a variable in capitals. */
function mentions(expr: Expr, { name, variables }: Guarded): boolean {
  return expressionsIn(expr).some(
    (part) =>
      (part.k === 'attr' && part.name === name) ||
      (part.k === 'name' && part.id === name && /^[A-Z_]+$/.test(name)) ||
      (part.k === 'str' && (part.v === name || variables.includes(part.v))),
  );
}

function raises(method: FunctionDef | undefined): boolean {
  return method !== undefined && statementsOf(method.body).some(({ k }) => k === 'raise');
}

function guardAt(db: Db, site: Site, { kind, range }: FoundGuard): SettingGuard {
  return { kind, at: { path: site.path, span: spanOf(db.facts(site.path)?.lineStarts ?? [0], range) } };
}
