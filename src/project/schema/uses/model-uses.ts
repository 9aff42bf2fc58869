/** Attributes of mapped classes that a file names, on the class or on an instance whose class is certain. */
import type { ModelUse } from '../../../model/model-uses.ts';
import type { ClassDef, Expr, FunctionDef, Stmt } from '../../../model/python.ts';
import { expressionsOf, statementsOf, subexpressions } from '../../../model/python-walk.ts';
import { type Db, query } from '../../db.ts';
import { resolve, type Site, type Target } from '../../resolve.ts';
import { instanceClass } from '../../types.ts';
import { modelSchema } from '../models/model-schema.ts';
import { placeOf } from '../place.ts';
import { clockOf } from './clock.ts';

/** Names of the classes that map a table: a file without any names no attribute of one. */
const mappedNames = query<ReadonlySet<string>>(
  'mapped-class-names',
  (db) => new Set(db.get(modelSchema).tables.flatMap(({ symbol }) => (symbol === '' ? [] : [symbol]))),
);

/** Keys of the classes that map a table. */
const mappedKeys = query<ReadonlySet<string>>(
  'mapped-class-keys',
  (db) => new Set(db.get(modelSchema).tables.map(({ at, symbol }) => `${at.path}#${symbol}`)),
);

const NONE: readonly ModelUse[] = [];

export const modelUses = query<readonly ModelUse[]>('model-uses', (db, path) => {
  const module = db.facts(path)?.python;
  const names = db.get(mappedNames);
  if (!module || names.size === 0 || !module.names.some((name) => names.has(name))) return NONE;
  const found: ModelUse[] = [];
  enter({ db, found, keys: db.get(mappedKeys) }, module.body, { path, within: [] });
  return found.length === 0 ? NONE : found;
});

interface Walk {
  readonly db: Db;
  readonly found: ModelUse[];
  readonly keys: ReadonlySet<string>;
}

function enter(walk: Walk, body: readonly Stmt[], site: Site): void {
  for (const stmt of statementsOf(body)) {
    for (const expr of expressionsOf(stmt)) visit(walk, site, expr, null);
    if (stmt.k === 'assign' && stmt.v && stmt.targets.length === 1 && !stmt.op) {
      const [target] = stmt.targets;
      if (target?.k === 'attr') noteWrite(walk, site, target, stmt.v);
    }
    if (stmt.k === 'def' || stmt.k === 'class')
      enter(walk, stmt.body, { path: site.path, within: [...site.within, stmt] });
  }
}

/** What stands on the other side of a comparison or subtraction. */
type Other = Expr | null;

function visit(walk: Walk, site: Site, expr: Expr, other: Other): void {
  if (expr.k === 'attr') note(walk, site, expr, other);
  if (expr.k === 'call') constructed(walk, site, expr);
  if (expr.k === 'bin' && COMPARISONS.has(expr.op)) {
    visit(walk, site, expr.l, expr.r);
    visit(walk, site, expr.r, expr.l);
    return;
  }
  if (expr.k === 'lambda' || expr.k === 'comp') return;
  for (const inner of subexpressions(expr)) visit(walk, site, inner, null);
}

const COMPARISONS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '==', '!=', '-']);

type Attribute = Expr & { readonly k: 'attr' };

function note(walk: Walk, site: Site, expr: Attribute, other: Other): void {
  const owner = ownerOf(walk, site, expr.obj);
  if (!owner) return;
  const is = other && clockOf(walk.db, site, other);
  walk.found.push({
    ...useOf(walk, site, expr, owner),
    clock: is && other ? { is, how: 'compared', text: textOf(other) } : null,
    compared: other?.k === 'str' ? other.v : null,
  });
}

function noteWrite(walk: Walk, site: Site, expr: Attribute, value: Expr): void {
  const is = clockOf(walk.db, site, value);
  const owner = is && ownerOf(walk, site, expr.obj);
  if (!is || !owner) return;
  walk.found.push({
    ...useOf(walk, site, expr, owner),
    clock: { is, how: 'written', text: textOf(value) },
    compared: null,
  });
}

/** `User(created_at=datetime.utcnow())`. */
function constructed(walk: Walk, site: Site, call: Expr & { readonly k: 'call' }): void {
  const timed = call.kw.flatMap(({ name, v }) => {
    const is = name === null ? null : clockOf(walk.db, site, v);
    return is && name !== null ? [{ name, v, is }] : [];
  });
  if (timed.length === 0) return;
  const target = resolve(walk.db, site, call.fn);
  if (target.kind !== 'class' || !walk.keys.has(keyOf(target))) return;
  for (const { name, v, is } of timed)
    walk.found.push({
      ...useOf(walk, site, { k: 'attr', obj: call.fn, name, s: v.s, e: v.e }, { key: keyOf(target), on: 'instance' }),
      clock: { is, how: 'written', text: textOf(v) },
      compared: null,
    });
}

interface Owner {
  readonly key: string;
  readonly on: 'class' | 'instance';
}

function ownerOf({ db, keys }: Walk, site: Site, expr: Expr): Owner | null {
  if (expr.k !== 'name') return null;
  if (expr.id === 'self' || expr.id === 'cls') return null;
  const target = resolve(db, site, expr);
  if (target.kind === 'class') return keys.has(keyOf(target)) ? { key: keyOf(target), on: 'class' } : null;
  // A variable that is bound again may be something else by then.
  if (target.kind !== 'variable' || target.bindings.length !== 1 || target.site.within.length === 0) return null;
  const [binding] = target.bindings;
  const isPlain =
    (binding?.kind === 'value' && isConstructed(db, target.site, binding.value)) ||
    (binding?.kind === 'parameter' && binding.annotation !== null && isPlainName(binding.annotation));
  const found = isPlain ? instanceClass(db, site, expr) : null;
  return found && keys.has(keyOf(found)) ? { key: keyOf(found), on: 'instance' } : null;
}

/** `User(…)` itself: what a function returns is what its annotation claims. */
function isConstructed(db: Db, site: Site, value: Expr | null): boolean {
  return value?.k === 'call' && resolve(db, site, value.fn).kind === 'class';
}

function isPlainName(expr: Expr): boolean {
  return expr.k === 'name' || expr.k === 'attr';
}

function keyOf({ site, def }: Target & { kind: 'class' }): string {
  return site.within.length > 0 ? '' : `${site.path}#${def.name}`;
}

function useOf({ db }: Walk, site: Site, expr: Attribute, { key, on }: Owner): Omit<ModelUse, 'clock' | 'compared'> {
  const { path, span } = placeOf(db, site.path, expr);
  return {
    path,
    span,
    attribute: expr.name,
    classKey: key,
    className: key.slice(key.lastIndexOf('#') + 1),
    text: textOf(expr),
    on,
    symbol: site.within.map((def: FunctionDef | ClassDef) => def.name).join('.'),
  };
}

/** As a person would write it, in short. */
function textOf(expr: Expr): string {
  if (expr.k === 'name') return expr.id;
  if (expr.k === 'attr') return `${textOf(expr.obj)}.${expr.name}`;
  if (expr.k === 'call') return `${textOf(expr.fn)}(${expr.args.length + expr.kw.length === 0 ? '' : '…'})`;
  return expr.k === 'bin' ? `${textOf(expr.l)} ${expr.op} …` : '…';
}
