import { defineProjectRule, type Found, type Project, type Reach, type Use } from '../../../src/rulekit/index.ts';
import {
  coexist,
  handlerKey,
  healthOf,
  meetingPlaces,
  type Route,
  reachOf,
  routesByApp,
} from '../../../src/rulekit/routes.ts';

/** A health route whose handler looks at something that can be down. */
interface Probe {
  readonly route: Route;
  readonly group: string;
  readonly version: string;
  readonly reach: Reach;
  /** What it looks at, as the code calls it. */
  readonly looksAt: readonly string[];
}

export default defineProjectRule(({ project }) =>
  [...routesByApp(project)].flatMap(([app, routes]) => {
    const found: Found[] = [];
    const probes = routes.flatMap((route) => probeOf(project, route));
    probes.forEach((later, index) => {
      const first = probes.slice(0, index).find((earlier) => isRepeat(earlier, later));
      if (first) found.push(foundOf(app, first, later));
    });
    return found;
  }),
);

function probeOf(project: Project, route: Route): Probe[] {
  const health = healthOf(route);
  const reach = health && reachOf(project, route);
  if (!health || !reach) return [];
  const looksAt = [
    ...new Set([
      ...reach.uses.filter(isOutside).map((use) => use.call),
      ...reach.registries.map(({ name }) => name),
      ...checksIn(reach),
    ]),
  ];
  if (looksAt.length === 0) return [];
  return [{ route, group: `${health.domain} ${health.kind}`, version: health.version, reach, looksAt }];
}

/** Files and programs of its own machine say nothing of what it depends on. */
function isOutside({ kind }: Use): boolean {
  return kind !== 'filesystem' && kind !== 'subprocess' && kind !== 'queue';
}

/** Services that it asks, and functions whose names say that they check. */
function checksIn({ services, calls }: Reach): string[] {
  const names = [...services, ...calls.filter(({ name }) => CHECKS.test(name.slice(name.lastIndexOf('.') + 1)))];
  return names.map(({ name }) => name.slice(name.lastIndexOf('.') + 1));
}

const CHECKS =
  /(^|_)(check|checks|ping|probe|health|healthy|status|alive|ready|connected|connection|reachable|available)(_|$)/i;

function isRepeat(first: Probe, later: Probe): boolean {
  if (first.group !== later.group || !coexist(first.route, later.route)) return false;
  // Two versions of an API may each keep their own.
  if (first.version !== '' && later.version !== '' && first.version !== later.version) return false;
  if (handlerKey(first.route) === handlerKey(later.route)) return false;
  return !delegates(first, later) && !delegates(later, first) && !shareOneCheck(first, later);
}

/** The old address that calls the new one. */
function delegates(from: Probe, to: Probe): boolean {
  const { at, start } = to.route.handler;
  return from.reach.calls.some((call) => call.path === at.path && call.start === start);
}

/** Both only hand over to the same function: two addresses, one check. */
function shareOneCheck(a: Probe, b: Probe): boolean {
  const [one, other] = [onlyCheck(a.reach), onlyCheck(b.reach)];
  return one !== null && one === other;
}

function onlyCheck({ uses, registries, services, calls }: Reach): string | null {
  if (uses.some(({ chain }) => chain.length === 0) || registries.length > 0) return null;
  const own = [...services, ...calls.filter(({ name }) => CHECKS.test(name.slice(name.lastIndexOf('.') + 1)))];
  const names = new Set(own.map(({ path, start, name }) => `${path} ${start} ${name}`));
  return names.size === 1 ? ([...names][0] ?? null) : null;
}

function foundOf(app: string, first: Probe, later: Probe): Found {
  const values = {
    app,
    first: first.route.path,
    later: later.route.path,
    firstLooksAt: first.looksAt.slice(0, 3),
    laterLooksAt: later.looksAt.slice(0, 3),
  };
  return {
    at: later.route.at,
    subject: `${app} ${later.route.pathKey}`,
    symbol: later.route.handler.symbol,
    values,
    related: [{ ...first.route.at, note: 'first', values }, ...meetingPlaces(first.route, later.route)],
  };
}
