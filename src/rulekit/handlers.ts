/** The functions that answer routes, and those that they run: what rules about requests ask for. */
import type { Project, SourceFile } from '../model/project.ts';
import type { Call, Expr, FunctionDef, Stmt } from '../model/python.ts';
import { expressionsIn, expressionsOf, statementsOf } from '../model/python-walk.ts';
import type { Reach, Step } from '../model/reach.ts';
import type { Route } from '../model/routes.ts';
import { spanOf } from '../model/span.ts';
import { codeOf, type Site } from './code.ts';
import { handlerKey, routesByApp } from './routes.ts';

/** One function with the mounted routes of one application that it answers. */
export interface Handler {
  readonly app: string;
  /** The first is the one to name. */
  readonly routes: readonly [Route, ...Route[]];
  readonly file: SourceFile;
  readonly site: Site<FunctionDef>;
}

/** A function of the repository with its file. */
export interface Located {
  readonly file: SourceFile;
  readonly site: Site<FunctionDef>;
}

/** Every handler of the repository that is a function, in order of registration; those of tests and examples are left out. */
export function handlersOf(project: Project): readonly Handler[] {
  return project.memo('handlers', listHandlers).flatMap((handler) => locate(project, handler) ?? []);
}

/**
 * What each handler has to say, file by file: `ask` is asked again about a file when that, its routes or what else it reads
 * changes.
 */
export function eachHandler<T>(
  project: Project,
  key: string,
  ask: (handler: Handler, project: Project) => readonly T[],
): readonly T[] {
  return project.eachFile('python', key, (file, of) =>
    of
      .ofFile(file.path, 'handlers', handlersIn)
      .flatMap((handler) => locate(of, handler) ?? [])
      .flatMap((handler) => ask(handler, of)),
  );
}

/** A handler by its place. */
interface Answering extends Pick<Handler, 'app' | 'routes'> {
  readonly path: string;
  readonly start: number;
}

function locate(project: Project, { app, routes, path, start }: Answering): Handler | null {
  const located = functionAt(project, path, start);
  return located && { app, routes, ...located };
}

function handlersIn({ path }: SourceFile, project: Project): readonly Answering[] {
  const byPath = project.memo('handlers-by-file', (of) => Map.groupBy(of.memo('handlers', listHandlers), pathOf));
  return byPath.get(path) ?? [];
}

function pathOf({ path }: Answering): string {
  return path;
}

function listHandlers(project: Project): readonly Answering[] {
  const found = new Map<string, { app: string; routes: [Route, ...Route[]]; path: string; start: number }>();
  for (const [app, routes] of routesByApp(project)) {
    for (const route of routes) {
      const key = `${app} ${handlerKey(route)}`;
      const known = found.get(key);
      if (known) {
        known.routes.push(route);
        continue;
      }
      const { at, start } = route.handler;
      if (isAside(project, at.path) || isAside(project, route.at.path)) continue;
      if (start >= 0) found.set(key, { app, routes: [route], path: at.path, start });
    }
  }
  return [...found.values()];
}

/** Tests, examples, scripts and documentation: they run on nobody's server. */
export function isAside(project: Project, path: string): boolean {
  return (
    project.layerOf(path) === 'test' ||
    /(^|\/)(tests?|testing|examples?|samples?|demos?|docs?|docs_src|scripts?|benchmarks?|tutorials?|migrations|alembic)\//.test(
      path,
    ) ||
    /(^|\/)(conftest|test_[^/]*|[^/]*_test|debug_test)\.py$/.test(path)
  );
}

const byStart = new WeakMap<readonly Site<FunctionDef>[], ReadonlyMap<number, Site<FunctionDef>>>();

/** The function that begins at offset `start` of `path`, or `null`. */
export function functionAt(project: Project, path: string, start: number): Located | null {
  const file = start < 0 ? undefined : project.file(path);
  if (!file) return null;
  const { functions } = codeOf(file);
  const known = byStart.get(functions) ?? new Map(functions.map((site) => [site.def.s, site]));
  byStart.set(functions, known);
  const site = known.get(start);
  return site ? { file, site } : null;
}

const MAX_SERVICE_DEPTH = 3;
const MAX_FUNCTIONS = 120;

/**
 * The function and those of the repository that it runs, services and repositories entered, nearest first. Bounded: what a
 * handler means to do, it does within a few calls.
 */
export function functionsReached(project: Project, from: Located): readonly Located[] {
  const found = [from];
  const seen = new Set([keyOf(from)]);
  const visit = (reach: Reach, depth: number): void => {
    for (const [steps, enters] of [
      [reach.calls, false],
      [reach.services, true],
    ] as const) {
      for (const step of steps) {
        const located = functionAt(project, step.path, step.start);
        if (!located || seen.has(keyOf(located)) || found.length >= MAX_FUNCTIONS) continue;
        seen.add(keyOf(located));
        found.push(located);
        if (enters && depth < MAX_SERVICE_DEPTH) visit(project.reach(step.path, step.start), depth + 1);
      }
    }
  };
  visit(project.reach(from.file.path, from.site.def.s), 0);
  return found;
}

function keyOf({ file, site }: Located): string {
  return `${site.def.s} ${file.path}`;
}

/** The function of the repository that a call runs, or `null`. */
export function calledBy(project: Project, { file, site }: Located, call: Call): Step | null {
  const { line, column } = spanOf(file.facts.lineStarts, call);
  const { calls, services } = project.reach(file.path, site.def.s);
  const isIt = ({ at }: Step): boolean => at.path === file.path && at.span.line === line && at.span.column === column;
  return services.find(isIt) ?? calls.find(isIt) ?? null;
}

/** Statements of a function with those of the functions inside it. */
export function statementsWithin(def: FunctionDef): readonly Stmt[] {
  return statementsOf(def.body).flatMap((stmt) => (stmt.k === 'def' ? [stmt, ...statementsWithin(stmt)] : [stmt]));
}

/** Every expression of a function's body, functions inside it included; decorators and parameters of its own are not. */
export function expressionsWithin(def: FunctionDef): readonly Expr[] {
  return statementsWithin(def).flatMap(expressionsOf).flatMap(expressionsIn);
}

const identifiers = new WeakMap<FunctionDef, ReadonlySet<string>>();

/** Every identifier, attribute, keyword and text without blanks of a function, its own name, parameters and decorators included. */
export function wordsOf(def: FunctionDef): ReadonlySet<string> {
  const known = identifiers.get(def);
  if (known) return known;
  const words = new Set<string>([def.name, ...def.params.map(({ name }) => name)]);
  const header = expressionsOf(def).flatMap(expressionsIn);
  for (const expr of [...header, ...expressionsWithin(def)]) {
    if (expr.k === 'name') words.add(expr.id);
    else if (expr.k === 'attr') words.add(expr.name);
    else if (expr.k === 'num') words.add(expr.v);
    else if (expr.k === 'str' && expr.v.length <= 60 && !expr.v.includes(' ')) words.add(expr.v);
    else if (expr.k === 'call') for (const { name } of expr.kw) if (name !== null) words.add(name);
  }
  identifiers.set(def, words);
  return words;
}

/** `POST /login`. */
export function routeText(route: Route): string {
  return `${route.methods.join(',')} ${route.path}`;
}

/** `async def dispatch(self, request, call_next)`, `@app.middleware("http")`, `@app.before_request`, `__call__(scope, receive, send)`. */
export function isMiddleware(def: FunctionDef, within: readonly unknown[]): boolean {
  const names = def.params.map(({ name }) => name);
  if (names.includes('call_next') || (names.includes('receive') && names.includes('send'))) return true;
  if (within.length > 0 && def.name === 'dispatch') return true;
  return def.decorators
    .flatMap(expressionsIn)
    .some((expr) => expr.k === 'attr' && /^(middleware|before_request|before_app_request)$/.test(expr.name));
}

/** The Python files that use a name, tests and examples left out, in path order. */
export function filesNaming(project: Project, pattern: RegExp): readonly SourceFile[] {
  const paths = project.eachFile('python', `naming ${pattern}`, ({ path, facts }, of) =>
    facts.python?.names.some((name) => pattern.test(name)) && !isAside(of, path) ? [path] : [],
  );
  return paths.flatMap((path) => project.file(path) ?? []);
}

/** The functions and methods of the repository by their own name, tests and examples left out. */
export function functionsNamed(project: Project, name: string): readonly Located[] {
  return project
    .filesOfKind('python')
    .filter((file) => file.facts.python?.names.includes(name) && !isAside(project, file.path))
    .flatMap((file) => codeOf(file).functions.flatMap((site) => (site.def.name === name ? [{ file, site }] : [])));
}
