/** What a handler is and what it asks for, told by its own file: kept for each file, as most change in no pull request. */
import type { ClassDef, FunctionDef } from '../../model/python.ts';
import { definitionsIn } from '../../model/python-walk.ts';
import type { RouteDependency, RouteHandler } from '../../model/routes.ts';
import { spanOf } from '../../model/span.ts';
import { dependenciesOfHandler } from '../access/named-dependencies.ts';
import { type Db, query } from '../db.ts';
import { moduleName } from '../modules.ts';
import type { Site } from '../resolve.ts';
import type { FunctionValue } from './values.ts';

interface HandlerDetails {
  readonly handler: RouteHandler;
  readonly dependencies: readonly RouteDependency[];
}

/** The decorated functions of a file, by their offsets: nearly all handlers are. */
const decoratedFunctions = query<ReadonlyMap<number, HandlerDetails>>('decorated-functions', (db, path) => {
  const found = new Map<number, HandlerDetails>();
  for (const { def, within } of definitionsIn(db.facts(path)?.python?.body ?? [])) {
    if (def.k !== 'def' || def.decorators.length === 0) continue;
    found.set(def.s, tell(db, { k: 'function', site: { path, within }, def, scope: null, self: null, wrappers: [] }));
  }
  return found;
});

export function detailsOf(db: Db, fn: FunctionValue): HandlerDetails {
  // What wraps a handler is known to the run alone.
  const known = fn.wrappers.length === 0 ? db.get(decoratedFunctions, fn.site.path).get(fn.def.s) : undefined;
  return known ?? tell(db, fn);
}

function tell(db: Db, fn: FunctionValue): HandlerDetails {
  return { handler: describeHandler(db, fn.site, fn.def), dependencies: dependenciesOfHandler(db, fn) };
}

/** A function, or a class that answers as a whole. */
export function describeHandler(db: Db, site: Site, def: FunctionDef | ClassDef): RouteHandler {
  const symbol = [...site.within, def].map((part) => part.name).join('.');
  return {
    name: `${moduleName(db, site.path)}.${symbol}`,
    symbol,
    at: { path: site.path, span: spanOf(db.facts(site.path)?.lineStarts ?? [0], def.head) },
    async: def.k === 'def' && def.async,
    start: def.s,
  };
}
