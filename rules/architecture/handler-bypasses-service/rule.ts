import { type Bypass, groupByFile } from '../../../src/rulekit/bypasses-by-file.ts';
import {
  defineProjectRule,
  type Found,
  type LayerModule,
  type Project,
  type Reach,
  type Use,
} from '../../../src/rulekit/index.ts';
import { naturalPlace } from '../../../src/rulekit/natural-place.ts';
import { handlerKey, healthOf, type Route, reachOf, routesByApp } from '../../../src/rulekit/routes.ts';

interface Handler {
  readonly route: Route;
  readonly reach: Reach;
  /** What it does itself or in helpers of its own module and folder. */
  readonly own: readonly Use[];
}

export default defineProjectRule<{ readonly houseStyleFrom: number; readonly widespreadFrom: number }>(
  ({ project, options }) => {
    const { services, hasServiceLayer } = project.layers();
    const handlers = handlersOf(project);
    const direct = handlers.filter(({ own }) => own.some(isStore));
    const dataServices = services.filter(({ touchesStore }) => touchesStore);
    const numbers = new Map(dataServices.map(({ path }, number) => [path, number]));
    const askedBy = ({ reach }: Handler): LayerModule[] => {
      const asked = new Set(reach.services.flatMap(({ path }) => numbers.get(path) ?? []));
      return [...asked].sort((a, b) => a - b).flatMap((number) => dataServices[number] ?? []);
    };
    const delegating = handlers.filter((handler) => !handler.own.some(isStore) && askedBy(handler).length > 0);
    const touching = direct.length + delegating.length;
    // Services that no handler asks for data are not a layer below the handlers.
    const hasLayer = dataServices.length > 0 && delegating.length > 0;
    const found: Found[] = [];
    const [first] = direct;
    if (first && !hasLayer && isSpread(direct, options.houseStyleFrom)) found.push(noServiceLayer(first, direct));
    if (!hasServiceLayer) return found;
    const asked = delegating.flatMap(askedBy);
    const isHouseStyle = direct.length > touching / 2 && touching >= options.houseStyleFrom;
    if (isHouseStyle && first && hasLayer) found.push(houseStyle(first, direct.length, touching));
    const ending = handlers.filter(endsTransactions);
    const isUnitOfWork = hasLayer && ending.length >= options.houseStyleFrom;
    if (isUnitOfWork && ending[0]) found.push(transactionStyle(ending[0], ending.length));
    const bypasses = handlers.flatMap((handler): Bypass[] => {
      if (isUnitOfWork && endsTransactions(handler)) return [];
      const uses = handler.own.filter((use) => (use.kind === 'sdk' ? true : !isHouseStyle && hasLayer));
      const first = uses.find((use) => use.kind !== 'transaction') ?? uses[0];
      if (!first) return [];
      const place = naturalPlace(handler.route, first, services, asked);
      return [{ route: handler.route, uses, first, place, weight: weightOf(first, uses, services) }];
    });
    const byFile = groupByFile(project, bypasses);
    const ofDatabase = byFile.filter(({ subject }) => subject === 'database');
    if (ofDatabase.length < options.widespreadFrom) return [...found, ...byFile];
    // Too many to be read one by one, but each that comes is worth a word.
    const summary = widespread(ofDatabase, delegating.length);
    return [
      ...found,
      ...summary,
      ...byFile.map((one) => (one.subject === 'database' ? { ...one, onlyNew: true as const } : one)),
    ];
  },
);

/** Every handler once, however many routes it answers; health checks ask the database by design. */
function handlersOf(project: Project): readonly Handler[] {
  const found = new Map<string, Handler>();
  const routes = [...routesByApp(project).values()].flat();
  const homes = new Set(routes.map(({ handler }) => handler.at.path));
  const health = new Set(routes.filter(isHealthCheck).map(handlerKey));
  for (const route of routes) {
    const key = handlerKey(route);
    const reach = found.has(key) || health.has(key) ? null : reachOf(project, route);
    if (!reach || project.layerOf(route.handler.at.path) === 'test') continue;
    found.set(key, { route, reach, own: reach.uses.filter((use) => isOwn(homes, route, use)) });
  }
  return [...found.values()];
}

function isHealthCheck(route: Route): boolean {
  return (
    healthOf(route) !== null ||
    /(^|\/)_?status$/.test(route.pathKey) ||
    /(^|[._])(health|healthz|healthcheck|heartbeat|ready|readiness|liveness|ping)(_|$)/.test(route.handler.symbol)
  );
}

const COUNTED = new Set(['session', 'transaction', 'cursor', 'engine', 'model', 'sdk']);

/**
 * The handler's own doing: in its body, or in helpers of its module or of the handlers beside it. A module of the
 * folder that answers no route is where the project put what handlers should not do themselves.
 */
function isOwn(homes: ReadonlySet<string>, route: Route, { kind, call, chain }: Use): boolean {
  const home = route.handler.at.path;
  const folder = home.slice(0, home.lastIndexOf('/') + 1);
  return (
    isCounted(kind, call) && chain.every(({ path }) => path === home || (path.startsWith(folder) && homes.has(path)))
  );
}

/** Asking for generated values ends no transaction. */
function isCounted(kind: Use['kind'], call: string): boolean {
  return COUNTED.has(kind) && !(kind === 'transaction' && /\.(?:flush|refresh)$/.test(call));
}

function isStore({ kind }: Use): boolean {
  return kind === 'session' || kind === 'cursor' || kind === 'engine' || kind === 'model';
}

function endsTransactions({ own }: Handler): boolean {
  return own.length > 0 && own.every(({ kind }) => kind === 'transaction');
}

function weightOf(first: Use, uses: readonly Use[], services: readonly LayerModule[]): Bypass['weight'] {
  if (uses.every((use) => use.kind === 'transaction')) return 'transaction';
  if (first.kind !== 'sdk') return 'database';
  const isWrapped = first.target.includes('.client') || services.some(({ vendors }) => vendors.includes(first.target));
  return isWrapped ? 'vendor' : 'vendor-unwrapped';
}

function widespread(byFile: readonly Found[], others: number): Found[] {
  // By path: the order of registration changes with every router that is added.
  const [first] = byFile.toSorted((a, b) => (a.at.path < b.at.path ? -1 : 1));
  if (!first) return [];
  const count = byFile.reduce((sum, { parts }) => sum + (parts?.length ?? 0), 0);
  const related = byFile
    .slice(0, 8)
    .map(({ at, parts }) => ({ ...at, note: 'file', values: { path: at.path, count: parts?.length ?? 0 } }));
  const place = { subject: 'widespread', symbol: '', variant: 'widespread' };
  return [{ at: first.at, values: { count, files: byFile.length, others }, related, ...place }];
}

/** Enough of them, in more than one file, to speak of an architecture. */
function isSpread(direct: readonly Handler[], from: number): boolean {
  return direct.length >= from && new Set(direct.map(({ route }) => route.handler.at.path)).size > 1;
}

/** There is nothing to go around: said once. */
function noServiceLayer({ own, route }: Handler, direct: readonly Handler[]): Found {
  const files = new Set(direct.map((handler) => handler.route.handler.at.path));
  const values = { count: direct.length, files: files.size };
  const at = own.find(isStore)?.at ?? route.handler.at;
  const place = { subject: 'no service layer', symbol: '', variant: 'no-service-layer' };
  return { at, values, severity: 'info', confidence: 'low', ...place };
}

/** Most handlers do it: one remark about the house, not one for each. */
function houseStyle({ route, own }: Handler, count: number, touching: number): Found {
  const at = own.find(isStore)?.at ?? route.handler.at;
  const values = { count, touching };
  return {
    at,
    subject: 'house style',
    symbol: '',
    values,
    variant: 'house-style',
    severity: 'minor',
    confidence: 'low',
  };
}

/** Handlers are where this project ends its transactions: a design, said once. */
function transactionStyle({ route, own }: Handler, count: number): Found {
  const at = own[0]?.chain[0]?.at ?? own[0]?.at ?? route.handler.at;
  const place = { subject: 'transactions', symbol: '', variant: 'transaction-style' };
  return { at, values: { count }, severity: 'info', confidence: 'low', ...place };
}
