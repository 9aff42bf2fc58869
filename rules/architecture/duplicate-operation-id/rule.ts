import { defineProjectRule, type Found, type Place } from '../../../src/rulekit/index.ts';
import { isSamePlace, type Route, routesByApp, slotOf } from '../../../src/rulekit/routes.ts';

export default defineProjectRule(({ project }) => {
  const inner = project.routes().routers.flatMap(({ kind, includes }) => (kind === 'app' ? includes : []));
  return [...routesByApp(project)].flatMap(([app, routes]) => {
    const documents = Map.groupBy(routes.filter(isShown), (route) => documentOf(route, inner));
    return [...documents.values()].flatMap((document) => foundIn(app, document));
  });
});

function isShown({ framework, operationId, inSchema, methods }: Route): boolean {
  return framework === 'fastapi' && operationId !== null && inSchema && !methods.includes('WEBSOCKET');
}

/** A mounted application has an OpenAPI document of its own. */
function documentOf(route: Route, inner: readonly { readonly at: Route['at'] }[]): string {
  const mount = route.includes.findLast((at) => inner.some((each) => isSamePlace(each.at, at)));
  return mount ? keyOf(mount) : '';
}

function keyOf({ path, span }: Place): string {
  return `${path}:${span.line}:${span.column}`;
}

function foundIn(app: string, document: readonly Route[]): Found[] {
  const known = new Map<string, Route>();
  const found: Found[] = [];
  for (const route of document) {
    const id = route.operationId ?? '';
    const first = known.get(id);
    if (!first) {
      known.set(id, route);
      if (route.methods.length > 1) found.push(methodsFound(app, id, route));
    } else if (!isSameOperation(first, route)) found.push(pairFound(app, id, first, route));
  }
  // An inclusion is said once, however many routes it brings.
  return [...new Map(found.toReversed().map((one) => [keyOf(one.at), one])).values()].toReversed();
}

/** The later of two equal routes is not in the document: it overwrites the earlier one. */
function isSameOperation(a: Route, b: Route): boolean {
  return slotOf(a) === slotOf(b) && a.methods.some((method) => b.methods.includes(method));
}

function pairFound(app: string, id: string, first: Route, later: Route): Found {
  const isAlias = isSamePlace(first.at, later.at);
  const include = later.includes.find((at, i) => !isSamePlace(at, first.includes[i]));
  const values = {
    app,
    id,
    route: nameOf(later),
    first: nameOf(first),
    better: later.handler.symbol.split('.').at(-1) ?? id,
  };
  return {
    at: isAlias && include ? include : later.at,
    subject: `${app} ${id}`,
    symbol: later.handler.symbol,
    values,
    ...(isAlias ? { variant: 'alias' } : {}),
    related: [{ ...first.at, note: 'first', values }],
  };
}

function methodsFound(app: string, id: string, route: Route): Found {
  const values = { app, id, route: nameOf(route), first: nameOf(route), better: id };
  return { at: route.at, subject: `${app} ${id}`, symbol: route.handler.symbol, values, variant: 'methods' };
}

function nameOf({ methods, path }: Route): string {
  return `${methods.join(',')} ${path}`;
}
