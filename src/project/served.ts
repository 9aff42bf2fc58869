/** The functions that run while a request is answered: handlers, what they depend on, middleware, and all they call. */
import type { Served } from '../model/layering.ts';
import type { Call, ClassDef, Expr, FunctionDef, Stmt } from '../model/python.ts';
import {
  definitionsIn,
  dottedName,
  expressionsIn,
  expressionsOf,
  keywordArgument,
  statementsOf,
} from '../model/python-walk.ts';
import { calledBy } from './callee.ts';
import { type Db, query } from './db.ts';
import { functionKey, functionsOf } from './reach/function-reach.ts';
import { attributeOf, externalName, inside, resolve, type Site, type Target } from './resolve.ts';
import { isTestPath } from './routes/frameworks.ts';
import { routeTable } from './routes/table.ts';

/** Requests go through no more functions than this in any program that people write. */
const MAX_FUNCTIONS = 20_000;

/** By `functionKey`. A function inside a function is a part of it, and not listed by itself. */
export const servedFunctions = query<ReadonlyMap<string, Served>>('served-functions', (db) => {
  const found = new Map<string, Served>();
  const queue: string[] = [];
  const add = (key: string, served: Served): void => {
    if (found.has(key) || found.size >= MAX_FUNCTIONS) return;
    found.set(key, served);
    queue.push(key);
  };
  for (const { handler, methods, path, mounted } of db.get(routeTable).routes) {
    if (handler.start < 0 || !mounted || isTestPath(handler.at.path)) continue;
    const served = { route: `${methods.join(',')} ${path}`, handler: handler.symbol };
    for (const key of db.get(functionsAt, functionKey(handler.at.path, handler.start))) add(key, served);
  }
  for (const path of db.paths()) {
    if (!path.endsWith('.py') || isTestPath(path)) continue;
    for (const { key, symbol } of db.get(hooksIn, path)) add(key, { route: null, handler: symbol });
  }
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    const served = found.get(key);
    if (served) for (const callee of db.get(calleesOf, key)) add(callee, served);
  }
  return found;
});

const servedByFile = query<ReadonlyMap<string, ReadonlyMap<number, Served>>>('served-by-file', (db) => {
  const found = new Map<string, Map<number, Served>>();
  for (const [key, served] of db.get(servedFunctions)) {
    const [path, start] = placeOf(key);
    const known = found.get(path);
    if (known) known.set(start, served);
    else found.set(path, new Map([[start, served]]));
  }
  return found;
});

const NONE: ReadonlyMap<number, Served> = new Map();

/** The served functions of one file, by the offset at which they begin. */
export const servedIn = query<ReadonlyMap<number, Served>>(
  'served-in',
  (db, path) => db.get(servedByFile).get(path) ?? NONE,
);

function placeOf(key: string): readonly [path: string, start: number] {
  const space = key.indexOf(' ');
  return [key.slice(space + 1), Number(key.slice(0, space))];
}

/** The function at `start path`, or the methods of the class there. */
const functionsAt = query<readonly string[]>('functions-at', (db, key) => {
  const [path, start] = placeOf(key);
  if (db.get(functionsOf, path).has(start)) return [key];
  const view = definitionsIn(db.facts(path)?.python?.body ?? []).find(({ def }) => def.s === start);
  return view?.def.k === 'class' ? view.def.body.flatMap((m) => (m.k === 'def' ? functionKey(path, m.s) : [])) : [];
});

const HOOK =
  /\.(middleware|before_request|after_request|before_app_request|exception_handler|errorhandler|on|event|on_event_handler|websocket_route|websocket)$/;

/** Middleware, request hooks and events of sockets: what frameworks call without a route. */
const hooksIn = query<readonly { readonly key: string; readonly symbol: string }[]>('request-hooks', (db, path) => {
  const found: { key: string; symbol: string }[] = [];
  for (const { def, within } of definitionsIn(db.facts(path)?.python?.body ?? [])) {
    if (def.k === 'class') {
      if (
        !def.bases.some((base) =>
          /(^|\.)BaseHTTPMiddleware$|Middleware$|(^|\.)WebSocketEndpoint$/.test(dottedName(base) ?? ''),
        )
      )
        continue;
      for (const method of def.body) {
        if (method.k !== 'def' || !/^(dispatch|__call__|on_\w+)$/.test(method.name)) continue;
        found.push({ key: functionKey(path, method.s), symbol: `${def.name}.${method.name}` });
      }
    } else if (within.length === 0 && def.decorators.some((decorator) => isHook(decorator))) {
      found.push({ key: functionKey(path, def.s), symbol: def.name });
    }
  }
  return found;
});

function isHook(decorator: Expr): boolean {
  const name = dottedName(decorator.k === 'call' ? decorator.fn : decorator) ?? '';
  const starting =
    decorator.k === 'call' && decorator.args.some((arg) => arg.k === 'str' && /^(startup|shutdown)$/.test(arg.v));
  return HOOK.test(name) && !starting;
}

/** The functions that one function calls, depends on or hands on to be called, itself and functions inside it alike. */
export const calleesOf = query<readonly string[]>('callees', (db, key) => {
  const space = key.indexOf(' ');
  const path = key.slice(space + 1);
  const found = db.get(functionsOf, path).get(Number(key.slice(0, space)));
  if (!found) return [];
  const callees = new Set<string>();
  const add = (target: Target | null): void => {
    if (target?.kind === 'function') callees.add(functionKey(target.site.path, target.def.s));
    if (target?.kind !== 'class') return;
    for (const name of ['__init__', '__call__']) {
      const method = attributeOf(db, target, name);
      if (method.kind === 'function') callees.add(functionKey(method.site.path, method.def.s));
    }
  };
  visit(db, inside(found.site, found.def), found.def, add);
  callees.delete(key);
  return [...callees];
});

type Add = (target: Target | null) => void;

function visit(db: Db, site: Site, def: FunctionDef, add: Add): void {
  for (const param of def.params) {
    for (const expr of [param.default, param.annotation]) {
      if (expr) for (const one of expressionsIn(expr)) if (one.k === 'call') addCall(db, site, one, add);
    }
  }
  visitBody(db, site, def.body, add);
}

function visitBody(db: Db, site: Site, body: readonly Stmt[], add: Add): void {
  for (const stmt of statementsOf(body)) {
    if (stmt.k === 'def') visit(db, inside(site, stmt), stmt, add);
    for (const outer of expressionsOf(stmt)) {
      for (const expr of expressionsIn(outer)) if (expr.k === 'call') addCall(db, site, expr, add);
    }
  }
}

/** Calls that have another function called: now, after the answer, or in a thread. */
const HANDING =
  /(^|\.)(Depends|Security|add_task|submit|run_in_executor|to_thread|run_in_threadpool|run_sync|Thread|partial|BackgroundTask|start_background_task|spawn|start_soon)$/;

function addCall(db: Db, site: Site, call: Call, add: Add): void {
  add(calledBy(db, site, call.fn) ?? methodByName(db, site, call.fn));
  if (!HANDING.test(dottedName(call.fn) ?? '')) return;
  for (const arg of [...call.args.slice(0, 2), keywordArgument(call, 'target'), keywordArgument(call, 'dependency')]) {
    if (arg?.k === 'name' || arg?.k === 'attr') add(functionNamed(db, site, arg));
  }
}

/**
 * `services["audio"].process_audio_chunk(…)`: what a container of dependencies gives has no type that could be read, but
 * a name of several words that one class alone has leaves no doubt.
 */
function methodByName(db: Db, site: Site, fn: Expr): Target | null {
  if (fn.k !== 'attr' || !/^[a-z]+_[a-z]/.test(fn.name)) return null;
  const found = db.get(methodsByName).get(fn.name);
  if (!found || externalName(db, site, fn) !== null) return null;
  const def = db.get(functionsOf, found.path).get(found.start);
  return def ? { kind: 'function', site: def.site, def: def.def } : null;
}

/** Methods whose name no other method has. */
const methodsByName = query<ReadonlyMap<string, { readonly path: string; readonly start: number }>>(
  'methods-by-name',
  (db) => {
    const found = new Map<string, { path: string; start: number } | null>();
    for (const path of db.paths()) {
      if (!path.endsWith('.py') || isTestPath(path)) continue;
      for (const [name, start] of db.get(methodsIn, path)) found.set(name, found.has(name) ? null : { path, start });
    }
    return new Map([...found].flatMap(([name, one]) => (one === null ? [] : [[name, one] as const])));
  },
);

const methodsIn = query<readonly (readonly [string, number])[]>('methods-in', (db, path) =>
  definitionsIn(db.facts(path)?.python?.body ?? []).flatMap(({ def, within }) =>
    def.k === 'def' && within.at(-1)?.k === 'class' ? [[def.name, def.s] as const] : [],
  ),
);

function functionNamed(db: Db, site: Site, expr: Expr): Target | null {
  const target = resolve(db, site, expr);
  return target.kind === 'function' || target.kind === 'class' ? target : calledBy(db, site, expr);
}

/** The key under which `servedFunctions` knows the function that the definitions lead to: the outermost function. */
export function servingKey(path: string, definitions: readonly (FunctionDef | ClassDef)[]): string | null {
  const outermost = definitions.find((def) => def.k === 'def');
  return outermost ? functionKey(path, outermost.s) : null;
}
