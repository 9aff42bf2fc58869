/** Questions about routes that several rules ask. */
import type { Related } from '../model/finding.ts';
import type { Project } from '../model/project.ts';
import { expressionsIn, expressionsOf, statementsOf } from '../model/python-walk.ts';
import type { Reach } from '../model/reach.ts';
import type { Route } from '../model/routes.ts';
import type { Place } from '../model/span.ts';
import { codeOf } from './code.ts';

/** The mounted routes of each application, in order of registration. */
export function routesByApp(project: Project): ReadonlyMap<string, readonly Route[]> {
  const apps = new Map<string, Route[]>();
  for (const route of project.routes().routes) {
    if (!route.mounted || route.app === null) continue;
    const known = apps.get(route.app);
    if (known) known.push(route);
    else apps.set(route.app, [route]);
  }
  return apps;
}

/** The mounted routes whose handlers stand in a file, in order of registration within each application. */
export function routesAnsweredIn(project: Project, path: string): readonly Route[] {
  return project.ofFile(path, 'routes-answered', (_, of) => of.memo('routes-by-file', routesByFile).get(path) ?? []);
}

function routesByFile(project: Project): ReadonlyMap<string, readonly Route[]> {
  return Map.groupBy([...routesByApp(project).values()].flat(), ({ handler }) => handler.at.path);
}

/** What the route's handler reaches; `null` for a handler that is not in the repository. */
export function reachOf(project: Project, route: Route): Reach | null {
  return route.handler.start < 0 ? null : project.reach(route.handler.at.path, route.handler.start);
}

/** `path start`: the same for two routes that one function answers. */
export function handlerKey(route: Route): string {
  return route.handler.start < 0 ? `${route.handler.name}` : `${route.handler.at.path} ${route.handler.start}`;
}

/** The calls that register it, from the application down to its own. */
export function placesOf(route: Route): readonly Place[] {
  return [...route.includes, route.at];
}

/** Places that a reader follows. */
const SHOWN = 8;

/**
 * Where a change may have brought the paths of two routes together: the inclusions and prefixes that they do not share. The rule's
 * README words the notes `include` and `prefix` (`{prefix}`).
 */
export function meetingPlaces(a: Route, b: Route): readonly Related[] {
  const inclusions = [...b.includes, ...a.includes].map((at): Related => ({ ...at, note: 'include' }));
  const prefixes = [...b.prefixes, ...a.prefixes].map(({ text, at }): Related => {
    return { ...at, note: 'prefix', values: { prefix: text } };
  });
  const own = [...inclusions, ...prefixes].filter((at) => leadsTo(a, at) !== leadsTo(b, at));
  return own.filter((at, i) => own.findIndex((other) => isSamePlace(other, at)) === i).slice(0, SHOWN);
}

function leadsTo(route: Route, at: Place): boolean {
  return [...route.includes, ...route.prefixes.map((prefix) => prefix.at)].some((each) => isSamePlace(each, at));
}

/** Whether two places are one. */
export function isSamePlace(a: Place, b: Place | undefined): boolean {
  return b !== undefined && a.path === b.path && a.span.line === b.span.line && a.span.column === b.span.column;
}

/** Whether both can be registered in the same process: not on the two sides of one `if`, nor for two hosts. */
export function coexist(a: Route, b: Route): boolean {
  if (a.host !== b.host || areOfTwoScripts(a, b) || areOfTwoScripts(b, a)) return false;
  return a.condition === b.condition || a.condition === null || b.condition === null;
}

/**
 * `if __name__ == "__main__"` registers in the process of its own script: beside what the module of the application
 * registers, but not beside what another entry point does.
 */
function areOfTwoScripts(a: Route, b: Route): boolean {
  if (!a.condition?.startsWith('__name__ ==')) return false;
  const script = (a.includes[0] ?? a.at).path;
  const other = (b.includes[0] ?? b.at).path;
  const module = other.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.');
  return script !== other && !`.${module}`.endsWith(`.${b.app?.split(':')[0] ?? ''}`);
}

/** The path up to parameter names: converters matter, as `{id:int}` leaves to others what is no number. */
export function slotOf(route: Route): string {
  return route.path
    .replaceAll(/\{[^{}:]*(:[^{}]*)?\}/g, (_, converter: string | undefined) => `{${converterOf(converter?.slice(1))}}`)
    .replaceAll(/<(?:([^<>:]*):)?[^<>:]*>/g, (_, converter: string | undefined) => `{${converterOf(converter)}}`);
}

function converterOf(name: string | undefined): string {
  return name === undefined || name === 'str' || name === 'string' || name === 'default' ? '' : name.trim();
}

export type { Route } from '../model/routes.ts';

/**
 * What a health route is about: the words of its path that are no versions and no `api`, and its kind
 * (`health`, `live`, `ready`, or a part such as `health/db`). `null` for any other route.
 */
export function healthOf(
  route: Route,
): { readonly kind: string; readonly domain: string; readonly version: string } | null {
  if (!route.methods.includes('GET') || route.pathKey.includes('{')) return null;
  const segments = route.pathKey.split('/').filter((part) => part !== '');
  const words = segments.map((part) => part.toLowerCase().replaceAll(/[-_]/g, ''));
  const index = words.findIndex((word) => HEALTH.test(word) || PROBE.test(word));
  if (index < 0 || words.length - index > 2) return null;
  const [first = '', second] = words.slice(index);
  const before = words.slice(0, index);
  return {
    kind: kindOf(first, second),
    domain: before.filter((word) => !GENERIC.test(word) && !VERSION.test(word)).join('/'),
    version: before.find((word) => VERSION.test(word)) ?? '',
  };
}

const HEALTH = /^(health|healthz|healthcheck|healthstatus|healthy)$/;
const PROBE = /^(live|livez|liveness|livenessprobe|alive|ready|readyz|readiness|readinessprobe)$/;
const GENERIC =
  /^(api|apis|rest|internal|public|system|monitoring|monitor|ops|common|core|utils?|service|server|app|backend|status|misc|base|root)$/;
const VERSION = /^v?\d+(\.\d+)*$/;

function kindOf(first: string, second: string | undefined): string {
  const word = second ?? first;
  if (/^(live|livez|liveness|livenessprobe|alive)$/.test(word)) return 'live';
  if (/^(ready|readyz|readiness|readinessprobe)$/.test(word)) return 'ready';
  if (second === undefined || /^(status|check|checks|all|index)$/.test(second)) return 'health';
  return `health/${second}`;
}

/** A method that is there to change something. */
export function changesSomething({ methods }: Route): boolean {
  return methods.some((method) => method === 'POST' || method === 'PUT' || method === 'PATCH' || method === 'DELETE');
}

/** The names and keys that a route's handler uses itself: parameters, variables, attributes, keys of dictionaries. */
export function wordsOf(project: Project, { handler }: Route): readonly string[] {
  const file = project.file(handler.at.path);
  const site = file && codeOf(file).functions.find(({ def }) => def.s === handler.start);
  if (!site) return [];
  const words = new Set(site.def.params.map(({ name }) => name));
  for (const stmt of statementsOf(site.def.body)) {
    for (const outer of expressionsOf(stmt)) {
      for (const expr of expressionsIn(outer)) {
        if (expr.k === 'name') words.add(expr.id);
        else if (expr.k === 'attr') words.add(expr.name);
        else if (expr.k === 'str' && /^[\w-]{1,40}$/.test(expr.v)) words.add(expr.v);
      }
    }
  }
  return [...words];
}
