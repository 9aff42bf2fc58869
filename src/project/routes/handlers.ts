/** Which function answers a route: the one that was registered, or the methods of a class. */

import type { ClassDef, FunctionDef } from '../../model/python.ts';
import type { RouteDependency, RouteHandler } from '../../model/routes.ts';
import { spanOf } from '../../model/span.ts';
import type { Db } from '../db.ts';
import { originOf } from '../origin.ts';
import { attributeOf, inside, resolve, type Site } from '../resolve.ts';
import { HTTP_METHODS } from './frameworks.ts';
import { describeHandler, detailsOf } from './handler-details.ts';
import type { FunctionValue, Node, RouteEntry, Value } from './values.ts';

export interface Handled {
  readonly methods: readonly string[];
  readonly handler: RouteHandler;
  /** What its own parameters and decorators bring. */
  readonly dependencies: readonly RouteDependency[];
}

/** One answer for a function, one for each method of a class. */
export function handlersOf(db: Db, entry: RouteEntry): readonly Handled[] {
  const { handler } = entry;
  const methods = entry.methods && entry.methods[0] !== 'MOUNT' ? [...new Set(entry.methods)].sort() : ['GET'];
  if (handler.k === 'function') return [{ methods, ...detailsOf(db, handler) }];
  if (handler.k === 'class' || handler.k === 'instance') {
    const found = classHandlers(db, handler.site, handler.def, entry.methods);
    if (found.length > 0) return found;
    return [{ methods, handler: describeHandler(db, handler.site, handler.def), dependencies: [] }];
  }
  return [{ methods, handler: foreign(db, handler, entry.at), dependencies: [] }];
}

function classHandlers(db: Db, site: Site, def: ClassDef, allowed: readonly string[] | null): Handled[] {
  const wrappers = classWrappers(db, site, def);
  return [...answeringMethods(db, site, def, new Set()).values()].flatMap(({ owner, method }) => {
    const verb = method.name === '__call__' ? 'GET' : method.name.toUpperCase();
    if (allowed && method.name !== '__call__' && !allowed.includes(verb)) return [];
    const fn: FunctionValue = { k: 'function', site: owner, def: method, scope: null, self: null, wrappers };
    return [{ methods: [verb], ...detailsOf(db, fn) }];
  });
}

interface AnsweringMethod {
  readonly owner: Site;
  readonly method: FunctionDef;
}

/** By name: a class's own methods, then those that it inherits from classes of the repository. */
function answeringMethods(db: Db, site: Site, def: ClassDef, seen: Set<ClassDef>): Map<string, AnsweringMethod> {
  seen.add(def);
  const found = new Map<string, AnsweringMethod>();
  const owner = inside(site, def);
  for (const method of def.body) {
    if (method.k !== 'def' || (method.name !== '__call__' && !HTTP_METHODS.has(method.name))) continue;
    found.set(method.name, { owner, method });
  }
  for (const base of def.bases) {
    const target = resolve(db, site, base.k === 'sub' ? base.obj : base);
    if (target.kind !== 'class' || seen.has(target.def)) continue;
    for (const [name, above] of answeringMethods(db, target.site, target.def, seen)) {
      if (!found.has(name)) found.set(name, above);
    }
  }
  return found;
}

/** `decorators = [login_required]` of Flask's views, `method_decorators` of Flask-RESTful's, their own or inherited. */
function classWrappers(db: Db, site: Site, def: ClassDef): FunctionValue['wrappers'] {
  return ['decorators', 'method_decorators'].flatMap((name) => {
    const found = attributeOf(db, { kind: 'class', site, def }, name);
    const binding = found.kind === 'variable' ? found.bindings.at(-1) : undefined;
    const list = binding?.kind === 'value' ? binding.value : null;
    if (found.kind !== 'variable' || (list?.k !== 'list' && list?.k !== 'tuple')) return [];
    return list.items.flatMap((item): FunctionValue['wrappers'] => {
      const at: Node = { path: found.site.path, range: { s: item.s, e: item.e } };
      const callee = item.k === 'call' ? item.fn : item;
      const target = resolve(db, found.site, callee);
      const origin = target.kind === 'variable' || target.kind === 'unknown' ? originOf(db, found.site, callee) : null;
      if (origin !== null) return [{ value: { k: 'external', dotted: origin }, at }];
      if (target.kind === 'external') return [{ value: { k: 'external', dotted: target.dotted }, at }];
      if (target.kind !== 'function') return [];
      const wrapper: FunctionValue = {
        k: 'function',
        site: target.site,
        def: target.def,
        scope: null,
        self: null,
        wrappers: [],
      };
      return [{ value: wrapper, at }];
    });
  });
}

function foreign(db: Db, value: Value, at: Node): RouteHandler {
  const name = value.k === 'external' || value.k === 'made' ? value.dotted : 'unknown';
  const span = spanOf(db.facts(at.path)?.lineStarts ?? [0], at.range);
  return { name, symbol: '', at: { path: at.path, span }, async: false, start: -1 };
}
