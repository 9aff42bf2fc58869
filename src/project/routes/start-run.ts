/** Puts the parts of an abstract run together; what other modules are to it depends on who starts it. */
import type { Db } from '../db.ts';
import { attributeValue } from './attributes.ts';
import { callValue } from './call-values.ts';
import { evaluateExpression } from './expressions.ts';
import type { Run } from './run.ts';
import { executeBlock } from './statements.ts';
import type { Scope } from './values.ts';

/** What happens when code imports a module, and when it reads one. */
export interface Modules {
  readonly import: (run: Run, path: string) => void;
  readonly read: (run: Run, path: string) => Scope;
}

export function startRun(db: Db, modules: Modules): Run {
  const run: Run = {
    db,
    scopes: new Map(),
    routers: [],
    unresolved: [],
    stack: [],
    followed: new Set(),
    conditions: [],
    deferred: [],
    depth: 0,
    takesUnknown: false,
    isAbandoned: false,
    steps: 0,
    callStart: 0,
    evaluate: (scope, expr) => evaluateExpression(run, scope, expr),
    execute: (scope, body) => executeBlock(run, scope, body),
    call: (fn, given, at, scope) => callValue(run, fn, given, at, scope),
    attribute: (of, name, scope) => attributeValue(run, of, name, scope),
    importModule: (path) => modules.import(run, path),
    module: (path) => run.scopes.get(path) ?? modules.read(run, path),
  };
  return run;
}

/** Runs the body of a module in its own scope, under the conditions of nobody. */
export function executeModule(run: Run, path: string): Scope {
  const scope = openScope(run, path);
  const outer = { conditions: run.conditions.splice(0), depth: run.depth };
  run.depth = 0;
  executeBlock(run, scope, run.db.facts(path)?.python?.body ?? []);
  run.depth = outer.depth;
  run.conditions.push(...outer.conditions);
  return scope;
}

/** The names of a module that begins to run: whoever imports it back finds them. */
export function openScope(run: Run, path: string): Scope {
  const scope: Scope = { site: { path, within: [] }, names: new Map(), parent: null };
  run.scopes.set(path, scope);
  return scope;
}
