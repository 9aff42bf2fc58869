import { defineProjectRule, type Found, type Related } from '../../../src/rulekit/index.ts';
import { coexist, handlerKey, type Route, routesByApp, slotOf } from '../../../src/rulekit/routes.ts';

/** A later route, the earlier one that answers in its place, and the methods they share. */
interface Pair {
  readonly first: Route;
  readonly later: Route;
  readonly methods: readonly string[];
}

export default defineProjectRule(({ project }) =>
  [...routesByApp(project)].flatMap(([app, routes]) => groups(pairsIn(routes)).map((pairs) => foundOf(app, pairs))),
);

function pairsIn(routes: readonly Route[]): Pair[] {
  const bySlot = new Map<string, Route[]>();
  const pairs = new Map<Route, { first: Route; methods: string[] }>();
  for (const route of routes) {
    for (const method of route.methods) {
      const slot = `${method} ${slotOf(route)}`;
      const earlier = bySlot.get(slot) ?? [];
      const first = earlier.find((other) => coexist(other, route) && !isSameCall(other, route));
      if (first) {
        const known = pairs.get(route);
        if (known?.first === first) known.methods.push(method);
        else if (!known) pairs.set(route, { first, methods: [method] });
      }
      bySlot.set(slot, [...earlier, route]);
    }
  }
  return [...pairs].map(([later, { first, methods }]) => ({ first, later, methods }));
}

/** One registration met twice by two ways through the same code is no second registration. */
function isSameCall(a: Route, b: Route): boolean {
  const places = (route: Route) =>
    [...route.includes, route.at].map((at) => `${at.path}:${at.span.line}:${at.span.column}`);
  return places(a).join() === places(b).join();
}

/** A router included twice is one mistake, however many routes it has. */
function groups(pairs: readonly Pair[]): Pair[][] {
  const found = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const include = secondInclude(pair);
    const key = include ? `${include.path}:${include.span.line}:${include.span.column}` : `${found.size} pair`;
    found.set(key, [...(found.get(key) ?? []), pair]);
  }
  return [...found.values()];
}

/** Where the same registration comes in a second time, or `undefined` for two registrations. */
function secondInclude({ first, later }: Pair): Route['at'] | undefined {
  const [a, b] = [first.at, later.at];
  const isOne = a.path === b.path && a.span.line === b.span.line && a.span.column === b.span.column;
  return isOne ? later.includes.find((place, i) => !samePlace(place, first.includes[i])) : undefined;
}

function samePlace(a: Route['at'], b: Route['at'] | undefined): boolean {
  return b !== undefined && a.path === b.path && a.span.line === b.span.line && a.span.column === b.span.column;
}

function foundOf(app: string, pairs: readonly Pair[]): Found {
  const [pair] = pairs;
  if (!pair) throw new Error('a group has at least one pair');
  const { first, later } = pair;
  const route = `${pair.methods.join(',')} ${later.path}`;
  const conditional = first.condition !== null || later.condition !== null;
  const doubt = conditional && first.condition !== later.condition ? { confidence: 'medium' as const } : {};
  const include = secondInclude(pair);
  if (include) {
    const original = first.includes.find((place, i) => !samePlace(place, later.includes[i])) ?? first.at;
    return {
      at: include,
      subject: `router twice ${app} ${routerKey(pairs)}`,
      symbol: '',
      variant: 'router-twice',
      values: { app, count: pairs.length, route },
      related: [
        { ...original, note: 'include' },
        { ...later.at, note: 'route', values: { route } },
      ],
      ...doubt,
    };
  }
  const values = { app, route, first: first.handler.name, later: later.handler.name };
  const related: Related[] = [{ ...first.at, note: 'first', values }, ...chainOf(later), ...chainOf(first)];
  const base = { at: later.at, subject: `${app} ${route}`, symbol: later.handler.symbol, values, related, ...doubt };
  // One of the two is answered by a library: most often a scrape endpoint beside a hand-written one.
  if (first.handler.start < 0 || later.handler.start < 0)
    return { ...base, variant: later.handler.start < 0 ? 'library-later' : 'library-first' };
  return handlerKey(first) === handlerKey(later) ? { ...base, variant: 'same-handler', severity: 'minor' } : base;
}

function chainOf(route: Route): Related[] {
  return route.includes.slice(-1).map((place) => ({ ...place, note: 'include' }));
}

/** One and the same for any order in which the router's modules are imported. */
function routerKey(pairs: readonly Pair[]): string {
  const [first] = pairs.map(({ later }) => `${later.at.path} ${later.handler.name}`).sort();
  return first ?? '';
}
