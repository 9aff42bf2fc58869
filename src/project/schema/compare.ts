/**
 * What the models have and the migrations lack, and the reverse.
 * INVARIANT: silent wherever either side has something that could not be read.
 */
import type {
  Chain,
  ChainTable,
  Column,
  Difference,
  ModelColumn,
  ModelTable,
  Pair,
  Unread,
} from '../../model/schema.ts';
import { droppedBy, lastDrops } from './dropped.ts';
import { columnKey, findTable, keyOf, sameTable } from './table-names.ts';

interface Match {
  readonly chain: Chain;
  readonly table: ChainTable;
}

/** What both sides say of one table. */
interface Told {
  readonly model: ModelTable;
  /** All classes of that table. */
  readonly named: readonly ModelTable[];
  /** The chains that know it, and those among them that this class is served by. */
  readonly hits: readonly Match[];
  readonly matches: readonly Match[];
}

/** What is asked of tables that no migration makes, and costs too much to know of all. */
export interface Asked {
  /** The application itself creates tables that are missing. */
  readonly createsTables: () => boolean;
  readonly isConcerned: (table: ModelTable, chain: Chain) => boolean;
}

/** All differences. */
export function differencesOf(tables: readonly ModelTable[], chains: readonly Chain[], asked: Asked): Difference[] {
  const found: Difference[] = [];
  for (const { model, hits, matches, named } of toldOf(tables, chains)) {
    if (hits.length === 0) found.push(...missingTable(model, chains, asked));
    else found.push(...columnsOf(model, matches, named));
  }
  for (const chain of chains) {
    for (const table of chain.tables) {
      const known = tables.some((one) => sameTable(one.name, table.name));
      if (!known && table.complete && !table.view && table.name !== 'alembic_version')
        found.push({ kind: 'unmapped-table', table, chain });
    }
  }
  return found;
}

/** The tables that one class maps and one chain makes; with what of the chain could not be read and may concern them. */
export function pairsOf(
  tables: readonly ModelTable[],
  chains: readonly Chain[],
): readonly (Pair & { readonly unread: string })[] {
  return toldOf(tables, chains).flatMap(({ model, named, hits, matches }) => {
    const [match] = matches;
    const isAlone = named.filter(({ exempt }) => exempt === null).length === 1 && hits.length === 1;
    if (!match || !isAlone || match.table.view || isExcluded(match.chain, model.name)) return [];
    return [{ model, table: match.table, chain: match.chain, unread: unreadOf(match, model.name) }];
  });
}

function toldOf(tables: readonly ModelTable[], chains: readonly Chain[]): Told[] {
  const byName = Map.groupBy(tables, (table) => keyOf(table.name));
  const hitsOf = new Map(tables.map((model) => [model, hitsFor(model, chains)]));
  return tables
    .filter(({ exempt }) => exempt === null)
    .map((model) => {
      const hits = hitsOf.get(model) ?? [];
      const served = new Set(hits.map(({ chain }) => chain));
      const named = (byName.get(keyOf(model.name)) ?? [model]).filter((one) =>
        hitsOf.get(one)?.some(({ chain }) => served.has(chain)),
      );
      return { model, named, hits, matches: hits.filter(({ chain }) => isServed(model, named, chain)) };
    });
}

function hitsFor(model: ModelTable, chains: readonly Chain[]): readonly Match[] {
  const found = chains.flatMap((chain): Match[] => {
    const hit = findTable(chain.tables, model.name);
    return hit ? [{ chain, table: hit }] : [];
  });
  return found.length > 1 ? nearestOf(found, model) : found;
}

/** Two services of one repository may each have a table of one name: a class is served by the chain in whose folder it is. */
function nearestOf(hits: readonly Match[], { metadata, at: { path } }: ModelTable): readonly Match[] {
  const known = hits.filter(({ chain }) => metadata !== null && chain.metadata.includes(metadata));
  const around = hits.filter(({ chain }) => isAbove(chain, path));
  if (known.length > 0 || around.length === 0) return hits;
  const depth = Math.max(...around.map(({ chain }) => shared(chain.scriptLocation, path)));
  return around.filter(({ chain }) => shared(chain.scriptLocation, path) === depth);
}

/** Two services may each have a table of one name: a chain that knows one of them by its metadata serves that one. */
function isServed(table: ModelTable, named: readonly ModelTable[], chain: Chain): boolean {
  const isKnown = ({ metadata }: ModelTable) => metadata !== null && chain.metadata.includes(metadata);
  return isKnown(table) || !named.some(isKnown);
}

function missingTable(table: ModelTable, chains: readonly Chain[], asked: Asked): Difference[] {
  const chain = servingChain(table, chains);
  if (!chain || isExcluded(chain, table.name) || !asked.isConcerned(table, chain)) return [];
  // A statement that names it may be what makes it.
  if (chain.unknown.some((unread) => unread.table !== null && sameTable(unread.table, table.name))) return [];
  const unread = unreadOfChain(chain, null);
  const dropped = unread === '' ? droppedBy(chain, table.name, null) : null;
  if (dropped) return [{ kind: 'dropped', table, chain, columns: [], ...dropped }];
  const selfMade = asked.createsTables();
  const doubtful = chain.baseline || selfMade || unread !== '';
  return [{ kind: 'missing-table', table, chain, doubtful, unread, selfMade }];
}

/**
 * The chain that should create a table: one whose env.py compares with its metadata; where that cannot be told, the nearest
 * of those that are configured in a folder above it.
 */
function servingChain(table: ModelTable, chains: readonly Chain[]): Chain | null {
  const known = chains.filter((chain) => table.metadata !== null && chain.metadata.includes(table.metadata));
  const open = chains.filter(
    (chain) => (chain.metadata.length === 0 || table.metadata === null) && isAbove(chain, table.at.path),
  );
  const [nearest = null] = (known.length > 0 ? known : open).toSorted(
    (a, b) => shared(b.scriptLocation, table.at.path) - shared(a.scriptLocation, table.at.path),
  );
  return nearest;
}

/** Whether a path lies in the folder that a chain serves: that of its configuration, if the migrations are inside it. */
function isAbove(chain: Chain, path: string): boolean {
  const configured = chain.configuredBy === chain.env ? null : parent(chain.configuredBy);
  const holds = configured !== null && (configured === '' || chain.scriptLocation.startsWith(`${configured}/`));
  const folder = holds ? configured : parent(chain.scriptLocation);
  return folder === '' || path.startsWith(`${folder}/`);
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function shared(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  let depth = 0;
  while (depth < left.length && left[depth] === right[depth]) depth++;
  return depth;
}

function isExcluded(chain: Chain, name: string): boolean {
  return chain.excluded.some((one) => sameTable(one, name));
}

/** Statements of a chain that could not be read and may concern the table `name` (`null`: any), by their revisions. */
function unreadOfChain(chain: Chain, name: string | null): string {
  const all = chain.unknown.filter(({ table }) => table === null || (name !== null && sameTable(table, name)));
  return [...(chain.createAll ? ['create_all'] : []), ...all.map(identityOf)].sort().join(' ');
}

/** The same with what is unread of the table itself. */
function unreadOf({ chain, table }: Match, name: string): string {
  return [unreadOfChain(chain, name), ...table.unknown.map(identityOf).sort()].join(' ').trim();
}

/** Lines move, files hardly do. */
function identityOf({ path, reason }: Unread): string {
  return `${path}: ${reason};`;
}

function columnsOf(table: ModelTable, matches: readonly Match[], sameName: readonly ModelTable[]): Difference[] {
  const [first] = matches;
  if (!first || matches.some(({ table: at, chain }) => at.view || isExcluded(chain, table.name))) return [];
  const unread = matches
    .map((match) => unreadOf(match, table.name))
    .join(' ')
    .trim();
  const there = new Set(matches.flatMap(({ table: at }) => at.columns.map((column) => columnKey(column.name))));
  const needed = new Set(matches.flatMap(({ table: at }) => at.mentioned.map(columnKey)));
  // What two classes of a table need is said at the first of them: the other one may be a view of a table that stands for long.
  const earlier = sameName.slice(0, sameName.indexOf(table)).filter(({ exempt }) => exempt === null);
  const said = new Set(earlier.flatMap(({ columns }) => columns.map(({ name }) => columnKey(name))));
  const lacking = table.columns.filter(({ name }) => !there.has(columnKey(name)) && !said.has(columnKey(name)));
  if (unread !== '')
    return [{ kind: 'missing-columns', table, chain: first.chain, columns: lacking, doubtful: true, unread }];
  const drops = lastDrops(first.chain, table.name, lacking);
  const undropped = lacking.filter((column) => !drops.some(({ columns }) => columns.includes(column)));
  // What stood in the database before its first migration has columns that no migration tells.
  const doubtful = matches.some(({ table: at, chain }) => !at.complete || (at.guarded && chain.baseline));
  const isNeeded = ({ name }: ModelColumn): boolean => !doubtful && needed.has(columnKey(name));
  const missing = undropped.filter((column) => !isNeeded(column));
  const mentioned = undropped.filter(isNeeded);
  const found: Difference[] = drops.map((drop) => ({ kind: 'dropped', table, chain: first.chain, ...drop }));
  if (missing.length > 0 || doubtful)
    found.push({ kind: 'missing-columns', table, chain: first.chain, columns: missing, doubtful, unread });
  if (mentioned.length > 0)
    found.push({
      kind: 'missing-columns',
      table,
      chain: first.chain,
      columns: mentioned,
      doubtful: true,
      unread,
      needed: true,
    });
  const served = sameName.filter((one) => isServed(one, sameName, first.chain));
  const unmapped = unmappedColumns(table, first, served);
  if (unmapped.length > 0)
    found.push({ kind: 'unmapped-columns', table, chain: first.chain, columns: unmapped, doubtful: false });
  return found;
}

/** Columns that no class of this table knows; said once, at the first of them. */
function unmappedColumns(table: ModelTable, { table: at }: Match, sameName: readonly ModelTable[]): Column[] {
  if (sameName[0] !== table || sameName.some((one) => one.unknown.length > 0 || one.exempt === 'external')) return [];
  const mapped = new Set(sameName.flatMap((one) => one.columns.map((column: ModelColumn) => columnKey(column.name))));
  return at.columns.filter((column) => !mapped.has(columnKey(column.name)) && !isComputed(column));
}

/** What the database fills in by itself needs no attribute. */
function isComputed({ serverDefault, type }: Column): boolean {
  return type.family === 'search' || (serverDefault !== null && /^(GENERATED|COMPUTED)/.test(serverDefault));
}
