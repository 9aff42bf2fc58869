/** What a dependency, decorator or middleware is called, and whether it asks who the caller is. */

import type { ClassDef, Expr, FunctionDef } from '../../model/python.ts';
import { argument, expressionsIn, expressionsOf, keywordArgument, statementsOf } from '../../model/python-walk.ts';
import type { RouteDependency } from '../../model/routes.ts';
import { type Range, spanOf } from '../../model/span.ts';
import type { Db } from '../db.ts';
import { moduleName } from '../modules.ts';
import { externalName, inside, resolve, type Site } from '../resolve.ts';
import type { FunctionValue, Router, Value } from './values.ts';

type Named = Pick<RouteDependency, 'name' | 'authenticates'>;

const SCHEMES =
  /(^|\.)(HTTPBearer|HTTPBasic|HTTPDigest|OAuth2(?!\w*Form)\w*|APIKey(Header|Query|Cookie)|OpenIdConnect|SecurityScopes|HTTPAuthorizationCredentials)$/;
const ASKS =
  /(^|_)(auth|authenticated?|authorized?|authori[sz]ation|login|logged_in|jwt|token|permissions?|api_?key|security|admin|superuser|staff|roles?|scopes?|signature|principal|oauth\w*|acl|rbac|access|full_access|protect|protected|guard|guarded|secured|restricted)(_|$)|current_\w*(user|account|admin|member|tenant|client)|(get|require|verify|ensure|check|active)_\w*user|^(user|current)_required|credentials/;
/** `rate_limit_auth` limits the authentication routes, and asks nobody. */
const LIMITS =
  /(^|_)(rate|limit|limiter|limited|throttle|cache|cached|log|logged|track|audit|metrics|deprecated|service|server|settings|config|client|repository|repo|store|manager|form|factory|url|usecase)(_|$)/;
const OPTIONAL = /(^|_)(optional|maybe|or_none|or_anonymous|anonymous|if_any|public)(_|$)/;
const HARMLESS =
  /(CORS|GZip|TrustedHost|HTTPSRedirect|Session|Prometheus|Sentry|RequestID|RequestId|CorrelationId|Correlation|Logging|Log|Timing|ProcessTime|SecurityHeaders|Secure|ProxyHeaders|Brotli|Exception|ServerError|RateLimit|SlowAPI|OpenTelemetry|RawContextMiddleware|Profil|Metrics|Locale|Babel|Cache|DBSession|SQLAlchemy|Maintenance|Csrf|CSRF|Size|Timeout)\w*$/i;

/** How far dependencies of dependencies are followed. */
const MAX_DEPTH = 6;

/** A value of a `dependencies=[…]` list. */
export function nameDependency(db: Db, value: Value): Named {
  if (value.k === 'made') {
    const of = value.args[0] ?? value.kw.get('dependency');
    if (/(^|\.)Security$/.test(value.dotted))
      return { name: of ? nameDependency(db, of).name : value.dotted, authenticates: true };
    if (/(^|\.)Depends$/.test(value.dotted) && of) return nameDependency(db, of);
    return { name: value.dotted, authenticates: SCHEMES.test(value.dotted) || asks(value.dotted) ? true : null };
  }
  if (value.k === 'external')
    return { name: value.dotted, authenticates: SCHEMES.test(value.dotted) || asks(value.dotted) ? true : null };
  if (value.k === 'function') return functionAccess(db, value.site, value.def, 0);
  if (value.k === 'class' || value.k === 'instance') {
    const name = `${moduleName(db, value.site.path)}.${[...value.site.within, value.def].map((d) => d.name).join('.')}`;
    return { name, authenticates: asks(value.def.name) || null };
  }
  return { name: value.k === 'unknown' ? 'unknown' : value.k, authenticates: null };
}

function functionAccess(db: Db, site: Site, def: FunctionDef, depth: number): Named {
  const name = `${moduleName(db, site.path)}.${[...site.within, def].map((part) => part.name).join('.')}`;
  if (OPTIONAL.test(def.name)) return { name, authenticates: false };
  if (asks(def.name)) return { name, authenticates: true };
  const deeper = depth < MAX_DEPTH ? parametersOf(db, site, def, depth + 1) : [];
  if (deeper.some((inner) => inner.authenticates === true)) return { name, authenticates: true };
  return { name, authenticates: readsAuthorization(def) };
}

function asks(name: string): boolean {
  const last = name.split('.').at(-1) ?? name;
  const snake = last.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return (
    ASKS.test(snake) &&
    !OPTIONAL.test(snake) &&
    !LIMITS.test(snake) &&
    !/^(get|create|refresh|revoke)_(access_|refresh_)?tokens?$/.test(snake)
  );
}

/** It looks at the `Authorization` header, or answers 401. */
function readsAuthorization(def: FunctionDef): boolean {
  for (const stmt of statementsOf(def.body)) {
    for (const expr of expressionsOf(stmt).flatMap((outer) => [...expressionsIn(outer)])) {
      if (expr.k === 'str' && /^authorization$/i.test(expr.v)) return true;
      if (expr.k === 'num' && expr.v === '401') return true;
      if (expr.k === 'attr' && /^HTTP_401/.test(expr.name)) return true;
    }
  }
  return false;
}

/** The dependencies that a handler's own parameters and decorators bring. */
export function dependenciesOfHandler(db: Db, fn: FunctionValue): RouteDependency[] {
  const lineStarts = db.facts(fn.site.path)?.lineStarts ?? [0];
  const at = (range: Range) => ({ path: fn.site.path, span: spanOf(lineStarts, range) });
  const wrappers = fn.wrappers.map(({ value, at: node }) => ({
    ...decoratorAccess(nameDependency(db, value)),
    from: 'wrapper' as const,
    at: { path: node.path, span: spanOf(db.facts(node.path)?.lineStarts ?? [0], node.range) },
  }));
  const decorators = fn.def.decorators.flatMap((decorator): RouteDependency[] => {
    const callee = decorator.k === 'call' ? decorator.fn : decorator;
    const target = resolve(db, fn.site, callee);
    if (target.kind !== 'function' && target.kind !== 'external' && target.kind !== 'class') return [];
    const name = target.kind === 'external' ? target.dotted : `${moduleName(db, target.site.path)}.${target.def.name}`;
    const soft = decorator.k === 'call' && isTrue(keywordArgument(decorator, 'optional'));
    const access = soft ? { name, authenticates: false } : decoratorAccess({ name, authenticates: null });
    return [{ ...access, from: 'wrapper', at: at(decorator) }];
  });
  const owner = fn.site.within.at(-1);
  const outer: Site = { path: fn.site.path, within: fn.site.within.slice(0, -1) };
  const ofClass = owner?.k === 'class' ? classDependencies(db, outer, owner, 0) : [];
  const own = ofClass.map((named): RouteDependency => ({ ...named, from: 'parameter', at: at(fn.def.head) }));
  const params = parametersOf(db, fn.site, fn.def, 0).map((named) => ({
    ...named,
    from: 'parameter' as const,
    at: at(named.expr),
  }));
  return [...own, ...wrappers, ...decorators, ...params.map(({ expr: _, ...rest }) => rest)];
}

/** What a class-based view asks for: `user = Depends(get_user)` in its body, parameters of `__init__`, and those of its bases. */
function classDependencies(db: Db, site: Site, def: ClassDef, depth: number): Named[] {
  if (depth > MAX_DEPTH) return [];
  const body = inside(site, def);
  const own = def.body.flatMap((stmt): Named[] => {
    if (stmt.k === 'def' && stmt.name === '__init__') return parametersOf(db, body, stmt, 1);
    if (stmt.k !== 'assign') return [];
    const found =
      (stmt.v && dependsIn(db, body, stmt.v, 1)) ?? (stmt.annotation && annotated(db, body, stmt.annotation, 1));
    return found ? [found] : [];
  });
  const inherited = def.bases.flatMap((base): Named[] => {
    const target = resolve(db, site, base.k === 'sub' ? base.obj : base);
    return target.kind === 'class' && target.def !== def
      ? classDependencies(db, target.site, target.def, depth + 1)
      : [];
  });
  return [...own, ...inherited].map(({ name, authenticates }) => ({ name, authenticates }));
}

function decoratorAccess(named: Named): Named {
  const last = named.name.split('.').at(-1) ?? '';
  if (named.name === 'starlette.authentication.requires') return { name: named.name, authenticates: true };
  return { name: named.name, authenticates: OPTIONAL.test(last) ? false : asks(last) };
}

function parametersOf(db: Db, site: Site, def: FunctionDef, depth: number): (Named & { expr: Expr })[] {
  return def.params.flatMap((param) => {
    const found =
      (param.default && dependsIn(db, site, param.default, depth)) ??
      (param.annotation && annotated(db, site, param.annotation, depth));
    if (found)
      return [
        {
          ...found,
          expr: param.default ?? param.annotation ?? def.returns ?? { k: 'unknown', s: param.s, e: param.e },
        },
      ];
    return [];
  });
}

/** `Depends(f)`, `Security(f)`; an empty `Depends()` means the annotated class, which authenticates nobody. */
function dependsIn(db: Db, site: Site, expr: Expr, depth: number): Named | null {
  if (expr.k !== 'call') return null;
  const callee = externalName(db, site, expr.fn) ?? '';
  if (!/(^|\.)(Depends|Security)$/.test(callee)) return null;
  const of = argument(expr, 0, 'dependency');
  const named = of ? dependencyNamed(db, site, of, depth) : null;
  if (callee.endsWith('Security')) return { name: named?.name ?? callee, authenticates: true };
  return named;
}

function dependencyNamed(db: Db, site: Site, expr: Expr, depth: number): Named {
  if (expr.k === 'call') {
    const inner = dependencyNamed(db, site, expr.fn, depth);
    return { ...inner, authenticates: inner.authenticates || SCHEMES.test(inner.name) };
  }
  const target = resolve(db, site, expr);
  if (target.kind === 'function') return functionAccess(db, target.site, target.def, depth);
  if (target.kind === 'class') {
    const name = `${moduleName(db, target.site.path)}.${target.def.name}`;
    return { name, authenticates: asks(target.def.name) || null };
  }
  if (target.kind === 'external')
    return { name: target.dotted, authenticates: SCHEMES.test(target.dotted) || asks(target.dotted) || null };
  if (target.kind === 'variable') {
    const last = target.bindings.at(-1);
    const made =
      last?.kind === 'value' && last.value?.k === 'call' ? externalName(db, target.site, last.value.fn) : null;
    const scheme = made !== null && SCHEMES.test(made);
    const isSoft =
      last?.kind === 'value' && last.value?.k === 'call' && isFalse(keywordArgument(last.value, 'auto_error'));
    return {
      name: `${moduleName(db, target.site.path)}.${target.name}`,
      authenticates: scheme ? !isSoft : asks(target.name) || null,
    };
  }
  const name = expr.k === 'attr' ? expr.name : expr.k === 'name' ? expr.id : 'unknown';
  return { name, authenticates: asks(name) || null };
}

function isTrue(expr: Expr | undefined): boolean {
  return expr?.k === 'const' && expr.v === true;
}

function isFalse(expr: Expr | undefined): boolean {
  return expr?.k === 'const' && expr.v === false;
}

/** `Annotated[User, Depends(f)]`, written out or behind a name. */
function annotated(db: Db, site: Site, annotation: Expr, depth: number): Named | null {
  if (depth > MAX_DEPTH) return null;
  if (annotation.k === 'bin' && annotation.op === '|') return annotated(db, site, annotation.l, depth + 1);
  if (annotation.k === 'sub') {
    const items = annotation.index.flatMap((item) => (item.k === 'tuple' ? item.items : [item]));
    if (!/(^|\.)Annotated$/.test(externalName(db, site, annotation.obj) ?? '')) return null;
    for (const item of items.slice(1)) {
      const found = dependsIn(db, site, item, depth);
      if (found) return found;
    }
    const [first] = items;
    return first ? annotated(db, site, first, depth + 1) : null;
  }
  if (annotation.k !== 'name' && annotation.k !== 'attr') return null;
  const target = resolve(db, site, annotation);
  const last = target.kind === 'variable' ? target.bindings.at(-1) : undefined;
  if (target.kind !== 'variable' || last?.kind !== 'value' || !last.value) return null;
  return annotated(db, target.site, last.value, depth + 1);
}

/** What the middlewares of an application or router do: `null` when one of them may ask who is there. */
export function middlewareAccess(db: Db, router: Router): false | null {
  return router.middleware.some(({ value }) => mayAuthenticate(db, value)) ? null : false;
}

function mayAuthenticate(db: Db, value: Value): boolean {
  if (value.k === 'made') {
    const inner = value.args[0] ?? value.kw.get('cls');
    return /\.Middleware$/.test(value.dotted) && inner ? mayAuthenticate(db, inner) : !HARMLESS.test(value.dotted);
  }
  if (value.k === 'external') return !HARMLESS.test(value.dotted);
  if (value.k === 'function') return asks(value.def.name) || readsAuthorization(value.def);
  if (value.k !== 'class') return true;
  if (asks(value.def.name.replace(/Middleware$/, ''))) return true;
  return value.def.body.some((stmt) => stmt.k === 'def' && readsAuthorization(stmt));
}

/** Whether a caller must say who they are: by one dependency, or perhaps by a middleware. */
export function accessOf(
  dependencies: readonly RouteDependency[],
  middlewares: readonly (false | null)[],
): boolean | null {
  if (dependencies.some((dependency) => dependency.authenticates === true)) return true;
  if (dependencies.some((dependency) => dependency.authenticates === null)) return null;
  return middlewares.includes(null) ? null : false;
}
