/** Functions that receive a database session and work with another one: two transactions where the caller sees one. */
import type { IgnoredSession } from '../model/layering.ts';
import type { Call, Expr, FunctionDef, Param, Stmt } from '../model/python.ts';
import { definitionsIn, expressionsIn, expressionsOf, qualifiedName, statementsOf } from '../model/python-walk.ts';
import { type Place, type Range, spanOf } from '../model/span.ts';
import { calledBy } from './callee.ts';
import { type Db, query } from './db.ts';
import { describe } from './describe.ts';
import { isAside } from './layers.ts';
import { originOf } from './origin.ts';
import { useOf } from './reach/classify.ts';
import { inside, type Site } from './resolve.ts';
import { isTestPath } from './routes/frameworks.ts';

const SESSION_NAME = /^_?(db|session|db_session|database_session|async_session|dbsession|sql_session)$/;
const SESSION_TYPE = /session|(^|_)db|database/i;
/** What a call must speak of to be looked at in the middle of an expression: `Repository(SessionLocal())`. */
const OPENS = /session|db|database|engine|connect|maker|factory/i;
/** What is kept whatever becomes of the request has a session of its own by design. */
const APART = /audit|log|metric|event|track|notif|outbox|background|task|lock|heartbeat|progress/i;

/** Every function of the repository that ignores the session it is given. Cost: the functions with such a parameter. */
export const ignoredSessions = query<readonly IgnoredSession[]>('ignored-sessions', (db) =>
  db.paths().flatMap((path) => (path.endsWith('.py') ? db.get(ignoredIn, path) : [])),
);

const ignoredIn = query<readonly IgnoredSession[]>('ignored-sessions-in', (db, path) => {
  if (isTestPath(path) || isAside(path)) return [];
  return definitionsIn(db.facts(path)?.python?.body ?? []).flatMap((definition) => {
    const { def, within } = definition;
    const given = def.k === 'def' ? sessionParameter(db, { path, within }, def) : null;
    if (def.k !== 'def' || given === null || isOptional(given)) return [];
    const place = placeIn(db, path);
    const found = ignoredBy(db, { site: inside({ path, within }, def), def, given });
    return found ? { symbol: qualifiedName(definition), head: place(def.head), parameter: given.name, ...found } : [];
  });
});

interface Given {
  /** Inside of the function. */
  readonly site: Site;
  readonly def: FunctionDef;
  readonly given: Param;
}

type Ignored = Pick<IgnoredSession, 'call' | 'at' | 'how' | 'callee'>;

function ignoredBy(db: Db, given: Given): Ignored | null {
  const { site, def } = given;
  const { name } = given.given;
  const place = placeIn(db, site.path);
  const reads = readsOf(def.body, name);
  for (const { call, boundTo } of openings(db, site, def.body)) {
    if (call.args.some((arg) => mentions(arg, name)) || call.kw.some(({ v }) => mentions(v, name))) continue;
    const rebinds = boundTo === name;
    if (!rebinds && isElsewhere(call)) continue;
    if (reads.some((read) => !rebinds || read < call.s)) continue;
    return { call: describe(call), at: place(call), how: rebinds ? 'rebound' : 'unused', callee: null };
  }
  return notPassed(db, given);
}

/** `sessions.open(source_name)`, `tenant_session(tenant)`: another database than the caller's. */
function isElsewhere({ args, kw }: Call): boolean {
  return [...args, ...kw.map(({ v }) => v)].some((arg) => ELSEWHERE.test(describe(arg)));
}

const ELSEWHERE = /source|tenant|shard|alias|schema|replica|region|db_?name|database_?(name|id)|client_?(id|code)/i;

/** `crud.create(data)` where `create(data, db=None)` opens a session of its own when it is given none. */
function notPassed(db: Db, { site, def, given }: Given): Ignored | null {
  for (const call of ownCalls(def.body)) {
    const callee = calledBy(db, site, call.fn);
    if (callee?.kind !== 'function' || callee.def === def || APART.test(callee.def.name)) continue;
    const wanted = sessionParameter(db, callee.site, callee.def);
    if (!wanted || !isNone(wanted.default) || isBound(call, callee.def, wanted)) continue;
    const within = inside(callee.site, callee.def);
    const [opened] = openings(db, within, callee.def.body);
    // A caller that does not work with its session may have it for other reasons.
    if (!opened || readsOf(def.body, given.name).length === 0) continue;
    const opens = placeIn(db, callee.site.path)(opened.call);
    const at = placeIn(db, site.path)(call);
    const { name, body } = callee.def;
    const writes = ownCalls(body).some(
      ({ fn }) => fn.k === 'attr' && /^(commit|flush|add|add_all|delete|merge)$/.test(fn.name),
    );
    return { call: describe(call), at, how: 'not-passed', callee: { name, parameter: wanted.name, opens, writes } };
  }
  return null;
}

function isBound(call: Call, def: FunctionDef, wanted: Param): boolean {
  if (call.args.some((arg) => arg.k === 'star') || call.kw.some(({ name }) => name === null || name === wanted.name))
    return true;
  const positional = def.params.filter(({ kind }) => kind === 'positional' || kind === 'normal');
  const isMethod = /^(self|cls)$/.test(positional[0]?.name ?? '');
  const index = positional.indexOf(wanted) - (isMethod ? 1 : 0);
  return index >= 0 && call.args.length > index;
}

interface Opening {
  readonly call: Call;
  /** The variable that holds what was opened. */
  readonly boundTo: string | null;
}

/** Calls of a body, functions inside it not entered, that open a session or a connection of an engine. */
function openings(db: Db, site: Site, body: readonly Stmt[]): readonly Opening[] {
  const found: Opening[] = [];
  for (const stmt of statementsOf(body)) {
    if (stmt.k === 'assign' && stmt.v) {
      const call = openingIn(db, site, stmt.v);
      const [target] = stmt.targets;
      if (call) found.push({ call, boundTo: target?.k === 'name' ? target.id : null });
    } else if (stmt.k === 'with') {
      for (const { v, target } of stmt.items) {
        const call = openingIn(db, site, v);
        if (call) found.push({ call, boundTo: target?.k === 'name' ? target.id : null });
      }
    } else if (stmt.k === 'for' && stmt.target.k === 'name') {
      const call = openingIn(db, site, stmt.iter);
      if (call) found.push({ call, boundTo: stmt.target.id });
    }
  }
  const known = new Set(found.map(({ call }) => call));
  for (const call of ownCalls(body)) {
    if (!known.has(call) && OPENS.test(describe(call.fn)) && openingIn(db, site, call))
      found.push({ call, boundTo: null });
  }
  return found;
}

/** `SessionLocal()`, `await get_session()`, `next(get_db())`, `engine.connect()`: not what a session itself gives. */
function openingIn(db: Db, site: Site, value: Expr): Call | null {
  if (value.k === 'bin') return openingIn(db, site, value.l) ?? openingIn(db, site, value.r);
  if (value.k === 'if') return openingIn(db, site, value.then) ?? openingIn(db, site, value.else);
  const call = value.k === 'await' ? value.v : value;
  if (call.k !== 'call') return null;
  const origin = originOf(db, site, call);
  if (origin === null) return null;
  if (useOf(origin, 'execute') === 'session') {
    const receiver = call.fn.k === 'attr' ? originOf(db, site, call.fn.obj) : null;
    return receiver !== null && useOf(receiver, 'execute') === 'session' ? null : call;
  }
  const connects = call.fn.k === 'attr' && /^(connect|begin)$/.test(call.fn.name);
  return connects && useOf(origin, 'execute') === 'engine' && /create_(async_)?engine\(\)/.test(origin) ? call : null;
}

/** The parameter that is a session: by its type, else by a name that leaves no doubt. */
function sessionParameter(db: Db, site: Site, def: FunctionDef): Param | null {
  for (const param of def.params) {
    if (param.kind === 'args' || param.kind === 'kwargs') continue;
    const text = param.annotation ? describe(param.annotation) : '';
    if (!SESSION_NAME.test(param.name) && !SESSION_TYPE.test(text)) continue;
    const name: Expr = { k: 'name', s: param.s, e: param.e, id: param.name };
    const origin = originOf(db, inside(site, { ...def, body: [] }), name);
    const isSession = origin === null ? param.annotation === null && SESSION_NAME.test(param.name) : false;
    if (isSession || (origin !== null && useOf(origin, 'execute') === 'session')) return param;
  }
  return null;
}

function isOptional({ annotation, default: value }: Param): boolean {
  if (isNone(value)) return true;
  return (
    annotation !== null && expressionsIn(annotation).some((e) => isNone(e) || (e.k === 'name' && e.id === 'Optional'))
  );
}

function isNone(expr: Expr | null): boolean {
  return expr?.k === 'const' && expr.v === null;
}

/** Offsets at which a body, with all functions inside it, reads a name. */
function readsOf(body: readonly Stmt[], name: string): readonly number[] {
  const found: number[] = [];
  const visit = (stmts: readonly Stmt[]): void => {
    for (const stmt of statementsOf(stmts)) {
      const written = writtenBy(stmt);
      for (const outer of expressionsOf(stmt)) {
        if (written.includes(outer) && outer.k === 'name') continue;
        for (const e of expressionsIn(outer)) if (e.k === 'name' && e.id === name) found.push(e.s);
      }
      if (stmt.k === 'def' || stmt.k === 'class') visit(stmt.body);
    }
  };
  visit(body);
  return found;
}

function writtenBy(stmt: Stmt): readonly (Expr | null)[] {
  if (stmt.k === 'assign') return stmt.op ? [] : stmt.targets;
  if (stmt.k === 'with') return stmt.items.map(({ target }) => target);
  return stmt.k === 'for' ? [stmt.target] : [];
}

function mentions(expr: Expr, name: string): boolean {
  return expressionsIn(expr).some((e) => e.k === 'name' && e.id === name);
}

/** The calls that a body makes when it runs: not those of lambdas and of functions inside it. */
function ownCalls(body: readonly Stmt[]): readonly Call[] {
  const found: Call[] = [];
  const visit = (expr: Expr): void => {
    if (expr.k === 'lambda') return;
    for (const inner of expressionsIn(expr)) if (inner.k === 'call') found.push(inner);
  };
  for (const stmt of statementsOf(body)) if (stmt.k !== 'def' && stmt.k !== 'class') expressionsOf(stmt).forEach(visit);
  return found;
}

function placeIn(db: Db, path: string): (range: Range) => Place {
  const lineStarts = db.facts(path)?.lineStarts ?? [0];
  return (range) => ({ path, span: spanOf(lineStarts, range) });
}
