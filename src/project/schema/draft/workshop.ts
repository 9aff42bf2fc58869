/** What everything that writes one migration shares: the models, the chain, and the answers that cost something. */
import type { Chain, ModelColumn, ModelTable } from '../../../model/schema.ts';
import type { Db } from '../../db.ts';
import { machine } from '../python/start-machine.ts';
import type { Value } from '../python/value.ts';
import { columnKey, findTable, sameTable } from '../table-names.ts';
import type { ColumnWriter } from './column-draft.ts';
import { declaredTable } from './declared.ts';
import { type DeclaredForeignKey, foreignKeysOf } from './foreign-keys.ts';
import { importLineOf } from './imports.ts';
import { type NamingConvention, namingConvention } from './naming.ts';
import { partsOf, type TableParts } from './table-draft.ts';

export interface Workshop extends ColumnWriter {
  readonly chain: Chain;
  readonly conventionOf: (table: ModelTable) => NamingConvention;
  readonly partsOf: (table: ModelTable) => TableParts;
  readonly foreignKeysOf: (table: ModelTable) => {
    readonly keys: readonly DeclaredForeignKey[];
    readonly open: readonly string[];
  };
  /** Whether a table is in the database once `created` are. */
  readonly isThere: (table: string, created: readonly ModelTable[]) => boolean;
  /** Whether a foreign key of some model refers to the column. */
  readonly isReferredTo: (table: string, column: string) => boolean;
}

export interface Ground {
  readonly postgres: boolean;
  /** Tables that another file of the same draft makes. */
  readonly made: readonly ModelTable[];
}

export function workshop(db: Db, models: readonly ModelTable[], chain: Chain, { postgres, made }: Ground): Workshop {
  const m = machine(db);
  const declaredOf = remembered((table: ModelTable) => declaredTable(db, table));
  const named = (name: string) => findTable(models, name);
  const conventionOf = (table: ModelTable) => db.get(namingConvention, table.metadata ?? chain.metadata[0] ?? '');
  const columnOfClass = (value: Value) => {
    if (value.k !== 'attr' || value.on.k !== 'class') return null;
    const { def, site } = value.on;
    const table = models.find(({ at, symbol }) => at.path === site.path && symbol === def.name);
    const column = table?.columns.find(({ attribute }) => attribute === value.name);
    return table && column ? { table: table.name, column: column.name } : null;
  };
  const keysOf = remembered((table: ModelTable) =>
    foreignKeysOf({
      table,
      declared: declaredOf(table),
      convention: conventionOf(table),
      fullName: (name) => named(name)?.name ?? name,
      columnOfClass,
    }),
  );
  return {
    m,
    postgres,
    chain,
    importOf: (name) => importLineOf(db, chain, name),
    isNamed: (name) => chain.revisions.some(({ path }) => db.facts(path)?.python?.names.includes(name)),
    declaredOf,
    conventionOf,
    partsOf: (table) => partsOf(table, declaredOf(table), conventionOf(table)),
    foreignKeysOf: keysOf,
    referenceOf: (from, name) => {
      const key = keysOf(from).keys.find(({ key: one }) => one.columns.includes(name))?.key;
      const wanted = key?.targetColumns[key.columns.indexOf(name)] ?? '';
      const table = key && named(key.target);
      const column = table?.columns.find((one: ModelColumn) => columnKey(one.name) === columnKey(wanted));
      return table && column ? { table, column } : null;
    },
    isThere: (name, created) =>
      [...created, ...made].some((one) => sameTable(one.name, name)) ||
      findTable(chain.tables, name) !== undefined ||
      // What stood there before the first migration, or what no migration has to make.
      chain.baseline ||
      chain.unknown.length > 0 ||
      (named(name)?.exempt ?? null) !== null,
    isReferredTo: (table, column) =>
      models.some((one) =>
        one.columns.some(
          ({ foreignKey }) => foreignKey && sameTable(foreignKey.table, table) && foreignKey.column === column,
        ),
      ),
  };
}

function remembered<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
