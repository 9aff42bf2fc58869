/** Where a repository limits how often somebody may ask: in its routes, in front of all of them, or in its proxy. */
import type { DataNode } from '../model/facts.ts';
import type { Project, SourceFile } from '../model/project.ts';
import { expressionsIn } from '../model/python-walk.ts';
import { codeOf } from './code.ts';
import { functionsReached, type Handler, isAside, isMiddleware, wordsOf } from './handlers.ts';

/** Words of a limit on requests, on attempts, or of a puzzle that machines fail. */
const LIMITS =
  /rate_?limit|ratelimit|limiter|throttl|too_?many_?(requests|attempts)|brute_?force|lock_?out|locked_until|account_locked|is_locked|failed_?(login|attempt|auth)|login_?attempt|attempts|captcha|turnstile|slow_?api|\bcool_?down/i;
/** What vendors answer when *we* ask too often, and settings nobody may read. */
const NOT_OURS =
  /(Error|Exception|Exceeded|Warning)$|^(RateLimit|attempts?|max_attempts)$|stop_after_attempt|upstream|(connect|retry|max|send|delivery|reconnect)\w*_attempts/;

/** Middlewares and extensions that limit every route of an application. */
const FOR_ALL =
  /^(default_limits|application_limits|FastAPIGuard|GuardMiddleware|SecurityMiddleware)$|(rate_?limit|throttl|limiter)\w*middleware|middleware\w*(rate_?limit|throttl)|^(RATELIMIT_DEFAULT|RATELIMIT_APPLICATION)$/i;

function isLimit(word: string): boolean {
  return (LIMITS.test(word) && !NOT_OURS.test(word)) || word === '429' || word === 'HTTP_429_TOO_MANY_REQUESTS';
}

/** The dependency or decorator by which a route of the handler is limited, or `null`. */
export function declaredLimitOf({ routes, site }: Handler): string | null {
  for (const { dependencies } of routes) {
    const named = dependencies.find(({ name }) => isLimit(lastOf(name)) || isLimitPackage(name));
    if (named) return lastOf(named.name);
  }
  for (const expr of site.def.decorators.flatMap(expressionsIn)) {
    const word = expr.k === 'name' ? expr.id : expr.k === 'attr' ? expr.name : '';
    if (isLimit(word)) return word;
  }
  return null;
}

/** The word by which the handler, or what it runs, limits how often it is asked, or `null`. */
export function limitOf(project: Project, handler: Handler): string | null {
  const declared = declaredLimitOf(handler);
  if (declared !== null) return declared;
  for (const { site } of functionsReached(project, handler))
    for (const word of wordsOf(site.def)) if (isLimit(word)) return word;
  return null;
}

function lastOf(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf('.') + 1);
}

const PACKAGES =
  /^(slowapi|fastapi_limiter|flask_limiter|limits|fastapi_guard|fastapi_throttle|pyrate_limiter|ratelimit|asgi_ratelimit|starlette_ratelimit|flask_ipban|fastapi_cap|fastapi_advanced_rate_limiter)\b/;

function isLimitPackage(dotted: string): boolean {
  return PACKAGES.test(dotted);
}

/** Whether something stands in front of every route: a middleware, an extension, a proxy's or gateway's configuration. */
export function isLimitedAsAWhole(project: Project): boolean {
  const limiting = project.eachFile('python', 'limits-all', (file, of) => (limitsAll(of, file) ? [true] : []));
  return limiting.length > 0 || project.memo('limited-by-proxy', isLimitedByProxy);
}

/** Whether a library for limits is imported: where it is attached to no route that we see, it may be where we do not see. */
export function importsLimiter(project: Project): boolean {
  const importing = project.eachFile('python', 'imports-limiter', ({ path, facts }, of) => {
    const imports = facts.python?.imports ?? [];
    const isImported = imports.some(
      ({ from, level, names }) => level === 0 && names.some(({ name }) => isLimitPackage(from ?? name)),
    );
    return isImported && !isAside(of, path) ? [true] : [];
  });
  return importing.length > 0;
}

function limitsAll(project: Project, file: SourceFile): boolean {
  const module = file.facts.python;
  if (!module || isAside(project, file.path)) return false;
  if (module.names.some((name) => FOR_ALL.test(name))) return true;
  if (!module.names.some(isLimit) && !module.names.some((name) => /middleware|before_request/i.test(name)))
    return false;
  return codeOf(file).functions.some(({ def, within }) => isMiddleware(def, within) && [...wordsOf(def)].some(isLimit));
}

const PROXY_PATH =
  /nginx|caddyfile|haproxy|traefik|envoy|apache|httpd|kong|gateway|ingress|\.conf(\.|$)|\.tf$|\.vcl$|\.template$|\.j2$/i;

function isLimitedByProxy(project: Project): boolean {
  const texts = project
    .filesOfKind('text')
    .some((file) => PROXY_PATH.test(file.path) && file.facts.proxyLimits?.includes('rate'));
  return texts || (['yaml', 'toml', 'json'] as const).some((kind) => project.filesOfKind(kind).some(limitsInData));
}

const IN_DATA =
  /ratelimit\.(average|burst|period)|limit-(rps|rpm|connections|req)|nginx\.ingress\.kubernetes\.io\/limit|(^|[^a-z])(rate[-_]?limit(ing|er)?|rateLimit)([^a-z]|$)/;
const DATA_PATH =
  /traefik|kong|gateway|ingress|nginx|compose|k8s|kube|helm|deploy|charts|envoy|istio|apisix|krakend|tyk|infra|openapi|swagger/i;

function limitsInData({ path, facts }: SourceFile): boolean {
  if (!DATA_PATH.test(path) || /(^|\/)(package|tsconfig)[^/]*\.json$/.test(path)) return false;
  return (facts.documents ?? []).some((node) => speaksOfLimits(node, 0));
}

function speaksOfLimits(node: DataNode, depth: number): boolean {
  if (depth > 30) return false;
  if (node.k === 'map') return node.entries.some(({ key, v }) => IN_DATA.test(key) || speaksOfLimits(v, depth + 1));
  if (node.k === 'seq') return node.items.some((item) => speaksOfLimits(item, depth + 1));
  return typeof node.v === 'string' && node.v.length < 300 && IN_DATA.test(node.v);
}
