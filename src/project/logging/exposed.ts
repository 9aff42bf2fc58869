/** Values that a log call writes and should not: followed through f-strings, `%`, fields, `extra` and one assignment. */
import type { Exposed } from '../../model/logging.ts';
import type { Call, Expr } from '../../model/python.ts';
import { argument } from '../../model/python-walk.ts';
import type { Db } from '../db.ts';
import { describe } from '../describe.ts';
import { externalName, resolve, type Site } from '../resolve.ts';
import { instanceClass } from '../types.ts';
import { isHarmless } from './harmless.ts';
import { secretField } from './secret-fields.ts';
import { isBareToken, isSignIn, sensitiveKind } from './sensitive-names.ts';

interface Look {
  readonly db: Db;
  readonly site: Site;
  readonly symbol: string;
  readonly found: Exposed[];
  /** Assignments that may still be followed. */
  readonly hops: number;
  /** Taken out of the type that hides it. */
  readonly isHandedOut: boolean;
}

const TRANSPARENT_FUNCTION = /^(builtins\.(str|repr|format|dict|list|tuple)|(or|u)?json\.dumps|pprint\.pformat)$/;
const TRANSPARENT_METHOD =
  /^(format|strip|lstrip|rstrip|decode|encode|lower|upper|join|get_secret_value|unicode_string|copy)$/;
const DUMPING = /^(dict|model_dump|json|model_dump_json|to_dict|asdict)$/;
/** Keyword arguments of loggers that are about the record. */
const ABOUT_THE_RECORD = new Set(['exc_info', 'stack_info', 'stacklevel', 'file', 'end', 'sep', 'flush']);

/** What `call` exposes, each value once. */
export function exposedIn(db: Db, site: Site, call: Call): readonly Exposed[] {
  const look: Look = {
    db,
    site,
    symbol: site.within.map(({ name }) => name).join('.'),
    found: [],
    hops: 1,
    isHandedOut: false,
  };
  for (const arg of call.args) search(look, arg);
  for (const { name, v } of call.kw) {
    if (name === null || !ABOUT_THE_RECORD.has(name)) named(look, name ?? '', v);
  }
  return look.found.filter((one, index, all) => all.findIndex(({ text }) => text === one.text) === index);
}

function search(look: Look, expr: Expr): void {
  const each = (parts: readonly (Expr | string)[]) => {
    for (const part of parts) if (typeof part !== 'string') search(look, part);
  };
  switch (expr.k) {
    case 'fstr':
      each(expr.parts);
      break;
    case 'list':
    case 'tuple':
    case 'set':
      each(expr.items);
      break;
    case 'dict':
      for (const [key, value] of expr.items) named(look, key?.k === 'str' ? key.v : '', value);
      break;
    case 'bin':
      // `password and "set"` writes what is on the right.
      if (/^(\+|%|or|and)$/.test(expr.op)) each(expr.op === 'and' ? [expr.r] : [expr.l, expr.r]);
      break;
    case 'if':
      each([expr.then, expr.else]);
      break;
    case 'await':
    case 'star':
    case 'walrus':
      search(look, expr.v);
      break;
    case 'call':
      ofCall(look, expr);
      break;
    case 'name':
    case 'attr':
    case 'sub':
      ofValue(look, expr);
      break;
    default:
      break;
  }
}

/** What the value is called tells more than what it is logged as. */
const OTHER_THING =
  /_(id|ids|type|name|count|length|status|at|field|label)$|mask|redact|hidden|safe|short|prefix|preview|hash|fingerprint/i;

/** `password=pw` and `{"password": pw}`: the name tells what the value is. */
function named(look: Look, name: string, value: Expr): void {
  const before = look.found.length;
  search(look, value);
  if (look.found.length > before || (value.k !== 'name' && value.k !== 'attr')) return;
  const kind = OTHER_THING.test(value.k === 'name' ? value.id : value.name) ? null : sensitiveKind(name);
  if (kind !== null && !isHarmless(look.db, look.site, value))
    look.found.push({ kind, text: describe(value), field: null });
}

function ofCall(look: Look, call: Call): void {
  const external = externalName(look.db, look.site, call.fn);
  if (external !== null && TRANSPARENT_FUNCTION.test(external))
    for (const arg of call.args) if (external !== 'builtins.str' || !isKeyFile(arg)) search(look, arg);
  const [first] = call.args;
  const key = first?.k === 'str' ? first.v : null;
  if (key !== null && (external === 'os.getenv' || (call.fn.k === 'attr' && call.fn.name === 'get'))) {
    expose(look, call, key);
    // `jwt.decode(token)` gives something else; `"{}".format(token)` does not.
  } else if (call.fn.k === 'attr' && external === null) ofMethod(look, call, call.fn);
}

/** A key is a text or bytes already: what `str` turns into one is the path of its file. */
function isKeyFile(expr: Expr): boolean {
  return (expr.k === 'name' || expr.k === 'attr') && /private_key$/i.test(expr.k === 'name' ? expr.id : expr.name);
}

function ofMethod(look: Look, call: Call, fn: Expr & { k: 'attr' }): void {
  if (fn.name === 'render_as_string') {
    const hides = argument(call, 0, 'hide_password');
    if (hides?.k === 'const' && hides.v === false) look.found.push({ kind: 'url', text: describe(call), field: null });
  } else if (DUMPING.test(fn.name)) {
    if (call.kw.length === 0) ofObject(look, fn.obj, describe(call));
  } else if (TRANSPARENT_METHOD.test(fn.name)) {
    // What a `SecretStr` hides, it hands out here.
    search(fn.name === 'get_secret_value' ? { ...look, isHandedOut: true } : look, fn.obj);
    if (fn.name !== 'format' && fn.name !== 'join') return;
    for (const arg of call.args) search(look, arg);
    for (const { v } of call.kw) search(look, v);
  }
}

/** A value under a name or key that tells what it is. */
function expose(look: Look, expr: Expr, name: string): void {
  const kind = sensitiveKind(name) ?? (isBareToken(name) && isSignIn(look.site.path, look.symbol) ? 'token' : null);
  if (kind !== null) look.found.push({ kind, text: describe(expr), field: null });
}

function ofValue(look: Look, expr: Expr & { k: 'name' | 'attr' | 'sub' }): void {
  if (expr.k === 'sub') {
    const [index] = expr.index;
    if (index?.k === 'str') expose(look, expr, index.v);
    return;
  }
  if (expr.k === 'attr' && expr.name === 'headers' && /(^|\.)(request|req)$/.test(describe(expr.obj))) {
    look.found.push({ kind: 'headers', text: describe(expr), field: null });
    return;
  }
  const name = expr.k === 'name' ? expr.id : expr.name;
  const isCredential = expr.k === 'attr' && name === 'credentials' && describe(expr.obj) === 'credentials';
  const kind = sensitiveKind(name) ?? (isCredential || isToken(look, expr, name) ? 'token' : null);
  if (kind === null) follow(look, expr);
  else if (look.isHandedOut || !isHarmless(look.db, look.site, expr))
    look.found.push({ kind, text: describe(expr), field: null });
}

function isToken(look: Look, expr: Expr, name: string): boolean {
  if (!isBareToken(name) || !isSignIn(look.site.path, look.symbol)) return false;
  const target = resolve(look.db, look.site, expr);
  return target.kind !== 'variable' || target.bindings.every(({ kind }) => kind !== 'element' && kind !== 'other');
}

/** A name that tells nothing: what it was given a line before, or the object that it is. */
function follow(look: Look, expr: Expr): void {
  const target = expr.k === 'name' ? resolve(look.db, look.site, expr) : null;
  const only = target?.kind === 'variable' && target.bindings.length === 1 ? target.bindings[0] : undefined;
  if (only?.kind === 'value' && only.value && target?.kind === 'variable' && look.hops > 0) {
    const before = look.found.length;
    search({ ...look, site: target.site, hops: look.hops - 1 }, only.value);
    if (look.found.length > before) return;
  }
  // `worker_id = get_worker()`: whatever the annotation says, the name is that of a number.
  if (!/(?:^|_)(?:id|ids|uuid|count|name)$/.test(expr.k === 'name' ? expr.id : ''))
    ofObject(look, expr, describe(expr));
}

/** A model that shows its password when it is shown. */
function ofObject(look: Look, expr: Expr, text: string): void {
  if (expr.k !== 'name' && expr.k !== 'attr') return;
  const owner = instanceClass(look.db, look.site, expr);
  const field = owner && secretField(look.db, owner);
  if (field) look.found.push({ kind: 'body', text, field });
}
