/** What calling any value gives: the one place that knows all kinds of callables. */

import type { ClassDef } from '../../model/python.ts';
import { findModule } from '../modules.ts';
import { resolve, type Site } from '../resolve.ts';
import { callFunction, instantiate } from './calls.ts';
import { routeEntry } from './entries.ts';
import { configured } from './expressions.ts';
import { FLASK_METRICS, INSTRUMENTATOR, routerClass } from './frameworks.ts';
import { given, makeEntry, makeRouter, pathText } from './make-router.ts';
import { callRouterMethod, callRoutesList } from './router-methods.ts';
import { type Arguments, type Run, timesOnStack } from './run.ts';
import { callTextMethod } from './text-methods.ts';
import {
  addTo,
  constant,
  type Instance,
  itemsOf,
  list,
  type Made,
  type Node,
  type Scope,
  textOf,
  unknown,
  type Value,
} from './values.ts';

export function callValue(run: Run, fn: Value, from: Arguments, at: Node, scope: Scope): Value {
  switch (fn.k) {
    case 'function':
      return wrapped(run, fn, from, at) ?? callFunction(run, fn, from);
    case 'class':
      return instantiate(run, fn, from, at);
    case 'external':
      return callExternal(run, fn.dotted, from, at, scope);
    case 'method':
      return callMethod(run, fn.of, fn.name, from, at);
    case 'registrar':
      if (from.args[0]) fn.register(from.args[0], at);
      return from.args[0] ?? unknown('a decorator');
    case 'unknown':
      return undecorated(from) ?? unknown('a call');
    default:
      return unknown('a call');
  }
}

/** `requires(scopes)(handler)` of a decorator that was not followed: still that handler. */
function undecorated({ call, args, kw }: Arguments): Value | null {
  const [only] = args;
  return call?.fn.k === 'call' && only?.k === 'function' && args.length === 1 && kw.size === 0 ? only : null;
}

/** `require_auth(handler)`: still that handler, with something around it. */
function wrapped(run: Run, fn: Value & { k: 'function' }, from: Arguments, at: Node): Value | null {
  const [only] = from.args;
  if (only?.k !== 'function' || from.args.length !== 1 || from.kw.size > 0) return null;
  const hasInner = fn.def.body.some((stmt) => stmt.k === 'def');
  const returnsInner = fn.def.body.some((stmt) => stmt.k === 'return' && stmt.v?.k === 'name');
  if (!hasInner || !returnsInner || timesOnStack(run, fn.site.path, fn.def) > 0) return null;
  // A decorator made by a method of a router may register what it is given.
  if (fn.scope?.parent) callFunction(run, fn, from);
  return { ...only, wrappers: [...only.wrappers, { value: fn, at }] };
}

function callExternal(run: Run, dotted: string, from: Arguments, at: Node, scope: Scope): Value {
  if (routerClass(dotted)) return makeRouter(run, dotted, from, at);
  const entry = makeEntry(run, dotted, from, at);
  if (entry) return entry;
  if (dotted === 'typing.cast' && from.args[1]) return from.args[1];
  if (dotted === 'builtins.super') return superOf(run, scope);
  if (/^(importlib\.import_module|builtins\.__import__|werkzeug\.utils\.import_string)$/.test(dotted)) {
    return importedModule(run, from, at);
  }
  const simple = BUILTIN_CALLS.get(dotted)?.(from.args, from.kw);
  if (simple) return simple;
  if (dotted === 'builtins.getattr' && from.args[0]) {
    const name = textOf(from.args[1]);
    const found =
      name === undefined ? unread(run, '`getattr` of an unread name') : run.attribute(from.args[0], name, scope);
    return found.k === 'unknown' && from.args[2] ? from.args[2] : found;
  }
  if (FLASK_METRICS.test(dotted) && from.args[0]?.k === 'router') {
    exposeMetrics(run, from.args[0].router, pathText(from.kw.get('path')) || '/metrics', dotted, from, at);
  }
  const wrappedApp = WRAPPERS.test(dotted) ? [from.args[0], from.kw.get('app'), from.kw.get('other_asgi_app')] : [];
  for (const inner of wrappedApp) if (inner?.k === 'router') return inner;
  if (dotted === 'functools.partial' && from.args[0]?.k === 'function') return from.args[0];
  return { k: 'made', dotted, args: from.args, kw: from.kw, at };
}

/** `importlib.import_module("app.users")`: known where its name is. */
function importedModule(run: Run, from: Arguments, at: Node): Value {
  const name = textOf(from.args[0]);
  const around = textOf(from.args[1] ?? from.kw.get('package'));
  if (name === undefined) return unread(run, 'a module whose name is put together at run time');
  const dotted = name.startsWith('.') && around !== undefined ? around + name : name;
  const module = dotted.startsWith('.') ? null : findModule(run.db, at.path, dotted, 0);
  return module ? { k: 'module', path: module.path } : unknown(`the module \`${name}\``);
}

function unread(run: Run, what: string): Value {
  run.takesUnknown = true;
  return unknown(what);
}

/** `app = cors(app)`, `CORSMiddleware(app, …)`: what is served is still that application. */
const WRAPPERS = /(^|\.)(cors|add_pagination|\w*(App|Middleware|ProxyFix|Wrapper))$/;

/** `super()` in a method: the same router, without the methods of the class; the same object, as the class above has it. */
function superOf(run: Run, scope: Scope): Value {
  for (let at: Scope | null = scope; at; at = at.parent) {
    const def = at.site.within.at(-1);
    const self = def?.k === 'def' && def.params[0] ? at.names.get(def.params[0].name) : undefined;
    if (self?.k === 'router') return { ...self, plain: true };
    const owner = at.site.within.at(-2);
    if (self?.k === 'instance' && owner?.k === 'class') return aboveOf(run, self, owner, at.site);
  }
  return unknown('`super()`');
}

function aboveOf(run: Run, self: Instance, owner: ClassDef, { path, within }: Site): Value {
  for (const base of owner.bases) {
    const target = resolve(run.db, { path, within: within.slice(0, -2) }, base.k === 'sub' ? base.obj : base);
    if (target.kind === 'class' && target.def !== owner) {
      const acting = self.acting ?? self;
      return { k: 'instance', site: target.site, def: target.def, fields: self.fields, acting };
    }
  }
  return unknown('`super()`');
}

type BuiltinCall = (args: readonly Value[], kw: Arguments['kw']) => Value | null;

const BUILTIN_CALLS: ReadonlyMap<string, BuiltinCall> = new Map<string, BuiltinCall>([
  ['builtins.list', ([first]) => copy(first)],
  ['builtins.tuple', ([first]) => copy(first)],
  ['builtins.sorted', ([first]) => copy(first)],
  ['builtins.reversed', ([first]) => copy(first)],
  ['builtins.set', ([first]) => copy(first)],
  [
    'builtins.enumerate',
    ([first]) => {
      const items = itemsOf(first);
      return items && list(items.map((item, i) => list([constant(i), item])));
    },
  ],
  [
    'builtins.zip',
    (args) => {
      const lists = args.map(itemsOf);
      const known = lists.filter((items) => items !== null);
      if (known.length !== lists.length || known.length === 0) return null;
      const length = Math.min(...known.map((items) => items.length));
      return list(Array.from({ length }, (_, i) => list(known.flatMap((items) => items[i] ?? []))));
    },
  ],
  ['itertools.chain', (args) => list(args.flatMap((arg) => itemsOf(arg) ?? []))],
  ['itertools.chain.from_iterable', ([first]) => list((itemsOf(first) ?? []).flatMap((arg) => itemsOf(arg) ?? []))],
  [
    'builtins.dict',
    ([first], kw) => {
      if (first !== undefined && first.k !== 'dict') return null;
      const named = [...kw].map(([name, value]): [Value, Value] => [constant(name), value]);
      return { k: 'dict', entries: [...(first?.entries ?? []), ...named] };
    },
  ],
]);

function copy(value: Value | undefined): Value | null {
  if (value === undefined) return list([]);
  if (value.k === 'dict') return list(value.entries.map(([key]) => key));
  const items = itemsOf(value);
  return items && list([...items]);
}

function callMethod(run: Run, of: Value, name: string, from: Arguments, at: Node): Value {
  if (of.k === 'method' && of.of.k === 'router' && of.name === 'config') {
    const known = name === 'get' ? configured(run, from.args[0]) : unknown('the configuration');
    return known.k === 'unknown' && name === 'get' ? (from.args[1] ?? known) : known;
  }
  if (of.k === 'method' && of.of.k === 'router' && of.name === 'routes') {
    return callRoutesList(run, of.of.router, name, from, at);
  }
  if (of.k === 'router') return callRouterMethod(run, of.router, name, from, at) ?? unknown(`\`.${name}()\``);
  // `View.as_view("name")`: still that class.
  if (of.k === 'class' && name === 'as_view') return of;
  if (of.k === 'const' && typeof of.v === 'string') return callTextMethod(of.v, name, from);
  if (of.k === 'list') return callListMethod(of.items, name, from);
  if (of.k === 'dict') return callDictMethod(of.entries, name, from);
  return of.k === 'made' ? callMadeMethod(run, of, name, from, at) : unknown(`\`.${name}()\``);
}

function callListMethod(items: Value[], name: string, from: Arguments): Value {
  const [first, second] = from.args;
  if (name === 'append' && first) items.push(first);
  else if (name === 'extend') addTo(items, itemsOf(first) ?? []);
  else if (name === 'insert' && second)
    items.splice(first?.k === 'const' && first.v === 0 ? 0 : items.length, 0, second);
  else if (name === 'copy') return list([...items]);
  else return unknown(`\`.${name}()\``);
  return constant(null);
}

function callDictMethod(entries: [Value, Value][], name: string, from: Arguments): Value {
  if (name === 'items') return list(entries.map(([key, value]) => list([key, value])));
  if (name === 'values') return list(entries.map(([, value]) => value));
  if (name === 'keys') return list(entries.map(([key]) => key));
  if (name === 'copy') return { k: 'dict', entries: [...entries] };
  const key = from.args[0];
  if (name === 'get' && key?.k === 'const') {
    return entries.findLast(([k]) => k.k === 'const' && k.v === key.v)?.[1] ?? from.args[1] ?? unknown('an entry');
  }
  if (name === 'setdefault' && key?.k === 'const') {
    const known = entries.findLast(([k]) => k.k === 'const' && k.v === key.v)?.[1];
    if (known) return known;
    const fallback = from.args[1] ?? constant(null);
    entries.push([key, fallback]);
    return fallback;
  }
  return unknown(`\`.${name}()\``);
}

/** `Instrumentator().instrument(app).expose(app, endpoint="/metrics")`, `csrf.exempt(bp)`. */
function callMadeMethod(run: Run, of: Made, name: string, from: Arguments, at: Node): Value {
  if (INSTRUMENTATOR.test(of.dotted)) {
    const app = given(from, 0, 'app');
    if (name === 'expose' && app?.k === 'router') {
      const path = pathText(given(from, 2, 'endpoint')) || '/metrics';
      exposeMetrics(run, app.router, path, `${of.dotted}.expose`, from, at);
    }
    return of;
  }
  if (FLASK_METRICS.test(of.dotted) && name === 'init_app' && from.args[0]?.k === 'router') {
    exposeMetrics(run, from.args[0].router, pathText(of.kw.get('path')) || '/metrics', of.dotted, from, at);
  }
  if (/(Api|Namespace)$/.test(of.dotted)) return unknown(`\`.${name}()\``);
  const [first] = from.args;
  // Decorators of libraries (`limiter.limit(…)(f)`, `csrf.exempt(bp)`) give back what they are given.
  if (first?.k === 'function' || first?.k === 'router') return first;
  return { k: 'made', dotted: `${of.dotted}.${name}`, args: from.args, kw: from.kw, at };
}

function exposeMetrics(
  run: Run,
  router: (Value & { k: 'router' })['router'],
  path: string,
  dotted: string,
  from: Arguments,
  at: Node,
): void {
  const handler: Value = { k: 'external', dotted };
  router.entries.push(routeEntry(run, { methods: ['GET'], path, handler, at, from }));
}
