/** What one file has to do with routes, so that only files that matter are followed. */
import type { Expr, PythonModule, Stmt } from '../../model/python.ts';
import { callsIn, statementsOf } from '../../model/python-walk.ts';
import { type Db, query } from '../db.ts';
import { findModule, submodule } from '../modules.ts';
import { FRAMEWORK_PACKAGES, HTTP_METHODS, REGISTERING, routerClass } from './frameworks.ts';

interface RouteDeclarations {
  /** It makes or fills an application or router itself. */
  readonly speaks: boolean;
  /** Modules of this repository that it imports anywhere in the file. */
  readonly imports: readonly string[];
}

/** Import statement (its offset) → the modules of this repository that it runs. */
export const importedModules = query<ReadonlyMap<number, readonly string[]>>('imported-modules', (db, path) => {
  const imports = db.facts(path)?.python?.imports ?? [];
  return new Map(imports.map((stmt) => [stmt.s, modulesOf(db, path, stmt)]));
});

const ROUTING_NAMES =
  /^(FastAPI|FastAPIUsers|APIRouter|InferringRouter|Starlette|Router|Route|Mount|WebSocketRoute|APIRoute|Flask|Quart|APIFlask|OpenAPI|Blueprint|APIBlueprint|Api|Namespace|cbv|Instrumentator|PrometheusMetrics|applications|routing)$/;

/** Cost: one look at the file's imports and names; a pass over its statements where the names promise something. */
const routeDeclarations = query<RouteDeclarations | null>('route-declarations', (db, path) => {
  const module = db.facts(path)?.python;
  if (!module) return null;
  const imports = new Set([...db.get(importedModules, path).values()].flat());
  const speaks = module.imports.some(importsRouting) || speaksOfRoutes(module);
  return { speaks, imports: [...imports].sort() };
});

function speaksOfRoutes({ body, names }: PythonModule): boolean {
  const registers = names.some((name) => REGISTERING.has(name));
  if (!registers && !names.some(isRouteMethod)) return false;
  const isIn = (block: readonly Stmt[]): boolean =>
    (registers && callsIn(block).some((call) => call.fn.k === 'attr' && REGISTERING.has(call.fn.name))) ||
    statementsOf(block).some(
      (stmt) => (stmt.k === 'def' || stmt.k === 'class') && (stmt.decorators.some(isRouteDecorator) || isIn(stmt.body)),
    );
  return isIn(body);
}

/** Files that take part in routing: those that speak of it, and those that import them, in path order. */
export const routingFiles = query<ReadonlySet<string>>('routing-files', (db) => {
  const python = db.paths().filter((path) => path.endsWith('.py'));
  const importers = new Map<string, string[]>();
  const queue: string[] = [];
  for (const path of python) {
    const declared = db.get(routeDeclarations, path);
    if (declared === null) continue;
    if (declared.speaks) queue.push(path);
    for (const imported of declared.imports) {
      const known = importers.get(imported);
      if (known) known.push(path);
      else importers.set(imported, [path]);
    }
  }
  const found = new Set(queue);
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    for (const importer of importers.get(path) ?? []) {
      if (found.has(importer)) continue;
      found.add(importer);
      queue.push(importer);
    }
  }
  return new Set(python.filter((path) => found.has(path)));
});

const routingFile = query<boolean>('routing-file', (db, path) => db.get(routingFiles).has(path));

/** Asked file by file: who asks has nothing to do with other files. */
export function isRoutingFile(db: Db, path: string): boolean {
  return db.get(routingFile, path);
}

/** The modules of this repository that an import statement runs, packages on the way left out. */
function modulesOf(db: Db, path: string, stmt: Stmt & { k: 'import' }): readonly string[] {
  if (stmt.from === null && stmt.level === 0) {
    return stmt.names.flatMap(({ name }) => findModule(db, path, name, 0)?.path ?? []);
  }
  const module = findModule(db, path, stmt.from ?? '', stmt.level);
  if (!module) return [];
  const inner = stmt.names.flatMap(({ name }) => submodule(db, module.path, name)?.path ?? []);
  return [module.path, ...inner].filter((found) => found.endsWith('.py') && found !== path);
}

function importsRouting(stmt: Stmt & { k: 'import' }): boolean {
  const isFramework = (dotted: string) => FRAMEWORK_PACKAGES.has(dotted.split('.', 1)[0] ?? '');
  if (stmt.from === null) return stmt.names.some(({ name }) => isFramework(name));
  if (stmt.level !== 0) return false;
  const { from } = stmt;
  return stmt.names.some(
    ({ name }) => (isFramework(from) && ROUTING_NAMES.test(name)) || routerClass(`${from}.${name}`) !== null,
  );
}

/** `@router.get("/x")`, `@app.route(…)`. */
function isRouteDecorator(decorator: Expr): boolean {
  if (decorator.k !== 'call' || decorator.fn.k !== 'attr') return false;
  return isRouteMethod(decorator.fn.name);
}

function isRouteMethod(name: string): boolean {
  return HTTP_METHODS.has(name) || /^(api_route|route|websocket|websocket_route|on_event)$/.test(name);
}
