import { applicationFiles, eachApplicationFile } from '../../../src/rulekit/application.ts';
import {
  type CallSite,
  codeOf,
  defineProjectRule,
  type Found,
  type Part,
  type Project,
  placeIn,
} from '../../../src/rulekit/index.ts';
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
  const handlers = eachApplicationFile(project, 'event-handlers', eventHandlersIn);
  const groups = Map.groupBy(handlers, (handler) => {
    const app = applicationOf(project, handler);
    const service = handler.file.path.slice(0, handler.file.path.indexOf('/') + 1);
    return JSON.stringify([service, app?.call.s ?? handler.owner, isIgnored(project, handler, app)]);
  });
  return [...groups.values()].flatMap(([first, ...others]) => {
    return first ? [foundOf(first, others, isIgnored(project, first, applicationOf(project, first)))] : [];
  });
});

function applicationOf(project: Project, { file, owner }: EventHandler): CallSite | null {
  return applicationCalled(project, file, owner) ?? onlyApplication(project, file.path, owner);
}

/** Whether the application was given a lifespan: Starlette calls either that or the handlers of events. */
function isIgnored(project: Project, { handler }: EventHandler, app: CallSite | null): boolean {
  if (!app || !lifespanOf(app)) return false;
  // Called by hand, by its name or with all the others, it does run.
  return !applicationFiles(project).some((each) =>
    codeOf(each).calls.some(({ name }) => name !== null && (name.split('.').at(-1) === handler || RUNS.test(name))),
  );
}

const RUNS = /\brouter\._?(startup|shutdown)$/;

/** `def register(app: FastAPI)`: in a project with one application, that one. */
function onlyApplication(project: Project, path: string, owner: string): CallSite | null {
  const file = project.file(path);
  const isParameter = file && codeOf(file).functions.some(({ def }) => def.params.some(({ name }) => name === owner));
  if (!isParameter) return null;
  const [only, ...others] = applicationFiles(project).flatMap(applicationsIn);
  return only && others.length === 0 ? only : null;
}

function foundOf(first: EventHandler, others: readonly EventHandler[], ignored: boolean): Found {
  const handlers = [first, ...others];
  const values = { owner: first.owner, code: lifespanCode(handlers) };
  return {
    at: placeIn(first.file, first.call),
    subject: ignored ? `ignored ${first.owner}` : first.owner,
    symbol: first.symbol,
    values,
    ...(ignored ? { variant: 'ignored', severity: 'major' } : {}),
    parts: handlers.map(partOf),
    related: others.slice(0, SHOWN).map(({ file, call, handler }) => {
      return { ...placeIn(file, call), note: 'too', values: { handler } };
    }),
  };
}

function partOf({ file, event, call, handler }: EventHandler): Part {
  return { subject: `${file.path} ${event} ${handler}`, label: handler, at: placeIn(file, call) };
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
