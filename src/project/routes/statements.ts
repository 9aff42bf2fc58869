/** Runs statements for what they do to routers: names bound, decorators applied, calls made, in the order of the source. */
import type { ClassDef, Expr, FunctionDef, Stmt } from '../../model/python.ts';
import { dottedName } from '../../model/python-walk.ts';
import { evaluate } from '../constants.ts';
import { moduleName } from '../modules.ts';
import { inside } from '../resolve.ts';
import { closesOverRouters } from './calls.ts';
import { importedModules, isRoutingFile } from './declarations.ts';
import { addEntries } from './make-router.ts';
import { isExhausted, type Run } from './run.ts';
import {
  addTo,
  folded,
  itemsOf,
  letGo,
  loopItems,
  type Router,
  type Scope,
  truthOf,
  unknown,
  type Value,
} from './values.ts';

/** Loops over more items than this are tables of data, not of routers. */
const MAX_ITEMS = 2_000;

export function executeBlock(run: Run, scope: Scope, body: readonly Stmt[]): Value[] {
  const returned: Value[] = [];
  run.depth++;
  for (const stmt of body) {
    if (isExhausted(run)) break;
    run.steps++;
    returned.push(...executeStatement(run, scope, stmt));
  }
  run.depth--;
  return returned;
}

function executeStatement(run: Run, scope: Scope, stmt: Stmt): Value[] {
  switch (stmt.k) {
    case 'import':
      importModules(run, scope, stmt);
      return [];
    case 'assign':
      assign(run, scope, stmt);
      return [];
    case 'expr':
      run.evaluate(scope, stmt.v);
      return [];
    case 'return':
      return stmt.v ? [run.evaluate(scope, stmt.v)] : [];
    case 'def':
      define(run, scope, stmt);
      return [];
    case 'class':
      defineClass(run, scope, stmt);
      return [];
    case 'if':
      return branch(run, scope, stmt);
    case 'for':
      return loop(run, scope, stmt);
    case 'with':
      for (const { v, target } of stmt.items) {
        const value = run.evaluate(scope, v);
        if (target) bind(run, scope, target, value);
      }
      return executeBlock(run, scope, stmt.body);
    case 'try':
      return [
        ...executeBlock(run, scope, stmt.body),
        ...executeBlock(run, scope, stmt.orelse),
        ...stmt.handlers.flatMap((handler) => fallback(run, scope, handler.body, stmt.body)),
        ...executeBlock(run, scope, stmt.final),
      ];
    case 'while':
      return executeBlock(run, scope, stmt.body);
    case 'delete':
      for (const target of stmt.targets) removeRoutes(run, scope, target);
      return [];
    case 'match':
      return stmt.cases.flatMap((choice) => executeBlock(run, scope, choice.body));
    default:
      return [];
  }
}

/** `del app.routes[i]`: whatever the test around it says, it makes room for a later route. */
function removeRoutes(run: Run, scope: Scope, target: Expr): void {
  const list = target.k === 'sub' ? run.evaluate(scope, target.obj) : null;
  if (list?.k === 'method' && list.of.k === 'router' && list.name === 'routes') list.of.router.overrides = true;
}

/** Importing a module runs it, which is when its decorators register; functions that import do the same. */
function importModules(run: Run, scope: Scope, stmt: Stmt & { k: 'import' }): void {
  const imported = run.db.get(importedModules, scope.site.path).get(stmt.s) ?? [];
  for (const path of imported) if (isRoutingFile(run.db, path)) run.importModule(path);
}

/** The handler of an `except` replaces nothing that the attempt has bound. */
function fallback(run: Run, scope: Scope, body: readonly Stmt[], attempt: readonly Stmt[]): Value[] {
  const before = new Map(scope.names);
  const returned = executeBlock(run, scope, body);
  for (const [name, value] of before) scope.names.set(name, value);
  // What was imported is looked up where it is needed: `x = None` does not stand in front of it.
  for (const stmt of attempt) {
    if (stmt.k !== 'import') continue;
    for (const { name, as } of stmt.names) if (!before.has(as ?? name)) scope.names.delete(as ?? name);
  }
  return returned;
}

function branch(run: Run, scope: Scope, stmt: Stmt & { k: 'if' }): Value[] {
  if (dottedName(stmt.test)?.endsWith('TYPE_CHECKING')) return executeBlock(run, scope, stmt.orelse);
  const test = run.evaluate(scope, stmt.test);
  // Only what an argument of this call decides is decided; settings differ between deployments.
  const truth = truthOf(test);
  const decided = truth !== null && scope.parent !== null && evaluate(run.db, scope.site, stmt.test) === undefined;
  if (decided) return executeBlock(run, scope, truth ? stmt.body : stmt.orelse);
  if (isMain(stmt.test)) {
    run.conditions.push({ test: stmt.test, off: run.conditions.at(-1)?.off ?? false });
    const started = executeBlock(run, scope, stmt.body);
    run.conditions.pop();
    return started;
  }
  const usual = truthOf(folded(test));
  const outer = run.conditions.at(-1)?.off ?? false;
  const before = new Map(scope.names);
  run.conditions.push({ test: stmt.test, off: outer || usual === false });
  const returned = executeBlock(run, scope, stmt.body);
  run.conditions.pop();
  // A function returns what it returns under the default settings.
  if (usual === false) returned.length = 0;
  const after = new Map(scope.names);
  for (const [name, value] of before) scope.names.set(name, value);
  const otherwise: Expr = { k: 'un', op: 'not', v: stmt.test, s: stmt.test.s, e: stmt.test.e };
  run.conditions.push({ test: otherwise, off: outer || usual === true });
  returned.push(...executeBlock(run, scope, stmt.orelse));
  run.conditions.pop();
  // A name bound on both ways keeps the first meaning, unless that is nothing, or not the usual one.
  for (const [name, value] of after) {
    // A text that replaces another unread one on some condition is a guess.
    if (value.k === 'const' && before.get(name)?.k === 'unknown' && usual !== true) continue;
    const isKept = usual === false && isTelling(scope.names.get(name) ?? value) && scope.names.get(name) !== value;
    if (value !== before.get(name) && isTelling(value) && !(isKept && before.has(name))) scope.names.set(name, value);
  }
  return returned;
}

function isTelling(value: Value): boolean {
  return value.k !== 'unknown' && !(value.k === 'const' && value.v === null);
}

function isMain(test: Expr): boolean {
  return test.k === 'bin' && test.op === '==' && test.l.k === 'name' && test.l.id === '__name__';
}

function loop(run: Run, scope: Scope, stmt: Stmt & { k: 'for' }): Value[] {
  const iterable = run.evaluate(scope, stmt.iter);
  const items = loopItems(iterable);
  if (!items) {
    bind(
      run,
      scope,
      stmt.target,
      unknown(iterable.k === 'unknown' ? iterable.reason : 'an element of an unread value'),
    );
    return executeBlock(run, scope, stmt.body);
  }
  const returned: Value[] = [];
  for (const item of items.slice(0, MAX_ITEMS)) {
    bind(run, scope, stmt.target, item);
    returned.push(...executeBlock(run, scope, stmt.body));
  }
  return [...returned, ...executeBlock(run, scope, stmt.orelse)];
}

function assign(run: Run, scope: Scope, stmt: Stmt & { k: 'assign' }): void {
  if (!stmt.v) return;
  const value = run.evaluate(scope, stmt.v);
  for (const target of stmt.targets) {
    if (stmt.op === '+=' || stmt.op === '+') {
      const list = run.evaluate(scope, target);
      if (list.k === 'list') addTo(list.items, itemsOf(value) ?? []);
      else bind(run, scope, target, value);
    } else bind(run, scope, target, value);
  }
}

/** Binds a name, an attribute or the parts of a tuple. */
function bind(run: Run, scope: Scope, target: Expr, value: Value): void {
  if (target.k === 'name') {
    scope.names.set(target.id, value);
    if (scope.site.within.at(-1)?.k === 'class') letGo(value);
    nameRouter(run, scope, target.id, value);
  } else if (target.k === 'tuple' || target.k === 'list') {
    const items = itemsOf(value);
    target.items.forEach((item, i) => {
      bind(run, scope, item, items?.[i] ?? unknown('a part of an unread value'));
    });
  } else if (target.k === 'attr') {
    const owner = run.evaluate(scope, target.obj);
    letGo(value);
    if (owner.k === 'instance') owner.fields.set(target.name, value);
    else if (owner.k === 'router') setField(run, owner.router, target, value, scope);
  } else if (target.k === 'sub' && target.index[0]) {
    const owner = run.evaluate(scope, target.obj);
    letGo(value);
    if (owner.k === 'dict') owner.entries.push([run.evaluate(scope, target.index[0]), value]);
  }
}

/** `app.router.routes = other.routes`, or something that a router of the repository keeps for itself. */
function setField(run: Run, router: Router, target: Expr & { k: 'attr' }, value: Value, scope: Scope): void {
  const at = { path: scope.site.path, range: { s: target.s, e: target.e } };
  if (target.name === 'routes') addEntries(run, router, value, at);
  else if (!LIBRARY_FIELDS.has(target.name) || router.framework === 'starlette') router.fields.set(target.name, value);
}

/** What the libraries keep in their routers under these names has a meaning of its own. */
const LIBRARY_FIELDS = new Set(['prefix', 'url_prefix', 'router', 'config', 'state', 'dependencies']);

/** People know an application by the module-level name that a server is given: `app.main:app`. */
function nameRouter(run: Run, scope: Scope, name: string, value: Value): void {
  if (value.k !== 'router') return;
  const known = value.router.name;
  const module = moduleName(run.db, scope.site.path);
  if (scope.site.within.length === 0) {
    if (known === null || known.endsWith('()')) value.router.name = `${module}:${name}`;
  } else if (known === null) {
    value.router.name = `${module}:${scope.site.within.map((def) => def.name).join('.')}()`;
  }
}

function define(run: Run, scope: Scope, def: FunctionDef): void {
  const fn: Value = { k: 'function', site: scope.site, def, scope, self: null, wrappers: [] };
  scope.names.set(def.name, fn);
  decorate(run, scope, def, fn);
}

/** Decorators are applied from the last to the first, as Python does. */
function decorate(run: Run, scope: Scope, def: FunctionDef | ClassDef, value: Value): void {
  for (const decorator of def.decorators.toReversed()) {
    const applied = run.evaluate(scope, decorator);
    const at = { path: scope.site.path, range: { s: decorator.s, e: decorator.e } };
    if (applied.k === 'registrar') applied.register(value, at);
    else if (applied.k === 'method' && applied.of.k === 'router') {
      run.call(applied, { args: [value], kw: new Map() }, at, scope);
    } else if (applied.k === 'function' && registersWhatItIsGiven(run, applied)) {
      run.call(applied, { args: [value], kw: new Map() }, at, scope);
    }
  }
}

/** A decorator of the project that is itself made of routing code. */
function registersWhatItIsGiven(run: Run, fn: Value & { k: 'function' }): boolean {
  if (!fn.scope?.parent) return false;
  return isRoutingFile(run.db, fn.site.path) || closesOverRouters(fn);
}

function defineClass(run: Run, scope: Scope, def: ClassDef): void {
  const body: Scope = { site: inside(scope.site, def), names: new Map(), parent: scope };
  const value: Value = { k: 'class', site: scope.site, def, scope, body };
  scope.names.set(def.name, value);
  executeBlock(run, body, def.body);
  decorate(run, scope, def, value);
}
