import { defineProjectRule, type Found, type Related } from '../../../src/rulekit/index.ts';
import { type Repeat, repeatsIn, secondInclusion } from '../../../src/rulekit/repeated-routes.ts';
import { handlerKey, healthOf, meetingPlaces, type Route, routesByApp } from '../../../src/rulekit/routes.ts';

/** So many routes of one module that another one answers already are one decision to take. */
const MANY = 3;

export default defineProjectRule(({ project }) =>
  [...routesByApp(project)].flatMap(([app, routes]) => {
    const repeats = repeatsIn(routes).filter(
      (repeat) => secondInclusion(repeat) === undefined && !makesRoom(repeat) && !isCovered(routes, repeat),
    );
    const byModules = Map.groupBy(repeats, ({ first, later }) => JSON.stringify([first.at.path, later.at.path]));
    return [...byModules.values()].flatMap((group) => {
      const [repeat] = group;
      const isModule = repeat && group.length >= MANY && repeat.first.at.path !== repeat.later.at.path;
      return isModule ? [moduleFound(app, repeat, group)] : group.map((each) => foundOf(app, each));
    });
  }),
);

/** What is registered on a condition is left out where another registration takes its place. */
function makesRoom({ first, later }: Repeat): boolean {
  return first.condition !== null && first.condition !== later.condition;
}

/** `app.mount("/", part)`: the health check of a part gives way to that of the whole, and answers where the part is mounted. */
function isCovered(routes: readonly Route[], { first, later }: Repeat): boolean {
  if (healthOf(first) === null || healthOf(later) === null) return false;
  const isServed = (route: Route) => handlerKey(route) === handlerKey(later) && route.pathKey !== later.pathKey;
  return routes.some(isServed);
}

function foundOf(app: string, { first, later, methods }: Repeat): Found {
  const route = `${methods.join(',')} ${later.path}`;
  const values = { app, route, first: first.handler.name, later: later.handler.name };
  const related: Related[] = [{ ...first.at, note: 'first', values }, ...meetingPlaces(first, later)];
  const base = {
    at: later.at,
    subject: `${app} ${route}`,
    symbol: later.handler.symbol,
    values,
    related,
    ...doubtOf({ first, later, methods }),
  };
  // One of the two is answered by a library: most often a scrape endpoint beside a hand-written one.
  if (first.handler.start < 0 || later.handler.start < 0)
    return { ...base, variant: later.handler.start < 0 ? 'library-later' : 'library-first' };
  return handlerKey(first) === handlerKey(later) ? { ...base, variant: 'same-handler', severity: 'minor' } : base;
}

/** Two modules for one resource: what to do is decided once, and not for each route. */
function moduleFound(app: string, { first, later }: Repeat, group: readonly Repeat[]): Found {
  const parts = group.map((each) => {
    const label = `${each.methods.join(',')} ${each.later.path}`;
    return { subject: label, label, at: each.later.at };
  });
  return {
    at: later.at,
    subject: `${app} ${first.at.path}`,
    symbol: '',
    variant: 'module',
    values: { app, firstFile: first.at.path, laterFile: later.at.path },
    parts,
    related: [
      ...meetingPlaces(first, later),
      ...group
        .slice(0, 4)
        .map((each) => ({ ...each.first.at, note: 'first', values: { first: each.first.handler.name } })),
    ],
    ...(group.every((each) => doubtOf(each).confidence) ? { confidence: 'medium' as const } : {}),
  };
}

/** One of the two is registered on a condition only. */
function doubtOf({ first, later }: Repeat): Pick<Found, 'confidence'> {
  return first.condition === later.condition ? {} : { confidence: 'medium' };
}
