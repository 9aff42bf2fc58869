/** All mapped tables of the repository. */
import type { ColumnType, ModelColumn, ModelSchema, ModelTable, Unread } from '../../../model/schema.ts';
import { query } from '../../db.ts';
import { scriptLocations } from '../alembic/locations.ts';
import { classKeys } from './class-shape.ts';
import { type Mapping, mappingOf } from './mapped-table.ts';
import { tableCalls } from './table-calls.ts';

interface FileTables {
  readonly mappings: readonly (readonly [string, Mapping])[];
  readonly tables: readonly ModelTable[];
  readonly unknown: readonly Unread[];
}

const NO_TABLES: FileTables = { mappings: [], tables: [], unknown: [] };

/** What one file maps. */
const fileTables = query<FileTables>('file-tables', (db, path) => {
  const mappings = db.get(classKeys, path).flatMap((key) => {
    const mapping = db.get(mappingOf, key);
    return mapping ? [[key, mapping] as const] : [];
  });
  const { tables, unknown } = db.get(tableCalls, path);
  return mappings.length + tables.length + unknown.length === 0 ? NO_TABLES : { mappings, tables, unknown };
});

export const modelSchema = query<ModelSchema>('model-schema', (db) => {
  const migrations = db
    .get(scriptLocations)
    .flatMap((one) => [one.folder, ...one.versions].map((folder) => `${folder}/`));
  const tables: ModelTable[] = [];
  const unknown: Unread[] = [];
  const owners = new Map<string, number>();
  const singles: (Mapping & { k: 'single' })[] = [];
  const unsure = new Map<string, Unread>();
  for (const path of db.paths()) {
    if (!path.endsWith('.py') || migrations.some((folder) => path.startsWith(folder))) continue;
    const file = db.get(fileTables, path);
    for (const [key, mapping] of file.mappings) {
      if (mapping.k === 'table') {
        owners.set(key, tables.push(mapping.table) - 1);
        if (mapping.schemaUnread) unsure.set(mapping.table.name, mapping.schemaUnread);
      } else if (mapping.k === 'unread') unknown.push(mapping.unread);
      else {
        singles.push(mapping);
        owners.set(key, -singles.length);
      }
    }
    tables.push(...file.tables);
    unknown.push(...file.unknown);
  }
  for (const single of singles) join(tables, owners, singles, single);
  const known = tables.filter((table) => !isAmbiguous(table, tables, unsure));
  unknown.push(
    ...[...unsure].flatMap(([name, unread]) => (known.some((table) => table.name === name) ? [] : [unread])),
  );
  return { tables: withTargets(known).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)), unknown };
});

/** Whether another table has the same bare name, while the schema of this one is not known. */
function isAmbiguous(table: ModelTable, tables: readonly ModelTable[], unsure: ReadonlyMap<string, Unread>): boolean {
  if (!unsure.has(table.name)) return false;
  return tables.some((other) => other !== table && other.name.slice(other.name.lastIndexOf('.') + 1) === table.name);
}

/** Adds the columns of a single-table child to the table of its parent. */
function join(
  tables: ModelTable[],
  owners: ReadonlyMap<string, number>,
  singles: readonly (Mapping & { k: 'single' })[],
  single: Mapping & { k: 'single' },
): void {
  let owner = owners.get(single.parent);
  for (let hops = 0; owner !== undefined && owner < 0 && hops < 20; hops++)
    owner = owners.get(singles[-owner - 1]?.parent ?? '');
  const table = owner === undefined ? undefined : tables[owner];
  if (owner === undefined || !table) return;
  const known = new Set(table.columns.map((column) => column.name));
  // A column that only some rows of the table have.
  const added = single.columns.filter(({ name }) => !known.has(name));
  tables[owner] = { ...table, columns: [...table.columns, ...added], unknown: [...table.unknown, ...single.unknown] };
}

/** A column without a type has the one of the column it refers to. */
function withTargets(read: readonly ModelTable[]): ModelTable[] {
  const tables = withReferences(read);
  const byName = new Map<string, ModelTable>();
  for (const table of tables) byName.set(table.name, table);
  const bare = new Map(tables.map((table) => [table.name.slice(table.name.lastIndexOf('.') + 1), table]));
  const typeOf = (column: ModelColumn, hops: number): ColumnType => {
    if ((column.type.family !== 'unknown' && !column.type.inferred) || column.foreignKey === null || hops > 5)
      return column.type;
    const table = byName.get(column.foreignKey.table) ?? bare.get(column.foreignKey.table);
    const target = table?.columns.find(({ name }) => name === column.foreignKey?.column);
    const found = target && typeOf(target, hops + 1);
    if (found && found.family !== 'unknown') return { ...found, inferred: true };
    // The annotation does not count where there is a target, and the target is not known.
    return column.type.inferred ? { ...column.type, loose: true } : column.type;
  };
  return tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({ ...column, type: typeOf(column, 0) })),
  }));
}

/** `ForeignKey(User.id)` refers to the column of that attribute. */
function withReferences(tables: readonly ModelTable[]): ModelTable[] {
  const byClass = new Map(tables.map((table) => [`${table.at.path}#${table.symbol}`, table]));
  const referring = (column: ModelColumn): ModelColumn => {
    if (column.foreignKey !== null || column.refersTo === undefined) return column;
    const { key, attribute } = column.refersTo;
    const table = byClass.get(key);
    const target = table?.columns.find((one) => one.attribute === attribute);
    return table && target ? { ...column, foreignKey: { table: table.name, column: target.name } } : column;
  };
  return tables.map((table) => ({ ...table, columns: table.columns.map(referring) }));
}
