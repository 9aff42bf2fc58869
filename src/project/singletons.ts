/** Classes of which the program keeps one instance: whatever that holds, all requests share. */
import type { ClassDef, Expr, FunctionDef, Stmt } from '../model/python.ts';
import { callsIn, definitionsIn, dottedName, statementsOf } from '../model/python-walk.ts';
import { moduleBindings } from './bindings.ts';
import { query } from './db.ts';
import { isAside } from './layers.ts';
import { inside, resolve, type Site } from './resolve.ts';
import { isTestPath } from './routes/frameworks.ts';
import { assigned } from './state-containers.ts';

/** `path start` of each class of which the program keeps one instance. */
export const singletons = query<ReadonlySet<string>>('singletons', (db) => {
  const files = db.paths().filter((path) => path.endsWith('.py') && !isTestPath(path) && !isAside(path));
  const made = new Set(files.flatMap((path) => db.get(madeInFunctions, path)));
  return new Set(files.flatMap((path) => db.get(singletonsIn, path)).filter((key) => !made.has(key)));
});

/** Classes that functions make for themselves, whatever a module keeps of them besides. */
const madeInFunctions = query<readonly string[]>('made-in-functions', (db, path) => {
  const found = new Set<string>();
  for (const { def, within } of definitionsIn(db.facts(path)?.python?.body ?? [])) {
    if (def.k !== 'def') continue;
    const kept = new Set(keptBy(def));
    const site = inside({ path, within }, def);
    for (const call of callsIn(def.body)) {
      const name = dottedName(call.fn)?.split('.').at(-1) ?? '';
      const target = /^_?[A-Z]/.test(name) && !kept.has(call) ? resolve(db, site, call.fn) : null;
      if (target?.kind === 'class') found.add(`${target.site.path} ${target.def.s}`);
    }
  }
  return [...found];
});

/** Classes of which a module keeps one instance: `path start` of each. */
const singletonsIn = query<readonly string[]>('singletons-in', (db, path) => {
  const module = db.facts(path)?.python;
  if (!module) return [];
  const found = new Set<string>();
  const add = (site: Site, value: Expr | null): void => {
    const target = value?.k === 'call' ? resolve(db, site, value.fn) : null;
    if (target?.kind === 'class') found.add(`${target.site.path} ${target.def.s}`);
  };
  for (const bindings of db.get(moduleBindings, path).names.values()) {
    for (const binding of bindings) if (binding.kind === 'value') add({ path, within: [] }, binding.value);
  }
  for (const { def, within } of definitionsIn(module.body)) {
    if (def.k === 'class') {
      if (def.body.some((stmt) => keepsInstance(stmt)) || isSingletonByClass(def)) found.add(`${path} ${def.s}`);
    } else for (const value of keptBy(def)) add(inside({ path, within }, def), value);
  }
  return [...found];
});

/** `_instance = None`, which `__new__` or a class method fills. */
function keepsInstance(stmt: Stmt): boolean {
  return assigned(stmt).some(([target]) => target.k === 'name' && /^_?_?(instance|singleton)$/.test(target.id));
}

function isSingletonByClass({ keywords, decorators, bases }: ClassDef): boolean {
  const named = [...keywords.map(({ v }) => v), ...decorators, ...bases];
  return named.some((expr) => /singleton/i.test(dottedName(expr.k === 'call' ? expr.fn : expr) ?? ''));
}

/** What a function makes once: cached by `lru_cache`, given to a global, or kept in the application's state. */
function keptBy(def: FunctionDef): readonly Expr[] {
  const isCached = def.decorators.some((d) =>
    /(^|\.)(lru_cache|cache)$/.test(dottedName(d.k === 'call' ? d.fn : d) ?? ''),
  );
  const found: Expr[] = [];
  const globals = new Set(statementsOf(def.body).flatMap((stmt) => (stmt.k === 'global' ? stmt.names : [])));
  for (const stmt of statementsOf(def.body)) {
    if (stmt.k === 'return' && stmt.v && isCached) found.push(stmt.v);
    for (const [target, value] of assigned(stmt)) {
      if (target.k === 'name' && globals.has(target.id)) found.push(value);
      // `cls._instance = cls(…)`, `Manager._instance = Manager()`
      if (target.k === 'attr' && /^_?_?(instance|singleton)$/.test(target.name)) found.push(value);
      // `services["audio"] = AudioService()`: a container of what all requests use.
      if (
        target.k === 'sub' &&
        target.obj.k === 'name' &&
        /^_?(services?|registry|container|components)$/.test(target.obj.id)
      )
        found.push(value);
      if (target.k === 'attr' && /\.state$/.test(dottedName(target.obj) ?? '')) found.push(value);
    }
  }
  return found;
}
