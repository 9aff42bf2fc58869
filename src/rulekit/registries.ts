/** Module-level dictionaries that start-up code fills and handlers look into: `services["cache"]`. */
import type { Project, SourceFile } from '../model/project.ts';
import type { Call, ClassDef, Expr, FunctionDef, Stmt } from '../model/python.ts';
import { dottedName, expressionsIn, expressionsOf, statementsOf } from '../model/python-walk.ts';
import { type Place, spanOf } from '../model/span.ts';
import { codeOf, type Site } from './code.ts';
import { filesNaming } from './handlers.ts';

export interface Registry {
  readonly name: string;
  readonly path: string;
  /** Where it is made. */
  readonly at: Place;
  /** Keys that code gives a value, with the first place of each. */
  readonly keys: ReadonlyMap<string, Place>;
  readonly reads: readonly Read[];
}

export interface Read {
  readonly key: string;
  readonly at: Place;
  readonly symbol: string;
}

/** A read, with the function whose parameter it reads (`null`: a name of the module). */
interface Sighting extends Read {
  readonly name: string;
  readonly parameterOf: string | null;
}

const NAMES = /^_?(\w+_)?(services|registry|components|providers|clients|managers|app_state|singletons|instances)$/i;

/** What one function, or the level of the module, does with the names that could be registries. */
interface Doings {
  readonly sets: { readonly name: string; readonly key: string; readonly at: Place }[];
  readonly reads: Sighting[];
  /** Names that something else may be done to: a key that is computed, `update`, being passed on. */
  readonly lost: Set<string>;
  /** Functions that a name is handed to under which it stays in sight: `create_router services`. */
  readonly handed: Set<string>;
  /** Keys that somebody asks for before looking them up: `"cache" in services`. */
  readonly optional: Set<string>;
}

/** Registries all of whose keys are known: dictionaries of modules that are filled under constant keys only. */
export function registriesOf(project: Project): readonly Registry[] {
  const files = filesNaming(project, NAMES);
  const doings = files.map((file) => doingsOf(file));
  const lost = new Set(doings.flatMap((one) => [...one.lost]));
  const made = files.flatMap(registriesMadeIn);
  return made.flatMap(({ name, at, file: { path }, keys }): Registry[] => {
    const handed = new Set(doings.flatMap((one) => [...one.handed]));
    const isThis = (read: Sighting, file: SourceFile | undefined): boolean =>
      read.parameterOf !== null
        ? handed.has(`${read.parameterOf} ${name}`)
        : file?.path === path || (file !== undefined && codeOf(file).imports.has(name));
    // Two dictionaries of one name: which one a parameter of that name is, nobody can tell.
    if (lost.has(name) || made.filter((other) => other.name === name).length > 1) return [];
    const known = new Map(keys);
    for (const { sets } of doings)
      for (const set of sets) if (set.name === name && !known.has(set.key)) known.set(set.key, set.at);
    const reads = doings.flatMap((one, i) =>
      one.reads.filter(
        (read) => read.name === name && isThis(read, files[i]) && !one.optional.has(`${name} ${read.key}`),
      ),
    );
    return [{ name, path, at, keys: known, reads }];
  });
}

function registriesMadeIn(file: SourceFile): { name: string; at: Place; file: SourceFile; keys: [string, Place][] }[] {
  return statementsOf(file.facts.python?.body ?? []).flatMap((stmt) => {
    const [target] = stmt.k === 'assign' ? stmt.targets : [];
    if (stmt.k !== 'assign' || target?.k !== 'name' || !NAMES.test(target.id) || !stmt.v) return [];
    const { v } = stmt;
    if (v.k === 'call' && dottedName(v.fn) === 'dict' && v.args.length + v.kw.length === 0)
      return [{ name: target.id, at: place(file, stmt), file, keys: [] }];
    if (v.k !== 'dict' || v.items.some(([key]) => key?.k !== 'str')) return [];
    const keys = v.items.flatMap(([key]): [string, Place][] => (key?.k === 'str' ? [[key.v, place(file, key)]] : []));
    return [{ name: target.id, at: place(file, stmt), file, keys }];
  });
}

/** Where statements stand, and what is noted about them. */
interface Scope {
  readonly file: SourceFile;
  readonly site: Site | null;
  readonly doings: Doings;
  /** Names that mean something else here. */
  readonly locals: ReadonlySet<string>;
}

function doingsOf(file: SourceFile): Doings {
  const doings: Doings = { sets: [], reads: [], lost: new Set(), handed: new Set(), optional: new Set() };
  const { functions, classes } = codeOf(file);
  look({ file, site: null, doings, locals: new Set() }, file.facts.python?.body ?? []);
  for (const site of [...functions, ...classes]) {
    const { body } = site.def;
    const isGlobal = body.some(({ k }) => k === 'global');
    const locals = isGlobal ? [] : [...site.within, site.def].filter(({ k }) => k === 'def').flatMap(localsOf);
    look({ file, site, doings, locals: new Set(locals) }, body);
  }
  return doings;
}

/** A dictionary that a function makes for itself is another one. */
function localsOf({ body }: FunctionDef | ClassDef): string[] {
  return statementsOf(body).flatMap((stmt) =>
    stmt.k === 'assign' ? stmt.targets.flatMap((target) => (target.k === 'name' ? [target.id] : [])) : [],
  );
}

function look(scope: Scope, body: readonly Stmt[]): void {
  for (const stmt of statementsOf(body)) {
    const written = stmt.k === 'assign' ? lookAtAssignment(scope, stmt) : new Set<Expr>();
    const returned = stmt.k === 'return' && stmt.v ? registryName(scope, stmt.v) : null;
    if (returned !== null) scope.doings.lost.add(returned);
    for (const expr of expressionsOf(stmt).flatMap(expressionsIn)) {
      // `services.get("x") or make_x()` has an answer for what is not there.
      if (expr.k === 'bin' && expr.op === 'or') written.add(expr.l);
      else if (expr.k === 'bin' && /^(not )?in$/.test(expr.op) && expr.l.k === 'str') {
        const name = registryName(scope, expr.r);
        if (name !== null) scope.doings.optional.add(`${name} ${expr.l.v}`);
      } else if (expr.k === 'sub' && !written.has(expr)) read(scope, expr, expr.obj, expr.index[0]);
      else if (expr.k === 'call' && !written.has(expr)) lookAtCall(scope, expr);
    }
  }
}

/** The name of what may be the registry; `self.services` is one that a class was handed, and only what it sets counts. */
function registryName({ locals }: Scope, expr: Expr, ofSelf = false): string | null {
  if (ofSelf && expr.k === 'attr' && expr.obj.k === 'name' && expr.obj.id === 'self')
    return NAMES.test(expr.name) ? expr.name : null;
  return expr.k === 'name' && NAMES.test(expr.id) && !locals.has(expr.id) ? expr.id : null;
}

/** The subscripts that are written. Bound to another name, a dictionary is filled under that one. */
function lookAtAssignment(scope: Scope, { targets, v, op }: Stmt & { k: 'assign' }): Set<Expr> {
  const { doings, file } = scope;
  const written = new Set<Expr>();
  for (const target of targets) {
    const name = registryName(scope, target.k === 'sub' ? target.obj : target, target.k === 'sub');
    if (name === null) continue;
    if (target.k === 'sub') {
      const [key] = target.index;
      written.add(target);
      if (key?.k === 'str') doings.sets.push({ name, key: key.v, at: place(file, target) });
      else doings.lost.add(name);
    } else if (op !== undefined) doings.lost.add(name);
  }
  const other = v && registryName(scope, v);
  const keepsName = targets.every(
    (target) => target.k === 'attr' && target.name === other && dottedName(target.obj) === 'self',
  );
  if (other && !keepsName) doings.lost.add(other);
  return written;
}

/** Classes, functions that put routes together from what they are given, and those that only look. */
const KEEPS =
  /^[A-Z]|^(create|include|register|setup|init|make|build|configure|add)_|_router$|_routes$|^(len|print|list|bool|str|sorted|iter|any|all|dict|set)$/;

/** Handed over as what it is, a dictionary stays in sight; under another name, it may be filled there. */
function lookAtCall(scope: Scope, call: Call): void {
  const { fn } = call;
  const { doings } = scope;
  if (fn.k === 'attr') {
    const name = registryName(scope, fn.obj, true);
    if (name !== null && /^(update|setdefault|__setitem__|__ior__)$/.test(fn.name)) doings.lost.add(name);
    if (fn.name === 'get' && call.args.length === 1) read(scope, call, fn.obj, call.args[0]);
  }
  const callee = dottedName(fn)?.split('.').at(-1) ?? '';
  for (const { as, v } of [
    ...call.args.map((v) => ({ as: null, v })),
    ...call.kw.map(({ name, v }) => ({ as: name, v })),
  ]) {
    const name = registryName(scope, v.k === 'star' ? v.v : v);
    if (name === null) continue;
    if (KEEPS.test(callee) && (as === null || as === name)) doings.handed.add(`${callee} ${name}`);
    else doings.lost.add(name);
  }
}

function read(scope: Scope, at: Expr, of: Expr, key: Expr | undefined): void {
  const { file, site, doings } = scope;
  const name = registryName(scope, of);
  if (name === null || key?.k !== 'str') return;
  const around = site ? [...site.within, site.def] : [];
  const owner = around.findLast((def) => def.k === 'def' && def.params.some((param) => param.name === name));
  doings.reads.push({
    name,
    key: key.v,
    at: place(file, at),
    symbol: site?.symbol ?? '',
    parameterOf: owner?.name ?? null,
  });
}

function place(file: SourceFile, range: { readonly s: number; readonly e: number }): Place {
  return { path: file.path, span: spanOf(file.facts.lineStarts, range) };
}
