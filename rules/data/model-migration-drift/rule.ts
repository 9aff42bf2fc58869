import { changedColumns } from '../../../src/rulekit/column-changes.ts';
import {
  type Chain,
  type Column,
  type Difference,
  defineProjectRule,
  type Found,
  type ModelColumn,
  type ModelTable,
  type Part,
  type Place,
  type Project,
} from '../../../src/rulekit/index.ts';
import { addColumnLine, chainValues, dropColumnLine, headPlaces } from '../../../src/rulekit/schema.ts';

type Missing = Difference & { readonly kind: 'missing-columns' };
type Unmapped = Difference & { readonly kind: 'unmapped-columns' };

export default defineProjectRule(({ project }) => {
  const { differences, chains, models } = project.schema();
  const missing = differences.filter((one) => one.kind === 'missing-columns');
  const shared = sharedColumns(missing.filter((one) => !one.doubtful));
  return [
    ...missing.flatMap((one) => (one.doubtful ? [doubtfulFinding(one, one.columns)] : missingFinding(one, shared))),
    ...[...shared.values()].map(sharedFinding),
    ...differences.flatMap((one) =>
      one.kind === 'missing-table' && one.doubtful ? [doubtfulFinding(one, one.table.columns)] : [],
    ),
    ...differences.filter((one) => one.kind === 'unmapped-columns').flatMap(unmappedFindings),
    ...(models.unknown.length > 0 || hasSyntaxErrors(project)
      ? []
      : chains.flatMap((chain) => abandonedTables(chain, differences))),
    ...changedColumns(project),
  ];
});

/** A file that could be read in part only may hold the class that seems to be gone. */
function hasSyntaxErrors(project: Project): boolean {
  const broken = project.eachFile('python', 'syntax-errors', ({ path, facts }) =>
    facts.python?.errors.length === 0 ? [] : [path],
  );
  return broken.length > 0;
}

/**
 * Says of every table of a chain that it is there, and of some that no class maps them: only one that a class mapped before is
 * told, so that tables which never had a class are left alone.
 */
function abandonedTables(chain: Chain, differences: readonly Difference[]): readonly Found[] {
  const [first] = chain.revisions;
  if (!first || chain.unknown.some(({ table }) => table === null)) return [];
  const abandoned = new Set(
    differences.flatMap((one) => (one.kind === 'unmapped-table' && one.chain === chain ? [one.table] : [])),
  );
  const parts = chain.tables.flatMap((table): Part[] => {
    const at = placeOf(table.at);
    const known = { subject: `${table.name} there`, label: table.name, of: table.name, at };
    const code = `op.drop_table("${table.name}")`;
    return abandoned.has(table) ? [known, { ...known, subject: `${table.name} unmapped`, code }] : [known];
  });
  return [
    {
      at: placeOf(first.at),
      subject: `tables of ${chain.scriptLocation}`,
      symbol: '',
      variant: 'abandoned',
      severity: 'minor',
      confidence: 'medium',
      values: chainValues(chain),
      parts,
      related: heads(chain),
      onlyNew: 'parts',
    },
  ];
}

function missingFinding({ table, chain, columns }: Missing, shared: ReadonlyMap<string, Shared>): Found[] {
  const own = columns.filter((column) => !shared.has(originOf(column)));
  return own.length === 0 ? [] : [columnsFinding(table, chain, own)];
}

/**
 * The table may have had its columns before the first migration, or from a statement that could not be read: only one that is
 * added to it is known to be missing, and only where no such statement comes with it.
 */
function doubtfulFinding(
  { table, chain, unread, needed }: Pick<Missing, 'table' | 'chain' | 'unread' | 'needed'>,
  columns: readonly ModelColumn[],
): Found {
  const of = `${table.name} ${unread}`;
  const finding = columnsFinding(table, chain, columns);
  if (needed) return { ...finding, subject: `${table.name} needed`, onlyNew: true, confidence: 'medium' };
  const compared = { subject: 'compared', label: table.name, at: placeOf(table.at), of };
  const parts = [compared, ...(finding.parts ?? []).map((part) => ({ ...part, of }))];
  return { ...finding, at: placeOf(table.at), parts, onlyNew: 'parts', confidence: 'medium' };
}

function columnsFinding(table: ModelTable, chain: Chain, columns: readonly ModelColumn[]): Found {
  const first = columns.find((column) => column.at.path === table.at.path && column.inheritedFrom === null);
  return {
    at: placeOf(first?.at ?? table.at),
    subject: table.name,
    symbol: table.symbol,
    values: { table: table.name, model: table.symbol || table.name, ...chainValues(chain) },
    parts: columns.map((column) => ({
      subject: column.name,
      label: column.name,
      at: placeOf(column.at),
      code: addColumnLine(table, column),
    })),
    related: heads(chain),
  };
}

/** A column of a mixin that several tables lack: one cause, one finding. */
interface Shared {
  readonly column: ModelColumn;
  readonly places: { readonly table: ModelTable; readonly column: ModelColumn }[];
  readonly chain: Chain;
}

function sharedColumns(missing: readonly Missing[]): Map<string, Shared> {
  const groups = new Map<string, Shared>();
  for (const { table, chain, columns } of missing) {
    for (const column of columns) {
      if (column.inheritedFrom === null) continue;
      const key = originOf(column);
      const group = groups.get(key) ?? { column, places: [], chain };
      group.places.push({ table, column });
      groups.set(key, group);
    }
  }
  return new Map([...groups].filter(([, group]) => group.places.length > 1));
}

function originOf({ at, inheritedFrom, name }: ModelColumn): string {
  return inheritedFrom === null ? '' : `${at.path} ${inheritedFrom} ${name}`;
}

function sharedFinding({ column, places, chain }: Shared): Found {
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

function placeOf({ path, span }: Place): Place {
  return { path, span };
}
