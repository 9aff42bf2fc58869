/** Which functions are worth following: those that speak of routers, and those that call them, told by name. */
import type { Expr, Stmt } from '../../model/python.ts';
import { definitionsIn, expressionsIn, expressionsOf, statementsOf } from '../../model/python-walk.ts';
import { type Db, query } from '../db.ts';
import { routingFiles } from './declarations.ts';
import { HTTP_METHODS, REGISTERING } from './frameworks.ts';

interface Mention {
  readonly name: string;
  readonly speaks: boolean;
  readonly calls: readonly string[];
}

const ROUTING_WORD =
  /(^|_)(router|route|blueprint|bp|asgi|wsgi|subapp|endpoint|controller)s?$|(Router|Route|Blueprint|Mount|FastAPI|Flask|Starlette)s?$/i;

/** Methods that every object has: calling one tells nothing about which function is meant. */
const COMMON = new Set([
  ...HTTP_METHODS,
  'run',
  'main',
  'start',
  'setup',
  'init',
  'load',
  'create',
  'build',
  'add',
  'update',
  'append',
  'execute',
  'process',
  'handle',
  'close',
  '__init__',
  '__call__',
]);

const mentions = query<readonly Mention[]>('routing-mentions', (db, path) => {
  const found: Mention[] = [];
  for (const { def, within } of definitionsIn(db.facts(path)?.python?.body ?? [])) {
    if (def.k !== 'def') continue;
    const calls = new Set<string>();
    const speaks = read(def.body, calls);
    // A class is called by its own name.
    const owner = within.at(-1);
    const name = def.name === '__init__' && owner?.k === 'class' ? owner.name : def.name;
    found.push({ name, speaks, calls: [...calls].sort() });
  }
  return found;
});

function read(body: readonly Stmt[], calls: Set<string>): boolean {
  let speaks = false;
  for (const stmt of statementsOf(body)) {
    if (stmt.k === 'def' || stmt.k === 'class') {
      speaks = stmt.decorators.length > 0 || speaks;
      speaks = read(stmt.body, calls) || speaks;
    }
    for (const outer of expressionsOf(stmt)) {
      for (const expr of expressionsIn(outer)) {
        if (expr.k === 'call') note(expr.fn, calls);
        const word = expr.k === 'name' ? expr.id : expr.k === 'attr' ? expr.name : '';
        speaks ||= ROUTING_WORD.test(word) || REGISTERING.has(word);
      }
    }
  }
  return speaks;
}

function note(fn: Expr, calls: Set<string>): void {
  if (fn.k === 'name') calls.add(fn.id);
  else if (fn.k === 'attr' && !COMMON.has(fn.name)) calls.add(fn.name);
}

/** The names of all functions and classes that may end in a registration. */
const routingFunctions = query<ReadonlySet<string>>('routing-functions', (db) => {
  const callers = new Map<string, string[]>();
  const queue: string[] = [];
  for (const path of db.get(routingFiles)) {
    for (const { name, speaks, calls } of db.get(mentions, path)) {
      if (speaks) queue.push(name);
      for (const called of calls) {
        const known = callers.get(called);
        if (known) known.push(name);
        else callers.set(called, [name]);
      }
    }
  }
  const found = new Set(queue);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const caller of callers.get(name) ?? []) {
      if (found.has(caller)) continue;
      found.add(caller);
      queue.push(caller);
    }
  }
  return found;
});

const routingName = query<boolean>('routing-name', (db, name) => db.get(routingFunctions).has(name));

/** Asked name by name: who asks has nothing to do with other functions. */
export function isRoutingName(db: Db, name: string): boolean {
  return db.get(routingName, name);
}
