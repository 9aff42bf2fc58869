/** Which files and functions answer clients, and which parameters hold the exception that a framework hands over. */
import type { Leak } from '../../model/errors.ts';
import type { FunctionDef, Stmt } from '../../model/python.ts';
import { definitionsIn, statementsOf } from '../../model/python-walk.ts';
import type { Route } from '../../model/routes.ts';
import { type Db, query } from '../db.ts';
import { inside } from '../resolve.ts';
import { routeTable } from '../routes/table.ts';
import type { Held } from './flow.ts';
import { registeredFor } from './registered.ts';
import { functionCalled, startOf } from './text.ts';

/** Offsets of the functions of a file that answer routes: a question of its own, as few changes of the table concern a file. */
export const handlersOfFile = query<readonly number[]>('route-handlers-of-file', (db, path) => {
  const routes = db.get(routesByFile).get(path) ?? [];
  return [...new Set(routes.map(({ handler }) => handler.start))].sort((a, b) => a - b);
});

const routesByFile = query<ReadonlyMap<string, readonly Route[]>>('routes-by-file', (db) =>
  Map.groupBy(db.get(routeTable).routes, ({ handler }) => handler.at.path),
);

/** Functions whose result a handler of this file returns as it is, as `start path`. */
const handedOverIn = query<readonly string[]>('answers-handed-over', (db, path) => {
  const handlers = new Set(db.get(handlersOfFile, path));
  return definitionsIn(db.facts(path)?.python?.body ?? []).flatMap(({ def, within }) => {
    if (def.k !== 'def' || !handlers.has(def.s)) return [];
    const flow = { ...startOf(db, path), site: inside({ path, within }, def) };
    return statementsOf(def.body).flatMap((stmt) => {
      const value = stmt.k === 'return' && stmt.v?.k === 'await' ? stmt.v.v : stmt.k === 'return' ? stmt.v : null;
      const target = value?.k === 'call' ? functionCalled(flow, value) : null;
      return target ? [`${target.def.s} ${target.site.path}`] : [];
    });
  });
});

const handedOver = query<ReadonlySet<string>>('all-answers-handed-over', (db) => {
  const paths = new Set(db.get(routeTable).routes.map(({ handler }) => handler.at.path));
  return new Set([...paths].flatMap((path) => db.get(handedOverIn, path)));
});

/** Offsets of the functions of a file whose result some handler returns as it is: what they return is the answer. */
export const answersForOthers = query<readonly number[]>('answers-for-others', (db, path) => {
  const all = db.get(handedOver);
  return definitionsIn(db.facts(path)?.python?.body ?? []).flatMap(({ def }) =>
    def.k === 'def' && all.has(`${def.s} ${path}`) ? [def.s] : [],
  );
});

const WEB = new Set([
  'fastapi',
  'starlette',
  'flask',
  'quart',
  'aiohttp',
  'sanic',
  'werkzeug',
  'litestar',
  'flask_restful',
  'flask_restx',
  'flask_smorest',
  'apiflask',
  'rest_framework',
  'ninja',
  'django',
]);

/** Names that answers of a project's own go by. */
const ANSWERING_NAME = /^(HTTP|Http|Api|API|App|Base|Service|Custom)\w*(Exception|Error)$|_response$|^(jsonify|abort)$/;

/** A web framework is imported here, answers are made here, or a function of this file answers a route. */
export function speaksToClients(db: Db, path: string): boolean {
  const imports = db.facts(path)?.python?.imports ?? [];
  const isWeb = imports.some(({ from, level, names }) =>
    level > 0
      ? false
      : [from ?? '', ...(from === null ? names.map(({ name }) => name) : [])].some((name) =>
          WEB.has(name.split('.', 1)[0] ?? ''),
        ),
  );
  const isNamed = db.facts(path)?.python?.names.some((name) => ANSWERING_NAME.test(name)) ?? false;
  return (
    isWeb ||
    isNamed ||
    db.get(answersForOthers, path).length > 0 ||
    db.get(handlersOfFile, path).length > 0 ||
    db.get(registeredFor, path).length > 0
  );
}

/** The parameter of a registered handler that holds the exception: the last one. */
export function exceptionParameters(db: Db, path: string): ReadonlyMap<number, readonly [string, Held]> {
  const found = new Map<number, readonly [string, Held]>();
  const functions = db.get(registeredFor, path);
  if (functions.length === 0) return found;
  for (const stmt of definitionsOf(db, path)) {
    const registered = functions.filter(({ start }) => start === stmt.s);
    const param = stmt.params.findLast(({ kind }) => kind === 'normal' || kind === 'positional');
    const wide = registered.find(({ caught }) => caught !== 'expected') ?? registered[0];
    if (!param || !wide) continue;
    const leak: Leak = { text: param.name, caught: wide.caught, types: [wide.type], trace: false };
    found.set(stmt.s, [param.name, { leak, isException: true, depth: 0 }]);
  }
  return found;
}

function definitionsOf(db: Db, path: string): FunctionDef[] {
  const found: FunctionDef[] = [];
  const enter = (body: readonly Stmt[]) => {
    for (const stmt of body) {
      if (stmt.k === 'def') found.push(stmt);
      if (stmt.k === 'def' || stmt.k === 'class') enter(stmt.body);
    }
  };
  enter(db.facts(path)?.python?.body ?? []);
  return found;
}
