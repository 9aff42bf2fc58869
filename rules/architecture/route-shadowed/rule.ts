import { defineProjectRule, type Found, type Project, type Related } from '../../../src/rulekit/index.ts';
import { type HidingMount, hidingMounts } from '../../../src/rulekit/mounts.ts';
import { capturedBy } from '../../../src/rulekit/route-patterns.ts';
import { isSamePlace, meetingPlaces, placesOf, type Route, routesByApp } from '../../../src/rulekit/routes.ts';
import { type Refusal, refusalOf, type Shadow, shadowsIn } from '../../../src/rulekit/shadowed-routes.ts';

/** Places that a reader follows. */
const SHOWN = 8;

export default defineProjectRule(({ project }) =>
  [...routesByApp(project)].flatMap(([app, routes]) => {
    const shadows = oncePerPair(shadowsIn(routes));
    const catching = Map.groupBy(shadows.filter(isCaught), ({ first }) => first);
    return [
      ...shadows.filter((shadow) => !isCaught(shadow)).map((shadow) => pairFound(project, app, shadow)),
      ...[...catching].map(([first, caught]) => catchAllFound(app, first, caught)),
      ...hidingMounts(project, routes).map((mount) => mountFound(app, mount)),
    ];
  }),
);

/** Two registrations that meet under several prefixes are one mistake. */
function oncePerPair(shadows: readonly Shadow[]): readonly Shadow[] {
  const keyOf = ({ path, span }: Route['at']): string => `${path}:${span.line}:${span.column}`;
  const pairs = shadows
    .toReversed()
    .map((shadow) => [`${keyOf(shadow.first.at)} ${keyOf(shadow.later.at)}`, shadow] as const);
  return [...new Map(pairs).values()].toReversed();
}

/** By a route that answers whatever comes, and may so swallow many. */
function isCaught({ first }: Shadow): boolean {
  return first.pathKey.endsWith('{*}');
}

function pairFound(project: Project, app: string, { first, later, methods }: Shadow): Found {
  const captured = capturedBy(first.path, later.path);
  const refusal = captured && refusalOf(project, first, captured);
  const order = orderOf(first, later);
  const values = {
    app,
    route: nameOf(methods, later),
    later: later.handler.symbol || later.handler.name,
    first: first.handler.symbol || first.handler.name,
    pattern: first.path,
    parameter: captured?.parameter ?? '',
    text: captured?.text ?? '',
    type: refusal?.type ?? '',
    constrained: refusal?.constrained ?? '',
    ...order,
  };
  const related: Related[] = [{ ...first.at, note: 'first', values }, ...meetingPlaces(first, later)];
  return {
    at: later.at,
    subject: `${app} ${values.route}`,
    symbol: later.handler.symbol,
    values,
    ...variantOf(order, captured, refusal),
    related,
    ...doubtOf(first, later),
  };
}

function variantOf(order: object | null, captured: object | null, refusal: Refusal | null): Pick<Found, 'variant'> {
  if (order === null) return { variant: 'apart' };
  if (refusal) return { variant: refusal.constrained === '' ? 'refused' : 'constrainable' };
  return captured ? { variant: 'captured' } : {};
}

function catchAllFound(app: string, first: Route, caught: readonly Shadow[]): Found {
  const parts = caught.map(({ later, methods }) => {
    const label = nameOf(methods, later);
    return { subject: label, label, at: later.at };
  });
  const values = { app, first: first.handler.symbol || first.handler.name, pattern: first.path };
  return {
    at: first.at,
    subject: `${app} catch-all ${first.methods.join(',')} ${first.pathKey}`,
    symbol: first.handler.symbol,
    variant: 'catch-all',
    values,
    parts,
    related: [
      ...caught.slice(0, SHOWN).map(({ later, methods }) => {
        return { ...later.at, note: 'shadowed', values: { route: nameOf(methods, later) } };
      }),
      ...first.includes.slice(-1).map((place) => ({ ...place, note: 'include' })),
    ],
    ...(caught.every(({ later }) => doubtOf(first, later).confidence) ? { confidence: 'medium' as const } : {}),
  };
}

function mountFound(app: string, { at, path, what, symbol, conditional, hidden }: HidingMount): Found {
  const named = hidden.map((route) => ({ route: nameOf(route.methods, route), at: route.at }));
  return {
    at,
    subject: `${app} mount ${path}`,
    symbol,
    variant: 'mount',
    values: { app, mount: path, what },
    parts: named.map((each) => ({ subject: each.route, label: each.route, at: each.at })),
    related: named.slice(0, SHOWN).map((each) => ({ ...each.at, note: 'shadowed', values: { route: each.route } })),
    ...(conditional ? { confidence: 'medium' } : {}),
  };
}

function nameOf(methods: readonly string[], route: Route): string {
  return `${methods.join(',')} ${route.path}`;
}

/** The two lines whose order decides, where they stand in one file. */
function orderOf(first: Route, later: Route): { file: string; above: number; below: number } | null {
  const [a, b] = [placesOf(first), placesOf(later)];
  const index = a.findIndex((place, i) => !isSamePlace(place, b[i]));
  const [above, below] = [a[index], b[index]];
  if (!above || !below || above.path !== below.path || above.span.line >= below.span.line) return null;
  return { file: below.path, above: above.span.line, below: below.span.line };
}

/** One of the two is registered on a condition only. */
function doubtOf(first: Route, later: Route): Pick<Found, 'confidence'> {
  return first.condition === later.condition ? {} : { confidence: 'medium' };
}
