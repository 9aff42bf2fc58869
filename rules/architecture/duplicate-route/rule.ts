import { defineProjectRule, type Found, type Related } from '../../../src/rulekit/index.ts';
import { type Repeat, repeatsIn, secondInclusion } from '../../../src/rulekit/repeated-routes.ts';
import { handlerKey, meetingPlaces, routesByApp } from '../../../src/rulekit/routes.ts';

export default defineProjectRule(({ project }) =>
  [...routesByApp(project)].flatMap(([app, routes]) =>
    repeatsIn(routes)
      .filter((repeat) => secondInclusion(repeat) === undefined)
      .map((repeat) => foundOf(app, repeat)),
  ),
);

function foundOf(app: string, { first, later, methods }: Repeat): Found {
  const route = `${methods.join(',')} ${later.path}`;
  const conditional = first.condition !== null || later.condition !== null;
  const doubt = conditional && first.condition !== later.condition ? { confidence: 'medium' as const } : {};
  const values = { app, route, first: first.handler.name, later: later.handler.name };
  const related: Related[] = [{ ...first.at, note: 'first', values }, ...meetingPlaces(first, later)];
  const base = { at: later.at, subject: `${app} ${route}`, symbol: later.handler.symbol, values, related, ...doubt };
  // One of the two is answered by a library: most often a scrape endpoint beside a hand-written one.
  if (first.handler.start < 0 || later.handler.start < 0)
    return { ...base, variant: later.handler.start < 0 ? 'library-later' : 'library-first' };
  return handlerKey(first) === handlerKey(later) ? { ...base, variant: 'same-handler', severity: 'minor' } : base;
}
