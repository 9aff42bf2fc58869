/**
 * The code of one Python file, listed once for all rules: functions, classes and calls with where they stand, and names
 * as the file's own imports resolve them. Derived from facts, and forgotten with them.
 */
import type { SourceFile } from '../model/project.ts';
import type { Call, ClassDef, Expr, FunctionDef, PythonModule, Stmt } from '../model/python.ts';
import { dottedName, expressionsOf, statementsOf, subexpressions } from '../model/python-walk.ts';
import type { CodeSite } from '../model/settings.ts';

export interface Code {
  readonly functions: readonly Site<FunctionDef>[];
  readonly classes: readonly Site<ClassDef>[];
  /** In source order of the scopes that make them. */
  readonly calls: readonly CallSite[];
  /** Name in the file → what it was imported as: `sleep` → `time.sleep`; relative imports begin with their dots. */
  readonly imports: ReadonlyMap<string, string>;
}

/** A definition, with its dotted name inside the module and the definitions around it, outermost first. */
export interface Site<D extends FunctionDef | ClassDef = FunctionDef | ClassDef> {
  readonly def: D;
  readonly symbol: string;
  readonly within: readonly (FunctionDef | ClassDef)[];
}

export interface CallSite {
  readonly call: Call;
  /** What is called, imports resolved: `time.sleep`; `null` where it is not a dotted name. */
  readonly name: string | null;
  /** The function or class that makes the call, or `null` at module level. */
  readonly site: Site | null;
  /** Its symbol, empty at module level: what `Found.symbol` wants. */
  readonly symbol: string;
  readonly awaited: boolean;
  /** Inside a lambda: it runs when somebody calls that, not here. */
  readonly deferred: boolean;
}

const EMPTY: Code = { functions: [], classes: [], calls: [], imports: new Map() };
const known = new WeakMap<PythonModule, Code>();

/** The code of a file; empty for anything but Python. */
export function codeOf(file: SourceFile): Code {
  const module = file.facts.python;
  if (!module) return EMPTY;
  const code = known.get(module) ?? listCode(module);
  known.set(module, code);
  return code;
}

/** Where a call stands, for questions about what its arguments mean. */
export function scopeOf(file: SourceFile, { site }: CallSite): CodeSite {
  return { path: file.path, within: site ? [...site.within, site.def] : [] };
}

/** A dotted name with its first part resolved by the file's imports; `null` for anything but names and attributes. */
export function importedName(file: SourceFile, expr: Expr): string | null {
  return resolve(codeOf(file).imports, dottedName(expr));
}

function listCode(module: PythonModule): Code {
  const functions: Site<FunctionDef>[] = [];
  const classes: Site<ClassDef>[] = [];
  const calls: CallSite[] = [];
  const imports = new Map<string, string>();
  const enter = (body: readonly Stmt[], site: Site | null): void => {
    for (const stmt of statementsOf(body)) {
      if (stmt.k === 'import') for (const [name, target] of importedBy(stmt)) imports.set(name, target);
      for (const expr of expressionsOf(stmt)) listCalls(expr, site, calls);
      if (stmt.k !== 'def' && stmt.k !== 'class') continue;
      const within = site ? [...site.within, site.def] : [];
      const symbol = site ? `${site.symbol}.${stmt.name}` : stmt.name;
      if (stmt.k === 'def') functions.push({ def: stmt, symbol, within });
      else classes.push({ def: stmt, symbol, within });
      enter(stmt.body, { def: stmt, symbol, within });
    }
  };
  enter(module.body, null);
  // Names are resolved last: a function may use what the module imports below it.
  return { functions, classes, calls: calls.map((site) => ({ ...site, name: resolve(imports, site.name) })), imports };
}

function listCalls(expr: Expr, site: Site | null, calls: CallSite[], awaited = false, deferred = false): void {
  if (expr.k === 'call') {
    calls.push({ call: expr, name: dottedName(expr.fn), site, symbol: site?.symbol ?? '', awaited, deferred });
  }
  for (const inner of subexpressions(expr)) {
    listCalls(inner, site, calls, expr.k === 'await', deferred || expr.k === 'lambda');
  }
}

function importedBy({ from, level, names }: Extract<Stmt, { k: 'import' }>): [name: string, target: string][] {
  const prefix = '.'.repeat(level) + (from ?? '');
  const dot = from ? '.' : '';
  return names.map(({ name, as }) => {
    if (from !== null || level > 0) return [as ?? name, `${prefix}${dot}${name}`];
    // `import a.b` binds `a`.
    const bound = name.split('.')[0] ?? name;
    return as === null ? [bound, bound] : [as, name];
  });
}

function resolve(imports: ReadonlyMap<string, string>, name: string | null): string | null {
  if (name === null) return null;
  const [head = '', ...rest] = name.split('.');
  const target = imports.get(head);
  return target === undefined ? name : [target, ...rest].join('.');
}
