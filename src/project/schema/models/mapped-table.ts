/** The table that one mapped class declares, with what it inherits. */
import type { ModelColumn, ModelTable, Unread } from '../../../model/schema.ts';
import { type Db, query } from '../../db.ts';
import { tableConstraints } from '../columns/constraint.ts';
import { constrained } from '../columns/table-elements.ts';
import { placeOf } from '../place.ts';
import type { Machine } from '../python/machine.ts';
import { machine } from '../python/start-machine.ts';
import { textOf, type Value } from '../python/value.ts';
import { type Ancestry, ancestryOf, HARMLESS } from './ancestry.ts';
import { attributesOf, type Reading } from './body.ts';
import { classDefinition, classShape, hasPrimaryKey, ownValue } from './class-shape.ts';
import { exemptPath } from './exempt.ts';
import { libraryClass, libraryColumns } from './library-classes.ts';
import { metadataOfClass } from './metadata.ts';
import { metadataSchema, tableArguments } from './table-args.ts';
import { tableName } from './table-name.ts';
import { typeMapOf } from './type-map.ts';

export type Mapping =
  /** `schemaUnread`: it may be a table of some schema, and only its bare name is known. */
  | { readonly k: 'table'; readonly table: ModelTable; readonly schemaUnread: Unread | null }
  /** Single-table inheritance: its columns belong to the table of `parent`. */
  | {
      readonly k: 'single';
      readonly parent: string;
      readonly columns: readonly ModelColumn[];
      readonly unknown: readonly Unread[];
    }
  | { readonly k: 'unread'; readonly unread: Unread };

/** What the class of a key maps: `null` for one that is not mapped. */
export const mappingOf = query<Mapping | null>('class-mapping', (db, key) => {
  if (!hasOwnMapping(db, key)) return null;
  const found = classDefinition(db, key);
  if (!found) return null;
  const ancestry = db.get(ancestryOf, key);
  const m = machine(db);
  const mapped: Value & { k: 'class' } = { k: 'class', def: found.def, site: { path: found.path, within: [] } };
  const at = placeOf(db, found.path, found.def.head);
  const parents = ancestry.classes.slice(1).filter((one) => hasOwnMapping(db, one));
  const named = tableName(m, mapped, ancestry, parents);
  if (named.k === 'none') return null;
  if (named.k === 'unread')
    return { k: 'unread', unread: { ...at, table: null, reason: `\`${found.def.name}\`: ${named.reason}` } };
  const concrete = isConcrete(m, found.path, found.def);
  const parentClasses = concrete ? [] : parents.flatMap((one) => db.get(ancestryOf, one).classes);
  const { columns, unknown } = columnsOf(m, mapped, ancestry, parentClasses, key);
  const [parent] = parents;
  if (named.k === 'inherited') return parent === undefined ? null : { k: 'single', parent, columns, unknown };
  // A child without a primary key of its own has no table, whatever name it gives.
  const isKeyless =
    parent !== undefined && !concrete && unknown.length === 0 && columns.every((one) => !one.primaryKey);
  if (isKeyless) return { k: 'single', parent, columns, unknown };
  const metadata = metadataOfClass(db, key);
  const args = tableArguments(m, mapped, ancestry);
  const reason = `\`${found.def.name}\`: \`__table_args__\` may name a schema, and could not be read`;
  const schema = args.schema ?? metadataSchema(m, metadata);
  const name = schema === null || schema === 'public' ? named.name : `${schema}.${named.name}`;
  const bind = ownValue(found.def, '__bind_key__') !== null;
  const all = args.constraints.reduce((some, call) => withConstraint(some, call), columns);
  // A mapped class has a primary key: where none was seen, something was not read.
  if (!concrete && unknown.length === 0 && all.every((one) => !one.primaryKey)) {
    unknown.push({ ...at, table: null, reason: 'its primary key could not be found' });
  }
  const table: ModelTable = {
    name,
    columns: all,
    symbol: found.def.name,
    // A table of its own does not take over the constraints of the table of its parent.
    constraints: parents.includes(args.owner ?? '') ? [] : (tableConstraints(m, args.constraints) ?? []),
    at,
    metadata,
    unknown: unknown.map((one) => ({ ...one, table: name })),
    exempt: exemptPath(found.path) ?? args.exempt ?? (isView(named.name) ? 'view' : null) ?? (bind ? 'external' : null),
  };
  return { k: 'table', table, schemaUnread: args.unread ? { ...at, table: null, reason } : null };
});

/** Whether a class has a table of its own or shares one: not abstract, not a mixin, not the base. */
function hasOwnMapping(db: Db, key: string): boolean {
  const shape = db.get(classShape, key);
  if (!shape || shape.abstract || shape.decorated === 'base') return false;
  const { root, classes, external } = db.get(ancestryOf, key);
  if (root === null) return false;
  if (root.kind === 'sqlmodel') return shape.tableKeyword;
  if (root.key === key && shape.decorated === null) return false;
  if (ownValue(shape.def, '__table__') !== null) return false;
  if (root.kind === 'flask') return declaresColumns(db, key);
  // A base in between without `__tablename__` and without columns is a mixin in all but name.
  return (
    ownValue(shape.def, '__tablename__') !== null ||
    classes.some((one) => bindsTableName(db, one)) ||
    external.some((one) => libraryClass(one)?.table)
  );
}

function bindsTableName(db: Db, key: string): boolean {
  const found = classDefinition(db, key);
  return (
    found?.def.body.some((stmt) =>
      stmt.k === 'def'
        ? stmt.name === '__tablename__'
        : stmt.k === 'assign' && stmt.targets.some((t) => t.k === 'name' && t.id === '__tablename__'),
    ) ?? false
  );
}

/** Flask-SQLAlchemy names a table only for a class with a primary key, in itself or a mixin. */
function declaresColumns(db: Db, key: string): boolean {
  const isKeyed = (one: string): boolean => {
    const found = classDefinition(db, one);
    return found !== null && hasPrimaryKey(found.def);
  };
  return db.get(ancestryOf, key).classes.some(isKeyed) || bindsTableName(db, key);
}

function isView(name: string): boolean {
  return /^(vw|mv)_|_(vw|mv|matview|materialized_view)$/i.test(name);
}

function isConcrete(m: Machine, path: string, def: Parameters<typeof ownValue>[0]): boolean {
  const expr = ownValue(def, '__mapper_args__');
  const value = expr && m.evaluate(m, { vars: new Map(), site: { path, within: [] }, parent: null }, expr);
  return (
    value?.k === 'map' &&
    value.entries.some(([name, item]) => textOf(name) === 'concrete' && item.k === 'const' && item.v === true)
  );
}

function columnsOf(
  m: Machine,
  mapped: Value & { k: 'class' },
  ancestry: Ancestry,
  above: readonly string[],
  key: string,
): { columns: ModelColumn[]; unknown: Unread[] } {
  const reading: Reading = { m, mapped, types: m.db.get(typeMapOf, key), sqlmodel: ancestry.root?.kind === 'sqlmodel' };
  const seen = new Set<string>();
  const columns: ModelColumn[] = [];
  const unknown: Unread[] = [];
  const at = placeOf(m.db, mapped.site.path, mapped.def.head);
  for (const one of ancestry.classes) {
    const found = above.includes(one) ? null : classDefinition(m.db, one);
    if (!found) continue;
    for (const attribute of attributesOf(reading, found.path, found.def)) {
      if (seen.has(attribute.name)) continue;
      seen.add(attribute.name);
      if (attribute.k === 'column') columns.push(attribute.column);
      else if (attribute.k === 'unread') unknown.push({ ...at, table: null, reason: attribute.reason });
    }
  }
  for (const path of new Set(ancestry.classes.map((one) => one.slice(0, one.lastIndexOf('#')))))
    if (m.db.facts(path)?.python?.errors.length)
      unknown.push({ ...at, table: null, reason: `\`${path}\` has syntax errors` });
  for (const one of ancestry.classes) {
    const hook = changesColumns(m.db, one);
    if (hook !== null)
      unknown.push({ ...at, table: null, reason: `\`${hook}\` may add columns while the class is made` });
  }
  for (const base of [...ancestry.external, ...ancestry.unknown]) {
    if (HARMLESS.test(base)) continue;
    if (libraryClass(base)) columns.push(...libraryColumns(base, at).filter(({ name }) => !seen.has(name)));
    else unknown.push({ ...at, table: null, reason: `it inherits from \`${base}\`, which is not in the repository` });
  }
  // Two attributes may stand for one column; the nearest to the class counts.
  const names = new Set<string>();
  return { columns: columns.filter(({ name }) => !names.has(name) && names.add(name)), unknown };
}

/** A hook that runs when a class is mapped, which may add columns to it. */
function changesColumns(db: Db, key: string): string | null {
  const found = classDefinition(db, key);
  const hook = found?.def.body.find((stmt) => stmt.k === 'def' && HOOKS.has(stmt.name));
  return hook?.k === 'def' ? `${found?.def.name}.${hook.name}` : null;
}

const HOOKS = new Set([
  '__mapper_cls__',
  '__init_subclass__',
  '__table_cls__',
  '__declare_first__',
  '__declare_last__',
]);

function withConstraint(columns: readonly ModelColumn[], call: Parameters<typeof constrained>[2]): ModelColumn[] {
  const name =
    call.fn.k === 'ref'
      ? call.fn.name.slice(call.fn.name.lastIndexOf('.') + 1)
      : call.fn.k === 'attr'
        ? call.fn.name
        : '';
  const changed = constrained(columns, name, call);
  return columns.map((column, i) => ({ ...column, ...changed[i] }));
}
