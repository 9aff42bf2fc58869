import {
  expressionsWithin,
  type Handler,
  handlersOf,
  isAside,
  routeText,
  statementsWithin,
  wordsOf,
} from '../../../src/rulekit/handlers.ts';
import {
  defineProjectRule,
  dottedName,
  expressionsIn,
  expressionsOf,
  type Found,
  type Project,
  type Reach,
} from '../../../src/rulekit/index.ts';
import { type Route, reachOf } from '../../../src/rulekit/routes.ts';

interface Exposed {
  readonly handler: Handler;
  readonly route: Route;
  /** What it does beside answering, as the code calls it. */
  readonly does: readonly string[];
}

export default defineProjectRule(({ project }) => {
  if (!project.routes().routes.some(({ pathKey }) => segmentsOf(pathKey).some(isLeft))) return [];
  const handlers = handlersOf(project);
  const routes = handlers.flatMap((handler) => handler.routes.map((route) => ({ handler, route })));
  const asksSomebody = new Set(
    routes.filter(({ route }) => route.authenticated === true).map(({ route }) => route.app),
  );
  const resources = new Set(routes.flatMap(({ route }) => ownersOfItems(route)));
  const exposed = routes.filter(
    ({ handler, route }) =>
      route.authenticated === false &&
      route.condition === null &&
      isLeftIn(route, resources, asksSomebody.has(route.app)) &&
      // What also answers `/chat/run` tries nothing out.
      handler.routes.every((other) => other.path === route.path || DEBUG_PATH.test(other.path)) &&
      !(isFeature(route) && takesBody(handler)) &&
      !isGuarded(handler, route) &&
      !isAside(project, route.app?.split(':')[0]?.replaceAll('.', '/') ?? ''),
  );
  const byFile = Map.groupBy(exposed, ({ route }) => route.handler.at.path);
  return [...byFile].map(([path, found]) =>
    foundOf(
      path,
      found.map(({ handler, route }) => ({ handler, route, does: deedsOf(project, { handler, route }, route) })),
    ),
  );
});

const DEBUG =
  /^_*(debug|debugging|debugger|debugz|sentry-?(debug|test|error)|trigger-?(error|exception)|(raise|throw|force|simulate)-(an?-)?(error|exception)|division-by-zero|error-test|test-error|crash-test)$|^_*debug[-_]|[-_]debug$/;
const TEST =
  /^_*(test|testing|test-?(me|api|endpoint|route|simple|page|ping|sentry|exception|crash|db|database|redis|cache|celery|task|cors|log|logs|logging|auth|token|jwt|cookie|session|email|mail|smtp|sms|push|notification|upload|gemini|openai|claude|gpt|llm|ai|stripe|payment|websocket|ws|stream|sse|error-handling|protected|insert|query))$/;
const DEV = /^_*(dev|dev-only|dev-tools|devtools|dev-login|dev-auth|dev-token)$/;
const GENERIC = /^(api|apis|rest|v\d+|ws|public|internal|app|backend|server)$/;

const DEBUG_PATH = /debug|test|dev/i;

/** `POST /ai/test` with the settings to try: a button of the product, not of its developers. */
function isFeature({ pathKey }: Route): boolean {
  const segments = segmentsOf(pathKey);
  return TEST.test(segments.at(-1) ?? '') && segments.slice(0, -1).some((part) => !GENERIC.test(part));
}

/** A parameter of a type of the project's own. */
function takesBody({ site }: Handler): boolean {
  return site.def.params.some(({ annotation, default: value }) => {
    const name = annotation ? (dottedName(annotation)?.split('.').at(-1) ?? '') : '';
    return (
      value === null &&
      /^[A-Z]/.test(name) &&
      !/^(Request|Response|WebSocket|BackgroundTasks|Session|AsyncSession|UUID|Any)$/.test(name)
    );
  });
}

function isLeft(word: string): boolean {
  return DEBUG.test(word) || TEST.test(word) || DEV.test(word);
}

function segmentsOf(pathKey: string): string[] {
  return pathKey
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '');
}

/** Whether the path is one of those that people add to try something, and not one that is about tests. */
function isLeftIn({ pathKey }: Route, resources: ReadonlySet<string>, asksSomebody: boolean): boolean {
  const segments = segmentsOf(pathKey);
  const index = segments.findIndex(isLeft);
  const word = segments[index];
  if (word === undefined) return false;
  const before = segments.slice(0, index);
  const after = segments.slice(index + 1);
  if (DEBUG.test(word)) return !before.includes('{}') || after.length === 0;
  // `/items/{id}/test` tries an item out; `/test/{id}` and a `/test` with `/test/{id}` beside it are about tests.
  if (before.includes('{}') || after.some((part) => part.startsWith('{'))) return false;
  if (resources.has([...before, word].join('/'))) return false;
  // `/cache/test` beside routes that ask who is there; where none does, trying things out is what the application is for.
  return before.every((part) => GENERIC.test(part)) || (after.length === 0 && asksSomebody);
}

/** `a/test` for `/a/test/{id}`. */
function ownersOfItems({ pathKey }: Route): string[] {
  const segments = segmentsOf(pathKey);
  return segments.flatMap((part, i) => (part.startsWith('{') && i > 0 ? [segments.slice(0, i).join('/')] : []));
}

const ENVIRONMENT =
  /(^|_|\.)(debug|env|environment|production|prod|is_prod|dev|development|dev_mode|local|testing|staging|allow_\w+|enable_\w+|enabled|feature\w*|flag\w*|token|secret|api_key|key|password|signature|admin\w*)(_|$)/i;

/** Functions that refuse callers: `verify_admin_token(request)`. */
const REFUSES =
  /(^|_)(verify|require|ensure|authorize|authenticate|permission|permissions|admin|auth|guard|login)(_|$)/i;

/** A look at the environment, at a secret or at who calls before anything is done, in the handler or in what it depends on. */
function isGuarded({ site }: Handler, { dependencies }: Route): boolean {
  if (dependencies.some(({ name }) => ENVIRONMENT.test(name.slice(name.lastIndexOf('.') + 1)))) return true;
  const asks = expressionsWithin(site.def).some(
    (expr) => expr.k === 'call' && REFUSES.test(dottedName(expr.fn)?.split('.').at(-1) ?? ''),
  );
  return (
    asks ||
    statementsWithin(site.def).some(
      (stmt) =>
        stmt.k === 'if' &&
        expressionsOf(stmt)
          .flatMap(expressionsIn)
          .some((expr) => ENVIRONMENT.test(dottedName(expr) ?? '')) &&
        [...stmt.body, ...stmt.orelse].some(({ k }) => k === 'raise' || k === 'return'),
    )
  );
}

const DEEDS = new Set([
  'sdk',
  'http',
  'session',
  'cursor',
  'engine',
  'model',
  'subprocess',
  'queue',
  'filesystem',
  'cache',
]);

/** What shows how the server is set up. */
const SHOWN = /^(environ|getenv|settings|config|traceback|format_exc|headers|globals|current_app)$/;

function deedsOf(project: Project, { handler: { site } }: Omit<Exposed, 'does'>, route: Route): string[] {
  const reach: Reach | null = reachOf(project, route);
  if (!reach) return [];
  const uses = reach.uses.filter(({ kind }) => DEEDS.has(kind)).map(({ call }) => call);
  const services = reach.services
    .filter(({ start }) => start >= 0)
    .map(({ name }) => name.split('.').slice(-2).join('.'));
  return [...new Set([...uses, ...services, ...[...wordsOf(site.def)].filter((word) => SHOWN.test(word))])];
}

function foundOf(path: string, exposed: readonly Exposed[]): Found {
  // The worst first: what it uses tells more than what it shows.
  const weight = ({ does }: Exposed): number => (does.some((one) => !SHOWN.test(one)) ? 2 : Math.min(does.length, 1));
  const sorted = exposed.toSorted((a, b) => weight(b) - weight(a));
  const [first] = sorted;
  if (!first) throw new Error('a file has at least one such route');
  const framework = first.route.framework;
  return {
    at: first.route.handler.at,
    subject: path,
    symbol: '',
    ...(first.does.length === 0
      ? { variant: 'idle', severity: 'info' as const }
      : framework === 'fastapi'
        ? {}
        : { variant: 'other-framework' }),
    values: {
      route: routeText(first.route),
      handler: first.handler.site.def.name,
      does: first.does.slice(0, 3),
      path: first.route.path,
    },
    parts: exposed.map(({ route }) => ({ subject: routeText(route), label: routeText(route), at: route.handler.at })),
  };
}
