/**
 * Modules that run by themselves, as those of most routers do: what such a run leaves behind is an answer of its own, and
 * the run of the repository goes on with a copy. A change in one module runs that module again, and no other of them.
 */
import { type Db, query } from '../db.ts';
import { Copies } from './copies.ts';
import { isExhausted, type Run } from './run.ts';
import { executeModule, type Modules, openScope, startRun } from './start-run.ts';
import type { Node, Router, Scope, Value } from './values.ts';

interface ModuleRun {
  readonly names: ReadonlyMap<string, Value>;
  readonly routers: readonly Router[];
  readonly unresolved: readonly { readonly at: Node; readonly reason: string }[];
  /** Modules that it imports, and how many routers and remarks there were before. */
  readonly imports: readonly { readonly path: string; readonly routers: number; readonly unresolved: number }[];
  readonly followed: readonly string[];
  readonly takesUnknown: boolean;
  readonly steps: number;
}

/** `null` for a module that has to do with the state of others, or with what happens at start-up. */
const moduleRun = query<ModuleRun | null>('module-run', (db, path) => {
  const imports: { path: string; routers: number; unresolved: number }[] = [];
  const alone: Modules = {
    import: (run, imported) => {
      // Others may register on the same router at this moment.
      if (run.routers.some((router) => router.entries.length > 0)) run.isAbandoned = true;
      imports.push({ path: imported, routers: run.routers.length, unresolved: run.unresolved.length });
    },
    read: (run, other) => {
      run.isAbandoned = true;
      return { site: { path: other, within: [] }, names: new Map(), parent: null };
    },
  };
  const run = startRun(db, alone);
  const scope = executeModule(run, path);
  if (isExhausted(run) || run.deferred.length > 0) return null;
  const copies = new Copies(scope);
  const routers = run.routers.map((router) => copies.router(router));
  const names = new Map([...scope.names].map(([name, value]) => [name, copies.value(value)]));
  if (copies.failures > 0) return null;
  const { unresolved, takesUnknown, steps } = run;
  return { names, routers, unresolved, imports, followed: [...run.followed], takesUnknown, steps };
});

/** The run of a whole repository: a module is run when it is first imported or read. */
export function startRepositoryRun(db: Db): Run {
  const runModule = (run: Run, path: string): Scope => {
    const alone = db.get(moduleRun, path);
    return alone ? replay(run, path, alone) : executeModule(run, path);
  };
  return startRun(db, {
    import: (run, path) => {
      if (!run.scopes.has(path)) runModule(run, path);
    },
    read: runModule,
  });
}

function replay(run: Run, path: string, alone: ModuleRun): Scope {
  const scope = openScope(run, path);
  const copies = new Copies(null);
  for (const [name, value] of alone.names) scope.names.set(name, copies.value(value));
  // Nothing is registered before the last import: what others register in the meantime comes first.
  const own = alone.routers.map((router) => {
    const copy = copies.router(router);
    return { copy, entries: copy.entries.splice(0) };
  });
  let [routers, unresolved] = [0, 0];
  const goOn = (upTo: { readonly routers: number; readonly unresolved: number }) => {
    for (const { copy } of own.slice(routers, upTo.routers)) run.routers.push(copy);
    run.unresolved.push(...alone.unresolved.slice(unresolved, upTo.unresolved));
    ({ routers, unresolved } = upTo);
  };
  for (const imported of alone.imports) {
    goOn(imported);
    run.importModule(imported.path);
  }
  goOn({ routers: alone.routers.length, unresolved: alone.unresolved.length });
  for (const { copy, entries } of own) for (const entry of entries) copy.entries.push(entry);
  for (const followed of alone.followed) run.followed.add(followed);
  run.takesUnknown ||= alone.takesUnknown;
  run.steps += alone.steps;
  return scope;
}
