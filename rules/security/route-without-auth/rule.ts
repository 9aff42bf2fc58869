import { functionAt } from '../../../src/rulekit/handlers.ts';
import {
  type Call,
  defineProjectRule,
  type Found,
  type Guard,
  keywordArgument,
  type Project,
} from '../../../src/rulekit/index.ts';
import { isPublicByDesign } from '../../../src/rulekit/public-by-design.ts';
import {
  changesSomething,
  handlerKey,
  type Route,
  reachOf,
  routesByApp,
  wordsOf,
} from '../../../src/rulekit/routes.ts';

/** The routes of one application that somebody should be asked for, and those that ask. */
interface Census {
  readonly app: string;
  readonly open: readonly Route[];
  readonly guarded: readonly Route[];
}

export default defineProjectRule<{ readonly guardedFrom: number }>(({ project, options }) =>
  [...routesByApp(project)].flatMap(([app, routes]) => {
    const census = censusOf(project, app, routes);
    return census.guarded.length < options.guardedFrom ? [] : foundIn(project, census);
  }),
);

function censusOf(project: Project, app: string, routes: readonly Route[]): Census {
  const own = routes.filter((route) => route.handler.start >= 0 && isService(project, route));
  const isUser = ({ guards }: Route) => guards.some(({ kind }) => kind !== 'signature');
  const guarded = own.filter(
    (route) => route.authenticated === true && isUser(route) && changesSomething(route) && insists(route),
  );
  const welcoming = own.filter((route) => route.authenticated === false && isPublicByDesign(route, []));
  // What asks elsewhere asks by other means here; what answers every method only passes requests on.
  const relays = relaysAmong(own);
  const answered = new Set(
    own.filter((route) => route.authenticated !== false || relays.has(endpointKey(route))).map(handlerKey),
  );
  const open = own.filter(
    (route) =>
      route.authenticated === false &&
      // Who looks at credentials and lets callers without any pass does so on purpose.
      !route.identifies &&
      !answered.has(handlerKey(route)) &&
      isSensitive(project, route) &&
      !onlyRefuses(project, route) &&
      !isPublicByDesign(route, wordsOf(project, route)) &&
      // `/requests/{id}/verify` is for the one who made the request without an account.
      !(isCreating(route) && welcoming.some(({ path }) => isVerificationOf(path, route.path))),
  );
  return { app, open, guarded };
}

/** Whoever reads `optional_user` as what is missing elsewhere is told to put nothing there. */
function insists({ guards }: Route): boolean {
  return guards.some(({ name }) => !/optional|anonymous|maybe/i.test(name.split('.').at(-1) ?? ''));
}

function endpointKey(route: Route): string {
  return `${handlerKey(route)} ${route.path}`;
}

/** Handlers that answer nearly every method of a path. */
function relaysAmong(routes: readonly Route[]): ReadonlySet<string> {
  const methods = new Map<string, Set<string>>();
  for (const route of routes) {
    const key = endpointKey(route);
    methods.set(key, new Set([...(methods.get(key) ?? []), ...route.methods]));
  }
  return new Set([...methods].flatMap(([key, all]) => (all.size > 4 ? [key] : [])));
}

function isService(project: Project, { handler }: Route): boolean {
  return (
    project.layerOf(handler.at.path) !== 'test' &&
    !/(^|\/)(examples?|samples?|docs?|scripts?|demo\w*|mocks?|tests?|templates?)\//.test(handler.at.path)
  );
}

/** What is gone, or was never built: the same refusal for everybody. */
function onlyRefuses(project: Project, { handler }: Route): boolean {
  const body = functionAt(project, handler.at.path, handler.start)?.site.def.body ?? [];
  const [last, ...others] = body.filter((stmt) => stmt.k !== 'expr' || stmt.v.k !== 'str');
  if (!last || others.length > 0) return false;
  return last.k === 'raise' || (last.k === 'return' && last.v?.k === 'call' && isRefusal(last.v));
}

function isRefusal(call: Call): boolean {
  const name = call.fn.k === 'attr' ? call.fn.name : call.fn.k === 'name' ? call.fn.id : '';
  const status = keywordArgument(call, 'status_code') ?? keywordArgument(call, 'status');
  if (!name.endsWith('Response') || !status) return false;
  return status.k === 'num' ? Number(status.v) >= 400 : status.k === 'attr' && /^HTTP_[45]|^GONE$/.test(status.name);
}

/** Something of others is changed, administered or listened to. */
function isSensitive(project: Project, route: Route): boolean {
  return changesSomething(route) || isAdministrative(route) || isListening(project, route);
}

function isVerificationOf(path: string, created: string): boolean {
  return (
    path.startsWith(`${created.replace(/\/$/, '')}/`) &&
    /\/(verify|verification|confirm|consent|activate)\w*\/?$/.test(path)
  );
}

function isCreating({ methods, path }: Route): boolean {
  return methods.every((method) => method === 'POST') && !/[{<]/.test(path);
}

function isAdministrative({ path }: Route): boolean {
  return /(^|\/)(admin|administration|superuser|backoffice)(\/|$)/.test(path);
}

/** A web socket that is told whom it is for by the caller. */
function isListening(project: Project, route: Route): boolean {
  if (!route.methods.includes('WEBSOCKET')) return false;
  return /[{<][^{}<>]*(user|client|account)\w*[}>]/.test(route.path) || wordsOf(project, route).includes('user_id');
}

/** It reaches a store or a service; a calculation is nobody's. */
function actsOnSomething(project: Project, route: Route): boolean {
  if (!route.methods.some((method) => method === 'POST' || method === 'GET')) return true;
  const reach = reachOf(project, route);
  return (
    reach !== null &&
    (reach.uses.some(({ kind }) => kind !== 'http') || reach.services.length > 0 || reach.registries.length > 0)
  );
}

function foundIn(project: Project, census: Census): Found[] {
  const { open, guarded } = census;
  const isRule = guarded.length >= open.length;
  const groups = [...Map.groupBy(open, ({ handler }) => handler.at.path)].flatMap(([path, all]): Group[] => {
    const siblings = guarded.filter(({ handler }) => handler.at.path === path);
    const acting = all.filter((route) => actsOnSomething(project, route));
    // Beside handlers that ask, those that only calculate may not need to; where nobody asks, all of them are told of.
    const routes = siblings.length > 0 || acting.length === 0 ? acting : all;
    const related =
      siblings.length > 0 ? siblings : guarded.filter((route) => routes.some((one) => isOfSameResource(one, route)));
    const isImpersonating = routes.some((route) => isListening(project, route));
    // Where those that ask are the exception, only what others of the same file or resource ask for was forgotten.
    if (routes.length === 0 || (!isRule && related.length === 0 && !isImpersonating)) return [];
    // What nobody asks for anywhere may be a form for everybody.
    const isForm = related.length === 0 && routes.every((route) => isCreating(route) && !isAdministrative(route));
    if (isForm) return [];
    return [{ path, routes, siblings, related: related.length > 0 ? related : guarded }];
  });
  return foldersOf(groups).map((group) => foundAt(project, group));
}

/** Many files of one folder without a question are one cause. */
function foldersOf(groups: readonly Group[]): readonly Group[] {
  const folderOf = ({ path }: Group) => path.slice(0, path.lastIndexOf('/') + 1);
  return [...Map.groupBy(groups, folderOf)].flatMap(([folder, all]): readonly Group[] => {
    if (all.length < FILES_OF_A_CAUSE) return all;
    return [
      {
        path: folder,
        routes: all.flatMap(({ routes }) => routes),
        siblings: [],
        related: [...new Set(all.flatMap(({ related }) => related))],
      },
    ];
  });
}

const FILES_OF_A_CAUSE = 4;

/** `/users/{id}/sessions` and `/sessions/{id}`: the last word that is no parameter. */
function isOfSameResource(a: Route, b: Route): boolean {
  const [left, right] = [resourceOf(a), resourceOf(b)];
  return left !== '' && left === right;
}

function resourceOf({ path }: Route): string {
  const words = path.split('/').filter((part) => part !== '' && !/[{<]/.test(part));
  return (
    words.find((word) => !/^(api|v\d+|rest|admin|app|internal|public|me|my|users?)$/i.test(word)) ?? ''
  ).toLowerCase();
}

interface Group {
  readonly path: string;
  readonly routes: readonly Route[];
  /** Of the same file. */
  readonly siblings: readonly Route[];
  readonly related: readonly Route[];
}

function foundAt(project: Project, { path, routes, siblings, related }: Group): Found {
  const guard = usualGuard(related);
  const isFolder = path.endsWith('/');
  const isWhole = siblings.length === 0 && routes.length > 1;
  const [first] = routes;
  if (!first) throw new Error('a group of routes has at least one');
  const example = related.find(({ guards }) => guards.some(({ name }) => name === guard.name)) ?? first;
  const isGrave = routes.some((route) => isAdministrative(route) || isDestructive(route));
  const router = isWhole && !isFolder ? routerOf(project, path) : null;
  const values = {
    count: routes.length,
    guarded: related.length,
    file: path,
    guard: guard.name.slice(guard.name.lastIndexOf('.') + 1),
    example: labelOf(example),
  };
  return {
    at: router ?? first.at,
    subject: path,
    symbol: '',
    values,
    ...variantOf(guard, isFolder ? 'folder' : isWhole ? 'router' : null),
    severity: isGrave ? 'critical' : 'major',
    confidence: siblings.length > 0 || isGrave ? 'high' : 'medium',
    parts: routes.map((route) => ({
      subject: `${route.at.path} ${labelOf(route)}`,
      label: labelOf(route),
      at: route.at,
    })),
    related: [
      ...routes
        .filter((route) => route !== first || router !== null)
        .slice(0, 5)
        .map((route) => ({ ...route.at, note: 'open', values: { route: labelOf(route) } })),
      { ...example.at, note: 'guarded', values: { route: values.example, guard: values.guard } },
    ],
  };
}

function labelOf({ methods, path }: Route): string {
  return `${methods.join(',')} ${path}`;
}

function isDestructive(route: Route): boolean {
  const name = route.handler.symbol.split('.').at(-1) ?? '';
  return /(^|_)(delete_all|purge|wipe|truncate|drop|delete_user\w*|delete_account\w*|set_role|change_role|update_role|grant|promote|impersonate|ban)(_|$)/.test(
    name,
  );
}

function variantOf({ kind }: Guard, place: 'folder' | 'router' | null): Pick<Found, 'variant'> {
  if (place === 'folder') return { variant: 'folder' };
  if (kind === 'decorator') return { variant: place === null ? 'decorator' : 'decorators' };
  if (kind === 'body') return { variant: 'body' };
  return place === null ? {} : { variant: 'router' };
}

/** What most of those who ask are asked by: something that can be repeated, and that says so by its name. */
function usualGuard(routes: readonly Route[]): Guard {
  const all = routes.flatMap(({ guards }) => guards.filter(({ kind }) => kind !== 'signature'));
  const usable = all.filter(({ kind }) => kind === 'dependency' || kind === 'decorator');
  const telling = usable.filter(({ name }) =>
    /user|auth|login|admin|token|jwt|role|permission|protect/i.test(name.split('.').at(-1) ?? ''),
  );
  const from = telling.length > 0 ? telling : usable.length > 0 ? usable : all;
  const [best] = [...Map.groupBy(from, ({ name }) => name).values()].toSorted((a, b) => b.length - a.length);
  const guard = best?.[0];
  if (!guard) throw new Error('a guarded route has a guard');
  return guard;
}

/** The router that all routes of a file hang on, where the dependency that is missing would stand. */
function routerOf(project: Project, path: string): Found['at'] | null {
  const made = project.routes().routers.filter(({ at, kind }) => at.path === path && kind !== 'app');
  return made.length === 1 && made[0] ? made[0].at : null;
}
