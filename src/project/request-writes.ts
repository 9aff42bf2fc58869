/** Data of one request that is left on an object which all requests share. */
import type { RequestWrite } from '../model/layering.ts';
import type { ClassDef, Expr, FunctionDef, Stmt } from '../model/python.ts';
import {
  definitionsIn,
  dottedName,
  expressionsIn,
  expressionsOf,
  qualifiedName,
  statementsOf,
} from '../model/python-walk.ts';
import { spanOf } from '../model/span.ts';
import { type Db, query } from './db.ts';
import { isAside } from './layers.ts';
import { inside, resolve, type Site } from './resolve.ts';
import { isTestPath } from './routes/frameworks.ts';
import { servedIn } from './served.ts';
import { singletons } from './singletons.ts';
import type { ClassTarget } from './types.ts';

/** Cost: the functions that run during requests. */
export const requestWrites = query<readonly RequestWrite[]>('request-writes', (db) =>
  db
    .paths()
    .flatMap((path) => (path.endsWith('.py') && !isTestPath(path) && !isAside(path) ? db.get(writesIn, path) : [])),
);

/** Names of what belongs to whoever asks. */
const PERSONAL =
  /(^|_)(user|users_id|user_id|username|email|session|session_id|request|request_id|tenant|tenant_id|org_id|organization_id|account|account_id|customer|customer_id|token|access_token|conversation|conversation_id|chat_id|thread_id|api_key|credentials|identity|principal|role)$/;
/** Preparing an object is not answering a request with it. */
const PREPARING =
  /^(__init__|__new__|__enter__|__aenter__|init|init_\w+|setup\w*|start\w*|connect\w*|configure\w*|load\w*|reload\w*|bind\w*|register\w*|login|authenticate|refresh\w*)$/;
const INJECTED = /^(self|cls|db|session|app|settings|config|logger|background_tasks|client|redis|engine)$/;

const writesIn = query<readonly RequestWrite[]>('request-writes-in', (db, path) => {
  const facts = db.facts(path);
  const found: RequestWrite[] = [];
  for (const definition of definitionsIn(facts?.python?.body ?? [])) {
    const { def, within } = definition;
    if (def.k !== 'def' || PREPARING.test(def.name)) continue;
    const outermost = [...within, def].find(({ k }) => k === 'def');
    const served = outermost && db.get(servedIn, path).get(outermost.s);
    if (!served) continue;
    const symbol = qualifiedName(definition);
    for (const { target, holder, how } of writtenBy(db, inside({ path, within }, def), def, within)) {
      const at = { path, span: spanOf(facts?.lineStarts ?? [0], target) };
      found.push({ symbol, at, target: dottedName(target) ?? '', holder, how, served });
    }
  }
  return found;
});

type Write = Pick<RequestWrite, 'holder' | 'how'> & { readonly target: Expr };

function writtenBy(db: Db, site: Site, def: FunctionDef, within: readonly (FunctionDef | ClassDef)[]): Write[] {
  const given = requestData(def);
  const globals = new Set(statementsOf(def.body).flatMap((stmt) => (stmt.k === 'global' ? stmt.names : [])));
  const guarded = statementsOf(def.body).flatMap((stmt) => (stmt.k === 'if' ? [stmt.test] : []));
  return statementsOf(def.body).flatMap((stmt): Write[] => {
    if (stmt.k !== 'assign' || stmt.op || !stmt.v || !mentions(stmt.v, given)) return [];
    return stmt.targets.flatMap((target): Write[] => {
      const name = target.k === 'name' ? target.id : target.k === 'attr' ? target.name : '';
      if (!PERSONAL.test(name.replace(/^_+/, ''))) return [];
      // `if self._token is None: self._token = …` is made once.
      if (
        guarded.some((test) =>
          expressionsIn(test).some((e) => dottedName(e) !== null && dottedName(e) === dottedName(target)),
        )
      )
        return [];
      if (target.k === 'name') return globals.has(name) ? [{ target, holder: name, how: 'global' }] : [];
      return target.k === 'attr' ? onShared(db, site, target, within) : [];
    });
  });
}

function onShared(
  db: Db,
  site: Site,
  target: Expr & { k: 'attr' },
  within: readonly (FunctionDef | ClassDef)[],
): Write[] {
  const { obj } = target;
  if (obj.k === 'name' && /^(self|cls)$/.test(obj.id)) {
    const owner = within.findLast((one) => one.k === 'class');
    const isShared = owner !== undefined && db.get(singletons).has(`${site.path} ${owner.s}`);
    return isShared ? [{ target, holder: owner.name, how: 'self' }] : [];
  }
  const of = resolve(db, site, obj);
  if (of.kind === 'external') return MODULES.test(of.dotted) ? [{ target, holder: of.dotted, how: 'module' }] : [];
  if (of.kind !== 'variable' || of.site.within.length > 0) return [];
  const value = of.bindings.findLast((binding) => binding.kind === 'value')?.value;
  const made = value?.k === 'call' ? resolve(db, of.site, value.fn) : null;
  return made?.kind === 'class' && isPlain(db, made, 0) ? [{ target, holder: of.name, how: 'instance' }] : [];
}

/** A class whose attributes are its own: `threading.local` and the proxies of libraries keep one set for each request. */
function isPlain(db: Db, { site, def }: ClassTarget, depth: number): boolean {
  if (def.body.some((stmt) => stmt.k === 'def' && /^__(set|get)attr(ibute)?__$/.test(stmt.name))) return false;
  return def.bases.every((base) => {
    const target = resolve(db, site, base.k === 'sub' ? base.obj : base);
    if (target.kind === 'class') return depth < 6 && target.def !== def && isPlain(db, target, depth + 1);
    return (
      target.kind === 'external' &&
      /^(builtins\.object|abc\.ABC|typing\.(Generic|Protocol)|pydantic\.BaseModel)$/.test(target.dotted)
    );
  });
}

/** Libraries whose modules hold the credentials of whoever called last. */
const MODULES = /^(openai|stripe|anthropic|litellm|sendgrid|twilio|replicate|cohere|paypalrestsdk)$/;

/** Parameters, and what is made from them. */
function requestData(def: FunctionDef): ReadonlySet<string> {
  const given = new Set(def.params.map(({ name }) => name).filter((name) => !INJECTED.test(name)));
  for (const stmt of statementsOf(def.body)) {
    for (const name of boundBy(stmt)) if (expressionsOf(stmt).some((expr) => mentions(expr, given))) given.add(name);
  }
  return given;
}

function boundBy(stmt: Stmt): readonly string[] {
  if (stmt.k !== 'assign') return [];
  return stmt.targets.flatMap((target) => (target.k === 'name' ? [target.id] : []));
}

function mentions(expr: Expr, names: ReadonlySet<string>): boolean {
  return expressionsIn(expr).some((e) => e.k === 'name' && names.has(e.id));
}
