/** What one function does itself: what it uses, and which functions of the repository it calls. */
import type { Call, Expr, FunctionDef, Stmt } from '../../model/python.ts';
import { definitionsIn, dottedName, expressionsIn, expressionsOf, statementsOf } from '../../model/python-walk.ts';
import type { Reach, Step, Use } from '../../model/reach.ts';
import { type Place, type Range, spanOf } from '../../model/span.ts';
import { type Db, query } from '../db.ts';
import { describe } from '../describe.ts';
import { layerOfDefinition } from '../layers.ts';
import { moduleName } from '../modules.ts';
import { originOf, ownClass } from '../origin.ts';
import { attributeOf, inside, resolve, type Site, type Target } from '../resolve.ts';
import { instanceClass } from '../types.ts';
import { useByName, useOf } from './classify.ts';
import { isUsedByName } from './host.ts';
import { isVendorWork, vendorOf } from './vendors.ts';

type Own = Omit<Reach, 'services'>;

const NOTHING: Own = { uses: [], registries: [], calls: [] };

/** The key of a function: `path start`. */
export function functionKey(path: string, start: number): string {
  return `${start} ${path}`;
}

/** Every function of a file by the offset of its definition. */
export const functionsOf = query<ReadonlyMap<number, { readonly site: Site; readonly def: FunctionDef }>>(
  'functions',
  (db, path) => {
    const found = new Map<number, { site: Site; def: FunctionDef }>();
    for (const { def, within } of definitionsIn(db.facts(path)?.python?.body ?? [])) {
      if (def.k === 'def') found.set(def.s, { site: { path, within }, def });
    }
    return found;
  },
);

/** What the function at `start path` does in its own body, functions inside it included. */
export const functionReach = query<Own>('function-reach', (db, key) => {
  const space = key.indexOf(' ');
  const path = key.slice(space + 1);
  const found = db.get(functionsOf, path).get(Number(key.slice(0, space)));
  return found ? ownReach(db, found.site, found.def) : NOTHING;
});

function ownReach(db: Db, site: Site, def: FunctionDef): Own {
  const uses: Use[] = [];
  const calls: Step[] = [];
  const registries: { name: string; at: Place }[] = [];
  const lineStarts = db.facts(site.path)?.lineStarts ?? [0];
  const place = (range: Range): Place => ({ path: site.path, span: spanOf(lineStarts, range) });
  const links = new Set<Expr>();
  const visit = (at: Site, body: readonly Stmt[]): void => {
    for (const stmt of statementsOf(body)) {
      if (stmt.k === 'def') visit(inside(at, stmt), stmt.body);
      for (const outer of expressionsOf(stmt)) {
        for (const expr of expressionsIn(outer)) {
          const registry = registryIn(db, at, expr);
          if (registry) registries.push({ name: registry, at: place(expr) });
          if (expr.k !== 'call') continue;
          const use = links.has(expr) ? null : useIn(db, at, expr);
          if (use) uses.push({ ...use, at: place(expr), chain: [] });
          if (use?.kind === 'sdk') addLinks(expr, links);
          if (!use) calls.push(...stepOf(db, at, expr, def, place));
        }
      }
    }
  };
  visit(inside(site, def), def.body);
  return { uses, registries, calls };
}

/** `client.table("x").select("*").execute()` is one use of the client, not three. */
function addLinks(call: Call, links: Set<Expr>): void {
  for (let link = linkBefore(call); link; link = linkBefore(link)) links.add(link);
}

/** The call on whose result this one is made. */
function linkBefore({ fn }: Call): Call | null {
  let expr: Expr = fn;
  while (expr.k === 'attr') expr = expr.obj;
  return expr.k === 'call' ? expr : null;
}

/** `client.table("x")` in a chain of calls: the one that tells people what is used. */
function firstLink(call: Call): Call {
  let first = call;
  for (let link = linkBefore(call); link?.fn.k === 'attr'; link = linkBefore(link)) first = link;
  return first;
}

function useIn(db: Db, site: Site, call: Call): Pick<Use, 'kind' | 'call' | 'target'> | null {
  const { fn } = call;
  const text = describe(fn);
  if (fn.k === 'attr') {
    const origin = originOf(db, site, fn.obj);
    const kind = origin === null ? null : useOf(origin, fn.name);
    if (kind) return { kind, call: text, target: `${origin}.${fn.name}` };
    const ofService = clientOfService(db, site, fn);
    if (ofService) return { kind: 'sdk', call: text, target: ofService };
    if (origin === null && !instanceClass(db, site, fn.obj)) {
      const named = useByName(lastName(fn.obj), fn.name);
      if (named) return { kind: named, call: text, target: text };
    }
  }
  const origin = resolve(db, site, fn).kind === 'function' ? null : originOf(db, site, fn);
  if (fn.k === 'name' && origin !== null) {
    const dot = origin.lastIndexOf('.');
    const kind = useOf(origin.slice(0, dot), origin.slice(dot + 1));
    if (kind !== null && isUsedByName(kind)) return { kind, call: text, target: origin };
  }
  const vendor = origin === null || !isVendorWork(origin) ? null : vendorOf(origin);
  return vendor ? { kind: 'sdk', call: describe(firstLink(call).fn), target: vendor } : null;
}

/** `gemini_service.client.generate_content(…)`: the vendor's client inside a service, used past the service. */
function clientOfService(db: Db, site: Site, fn: Expr & { k: 'attr' }): string | null {
  const names = dottedName(fn)?.split('.') ?? [];
  const index = names.findIndex((name) => /^_?(client|sdk|model_client|api_client)$/.test(name));
  if (index < 1 || index === names.length - 1) return null;
  const owner = names[index - 1] ?? '';
  let expr: Expr = fn;
  for (let up = names.length - 1; up >= index && expr.k === 'attr'; up--) expr = expr.obj;
  const made = instanceClass(db, site, expr);
  const isService = made
    ? layerOfDefinition(db, made.site.path, [made.def]) === 'service'
    : /(^|_)(service|svc)$/.test(owner);
  return isService ? names.join('.') : null;
}

function lastName(expr: Expr): string {
  return expr.k === 'name' ? expr.id : expr.k === 'attr' ? expr.name : '';
}

/** The functions of the repository that a call runs: the function, the method, or the `__init__` of a class. */
function stepOf(db: Db, site: Site, call: Call, outer: FunctionDef, place: (range: Range) => Place): readonly Step[] {
  const callee = calleeOf(db, site, call.fn);
  // Functions inside the one asked about are a part of it.
  if (callee && 'site' in callee && callee.site.within.includes(outer)) return [];
  if (callee?.kind === 'function') {
    const definitions = [...callee.site.within, callee.def];
    const name = `${moduleName(db, callee.site.path)}.${definitions.map((def) => def.name).join('.')}`;
    const layer = layerOfDefinition(db, callee.site.path, definitions);
    return [{ name, path: callee.site.path, start: callee.def.s, layer, at: place(call) }];
  }
  if (callee?.kind === 'class') {
    const name = `${moduleName(db, callee.site.path)}.${callee.def.name}`;
    const layer = layerOfDefinition(db, callee.site.path, [callee.def]);
    return [{ name, path: callee.site.path, start: -1, layer, at: place(call) }];
  }
  return [];
}

function calleeOf(db: Db, site: Site, fn: Expr): Target | null {
  const target = resolve(db, site, fn);
  if (target.kind === 'function' || target.kind === 'class') return target;
  if (target.kind !== 'unknown' || fn.k !== 'attr') return null;
  const owner = instanceClass(db, site, fn.obj) ?? ownClass(site, fn.obj);
  return owner && attributeOf(db, owner, fn.name);
}

/** `services["cache"]`, `"cache" in services`, `app.state.db`: what start-up code left for the handlers. */
function registryIn(db: Db, site: Site, expr: Expr): string | null {
  if (expr.k === 'attr' && expr.obj.k === 'attr' && expr.obj.name === 'state') {
    return lastName(expr.obj.obj) === 'app' ? dottedName(expr) : null;
  }
  const of =
    expr.k === 'sub'
      ? expr.obj
      : expr.k === 'bin' && /^(not )?in$/.test(expr.op)
        ? expr.r
        : expr.k === 'call' && expr.fn.k === 'attr' && /^(get|items|values)$/.test(expr.fn.name)
          ? expr.fn.obj
          : null;
  if (of?.k !== 'name') return null;
  const target = resolve(db, site, of);
  if (target.kind !== 'variable') return null;
  const binding = target.bindings[0];
  if (binding?.kind === 'parameter')
    return /^(services?|registry|container|components)$/.test(target.name) ? target.name : null;
  if (target.site.within.length > 0 || binding?.kind !== 'value') return null;
  const empty = binding.value?.k === 'dict' && binding.value.items.length === 0;
  const called = binding.value?.k === 'call' && binding.value.fn.k === 'name' && binding.value.fn.id === 'dict';
  return empty || called ? target.name : null;
}
