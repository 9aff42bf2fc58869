import {
  defineProjectRule,
  type Found,
  type LayerModule,
  type Project,
  type Reach,
  type Use,
} from '../../../src/rulekit/index.ts';
import { handlerKey, healthOf, type Route, reachOf, routesByApp } from '../../../src/rulekit/routes.ts';
import { naturalPlace } from './natural-place.ts';

interface Handler {
  readonly route: Route;
  readonly reach: Reach;
  /** What it does itself or in helpers of its own module and folder. */
  readonly own: readonly Use[];
}

export default defineProjectRule<{ readonly houseStyleFrom: number }>(({ project, options }) => {
  const { services, hasServiceLayer } = project.layers();
  if (!hasServiceLayer) return [];
  const handlers = handlersOf(project);
  const dataServices = services.filter(({ touchesStore }) => touchesStore);
  const direct = handlers.filter(({ own }) => own.some(isStore));
  const delegating = handlers.filter((handler) => !direct.includes(handler) && asksAny(handler.reach, dataServices));
  const touching = direct.length + delegating.length;
  // Services that no handler asks for data are not a layer below the handlers.
  const asked = delegating.flatMap(({ reach }) => dataServices.filter(({ path }) => isAsked(reach, path)));
  const hasLayer = dataServices.length > 0 && delegating.length > 0;
  const isHouseStyle = direct.length > touching / 2 && touching >= options.houseStyleFrom;
  const found: Found[] = [];
  const [first] = direct;
  if (isHouseStyle && first && hasLayer) found.push(houseStyle(first, direct.length, touching));
  const ending = handlers.filter(endsTransactions);
  const isUnitOfWork = hasLayer && ending.length >= options.houseStyleFrom;
  if (isUnitOfWork && ending[0]) found.push(transactionStyle(ending[0], ending.length));
  for (const handler of handlers) {
    if (isUnitOfWork && endsTransactions(handler)) continue;
    const uses = handler.own.filter((use) => (use.kind === 'sdk' ? true : !isHouseStyle && hasLayer));
    if (uses.length > 0) found.push(bypass(handler, uses, services, asked));
  }
  return found;
});

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

function asksAny(reach: Reach, modules: readonly LayerModule[]): boolean {
  return modules.some(({ path }) => isAsked(reach, path));
}

function isAsked({ services }: Reach, path: string): boolean {
  return services.some((service) => service.path === path);
}

function bypass(
  { route, own }: Handler,
  uses: readonly Use[],
  services: readonly LayerModule[],
  asked: readonly LayerModule[],
): Found {
  const telling = uses.filter((use) => use.kind !== 'transaction');
  const first = telling[0] ?? uses[0] ?? own[0];
  if (!first) throw new Error('a bypass has at least one use');
  const place = naturalPlace(route, first, services, asked);
  const calls = [...new Set(uses.map((use) => use.call))];
  const values = {
    handler: route.handler.symbol,
    route: `${route.methods.join(',')} ${route.path}`,
    calls: calls.slice(0, 4),
    chain: first.chain.map(({ name }) => name.slice(name.lastIndexOf('.') + 1)),
    vendor: first.target,
    place: place.name,
  };
  const others = uses.filter((use) => use !== first).slice(0, 8);
  return {
    at: first.chain[0]?.at ?? first.at,
    subject: route.handler.name,
    symbol: route.handler.symbol,
    values,
    related: [
      { ...route.handler.at, note: 'handler', values },
      ...(first.chain.length > 0 ? [{ ...first.at, note: 'call', values: { call: first.call } }] : []),
      ...others.map((use) => ({ ...use.at, note: 'call', values: { call: use.call } })),
      ...(place.module ? [{ path: place.module.path, span: START, note: 'place', values: { place: place.name } }] : []),
    ],
    ...variantOf(first, uses, services),
  };
}

const START = { line: 1, column: 1, endLine: 1, endColumn: 1 };

function variantOf(
  first: Use,
  uses: readonly Use[],
  services: readonly LayerModule[],
): Pick<Found, 'variant' | 'severity' | 'confidence'> {
  if (uses.every((use) => use.kind === 'transaction'))
    return { variant: 'transaction', severity: 'minor', confidence: 'low' };
  if (first.kind === 'sdk') {
    const isWrapped =
      first.target.includes('.client') || services.some(({ vendors }) => vendors.includes(first.target));
    return isWrapped ? { variant: 'vendor' } : { variant: 'vendor', severity: 'minor', confidence: 'low' };
  }
  return first.chain.length > 0 ? { variant: 'helper' } : {};
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
