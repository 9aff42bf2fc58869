import {
  codeOf,
  defineProjectRule,
  type Found,
  type Place,
  type Project,
  placeIn,
} from '../../../src/rulekit/index.ts';
import { placesOf, type Route, routesByApp } from '../../../src/rulekit/routes.ts';
import { startupFunctions } from '../../../src/rulekit/startup.ts';

/** Places that a reader follows. */
const SHOWN = 8;

interface Late {
  readonly app: string;
  readonly function: string;
  readonly place: Place;
  readonly route: Route;
}

export default defineProjectRule(({ project }) => {
  const apps = [...routesByApp(project)];
  const starting = apps.length === 0 ? new Set<string>() : startupFunctions(project);
  if (starting.size === 0) return [];
  return apps.flatMap(([app, routes]) => {
    const late = routes.flatMap((route) => lateOf(project, app, route, starting));
    const [first] = late;
    return first ? [foundOf(first, late, routes.length)] : [];
  });
});

/** The outermost registration counts: what it brings along was put together before. */
function lateOf(project: Project, app: string, route: Route, starting: ReadonlySet<string>): Late[] {
  const [place] = placesOf(route);
  // What an instrumentation adds at start-up is no part of the API.
  const isApi = route.framework !== 'flask' && route.handler.start >= 0;
  const file = isApi && place ? project.file(place.path) : undefined;
  if (!file || !place) return [];
  const around = codeOf(file).functions.filter(({ def }) => {
    const { span } = placeIn(file, def);
    return span.line <= place.span.line && place.span.endLine <= span.endLine;
  });
  const inner = around.at(-1);
  return inner && starting.has(`${file.path} ${inner.def.s}`) ? [{ app, function: inner.symbol, place, route }] : [];
}

function foundOf(first: Late, late: readonly Late[], total: number): Found {
  const places = new Map(late.map(({ place }) => [`${place.path}:${place.span.line}`, place]));
  const values = { app: first.app, function: first.function, count: late.length, total };
  return {
    at: first.place,
    subject: first.app,
    symbol: first.function,
    values,
    related: [...places.values()].slice(1, SHOWN + 1).map((place) => ({ ...place, note: 'too' })),
  };
}
