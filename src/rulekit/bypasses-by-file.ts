/** Bypasses → findings: one for each file and kind, with a part for each handler, so that another handler is new. */

import { existingMethod } from './existing-method.ts';
import { FILE_START, type Found, type Part, type Project, type Use } from './index.ts';
import type { NaturalPlace } from './natural-place.ts';
import type { Route } from './routes.ts';

export interface Bypass {
  readonly route: Route;
  readonly uses: readonly Use[];
  /** The use that tells most. */
  readonly first: Use;
  readonly place: NaturalPlace;
  readonly weight: 'database' | 'vendor' | 'vendor-unwrapped' | 'transaction';
}

const WEIGHTS: Readonly<
  Record<Exclude<Bypass['weight'], 'database'>, Pick<Found, 'variant' | 'severity' | 'confidence'>>
> = {
  vendor: { variant: 'vendor' },
  'vendor-unwrapped': { variant: 'vendor', severity: 'minor', confidence: 'low' },
  transaction: { variant: 'transaction', severity: 'minor', confidence: 'low' },
};

export function groupByFile(project: Project, bypasses: readonly Bypass[]): Found[] {
  const groups = Map.groupBy(bypasses, (bypass) => `${placeOf(bypass).path} ${bypass.weight}`);
  return [...groups.values()].flatMap((group) => foundOf(project, group) ?? []);
}

function foundOf(project: Project, group: readonly Bypass[]): Found | null {
  const sorted = group.toSorted((a, b) => placeOf(a).span.line - placeOf(b).span.line);
  const [first] = sorted;
  if (!first) return null;
  const values = { place: first.place.name, vendor: first.first.target };
  const module = first.place.module;
  return {
    at: placeOf(first),
    subject: first.weight,
    symbol: '',
    values,
    parts: sorted.map((bypass) => partOf(project, bypass)),
    related: [
      ...sorted
        .slice(0, 6)
        .map(({ route }) => ({ ...route.handler.at, note: 'handler', values: { route: routeOf(route) } })),
      ...placesOf(first),
      ...(module ? [{ path: module.path, span: FILE_START, note: 'place', values }] : []),
    ],
    ...weightOf(sorted),
  };
}

/** A row that is read in a handler is a question of style; what is written there skips what the service guarantees. */
function weightOf(group: readonly Bypass[]): Pick<Found, 'variant' | 'severity' | 'confidence'> {
  const [first] = group;
  if (first?.weight !== 'database') return first ? WEIGHTS[first.weight] : {};
  const isRead = group.every(({ uses }) =>
    uses.every(({ kind, call }) => READING.test(call) && (kind === 'session' || kind === 'model')),
  );
  const isFetch = group.every(({ uses }) => uses.every(({ call }) => /session\.(get|get_one)$/.test(call)));
  return (isRead && group.length <= FEW) || isFetch ? { severity: 'minor' } : {};
}

const READING =
  /\.(get|get_one|get_or_none|query|scalars?|execute|exec|first|all|one|one_or_none|filter|filter_by|find|find_one|find_all|count|exists|select)$/;
/** Handlers of one file from which on reading is its habit. */
const FEW = 2;

/** In the handler: the call, or the call of the helper that leads to it. */
function placeOf({ first }: Bypass): Found['at'] {
  return first.chain[0]?.at ?? first.at;
}

/** The end of a chain of helpers, and what else the handler does. */
function placesOf({ first, uses }: Bypass): NonNullable<Found['related']> {
  const others = uses.filter((use) => use !== first).slice(0, 3);
  return [...(first.chain.length > 0 ? [first] : []), ...others].map((use) => ({
    ...use.at,
    note: 'call',
    values: { call: use.call },
  }));
}

function partOf(project: Project, bypass: Bypass): Part {
  const { route, first, uses, place } = bypass;
  const chain = first.chain.map(({ name }) => name.slice(name.lastIndexOf('.') + 1));
  const calls = [
    ...new Set(uses.filter((use) => use.chain === first.chain || use.chain.length === 0).map((use) => use.call)),
  ];
  const way = [route.handler.symbol, ...chain, calls.slice(0, 3).join(', ')].join(' → ');
  const last = first.chain.at(-1);
  const owner = last
    ? { path: last.path, start: last.start }
    : { path: route.handler.at.path, start: route.handler.start };
  const existing = existingMethod(project, first, owner);
  const code = `${existing ?? `${place.name}.…`}  # ${route.handler.symbol}`;
  return { subject: route.handler.name, label: `${routeOf(route)}: ${way}`, at: placeOf(bypass), code };
}

function routeOf({ methods, path }: Route): string {
  return `${methods.join(',')} ${path}`;
}
