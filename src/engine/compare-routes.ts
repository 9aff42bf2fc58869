/** The routes of base and head side by side: which came, went, moved, or changed who may call them. */
import { ROUTE_CHANGES, type RouteChange } from '../model/route-changes.ts';
import type { Route, RouteTable } from '../model/routes.ts';
import { byText } from './order.ts';

/** One change for each route and method, moves of a whole prefix as one; opened routes first. */
export function compareRoutes(base: RouteTable, head: RouteTable): readonly RouteChange[] {
  const before = answering(base);
  const after = answering(head);
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, one]) => one);
  const come = [...after].filter(([key]) => !before.has(key)).map(([, one]) => one);
  const moves = pairMoves(gone, come);
  const moved = new Set(moves.flatMap(({ from, to }) => [from, to]));
  const changes = [
    ...[...after].flatMap(([key, to]) => accessChange(before.get(key), to)),
    ...moves.flatMap(({ from, to }) => accessChange(from, to)),
    ...gatherMoves(moves),
    ...gone.filter((one) => !moved.has(one)).map((one) => plain('removed', one)),
    ...come.filter((one) => !moved.has(one)).map((one) => plain('added', one)),
  ];
  return changes.sort(byImportance);
}

/** A mounted route under one of its methods. */
interface Answer {
  readonly route: Route;
  readonly method: string;
}

function answering({ routes }: RouteTable): ReadonlyMap<string, Answer> {
  const found = new Map<string, Answer>();
  for (const route of routes) {
    if (!route.mounted) continue;
    for (const method of route.methods) {
      const key = `${route.app} ${route.host} ${method} ${route.pathKey}`;
      // Where two match, the earlier answers.
      if (!found.has(key)) found.set(key, { route, method });
    }
  }
  return found;
}

interface Move {
  readonly from: Answer;
  readonly to: Answer;
}

/** The same handler for the same method, gone from one path and come at another. */
function pairMoves(gone: readonly Answer[], come: readonly Answer[]): readonly Move[] {
  const waiting = new Map<string, Answer[]>();
  for (const one of gone) waiting.set(identity(one), [...(waiting.get(identity(one)) ?? []), one]);
  return come.flatMap((to) => {
    const from = waiting.get(identity(to))?.shift();
    return from ? [{ from, to }] : [];
  });
}

function identity({ route, method }: Answer): string {
  return `${method} ${route.handler.name} ${route.host}`;
}

/** Ten routes whose prefix changed are one move. */
function gatherMoves(moves: readonly Move[]): readonly RouteChange[] {
  const groups = new Map<string, { readonly prefixes: readonly [string, string]; readonly moves: Move[] }>();
  for (const move of moves) {
    const prefixes = changedPrefixes(move.from.route.path, move.to.route.path);
    const key = prefixes.join(' ');
    const known = groups.get(key);
    if (known) known.moves.push(move);
    else groups.set(key, { prefixes, moves: [move] });
  }
  return [...groups.values()].flatMap(({ prefixes, moves: alike }): RouteChange[] => {
    const [first] = alike;
    if (!first) return [];
    const [from, path] = alike.length === 1 ? [first.from.route.path, first.to.route.path] : prefixes;
    const change = { ...plain('moved', first.to), before: first.from.route.authenticated };
    return [{ ...change, path: path || '/', from: from || '/', count: alike.length }];
  });
}

/** What is left of two paths without the segments in which they end alike. */
function changedPrefixes(from: string, to: string): readonly [string, string] {
  const [a, b] = [from.split('/'), to.split('/')];
  while (a.length > 0 && b.length > 0 && a.at(-1) === b.at(-1)) {
    a.pop();
    b.pop();
  }
  return [a.join('/'), b.join('/')];
}

function accessChange(from: Answer | undefined, to: Answer): readonly RouteChange[] {
  if (!from) return [];
  const [before, after] = [from.route.authenticated, to.route.authenticated];
  const kind = before === true && after !== true ? 'opened' : before === false && after === true ? 'closed' : null;
  return kind === null ? [] : [{ ...plain(kind, to), before, after }];
}

function plain(kind: RouteChange['kind'], { route, method }: Answer): RouteChange {
  const access = route.authenticated;
  return {
    kind,
    method,
    path: route.path,
    from: null,
    count: 1,
    before: kind === 'removed' ? access : null,
    after: kind === 'removed' ? null : access,
    at: route.handler.at,
  };
}

function byImportance(a: RouteChange, b: RouteChange): number {
  return (
    ROUTE_CHANGES.indexOf(a.kind) - ROUTE_CHANGES.indexOf(b.kind) ||
    byText(a.path, b.path) ||
    byText(a.method, b.method)
  );
}
