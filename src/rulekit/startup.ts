/** What runs when an application starts: lifespans, handlers of the events before them, and what those call. */
import type { Project, SourceFile } from '../model/project.ts';
import type { Call, Expr, FunctionDef } from '../model/python.ts';
import { argument, dottedName, keywordArgument, statementsOf } from '../model/python-walk.ts';
import { type CallSite, codeOf, importedName, type Site } from './code.ts';

/** A handler of `startup` or `shutdown`, registered on an application or router. */
export interface EventHandler {
  readonly file: SourceFile;
  readonly event: 'startup' | 'shutdown';
  /** What it is registered on, as the code says: `app`; empty for an argument of the call that makes the application. */
  readonly owner: string;
  /** The call that registers it: `app.on_event("startup")`. */
  readonly call: Call;
  readonly handler: string;
  /** The function around the registration, empty at module level. */
  readonly symbol: string;
  readonly isAsync: boolean;
}

/** `@app.on_event("startup")` and `app.add_event_handler("startup", connect)` of one file, in source order. */
export function eventHandlersIn(file: SourceFile): readonly EventHandler[] {
  if (!speaksOf(file, REGISTERING)) return [];
  const { functions, calls } = codeOf(file);
  const decorated = functions.flatMap(({ def, symbol, within }) =>
    def.decorators.flatMap((call): EventHandler[] => {
      const event = call.k === 'call' ? eventOf(call, 'on_event') : null;
      const around = symbol.slice(0, Math.max(0, symbol.length - def.name.length - 1));
      return call.k === 'call' && event && !within.some(({ k }) => k === 'class')
        ? [{ file, event, owner: ownerOf(call), call, handler: def.name, symbol: around, isAsync: def.async }]
        : [];
    }),
  );
  const added = calls.flatMap(({ call, symbol }): EventHandler[] => {
    const event = eventOf(call, 'add_event_handler');
    const handler = argument(call, 1, 'func');
    // `add_event_handler("startup", make_start_handler(app))` is known by what makes it.
    const name = handler && dottedName(handler.k === 'call' ? handler.fn : handler);
    if (!event || !handler) return [];
    const isAsync = functions.some(({ def }) => def.name === name && def.async);
    return [{ file, event, owner: ownerOf(call), call, handler: name ?? 'handler', symbol, isAsync }];
  });
  return [...decorated, ...added].sort((a, b) => a.call.s - b.call.s);
}

const REGISTERING = new Set(['on_event', 'add_event_handler']);
const STARTING = new Set([...REGISTERING, 'on_startup', 'lifespan', 'asynccontextmanager']);

/** A file without these names needs no search. */
function speaksOf({ facts }: SourceFile, names: ReadonlySet<string>): boolean {
  return facts.python?.names.some((name) => names.has(name)) ?? false;
}

function eventOf(call: Call, method: string): 'startup' | 'shutdown' | null {
  if (call.fn.k !== 'attr' || call.fn.name !== method) return null;
  const event = argument(call, 0, 'event_type');
  return event?.k === 'str' && (event.v === 'startup' || event.v === 'shutdown') ? event.v : null;
}

function ownerOf({ fn }: Call): string {
  return (fn.k === 'attr' && dottedName(fn.obj)) || 'app';
}

/** The calls of a file that make an application: `FastAPI(…)`, `Starlette(…)`. */
export function applicationsIn(file: SourceFile): readonly CallSite[] {
  return codeOf(file).calls.filter(({ name }) => name !== null && APPLICATION.test(name));
}

const APPLICATION = /^(fastapi|starlette)(\.\w+)*\.(FastAPI|Starlette)$/;

/** Whether an application is made with a lifespan: then its event handlers are never called. */
export function lifespanOf({ call }: CallSite): Expr | null {
  const lifespan = keywordArgument(call, 'lifespan');
  return lifespan === undefined || (lifespan.k === 'const' && lifespan.v === null) ? null : lifespan;
}

/** `path start` of the functions that run at start-up only: lifespans, event handlers, and what they call, however deep. */
export function startupFunctions(project: Project): ReadonlySet<string> {
  const found = project.eachFile('python', 'run-at-startup', (file, of) =>
    startersIn(file).flatMap(({ def }) => {
      const called = of.reach(file.path, def.s).calls.map(({ path, start }) => `${path} ${start}`);
      return [`${file.path} ${def.s}`, ...called];
    }),
  );
  return new Set(found);
}

function startersIn(file: SourceFile): readonly Site<FunctionDef>[] {
  if (!speaksOf(file, STARTING)) return [];
  const { functions } = codeOf(file);
  const named = new Set(
    applicationsIn(file)
      .flatMap((site) => [lifespanOf(site), ...itemsOf(keywordArgument(site.call, 'on_startup'))])
      .map((expr) => expr && dottedName(expr)),
  );
  for (const { event, handler } of eventHandlersIn(file)) if (event === 'startup') named.add(handler);
  return functions.filter((site) => named.has(site.def.name) || isLifespan(file, site));
}

function itemsOf(list: Expr | undefined): readonly Expr[] {
  return list?.k === 'list' || list?.k === 'tuple' ? list.items : [];
}

/** `@asynccontextmanager` around a function that is given the application. */
function isLifespan(file: SourceFile, { def }: Site<FunctionDef>): boolean {
  const isManager = def.decorators.some((expr) => importedName(file, expr) === 'contextlib.asynccontextmanager');
  const [app] = def.params;
  const type = app?.annotation ? importedName(file, app.annotation) : null;
  return (
    isManager &&
    app !== undefined &&
    (type === null ? /^_?app(lication)?$/.test(app.name) : /(FastAPI|Starlette)$/.test(type))
  );
}

/** The call that makes what `owner` names in a file, there or where it is imported from; `null` where that cannot be told. */
export function applicationCalled(project: Project, file: SourceFile, owner: string): CallSite | null {
  const own = assigned(file, owner);
  if (own) return own;
  const imported = codeOf(file).imports.get(owner)?.split('.') ?? [];
  const name = imported.at(-1);
  const node = project.routes().routers.find((router) => {
    return router.kind === 'app' && name !== undefined && router.name === `${imported.slice(0, -1).join('.')}:${name}`;
  });
  const home = node && project.file(node.at.path);
  return home && name !== undefined ? assigned(home, name) : null;
}

/** `owner = FastAPI(…)`, where the file has just one such line. */
function assigned(file: SourceFile, owner: string): CallSite | null {
  const module = file.facts.python;
  const made = applicationsIn(file);
  if (!module || made.length === 0) return null;
  const bodies = [module.body, ...codeOf(file).functions.map(({ def }) => def.body)];
  const values = bodies.flatMap(statementsOf).flatMap((stmt) => {
    const isOwner = stmt.k === 'assign' && stmt.targets.some((target) => target.k === 'name' && target.id === owner);
    return isOwner && stmt.v ? [stmt.v] : [];
  });
  const [only, ...others] = made.filter(({ call }) => values.includes(call));
  return only && others.length === 0 ? only : null;
}
