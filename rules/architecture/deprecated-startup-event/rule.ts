import { applicationFiles } from '../../../src/rulekit/application.ts';
import { codeOf, defineProjectRule, type Found, type Project, placeIn } from '../../../src/rulekit/index.ts';
import {
  applicationCalled,
  applicationsIn,
  type EventHandler,
  eventHandlersIn,
  lifespanOf,
} from '../../../src/rulekit/startup.ts';

/** Places that a reader follows. */
const SHOWN = 8;

export default defineProjectRule(({ project }) => {
  const files = applicationFiles(project);
  return files.flatMap((file) => {
    const handlers = eventHandlersIn(file);
    if (handlers.length === 0) return [];
    const groups = Map.groupBy(handlers, (handler) => isIgnored(project, handler));
    return [...groups].map(([ignored, group]) => foundOf(group, ignored));
  });
});

/** Whether the application was given a lifespan: Starlette calls either that or the handlers of events. */
function isIgnored(project: Project, { file, owner, handler }: EventHandler): boolean {
  const app = applicationCalled(project, file, owner) ?? onlyApplication(project, file.path, owner);
  if (!app || !lifespanOf(app)) return false;
  // Called by hand, by its name or with all the others, it does run.
  return !applicationFiles(project).some((each) =>
    codeOf(each).calls.some(({ name }) => name !== null && (name.split('.').at(-1) === handler || RUNS.test(name))),
  );
}

const RUNS = /\brouter\._?(startup|shutdown)$/;

/** `def register(app: FastAPI)`: in a project with one application, that one. */
function onlyApplication(project: Project, path: string, owner: string) {
  const file = project.file(path);
  const isParameter = file && codeOf(file).functions.some(({ def }) => def.params.some(({ name }) => name === owner));
  if (!isParameter) return null;
  const [only, ...others] = applicationFiles(project).flatMap(applicationsIn);
  return only && others.length === 0 ? only : null;
}

function foundOf(handlers: readonly EventHandler[], ignored: boolean): Found {
  const [first] = handlers;
  if (!first) throw new Error('a group has at least one handler');
  const names = [...new Set(handlers.map(({ handler }) => handler))];
  const values = { owner: first.owner, handlers: names, code: lifespanCode(handlers) };
  return {
    at: placeIn(first.file, first.call),
    subject: ignored ? `ignored ${first.owner}` : first.owner,
    symbol: first.symbol,
    values,
    ...(ignored ? { variant: 'ignored', severity: 'major' } : {}),
    related: handlers.slice(1, SHOWN + 1).map(({ file, call, handler }) => {
      return { ...placeIn(file, call), note: 'too', values: { handler } };
    }),
  };
}

/** The lifespan that does what the handlers do. */
function lifespanCode(handlers: readonly EventHandler[]): readonly string[] {
  const calls = (event: EventHandler['event']): string[] =>
    handlers
      .filter((each) => each.event === event)
      .map(({ handler, isAsync }) => `    ${isAsync ? 'await ' : ''}${handler}()`);
  return [
    '@asynccontextmanager',
    'async def lifespan(app: FastAPI):',
    ...calls('startup'),
    '    yield',
    ...calls('shutdown'),
  ];
}
