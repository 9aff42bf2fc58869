/** `__table_args__`, and the keywords of `Table(…)`: schema, and marks that keep a table out of migrations. */

import type { Expr } from '../../../model/python.ts';
import { inside, resolve } from '../../resolve.ts';
import { flag } from '../columns/column.ts';
import { classAttribute } from '../python/evaluate.ts';
import type { Machine } from '../python/machine.ts';
import { type CallValue, shortName, textOf, type Value } from '../python/value.ts';
import type { Ancestry } from './ancestry.ts';
import { firstBinding } from './table-name.ts';

export interface TableArguments {
  readonly schema: string | null;
  readonly exempt: 'view' | 'skipped' | null;
  /** Everything that is passed, and the keywords among it by name. */
  readonly items: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  /** Constraints that are passed. */
  readonly constraints: readonly CallValue[];
  /** The class that says so, as `path#name`. */
  readonly owner: string | null;
  /** They may name a schema, and could not be read. */
  readonly unread: boolean;
}

const NOTHING: TableArguments = {
  schema: null,
  exempt: null,
  items: [],
  keywords: new Map(),
  owner: null,
  constraints: [],
  unread: false,
};

/** What `__table_args__` of the class `mapped`, or of a class it inherits from, says. */
export function tableArguments(m: Machine, mapped: Value & { k: 'class' }, ancestry: Ancestry): TableArguments {
  const found = firstBinding(m.db, ancestry, '__table_args__');
  if (!found) return NOTHING;
  const site = inside({ path: found.path, within: [] }, found.def);
  const { binding } = found;
  const owner = `${found.path}#${found.def.name}`;
  if (binding.kind === 'value' && binding.value) {
    return readArguments(m.evaluate(m, { vars: new Map(), site, parent: null }, binding.value), owner);
  }
  if (binding.kind !== 'function') return NOTHING;
  const fn: Value & { k: 'fn' } = { k: 'fn', def: binding.def, site, closure: null };
  return readArguments(
    m.run(fn, {
      k: 'call',
      path: found.path,
      fn,
      args: [mapped],
      kw: {},
      partial: false,
      s: found.def.s,
      e: found.def.e,
    }),
    owner,
  );
}

function readArguments(value: Value, owner: string): TableArguments {
  if (value.k === 'const') return NOTHING;
  const items = value.k === 'seq' ? value.items : [value];
  const constraints = items.filter(
    (item): item is CallValue => item.k === 'call' && (shortName(item.fn) ?? '').endsWith('Constraint'),
  );
  const last = items.at(-1);
  const keywords =
    last?.k === 'map'
      ? new Map(last.entries.map(([key, item]) => [textOf(key) ?? '', item]))
      : new Map<string, Value>();
  const unread =
    last === undefined
      ? false
      : last.k === 'map'
        ? keywords.has('') && !keywords.has('schema')
        : last.k !== 'call' || value.k !== 'seq';
  return {
    schema: textOf(keywords.get('schema')),
    exempt: exemption(keywords.get('info')),
    items,
    keywords,
    constraints,
    owner,
    unread,
  };
}

/** `info={"is_view": True}`, `info={"skip_autogenerate": True}`. */
export function exemption(info: Value | undefined): 'view' | 'skipped' | null {
  if (info?.k !== 'map') return null;
  for (const [key, item] of info.entries) {
    const name = textOf(key) ?? '';
    if (flag(item) !== true && item.k !== 'const') continue;
    if (/view/i.test(name)) return 'view';
    if (/skip|ignore|exclude|autogen|managed|alembic/i.test(name) && (flag(item) === true || /managed/i.test(name)))
      return 'skipped';
  }
  return null;
}

/** The schema that `MetaData(schema="x")` gives to all tables of a metadata object, `path#name`. */
export function metadataSchema(m: Machine, key: string | null): string | null {
  if (key === null) return null;
  const [path = '', name = ''] = key.split('#');
  const expr: Expr = { k: 'name', id: name, s: 0, e: 0 };
  const isClass = resolve(m.db, { path, within: [] }, expr).kind === 'class';
  const written: Expr = isClass ? { k: 'attr', obj: expr, name: 'metadata', s: 0, e: 0 } : expr;
  const frame = { vars: new Map(), site: { path, within: [] }, parent: null };
  const value = m.evaluate(m, frame, written);
  // Of a class, `metadata` is only known by its name.
  const found = value.k === 'attr' && value.on.k === 'class' ? classAttribute(m, value.on, 'metadata') : value;
  return schemaOf(found);
}

/** `MetaData(schema="x")`, or `declarative_base(metadata=MetaData(schema="x"))`. */
function schemaOf(value: Value | null): string | null {
  if (value?.k !== 'call') return null;
  if (shortName(value.fn) === 'MetaData') return textOf(value.kw.schema);
  return value.kw.metadata?.k === 'call' ? schemaOf(value.kw.metadata) : null;
}
