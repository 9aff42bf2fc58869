/** Whether a route can be reached without credentials, and what sees to it that it cannot. */
import type { Guard, Route, RouteDependency, RouteHandler } from '../../model/routes.ts';
import { spanOf } from '../../model/span.ts';
import type { Db } from '../db.ts';
import type { Node, Router } from '../routes/values.ts';
import { ask, askerOf, definitionAt } from './functions.ts';
import { outcomeOfMiddleware } from './middleware.ts';
import { ASKING, namedValue, openingsOf } from './named-dependencies.ts';
import { HARMLESS, type Outcome, REFUSES, type RouteShape } from './values.ts';

/** A route as far as access goes. */
export interface RouteAccess {
  readonly path: string;
  readonly methods: readonly string[];
  readonly handler: RouteHandler;
  readonly dependencies: readonly RouteDependency[];
  /** From the application down. */
  readonly routers: readonly Pick<Router, 'at' | 'dependencies' | 'middleware'>[];
}

interface Answers {
  readonly guards: Guard[];
  /** Something may ask, or may not. */
  isOpen: boolean;
  looks: boolean;
}

/** Whether a caller must say who they are, `null` where it cannot be told, and what asks them. */
export function accessOf(db: Db, route: RouteAccess): Pick<Route, 'authenticated' | 'guards' | 'identifies'> {
  const answers: Answers = { guards: [], isOpen: false, looks: false };
  const shape: RouteShape = {
    path: route.path,
    methods: route.methods,
    endpoints: endpointsOf(route.handler),
  };
  askRouters(db, route, shape, answers);
  for (const { name, authenticates, signs, from, at, opens } of route.dependencies) {
    if (from === 'app' || from === 'router') continue;
    const kind = signs ? 'signature' : from === 'wrapper' ? 'decorator' : 'dependency';
    if (authenticates) answers.guards.push({ kind, name, at, ...(opens ? { opens } : {}) });
    else if (authenticates === null) answers.isOpen = true;
  }
  if (answers.guards.length === 0) askHandler(db, route.handler, shape, answers);
  const { guards, isOpen, looks } = answers;
  return { authenticated: guards.length > 0 ? true : isOpen ? null : false, guards, identifies: looks };
}

/** Each is asked about each route; no application has a tenth of these. */
const MAX_MIDDLEWARE = 100;

/** The dependencies and middlewares of the application and its routers, some of which make exceptions for paths. */
function askRouters(db: Db, route: RouteAccess, shape: RouteShape, answers: Answers): void {
  const by = askerOf(db);
  for (const router of route.routers) {
    if (router.middleware.length > MAX_MIDDLEWARE) answers.isOpen = true;
    for (const { value, at } of router.middleware.slice(0, MAX_MIDDLEWARE)) {
      const named = outcomeOfMiddleware(by, value, new Map(), shape);
      const opens = named ? openingsOf(db, named.outcome) : {};
      const guard: Guard = { kind: 'middleware', name: named?.name ?? '', at: placeOf(db, at), ...opens };
      note(answers, named?.outcome ?? null, guard);
    }
    for (const value of router.dependencies) {
      const { name, outcome } = namedValue(by, value, { ...ASKING, route: shape });
      const at = placeOf(db, value.k === 'made' ? value.at : router.at);
      // Not every route of a router takes over what the router depends on.
      if (!route.dependencies.some((one) => one.name === name && isSamePlace(one.at, at))) continue;
      note(answers, outcome, { kind: 'dependency', name, at, ...openingsOf(db, outcome) });
    }
  }
}

/** What the handler itself does before it answers. */
function askHandler(db: Db, handler: RouteHandler, route: RouteShape, answers: Answers): void {
  const found = handler.start < 0 ? null : definitionAt(db, handler.at.path, handler.start);
  const outcome = found
    ? ask(db, found.site, found.def, { role: 'body', depth: 0, args: {}, route })
    : ofLibraryRouter(handler.name, route.path);
  note(answers, outcome, { kind: 'body', name: handler.name, at: handler.at });
}

function note(answers: Answers, outcome: Outcome | null, guard: Guard): void {
  if (outcome?.looks && guard.kind === 'body') answers.looks = true;
  if (outcome?.refuses === 'yes') {
    answers.guards.push(outcome.kind === 'signature' ? { ...guard, kind: 'signature' } : guard);
  } else if (outcome === null || outcome.refuses === 'maybe') answers.isOpen = true;
}

/** The function; the class, where Flask-RESTful knows it by that. */
function endpointsOf({ symbol }: RouteHandler): readonly string[] {
  const names = symbol.split('.');
  return [...names.slice(-1), ...names.slice(-2, -1).map((name) => name.toLowerCase())];
}

/** Routes that libraries bring. */
function ofLibraryRouter(name: string, path: string): Outcome {
  if (/^fastapi_users\b.*get_users_router$/.test(name)) return REFUSES;
  if (/^fastapi_users\b.*get_auth_router$/.test(name) && path.endsWith('/logout')) return REFUSES;
  return /GraphQL/.test(name) ? { ...HARMLESS, refuses: 'maybe' } : HARMLESS;
}

function isSamePlace(a: Guard['at'], b: Guard['at']): boolean {
  return a.path === b.path && a.span.line === b.span.line && a.span.column === b.span.column;
}

function placeOf(db: Db, node: Node): Guard['at'] {
  return { path: node.path, span: spanOf(db.facts(node.path)?.lineStarts ?? [0], node.range) };
}
