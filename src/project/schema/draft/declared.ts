/** The calls that declare a table of the models: what they say beyond the schema that rules compare. */
import type { ModelTable } from '../../../model/schema.ts';
import type { Db } from '../../db.ts';
import { isColumnCall } from '../columns/column.ts';
import { ancestryOf } from '../models/ancestry.ts';
import { attributesOf } from '../models/body.ts';
import { classDefinition, classKeys } from '../models/class-shape.ts';
import { mappingOf } from '../models/mapped-table.ts';
import { tableArguments } from '../models/table-args.ts';
import { candidates } from '../models/table-calls.ts';
import { typeMapOf } from '../models/type-map.ts';
import { placeOf } from '../place.ts';
import type { Machine } from '../python/machine.ts';
import { machine } from '../python/start-machine.ts';
import { type CallValue, textOf, type Value } from '../python/value.ts';

export interface DeclaredTable {
  /** By the column's name; what the first call says counts. */
  readonly columns: ReadonlyMap<string, readonly CallValue[]>;
  /** Constraints and indexes of the table as a whole. */
  readonly elements: readonly Value[];
  readonly keywords: Readonly<Record<string, Value>>;
  /** The name of the column that an attribute or a column object stands for, or `null`. */
  readonly columnOf: (value: Value) => string | null;
}

/** Finds how `table` is declared. */
export function declaredTable(db: Db, table: ModelTable): DeclaredTable {
  const key = `${table.at.path}#${table.symbol}`;
  const mapping = classDefinition(db, key) === null ? null : db.get(mappingOf, key);
  return mapping?.k === 'table' ? ofClass(db, key, table) : ofCall(db, table);
}

interface Found {
  readonly columns: Map<string, readonly CallValue[]>;
  readonly attributes: Map<string, string>;
}

function ofClass(db: Db, key: string, table: ModelTable): DeclaredTable {
  const m = machine(db);
  const found: Found = { columns: new Map(), attributes: new Map() };
  collect(m, key, found);
  // Children that share the table bring columns of their own.
  const paths = new Set(table.columns.map(({ at }) => at.path));
  for (const path of paths) {
    for (const child of db.get(classKeys, path)) if (db.get(mappingOf, child)?.k === 'single') collect(m, child, found);
  }
  const definition = classDefinition(db, key);
  const mapped = definition && {
    k: 'class' as const,
    def: definition.def,
    site: { path: definition.path, within: [] },
  };
  const args = mapped && tableArguments(m, mapped, db.get(ancestryOf, key));
  return {
    columns: found.columns,
    elements: args?.items ?? [],
    keywords: Object.fromEntries(args?.keywords ?? []),
    columnOf: columnFinder(found),
  };
}

function collect(m: Machine, key: string, found: Found): void {
  const definition = classDefinition(m.db, key);
  if (!definition) return;
  const mapped = { k: 'class' as const, def: definition.def, site: { path: definition.path, within: [] } };
  const ancestry = m.db.get(ancestryOf, key);
  const reading = { m, mapped, types: m.db.get(typeMapOf, key), sqlmodel: ancestry.root?.kind === 'sqlmodel' };
  for (const one of ancestry.classes) {
    const at = classDefinition(m.db, one);
    if (!at) continue;
    for (const attribute of attributesOf(reading, at.path, at.def)) {
      if (attribute.k !== 'column' || found.columns.has(attribute.column.name)) continue;
      found.columns.set(attribute.column.name, attribute.calls);
      found.attributes.set(attribute.name, attribute.column.name);
    }
  }
}

function columnFinder({ columns, attributes }: Found): DeclaredTable['columnOf'] {
  return (value) => {
    if (value.k === 'attr' && (value.on.k === 'class' || value.on.k === 'attr'))
      return attributes.get(value.name) ?? null;
    if (value.k !== 'call' || !isColumnCall(value)) return null;
    for (const [name, calls] of columns) {
      if (calls.some((call) => call.path === value.path && call.s === value.s && call.e === value.e)) return name;
    }
    return null;
  };
}

/** `Table("name", metadata, Column(…), …)`. */
function ofCall(db: Db, table: ModelTable): DeclaredTable {
  const m = machine(db);
  const found: Found = { columns: new Map(), attributes: new Map() };
  const { path, span } = table.at;
  for (const { call } of candidates(db.facts(path)?.python?.body ?? [])) {
    const at = placeOf(db, path, call.fn).span;
    if (at.line !== span.line || at.column !== span.column) continue;
    const value = m.evaluate(m, { vars: new Map(), site: { path, within: [] }, parent: null }, call);
    if (value.k !== 'call') continue;
    for (const one of value.args) {
      const name = one.k === 'call' && isColumnCall(one) ? textOf(one.kw.name ?? one.args[0]) : null;
      if (one.k === 'call' && name !== null) found.columns.set(name, [one]);
    }
    const elements = value.args.filter((one) => !(one.k === 'call' && isColumnCall(one)));
    return { columns: found.columns, elements, keywords: value.kw, columnOf: columnFinder(found) };
  }
  return { columns: new Map(), elements: [], keywords: {}, columnOf: () => null };
}
