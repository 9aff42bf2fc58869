/** Sessions that are used as what they are not: an asynchronous one as a synchronous one, and the reverse. */
import type { SessionMisuse } from '../../model/execution.ts';
import type { Call, Expr, FunctionDef, Param } from '../../model/python.ts';
import { definitionsIn, expressionsIn, expressionsOf, statementsOf } from '../../model/python-walk.ts';
import { type Place, type Range, spanOf } from '../../model/span.ts';
import { calledBy } from '../callee.ts';
import { type Db, query } from '../db.ts';
import { describe } from '../describe.ts';
import { originOf } from '../origin.ts';
import { inside, resolve, type Site } from '../resolve.ts';
import { isTestPath } from '../routes/frameworks.ts';
import { type OwnCall, ownCalls } from './own-calls.ts';

const ASYNC_SESSION =
  /^(sqlalchemy\.ext\.asyncio|sqlmodel\.ext\.asyncio)\b.*(AsyncSession|async_sessionmaker\(\)|async_scoped_session\(\))\(\)(\.__enter__\(\))*$/;
const SYNC_SESSION = /^(sqlalchemy\.orm\b.*\bSession|sqlmodel(\.orm\.session)?\.Session)\(\)(\.__enter__\(\))*$/;
const COROUTINES =
  /^(execute|scalar|scalars|get|get_one|commit|flush|rollback|refresh|merge|delete|exec|stream|stream_scalars|run_sync|close)$/;
/** What a synchronous session has and does, without `await`. */
const SYNC_ONLY = /^(query|bulk_save_objects|bulk_insert_mappings|bulk_update_mappings)$/;
const NAMES = /session|(^|_)(db|sess|uow)(_|$)/i;

/** Those of one file, in source order. Cost: the functions that speak of a session. */
export const sessionMisuses = query<readonly SessionMisuse[]>('session-misuses', (db, path) => {
  const module = isTestPath(path) ? undefined : db.facts(path)?.python;
  if (!module?.names.some((name) => NAMES.test(name))) return [];
  return definitionsIn(module.body).flatMap(({ def, within }) =>
    def.k === 'def' ? misusesIn(db, { path, within }, def) : [],
  );
});

function misusesIn(db: Db, home: Site, def: FunctionDef): readonly SessionMisuse[] {
  const site = inside(home, def);
  const symbol = site.within.map(({ name }) => name).join('.');
  const place = (range: Range): Place => ({
    path: site.path,
    span: spanOf(db.facts(site.path)?.lineStarts ?? [0], range),
  });
  return ownCalls(def).flatMap((own): SessionMisuse[] => {
    const { call } = own;
    const found = onReceiver(db, site, { own, def }) ?? passed(db, site, call);
    return found ? [{ symbol, call: describe(call.fn), at: place(call), ...found }] : [];
  });
}

type Misuse = Pick<SessionMisuse, 'kind' | 'session' | 'use'>;

function onReceiver(db: Db, site: Site, { own, def }: { own: OwnCall; def: FunctionDef }): Misuse | null {
  const { call, result } = own;
  if (call.fn.k !== 'attr' || !NAMES.test(describe(call.fn.obj))) return null;
  const { name, obj } = call.fn;
  const session = describe(obj);
  const isCandidate = SYNC_ONLY.test(name) || COROUTINES.test(name);
  const origin = isCandidate ? originOf(db, site, obj) : null;
  if (origin === null) return null;
  const of = (kind: Misuse['kind']): Misuse => ({ kind, session, use: null });
  if (ASYNC_SESSION.test(origin)) {
    if (SYNC_ONLY.test(name)) return of('query');
    if (!COROUTINES.test(name)) return null;
    // `save_sync(db: AsyncSession | Session)` is one for synchronous sessions, whatever the annotation says first.
    if (!def.async && (result === 'dropped' || /sync/i.test(def.name))) return null;
    if (result === 'dropped' || result === 'read') return of('unawaited');
    return result === 'plain' && isReadAsResult(def, call) ? of('unawaited') : null;
  }
  const isAwaited = SYNC_SESSION.test(origin) && result === 'awaited' && COROUTINES.test(name);
  return isAwaited && isMadeHere(db, site, obj) && awaits(def, call) ? of('awaited') : null;
}

/** Annotations of parameters are often left behind when sessions become asynchronous; a call is what it is. */
function isMadeHere(db: Db, site: Site, obj: Expr): boolean {
  const target = resolve(db, site, obj);
  return (
    target.kind === 'variable' &&
    target.site.within.length > 0 &&
    target.bindings.every((one) => one.kind === 'entered' || (one.kind === 'value' && one.annotation === null))
  );
}

/** `async with session.begin()` is another mistake; only `await` is certain. */
function awaits(def: FunctionDef, call: Call): boolean {
  return statementsOf(def.body).some((stmt) =>
    expressionsOf(stmt).some((outer) => expressionsIn(outer).some((expr) => expr.k === 'await' && expr.v === call)),
  );
}

/** `result = db.execute(q)`, then `result.scalars()`, and nowhere `await result`. */
function isReadAsResult(def: FunctionDef, call: Call): boolean {
  const stmts = statementsOf(def.body);
  const made = stmts.find((stmt) => stmt.k === 'assign' && stmt.v === call);
  const [target] = made?.k === 'assign' ? made.targets : [];
  if (target?.k !== 'name') return false;
  let isRead = false;
  for (const stmt of stmts) {
    for (const expr of expressionsOf(stmt).flatMap(expressionsIn)) {
      if (expr.k === 'await' && mentions(expr, target.id)) return false;
      if (expr.k === 'attr' && expr.obj.k === 'name' && expr.obj.id === target.id) isRead = true;
    }
    const isBoundAgain =
      stmt.k === 'assign' && stmt !== made && stmt.targets.some((one) => one.k === 'name' && one.id === target.id);
    if (isBoundAgain) return false;
  }
  return isRead;
}

function mentions(expr: Expr, name: string): boolean {
  return expressionsIn(expr).some((one) => one.k === 'name' && one.id === name);
}

/** `get_user(db, id)`, where `db` is asynchronous, and `get_user` asks it as a synchronous one. */
function passed(db: Db, site: Site, call: Call): Misuse | null {
  const given = [
    ...call.args.map((v, index) => ({ v, name: null, index })),
    ...call.kw.map(({ v, name }) => ({ v, name, index: -1 })),
  ];
  for (const { v, name, index } of given) {
    if ((v.k !== 'name' && v.k !== 'attr') || !NAMES.test(describe(v))) continue;
    const origin = originOf(db, site, v);
    if (origin === null || !ASYNC_SESSION.test(origin)) continue;
    const callee = calledBy(db, site, call.fn);
    if (callee?.kind !== 'function') return null;
    const param = parameterOf(callee.def, name, index, call.fn);
    const use = param && syncUse(db, inside(callee.site, callee.def), callee.def, param);
    return use ? { kind: 'passed', session: describe(v), use } : null;
  }
  return null;
}

function parameterOf({ params, decorators }: FunctionDef, name: string | null, index: number, fn: Expr): Param | null {
  if (name !== null) return params.find((param) => param.name === name) ?? null;
  const positional = params.filter(({ kind }) => kind === 'positional' || kind === 'normal');
  const isBound =
    fn.k === 'attr' &&
    /^(self|cls)$/.test(positional[0]?.name ?? '') &&
    !decorators.some((one) => one.k === 'name' && one.id === 'staticmethod');
  return positional[index + (isBound ? 1 : 0)] ?? null;
}

/** Where the function asks the parameter for what only a synchronous session gives, or takes a coroutine for a result. */
function syncUse(db: Db, site: Site, def: FunctionDef, param: Param): SessionMisuse['use'] {
  const isDeclaredSync =
    param.annotation !== null &&
    SYNC_SESSION.test(originOf(db, site, { k: 'name', s: param.s, e: param.e, id: param.name }) ?? '');
  for (const { call, result } of ownCalls(def)) {
    const { fn } = call;
    if (fn.k !== 'attr' || fn.obj.k !== 'name' || fn.obj.id !== param.name) continue;
    const isSync =
      SYNC_ONLY.test(fn.name) ||
      (COROUTINES.test(fn.name) &&
        (result === 'read' || result === 'dropped') &&
        (isDeclaredSync || param.annotation === null));
    if (isSync)
      return {
        call: describe(fn),
        at: { path: site.path, span: spanOf(db.facts(site.path)?.lineStarts ?? [0], call) },
      };
  }
  return null;
}
