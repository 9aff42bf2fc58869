import { typeName, typesDiffer } from '../../../src/rulekit/column-types.ts';
import { type Column, defineProjectRule, type Found, type Place } from '../../../src/rulekit/index.ts';

interface Table {
  readonly name: string;
  readonly symbol: string;
  readonly at: Place;
  readonly columns: readonly Column[];
}

interface Mismatch {
  readonly table: Table;
  readonly column: Column;
  readonly target: Column;
}

export default defineProjectRule(({ project }) => {
  const { models, chains } = project.schema();
  const mapped = models.tables.filter(({ exempt }) => exempt === null);
  const inModels = mismatchesIn(mapped);
  const told = new Set(inModels.map(({ table, column }) => `${table.name}.${column.name}`));
  const inChains = chains.flatMap(({ tables }) =>
    mismatchesIn(tables.filter(({ unknown, view }) => unknown.length === 0 && !view).map(asTable)).filter(
      ({ table, column }) => !told.has(`${table.name}.${column.name}`),
    ),
  );
  return [...findings(inModels, null), ...findings(inChains, 'migration')];
});

function asTable({ name, at, columns }: Omit<Table, 'symbol'>): Table {
  return { name, symbol: '', at, columns };
}

function mismatchesIn(tables: readonly Table[]): Mismatch[] {
  const byName = Map.groupBy(tables, ({ name }) => name.toLowerCase());
  return tables.flatMap((table) =>
    table.columns.flatMap((column) => {
      const targets = byName.get(column.foreignKey?.table.toLowerCase() ?? '') ?? [];
      // Of two tables of one name it cannot be told which one is meant.
      const [only] = targets;
      if (!only || targets.length > 1 || column.type.inferred) return [];
      const target = only.columns.find(({ name }) => name === column.foreignKey?.column);
      return target && typesDiffer(column.type, target.type) ? [{ table, column, target }] : [];
    }),
  );
}

function findings(all: readonly Mismatch[], variant: 'migration' | null): Found[] {
  return [...Map.groupBy(all, ({ table }) => table).values()].flatMap((some) => {
    const [first] = some;
    if (!first) return [];
    const { table, column, target } = first;
    return [
      {
        at: { path: column.at.path, span: column.at.span },
        subject: table.name,
        symbol: table.symbol,
        ...(variant === null ? {} : { variant }),
        values: {
          table: table.name,
          column: column.name,
          type: typeName(column),
          target: `${column.foreignKey?.table}.${target.name}`,
          expected: typeName(target),
        },
        parts: some.map((one) => ({
          subject: one.column.name,
          label: one.column.name,
          at: { path: one.column.at.path, span: one.column.at.span },
        })),
        related: some.slice(0, 6).map((one) => ({
          path: one.target.at.path,
          span: one.target.at.span,
          note: 'target',
          values: {
            target: `${one.column.foreignKey?.table}.${one.target.name}`,
            expected: typeName(one.target),
          },
        })),
      },
    ];
  });
}
