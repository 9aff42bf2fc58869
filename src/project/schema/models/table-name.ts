/** Which table a mapped class stands for: written down, computed by a base, or given by the library. */
import type { ClassDef, Expr, FunctionDef } from '../../../model/python.ts';
import { classBindings } from '../../bindings.ts';
import type { Db } from '../../db.ts';
import { inside } from '../../resolve.ts';
import type { Machine } from '../python/machine.ts';
import { snake } from '../python/methods.ts';
import { textOf, type Value } from '../python/value.ts';
import type { Ancestry } from './ancestry.ts';
import { classDefinition, hasPrimaryKey } from './class-shape.ts';
import { libraryClass } from './library-classes.ts';

export type TableName =
  | { readonly k: 'named'; readonly name: string }
  /** No name of its own: it shares the table of the class it inherits from. */
  | { readonly k: 'inherited' }
  | { readonly k: 'none' }
  | { readonly k: 'unread'; readonly reason: string };

/**
 * The table of the class `mapped`. `parents`: classes among its ancestors that have a table themselves; what they assign is
 * theirs, what they compute holds for their children too.
 */
export function tableName(
  m: Machine,
  mapped: Value & { k: 'class' },
  ancestry: Ancestry,
  parents: readonly string[],
): TableName {
  for (const [i, key] of ancestry.classes.entries()) {
    const found = classDefinition(m.db, key);
    const binding = found && classBindings(found.def).names.get('__tablename__')?.at(-1);
    if (!found || !binding) continue;
    if (binding.kind === 'function') return computed(m, found.path, found.def, binding.def, mapped);
    if (i > 0 && parents.includes(key)) continue;
    if (binding.kind !== 'value' || binding.value === null) continue;
    return written(m, found.path, found.def, binding.value, mapped);
  }
  // Flask-SQLAlchemy names a table of its own for a child with a primary key of its own.
  if (parents.length > 0 && ancestry.root?.kind === 'flask' && hasPrimaryKey(mapped.def))
    return { k: 'named', name: snake(mapped.def.name) };
  if (parents.length > 0) return { k: 'inherited' };
  const given = ancestry.external.map((one) => libraryClass(one)?.table).find((one) => one);
  if (given) return { k: 'named', name: given === 'snake' ? snake(mapped.def.name) : given };
  if (ancestry.root?.kind === 'sqlmodel') return { k: 'named', name: mapped.def.name.toLowerCase() };
  return ancestry.root?.kind === 'flask' ? { k: 'named', name: snake(mapped.def.name) } : { k: 'none' };
}

function written(m: Machine, path: string, def: ClassDef, expr: Expr, mapped: Value & { k: 'class' }): TableName {
  const site = inside({ path, within: [] }, def);
  const value = m.evaluate(m, { vars: new Map(), site, parent: null }, expr);
  if (value.k === 'const' && value.v === null) return { k: 'inherited' };
  // `__tablename__ = declared_attr(lambda cls: cls.__name__.lower())`
  if (value.k === 'call' && value.args[0]?.k === 'lambda' && expr.k === 'call' && expr.args[0]?.k === 'lambda') {
    const [param] = expr.args[0].params;
    const vars = new Map<string, Value>(param ? [[param.name, mapped]] : []);
    return named(m.evaluate(m, { vars, site, parent: null }, expr.args[0].body));
  }
  return named(value);
}

function computed(
  m: Machine,
  path: string,
  owner: ClassDef,
  def: FunctionDef,
  mapped: Value & { k: 'class' },
): TableName {
  const site = inside({ path, within: [] }, owner);
  const fn: Value & { k: 'fn' } = { k: 'fn', def, site, closure: null };
  const value = m.run(fn, { k: 'call', path, fn, args: [mapped], kw: {}, partial: false, s: def.s, e: def.e });
  return value.k === 'const' && value.v === null ? { k: 'inherited' } : named(value);
}

function named(value: Value): TableName {
  const name = textOf(value);
  return name === null || name === ''
    ? { k: 'unread', reason: '`__tablename__` is computed in a way that could not be followed' }
    : { k: 'named', name };
}

/** The first class of the ancestry whose body binds `name`, and how. */
export function firstBinding(db: Db, ancestry: Ancestry, name: string) {
  for (const key of ancestry.classes) {
    const found = classDefinition(db, key);
    const binding = found && classBindings(found.def).names.get(name)?.at(-1);
    if (found && binding) return { key, ...found, binding };
  }
  return null;
}
