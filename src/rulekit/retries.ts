/** Code that tries again at once what has just failed. */
import type { SourceFile } from '../model/project.ts';
import type { Call, ExceptHandler, Expr, FunctionDef, Stmt } from '../model/python.ts';
import { callsIn, dottedName, expressionsIn, expressionsOf, statementsOf } from '../model/python-walk.ts';
import type { Range } from '../model/span.ts';

export interface Retry {
  readonly kind: 'recursion' | 'loop';
  /** The call that begins anew, or the loop's header. */
  readonly at: Range;
  /** What is tried, as a dotted name. */
  readonly tried: string;
}

const COUNTS = /retr(y|ies)|attempt|(^|_)tries(_|$)/i;
const PAUSES = /sleep|backoff|back_off|wait|delay|jitter|countdown|throttle|rate_limit|pause|defer/i;
/** Failures that a pause does not cure: what a model answered does not parse, a value is taken, a row was changed meanwhile. */
const NOT_TRANSIENT =
  /(JSON|Decode|Validation|Value|Key|Type|Attribute|Index|Parse|Parser|Integrity|StaleData|Conflict|Unicode|Import|Syntax|Assertion|NotFound|Exists|Duplicate|Unauthorized|Auth\w*|Expired\w*|Collision)\w*(Error|Exception)?$/;
/** What asks another machine, as the code says it. */
const REMOTE =
  /^((await )?(requests|httpx|urllib\.request|aiohttp|session|http|client|[\w.]*[._](session|client|http|api))\.(get|post|put|patch|delete|request|stream|send|urlopen|fetch))$|(completions|messages|responses)\.create$|\.(acompletion|completion|generate_content|generate_content_async|invoke|ainvoke|send_message|sendmail|urlopen)$/;
/** What a handler may do and still have done nothing about it: what anything else does is not known. */
const NOTING =
  /^(debug|info|warning|warn|error|exception|critical|log|print|append|str|repr|format|join|type|len|capture_exception|inc|labels|record_exception|set_status|format_exc|print_exc)$/;

/** A file that counts nothing needs no search. */
export function countsAttempts({ facts }: SourceFile): boolean {
  return facts.python?.names.some((name) => COUNTS.test(name)) ?? false;
}

/** The first such place of a function, or `null`. */
export function immediateRetry(def: FunctionDef): Retry | null {
  const names = namesIn(def);
  if (![...names].some((name) => COUNTS.test(name)) || [...names].some((name) => PAUSES.test(name))) return null;
  return recursion(def) ?? loop(def);
}

/** `except Exception: return self.run(inputs, attempt + 1)` */
function recursion(def: FunctionDef): Retry | null {
  for (const handler of handlersOf(def.body)) {
    if (!isTransient(handler)) continue;
    const again = callsIn(handler.body).find((call) => isItself(call, def));
    if (again) return { kind: 'recursion', at: again, tried: def.name };
  }
  return null;
}

function isItself({ fn, args, kw }: Call, { name }: FunctionDef): boolean {
  const isSame =
    (fn.k === 'name' && fn.id === name) ||
    (fn.k === 'attr' && fn.name === name && /^(self|cls)$/.test(dottedName(fn.obj) ?? ''));
  // With a smaller count it ends; without one it is another question to the same function.
  return (
    isSame &&
    [...args, ...kw.map(({ v }) => v)].some((arg) => expressionsIn(arg).some((one) => COUNTS.test(nameOf(one))))
  );
}

/** `for attempt in range(3): try: … except: continue` */
function loop(def: FunctionDef): Retry | null {
  for (const stmt of statementsOf(def.body)) {
    const isCounted =
      (stmt.k === 'for' &&
        stmt.iter.k === 'call' &&
        dottedName(stmt.iter.fn) === 'range' &&
        COUNTS.test(`${nameOf(stmt.target)} ${namesOf(stmt.iter)}`)) ||
      (stmt.k === 'while' && COUNTS.test(namesOf(stmt.test)));
    if (!isCounted || (stmt.k !== 'for' && stmt.k !== 'while')) continue;
    for (const inner of stmt.body) {
      if (inner.k !== 'try' || inner.handlers.length === 0) continue;
      const tried = callsIn(inner.body).find(({ fn }) => REMOTE.test(dottedName(fn) ?? nameOf(fn)));
      const goesOn = inner.handlers.some(
        (handler) => isTransient(handler) && !leaves(handler.body) && onlyNotes(handler),
      );
      if (tried && goesOn)
        return { kind: 'loop', at: { s: stmt.s, e: stmt.s + 5 }, tried: dottedName(tried.fn) ?? nameOf(tried.fn) };
    }
  }
  return null;
}

function isTransient({ type }: ExceptHandler): boolean {
  if (type === null) return true;
  const types = type.k === 'tuple' ? type.items : [type];
  return types.some((one) => !NOT_TRANSIENT.test(dottedName(one)?.split('.').at(-1) ?? ''));
}

function onlyNotes({ body }: ExceptHandler): boolean {
  return callsIn(body).every(({ fn }) => NOTING.test(fn.k === 'attr' ? fn.name : nameOf(fn)));
}

/** The last statement of a handler ends the loop, whichever attempt it was. */
function leaves(body: readonly Stmt[]): boolean {
  const last = body.at(-1);
  return last?.k === 'raise' || last?.k === 'return' || last?.k === 'break';
}

function handlersOf(body: readonly Stmt[]): readonly ExceptHandler[] {
  return statementsOf(body).flatMap((stmt) => (stmt.k === 'try' ? stmt.handlers : []));
}

function namesIn(def: FunctionDef): ReadonlySet<string> {
  const found = new Set([def.name, ...def.params.map(({ name }) => name)]);
  const note = (expr: Expr): void => {
    for (const one of expressionsIn(expr)) {
      const name = nameOf(one);
      if (name !== '') found.add(name);
      if (one.k === 'call') for (const { name: key } of one.kw) if (key) found.add(key);
    }
  };
  for (const decorator of def.decorators) note(decorator);
  for (const stmt of statementsOf(def.body)) expressionsOf(stmt).forEach(note);
  return found;
}

function namesOf(expr: Expr): string {
  return expressionsIn(expr).map(nameOf).join(' ');
}

function nameOf(expr: Expr): string {
  return expr.k === 'name' ? expr.id : expr.k === 'attr' ? expr.name : '';
}
