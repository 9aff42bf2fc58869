import {
  type Chain,
  type Column,
  defineProjectRule,
  type Difference,
  type Found,
  type ModelColumn,
  type ModelTable,
  type Part,
  type Place,
} from '../../../src/rulekit/index.ts';
import { addColumnLine, chainValues, dropColumnLine, headPlaces } from '../../../src/rulekit/schema.ts';

type Missing = Difference & { readonly kind: 'missing-columns' };
type Unmapped = Difference & { readonly kind: 'unmapped-columns' };

export default defineProjectRule(({ project }) => {
  const { differences } = project.schema();
  const missing = differences.filter((one) => one.kind === 'missing-columns');
  const shared = sharedColumns(missing);
  return [
    ...missing.flatMap((one) => missingFinding(one, shared)),
    ...[...shared.values()].map(sharedFinding),
    ...differences.filter((one) => one.kind === 'unmapped-columns').flatMap(unmappedFindings),
  ];
});

function missingFinding({ table, chain, columns, doubtful }: Missing, shared: ReadonlyMap<string, Shared>): Found[] {
  const own = columns.filter((column) => !shared.has(originOf(column)));
  const first = own.find((column) => column.at.path === table.at.path && column.inheritedFrom === null);
  if (own.length === 0) return [];
  return [
    {
      at: placeOf(first?.at ?? table.at),
      subject: table.name,
      symbol: table.symbol,
      values: { table: table.name, model: table.symbol || table.name, ...chainValues(chain) },
      parts: own.map((column) => ({ subject: column.name, label: column.name, at: placeOf(column.at), code: addColumnLine(table, column) })),
      related: heads(chain),
      ...onlyNewIf(doubtful),
    },
  ];
}

/** A column of a mixin that several tables lack: one cause, one finding. */
interface Shared {
  readonly column: ModelColumn;
  readonly places: { readonly table: ModelTable; readonly column: ModelColumn }[];
  readonly chain: Chain;
  readonly doubtful: boolean;
}

function sharedColumns(missing: readonly Missing[]): Map<string, Shared> {
  const groups = new Map<string, Shared>();
  for (const { table, chain, columns, doubtful } of missing) {
    for (const column of columns) {
      if (column.inheritedFrom === null) continue;
      const key = originOf(column);
      const group = groups.get(key) ?? { column, places: [], chain, doubtful };
      group.places.push({ table, column });
      groups.set(key, group);
    }
  }
  return new Map([...groups].filter(([, group]) => group.places.length > 1));
}

function originOf({ at, inheritedFrom, name }: ModelColumn): string {
  return inheritedFrom === null ? '' : `${at.path} ${inheritedFrom} ${name}`;
}

function sharedFinding({ column, places, chain, doubtful }: Shared): Found {
  return {
    at: placeOf(column.at),
    subject: column.name,
    symbol: column.inheritedFrom ?? '',
    variant: 'inherited',
    values: { column: column.name, owner: column.inheritedFrom ?? '', ...chainValues(chain) },
    parts: places.map(({ table, column: one }) => ({
      subject: table.name,
      label: table.name,
      at: placeOf(table.at),
      code: addColumnLine(table, one),
    })),
    related: heads(chain),
    ...onlyNewIf(doubtful),
  };
}

function unmappedFindings({ table, chain, columns }: Unmapped): Found[] {
  const required = columns.filter(breaksInserts);
  const rest = columns.filter((column) => !breaksInserts(column));
  const finding = (some: readonly Column[], variant: 'unmapped' | 'required'): Found[] =>
    some.length === 0
      ? []
      : [
          {
            at: placeOf(table.at),
            subject: `${table.name} ${variant}`,
            symbol: table.symbol,
            variant,
            severity: variant === 'required' ? 'major' : 'minor',
            values: { table: table.name, model: table.symbol || table.name, ...chainValues(chain) },
            parts: some.map((column) => partOf(table, column)),
            related: some.map((column) => ({ ...placeOf(column.at), note: 'added', values: { column: column.name } })),
          },
        ];
  return [...finding(required, 'required'), ...finding(rest, 'unmapped')];
}

function partOf(table: ModelTable, column: Column): Part {
  return { subject: column.name, label: column.name, at: placeOf(table.at), code: dropColumnLine(table.name, column) };
}

/** An INSERT that does not name the column is refused. */
function breaksInserts(column: Column): boolean {
  return !column.nullable && column.serverDefault === null && !column.primaryKey;
}

function heads(chain: Chain): NonNullable<Found['related']> {
  return headPlaces(chain).map((place) => ({ ...place, note: 'head' }));
}

/** The table may have had the column before its first migration: then only what is new is known to be missing. */
function onlyNewIf(doubtful: boolean): Pick<Found, 'onlyNew' | 'confidence'> {
  return doubtful ? { onlyNew: true, confidence: 'medium' } : {};
}

function placeOf({ path, span }: Place): Place {
  return { path, span };
}
