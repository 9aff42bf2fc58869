/** Cross-origin policies: which origins each middleware lets in, and whether with credentials. */
import type { Project, SourceFile } from '../model/project.ts';
import type { Call, Expr } from '../model/python.ts';
import { argument, keywordArgument } from '../model/python-walk.ts';
import type { ConstantValue } from '../model/settings.ts';
import { type CallSite, codeOf, importedName, scopeOf } from './code.ts';

export interface CorsPolicy {
  readonly library: 'starlette' | 'flask-cors';
  readonly made: CallSite;
  /** What names the allowed origins; `null` where the library's own default does. */
  readonly origins: Expr | null;
  /** Every origin is answered, as the code stands without any variable set. */
  readonly anyOrigin: boolean;
  readonly credentials: Expr;
  readonly withCredentials: boolean;
}

/** The policies that a file sets up with Starlette's middleware or flask-cors. */
export function corsPolicies(project: Project, file: SourceFile): readonly CorsPolicy[] {
  return codeOf(file).calls.flatMap(
    (made) => starlettePolicy(project, file, made) ?? flaskPolicy(project, file, made) ?? [],
  );
}

/** `app.add_middleware(CORSMiddleware, …)`, `Middleware(CORSMiddleware, …)`, `CORSMiddleware(app, …)`. */
function starlettePolicy(project: Project, file: SourceFile, made: CallSite): CorsPolicy | null {
  const { call } = made;
  const [first] = call.args;
  const isItself = /(^|\.)CORSMiddleware$/.test(made.name ?? '');
  const isAdded = first !== undefined && /(^|\.)CORSMiddleware$/.test(importedName(file, first) ?? '');
  if (!isItself && !isAdded) return null;
  const credentials = keywordArgument(call, 'allow_credentials');
  if (credentials === undefined) return null;
  const origins = keywordArgument(call, 'allow_origins') ?? null;
  const pattern = keywordArgument(call, 'allow_origin_regex') ?? null;
  const value = (expr: Expr | null) => (expr ? project.flow(scopeOf(file, made), expr).value : undefined);
  const byPattern = pattern !== null && matchesAnything(value(pattern));
  return {
    library: 'starlette',
    made,
    origins: byPattern ? pattern : origins,
    anyOrigin: byPattern || holdsWildcard(value(origins)) || listsWildcard(origins, value),
    credentials,
    withCredentials: value(credentials) === true,
  };
}

/** `CORS(app, origins="*", supports_credentials=True)`; without origins flask-cors lets in all. */
function flaskPolicy(project: Project, file: SourceFile, made: CallSite): CorsPolicy | null {
  const { call, name } = made;
  const isLater = call.fn.k === 'attr' && call.fn.name === 'init_app';
  if (!isLater && !/^flask_cors(\.\w+)*\.(CORS|cross_origin)$/.test(name ?? '')) return null;
  const credentials = keywordArgument(call, 'supports_credentials');
  if (credentials === undefined || call.kw.some((keyword) => keyword.name === null)) return null;
  const value = (expr: Expr | null) => (expr ? project.flow(scopeOf(file, made), expr).value : undefined);
  const origins = keywordArgument(call, 'origins') ?? originsOfResources(call);
  const resources = isLater ? null : (argument(call, 1, 'resources') ?? null);
  const byDefault =
    origins === null && !isLater && (resources === null || resources.k === 'dict') && !isConfigured(project);
  const given = value(origins);
  return {
    library: 'flask-cors',
    made,
    origins,
    anyOrigin: byDefault || holdsWildcard(given) || listsWildcard(origins, value) || matchesAnything(given),
    credentials,
    withCredentials: value(credentials) === true,
  };
}

/** `app.config["CORS_ORIGINS"]`, where the library looks next. */
function isConfigured(project: Project): boolean {
  const configuring = project.eachFile('python', 'cors-configured', ({ facts }) =>
    facts.python?.names.includes('CORS_ORIGINS') ? [true] : [],
  );
  return configuring.length > 0;
}

/** `resources={r"/api/*": {"origins": "*"}}`: the first that names origins. */
function originsOfResources(call: Call): Expr | null {
  const resources = argument(call, 1, 'resources');
  if (resources?.k !== 'dict') return null;
  for (const [, options] of resources.items) {
    if (options.k !== 'dict') continue;
    const origins = options.items.find(([key]) => key?.k === 'str' && key.v === 'origins');
    if (origins) return origins[1];
  }
  return null;
}

function holdsWildcard(value: ConstantValue | undefined): boolean {
  return value === '*' || (Array.isArray(value) && value.includes('*'));
}

/** `["*", settings.frontend]`: one item is enough, whatever the others are. */
function listsWildcard(origins: Expr | null, value: (expr: Expr) => ConstantValue | undefined): boolean {
  return origins?.k === 'list' && origins.items.some((item) => value(item) === '*');
}

function matchesAnything(value: ConstantValue | undefined): boolean {
  return typeof value === 'string' && /^\^?(https?\??:\/\/|\(https\?:\/\/\)\??)?\(?\.[*+]\)?\$?$/.test(value);
}
