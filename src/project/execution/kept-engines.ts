/** Asynchronous engines that outlive the loop that first used them: those that a module, a cache or a singleton keeps. */
import type { KeptEngine } from '../../model/execution.ts';
import type { Call, Expr, FunctionDef } from '../../model/python.ts';
import { argument, callsIn, dottedName, keywordArgument, statementsOf } from '../../model/python-walk.ts';
import { spanOf } from '../../model/span.ts';
import { fieldAssignments } from '../bindings.ts';
import type { Db } from '../db.ts';
import { describe } from '../describe.ts';
import { ownClass } from '../origin.ts';
import { externalName, inside, resolve, type Site, type Target } from '../resolve.ts';
import { singletons } from '../singletons.ts';

const ENGINE = /\bcreate_async_engine$/;
const FACTORY = /\b(async_sessionmaker|sessionmaker|async_scoped_session)$/;
const MAX_HOPS = 6;

/** The engine behind what gives sessions or connections, `async_session_maker` or `engine`; `null`: none is kept, or its pool keeps nothing. */
export function keptEngine(db: Db, site: Site, expr: Expr, hops = 0): KeptEngine | null {
  if (hops > MAX_HOPS) return null;
  if (expr.k === 'call') return keptByFunction(db, site, expr, hops);
  const target = resolve(db, site, expr);
  if (target.kind === 'variable') return keptByModule(db, target, hops);
  return expr.k === 'attr' ? keptBySingleton(db, site, expr, hops) : null;
}

/** `engine = create_async_engine(…)`, `Session = async_sessionmaker(engine)` of a module. */
function keptByModule(db: Db, target: Target & { kind: 'variable' }, hops: number): KeptEngine | null {
  const value = target.bindings.findLast((binding) => binding.kind === 'value' && binding.value?.k === 'call');
  if (target.site.within.length > 0 || value?.kind !== 'value' || value.value?.k !== 'call') return null;
  return engineOf(db, target.site, { call: value.value, name: target.name }, hops + 1);
}

/** `get_engine()`, where the function is cached or fills a global. */
function keptByFunction(db: Db, site: Site, call: Call, hops: number): KeptEngine | null {
  const target = resolve(db, site, call.fn);
  if (target.kind !== 'function') return null;
  const { def } = target;
  const isCached = def.decorators.some((one) =>
    /(^|\.)(lru_cache|cache)$/.test(dottedName(one.k === 'call' ? one.fn : one) ?? ''),
  );
  const isGlobal = statementsOf(def.body).some(({ k }) => k === 'global');
  return isCached || isGlobal ? engineIn(db, target, `${def.name}()`, hops + 1) : null;
}

/** `self._session_factory`, in a class of which the program keeps one instance. */
function keptBySingleton(db: Db, site: Site, expr: Expr & { k: 'attr' }, hops: number): KeptEngine | null {
  const owner = ownClass(site, expr.obj);
  if (!owner || !db.get(singletons).has(`${owner.site.path} ${owner.def.s}`)) return null;
  const body = inside(owner.site, owner.def);
  for (const { method, stmt } of fieldAssignments(owner.def, expr.name)) {
    if (stmt.v?.k !== 'call') continue;
    const found = engineOf(
      db,
      inside(body, method),
      { call: stmt.v, name: `${owner.def.name}.${expr.name}` },
      hops + 1,
    );
    if (found) return found;
  }
  return null;
}

interface Made {
  readonly call: Call;
  readonly name: string;
}

function engineOf(db: Db, site: Site, { call, name }: Made, hops: number): KeptEngine | null {
  if (hops > MAX_HOPS) return null;
  const called = externalName(db, site, call.fn) ?? '';
  if (ENGINE.test(called)) return isPooled(db, site, call) ? { name, at: placeOf(db, site, call) } : null;
  if (FACTORY.test(called)) {
    const engine = argument(call, 0, 'bind') ?? argument(call, 0, 'session_factory');
    if (!engine) return null;
    return engine.k === 'call'
      ? engineOf(db, site, { call: engine, name }, hops + 1)
      : keptEngine(db, site, engine, hops + 1);
  }
  const target = resolve(db, site, call.fn);
  return target.kind === 'function' ? engineIn(db, target, name, hops + 1) : null;
}

/** The engine that a function makes, itself or by another. */
function engineIn(
  db: Db,
  { def, site }: { def: FunctionDef; site: Site },
  name: string,
  hops: number,
): KeptEngine | null {
  const at = inside(site, def);
  for (const call of callsIn(def.body)) {
    if (!/engine|maker|factory|session/i.test(describe(call.fn))) continue;
    const found = engineOf(db, at, { call, name }, hops);
    if (found) return found;
  }
  return null;
}

/** Without a pool nothing is kept from one loop for the next; SQLite's driver asks the loop that runs. */
function isPooled(db: Db, site: Site, call: Call): boolean {
  const [url] = call.args;
  if (url?.k === 'str' && url.v.startsWith('sqlite')) return false;
  const pool = keywordArgument(call, 'poolclass');
  if (pool === undefined) return !call.kw.some(({ name }) => name === null) || !namesNullPool(db, site);
  // `NullPool if settings.testing else AsyncAdaptedQueuePool`: tests have none, workers do.
  if (pool.k === 'if') return /test/i.test(describe(pool.test)) && !isNull(db, site, pool.else);
  return !isNull(db, site, pool) && (externalName(db, site, pool) !== null || !namesNullPool(db, site));
}

function isNull(db: Db, site: Site, pool: Expr): boolean {
  return /\bNullPool$/.test(externalName(db, site, pool) ?? '');
}

function namesNullPool(db: Db, site: Site): boolean {
  return db.facts(site.path)?.python?.names.includes('NullPool') ?? false;
}

function placeOf(db: Db, site: Site, call: Call): KeptEngine['at'] {
  return { path: site.path, span: spanOf(db.facts(site.path)?.lineStarts ?? [0], call) };
}
