/** What one function waits for in its own body, and which synchronous functions of the repository it calls. */
import type { BlockingCall } from '../../model/execution.ts';
import type { Attr, Call, Expr, FunctionDef } from '../../model/python.ts';
import {
  callsIn,
  definitionsIn,
  dottedName,
  expressionsIn,
  expressionsOf,
  statementsOf,
} from '../../model/python-walk.ts';
import { type Place, spanOf } from '../../model/span.ts';
import { calledBy } from '../callee.ts';
import { type Db, query } from '../db.ts';
import { describe } from '../describe.ts';
import { originOf } from '../origin.ts';
import { functionKey, functionsOf } from '../reach/function-reach.ts';
import { inside, resolve, type Site } from '../resolve.ts';
import { blockOf } from './blocking-calls.ts';
import { type OwnCall, ownCalls } from './own-calls.ts';

export interface FunctionBlocks {
  readonly blocking: readonly Omit<BlockingCall, 'chain'>[];
  /** Synchronous functions that run before this one goes on, by `functionKey`. */
  readonly calls: readonly { readonly key: string; readonly name: string; readonly path: string; readonly at: Place }[];
}

const NOTHING: FunctionBlocks = { blocking: [], calls: [] };

/** By `functionKey`. Cost: its own body, with one question of types for each call that is not awaited. */
export const functionBlocks = query<FunctionBlocks>('function-blocks', (db, key) => {
  const space = key.indexOf(' ');
  const path = key.slice(space + 1);
  const found = db.get(functionsOf, path).get(Number(key.slice(0, space)));
  if (!found) return NOTHING;
  const site = inside(found.site, found.def);
  const lineStarts = db.facts(path)?.lineStarts ?? [0];
  const blocking: Omit<BlockingCall, 'chain'>[] = [];
  const calls: FunctionBlocks['calls'][number][] = [];
  for (const own of ownCalls(found.def)) {
    const { call, result } = own;
    if (result === 'awaited' || isHarmless(call.fn)) continue;
    const at = { path, span: spanOf(lineStarts, call) };
    const blocks = mayBeEither(site, found.def, call.fn) ? null : blockIn(db, site, own);
    if (blocks) blocking.push({ ...blocks, call: dottedName(call.fn) ?? describe(call.fn), at });
    else calls.push(...stepOf(db, site, call, found.def).map((step) => ({ ...step, at })));
  }
  return blocking.length === 0 && calls.length === 0 ? NOTHING : { blocking, calls };
});

/** Calls that almost every function makes, and that never lead anywhere. */
const HARMLESS =
  /^(len|str|int|float|bool|list|dict|set|tuple|isinstance|getattr|hasattr|print|range|min|max|sum|any|all|sorted|enumerate|zip|repr|type|super|append|extend|items|keys|values|strip|split|lower|upper|startswith|endswith|join|format|debug|info|warning|error|exception|critical|isoformat|model_dump|model_validate|HTTPException|replace|encode|decode|pop|cast|timedelta|uuid4|where|order_by|filter_by|options|limit|offset|select)$/;

function isHarmless(fn: Expr): boolean {
  return HARMLESS.test(fn.k === 'attr' ? fn.name : fn.k === 'name' ? fn.id : '');
}

function blockIn(db: Db, site: Site, { call, result }: OwnCall): Pick<BlockingCall, 'kind' | 'target'> | null {
  const { fn } = call;
  if (fn.k === 'attr') {
    const origin = originOf(db, site, fn.obj);
    if (origin === null)
      return isKnownByName(fn, result) ? { kind: 'sdk', target: `google.generativeai.${fn.name}` } : null;
    const kind = blockOf(origin, fn.name, call);
    return kind && { kind, target: `${origin}.${fn.name}` };
  }
  if (fn.k !== 'name') return null;
  const target = resolve(db, site, fn);
  const dotted =
    target.kind === 'external' ? target.dotted : target.kind === 'variable' ? originOf(db, site, fn) : null;
  if (dotted === null) return null;
  const dot = dotted.lastIndexOf('.');
  const kind = dot < 0 ? null : blockOf(dotted.slice(0, dot), dotted.slice(dot + 1), call);
  return kind && { kind, target: dotted };
}

/** `db: Session | AsyncSession`, `inspect.isawaitable(result)`: code that serves both kinds, and asks which it has. */
function mayBeEither(site: Site, def: FunctionDef, fn: Expr): boolean {
  let receiver = fn;
  while (receiver.k === 'attr' || receiver.k === 'call') receiver = receiver.k === 'attr' ? receiver.obj : receiver.fn;
  const name = receiver.k === 'name' ? receiver.id : '';
  const isUnion = site.within.some(
    (one) =>
      one.k === 'def' &&
      one.params.some((param) => param.name === name && param.annotation !== null && namesAsync(param.annotation)),
  );
  return (
    isUnion || callsIn(def.body).some((call) => /(^|\.)(isawaitable|iscoroutine)$/.test(dottedName(call.fn) ?? ''))
  );
}

function namesAsync(annotation: Expr): boolean {
  return (
    annotation.k !== 'name' &&
    annotation.k !== 'attr' &&
    expressionsIn(annotation).some((one) => one.k === 'name' && /^Async/.test(one.id))
  );
}

/** `gemini.client.generate_content(prompt).text`: the asynchronous one has another name, or stands under `aio`. */
function isKnownByName({ name, obj }: Attr, result: OwnCall['result']): boolean {
  return name === 'generate_content' && result !== 'handed' && !/aio|async/i.test(describe(obj));
}

/** Decorators that run the function where it is called. What others do with it is not known: a task, a thread, a cache. */
const TRANSPARENT =
  /(^|\.)(staticmethod|classmethod|property|override|abstractmethod|wraps|\w*contextmanager|\w*retry\w*|\w*trace\w*|observe|timed?|timing|\w*log\w*|\w*deprecated|validate_call|inject|overload|monitor\w*|measure\w*)$/;

function stepOf(
  db: Db,
  site: Site,
  call: Call,
  outer: FunctionDef,
): readonly Omit<FunctionBlocks['calls'][number], 'at'>[] {
  const target = calledBy(db, site, call.fn);
  if (target?.kind !== 'function' || isOnce(target.def)) return [];
  const { def, site: home } = target;
  if (def.async || def === outer || isDeferred(def) || isHandedOver(target, outer)) return [];
  if (!def.decorators.every((one) => TRANSPARENT.test(dottedName(one.k === 'call' ? one.fn : one) ?? ''))) return [];
  return [{ key: functionKey(home.path, def.s), name: describe(call.fn), path: home.path }];
}

/** What prepares the process waits once, whoever comes first. */
const PREPARING =
  /^_*(init|initiali[sz]e|setup|startup|start|connect|reconnect|ensure|install|bootstrap|configure|warm_?up|load)(_|$)|^_*(get|create|make|build)_\w*(engine|client|pool|store|redis|credentials|settings|config|connection|logger|model|secrets?)$|^__/;

function isOnce({ name, body }: FunctionDef): boolean {
  return PREPARING.test(name) || statementsOf(body).some(({ k }) => k === 'global');
}

/** A function inside this one that a thread may run as well: which of the two it is depends on the caller. */
function isHandedOver({ def, site }: { readonly def: FunctionDef; readonly site: Site }, outer: FunctionDef): boolean {
  if (!site.within.includes(outer)) return false;
  return callsIn(outer.body).some(({ args, kw }) =>
    [...args, ...kw.map(({ v }) => v)].some((arg) => arg.k === 'name' && arg.id === def.name),
  );
}

/** A generator runs when somebody asks it for a value; streaming responses do so in a thread. */
function isDeferred(def: FunctionDef): boolean {
  if (def.decorators.some((one) => /contextmanager$/.test(dottedName(one) ?? ''))) return false;
  return statementsOf(def.body).some((stmt) =>
    expressionsOf(stmt).some((expr) => expressionsIn(expr).some(({ k }) => k === 'yield')),
  );
}

/** The coroutine functions of a file: `functionKey` of each. */
export const coroutinesIn = query<readonly string[]>('coroutines-in', (db, path) =>
  definitionsIn(db.facts(path)?.python?.body ?? []).flatMap(({ def }) =>
    def.k === 'def' && def.async ? [functionKey(path, def.s)] : [],
  ),
);
