/** The route table for people and for programs. */
import type { Route, RouteTable } from '../model/routes.ts';
import { visible } from './escape.ts';

/** Columns that a terminal is sure to have. */
const WIDTH = 80;
const METHOD_WIDTH = 9;

/** One route: `METHOD  path` and, below it, where it is answered; grouped by application. */
export function renderRoutesText(table: RouteTable): string {
  const lines: string[] = [];
  for (const [app, routes] of byApp(table.routes)) {
    const title = app ?? 'Not mounted: no application includes these';
    lines.push(`${title} (${routes.length})`, '');
    for (const route of routes) lines.push(...renderRoute(route));
    lines.push('');
  }
  if (table.routes.length === 0) lines.push('No routes were found.', '');
  if (table.unresolved.length > 0) {
    lines.push(`Could not be resolved (${table.unresolved.length})`, '');
    for (const { path, span, reason } of table.unresolved) lines.push(`  ${path}:${span.line}`, `    ${reason}`);
    lines.push('');
  }
  return lines.map(visible).join('\n');
}

function renderRoute(route: Route): string[] {
  const access = route.authenticated === null ? 'access unknown' : route.authenticated ? 'authenticated' : 'open';
  const methods = route.methods.join(',');
  const first = `  ${methods.padEnd(METHOD_WIDTH)} ${route.path}`;
  const { path, span } = route.handler.at;
  const place = `${path}:${span.line}`;
  const detail = [route.handler.symbol || route.handler.name, access, ...conditionOf(route)];
  const second = `${' '.repeat(METHOD_WIDTH + 3)}${place}  ${detail.join(', ')}`;
  return [first, ...(second.length <= WIDTH ? [second] : folded(place, detail))];
}

function conditionOf({ condition, mounted, app, late }: Route): readonly string[] {
  if (late && app !== null) return [`not served: added after ${late.path}:${late.span.line}`];
  if (condition === null) return [];
  return [mounted || app === null ? `if ${condition}` : `off unless ${condition}`];
}

function folded(place: string, detail: readonly string[]): string[] {
  const indent = ' '.repeat(METHOD_WIDTH + 3);
  return [`${indent}${place}`, `${indent}${detail.join(', ')}`];
}

function byApp(routes: readonly Route[]): ReadonlyMap<string | null, readonly Route[]> {
  const groups = new Map<string | null, Route[]>();
  for (const route of routes) {
    const known = groups.get(route.app);
    if (known) known.push(route);
    else groups.set(route.app, [route]);
  }
  return groups;
}

/** The contract of `vigie routes --format json`. */
export function renderRoutesJson(table: RouteTable): string {
  const routes = table.routes.map((route) => ({
    methods: route.methods,
    path: route.path,
    handler: { name: route.handler.name, path: route.handler.at.path, line: route.handler.at.span.line },
    app: route.app,
    authenticated: route.authenticated,
    mounted: route.mounted,
    condition: route.condition,
    responseModel: route.responseModel,
    tags: route.tags,
    dependencies: route.dependencies.map(({ name, authenticates }) => ({ name, authenticates })),
  }));
  const unresolved = table.unresolved.map(({ path, span, reason }) => ({ path, line: span.line, reason }));
  return `${JSON.stringify({ schemaVersion: 1, routes, unresolved }, null, 2)}\n`;
}
