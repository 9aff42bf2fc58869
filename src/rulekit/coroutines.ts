/** Calls that hold up the event loop while requests are answered, one for each call and coroutine. */
import type { BlockedCoroutine, BlockingCall, BlockingKind } from '../model/execution.ts';
import type { Project, SourceFile } from '../model/project.ts';
import type { Place } from '../model/span.ts';
import { eachApplicationFile } from './application.ts';
import { startupFunctions } from './startup.ts';

export interface HeldUp {
  readonly coroutine: BlockedCoroutine;
  readonly symbol: string;
  readonly blocking: BlockingCall;
  /** In the coroutine: the call itself, or that of the function that leads to it. */
  readonly at: Place;
}

/** What takes long enough to be worth a word where nothing shows that requests are answered meanwhile. */
const LONG: ReadonlySet<BlockingKind> = new Set(['sleep', 'http', 'mail', 'subprocess', 'sdk']);
/** Programs around the application that run one coroutine and end. */
const ASIDE =
  /(^|\/)([\w-]*(benchmarks?|evals?|evaluation|loadtests?)[\w-]*|integrations|plugins_examples|contrib|mcp_server)\//i;

/** What a program that is run by hand begins with. */
const MAIN = /^_*(async_|a)?main(_async)?$/;

/** In path order. Coroutines that run at start-up, in workers, or under Flask (a loop for each request) hold up nobody. */
export function heldUp(project: Project): readonly HeldUp[] {
  if (!runsLoop(project)) return [];
  const startup = startupFunctions(project);
  const all = eachApplicationFile(project, 'held-up', heldUpIn);
  return all.filter(
    ({ coroutine }) => coroutine.runs === 'request' || !startup.has(`${coroutine.head.path} ${coroutine.start}`),
  );
}

function heldUpIn({ path }: SourceFile, of: Project): readonly HeldUp[] {
  if (ASIDE.test(path)) return [];
  return of.blockedCoroutines(path).flatMap((coroutine) => {
    const seen = new Set<string>();
    return coroutine.blocking.flatMap((blocking): HeldUp[] => {
      const isTold =
        coroutine.runs === 'request' ||
        (coroutine.runs === 'other' &&
          !MAIN.test(coroutine.symbol) &&
          blocking.chain.length === 0 &&
          LONG.has(blocking.kind));
      // One call of a helper is one place, whatever the helper waits for in turn.
      const [step] = blocking.chain;
      const key = `${weightOf(blocking.kind)} ${step ? JSON.stringify(step.at) : blocking.call}`;
      if (!isTold || seen.has(key)) return [];
      seen.add(key);
      return [{ coroutine, symbol: coroutine.symbol, blocking, at: step?.at ?? blocking.at }];
    });
  });
}

function weightOf(kind: BlockingKind): 'long' | 'database' | 'short' {
  return LONG.has(kind) ? 'long' : kind === 'database' ? 'database' : 'short';
}

/** Flask runs each asynchronous view on a loop of its own; everything else that serves requests shares one. */
function runsLoop(project: Project): boolean {
  const { routes } = project.routes();
  return routes.length === 0 || routes.some(({ framework }) => framework !== 'flask');
}

/** Route handlers that FastAPI would run in a thread if they were plain functions: `path start`. */
export function plainHandlers(project: Project): ReadonlySet<string> {
  return new Set(
    project
      .routes()
      .routes.flatMap(({ framework, handler, methods }) =>
        framework === 'fastapi' && !methods.includes('WEBSOCKET') ? [`${handler.at.path} ${handler.start}`] : [],
      ),
  );
}
