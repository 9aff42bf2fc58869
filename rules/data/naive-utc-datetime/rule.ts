import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import { databasesOf, isAsyncpgOnly } from '../../../src/rulekit/databases.ts';
import {
  codeOf,
  defineProjectRule,
  type Found,
  type ModelTable,
  type ModelUse,
  type Part,
  type Project,
  placeIn,
} from '../../../src/rulekit/index.ts';

/** `shifted`: a time without zone goes into a column with one. `refused`: asyncpg refuses the reverse. `compared`: Python does. */
type Mix = 'shifted' | 'refused' | 'compared';

interface Site extends Part {
  readonly mix: Mix;
  readonly symbol: string;
  readonly column: string;
  readonly written: string;
}

export default defineProjectRule(({ project }) => {
  const { postgresOnly } = databasesOf(project);
  // Other databases keep no zone: what comes back there is naive, whatever the column says.
  const sites = postgresOnly ? [...defaultSites(project), ...useSites(project)] : [];
  const wanted = sites.filter(({ mix }) => mix !== 'refused' || isAsyncpgOnly(project));
  const mixes = [...Map.groupBy(wanted, ({ mix }) => mix)].map(([mix, all]) => finding(mix, all));
  return mixes.length > 0 ? mixes : bareUses(project);
});

function finding(mix: Mix, all: readonly Site[]): Found {
  const [first] = all;
  if (!first) throw new Error('a group of sites is never empty');
  return {
    at: first.at,
    subject: mix,
    symbol: '',
    variant: mix,
    ...(mix === 'shifted' ? { severity: 'minor' as const } : {}),
    values: { column: first.column, written: first.written },
    parts: all.map(({ subject, label, at }) => ({ subject, label, at })),
    related: all.slice(1, 9).map(({ at, label }) => ({ ...at, note: 'also', values: { site: label } })),
  };
}

/** `default=datetime.utcnow` of a column with a zone, and the reverse. */
function defaultSites(project: Project): Site[] {
  const seen = new Set<string>();
  return project
    .schema()
    .models.tables.filter(({ exempt }) => exempt === null)
    .flatMap(({ columns, symbol }) =>
      columns.flatMap((column): Site[] => {
        const { defaultClock: clock, type, at, inheritedFrom, name } = column;
        const mix = clock === undefined || type.loose || type.decorated ? null : mixOf(clock, type.family, 'written');
        const owner = inheritedFrom ?? symbol;
        const key = `${at.path} ${owner}.${name}`;
        if (mix === null || seen.has(key)) return [];
        seen.add(key);
        const label = `${owner}.${name}`;
        const place = { path: at.path, span: at.span };
        return [{ mix, symbol: owner, column: label, written: 'default', subject: label, label, at: place }];
      }),
    );
}

/** Times that code writes to a column, or compares with one. */
function useSites(project: Project): Site[] {
  const tables = new Map(project.schema().models.tables.map((table) => [`${table.at.path}#${table.symbol}`, table]));
  const uses = eachApplicationFile(project, 'times-of-columns', ({ path }, of) =>
    of.modelUses(path).filter(({ clock }) => clock),
  );
  return uses.flatMap((use) => siteOf(use, tables.get(use.classKey)));
}

function siteOf(use: ModelUse, table: ModelTable | undefined): Site[] {
  const column = table?.columns.find(({ attribute }) => attribute === use.attribute);
  if (!use.clock || !column || column.type.loose || column.type.decorated) return [];
  // Python compares values; of a class, the database does, which is given the time as a parameter.
  const how = use.clock.how === 'compared' && use.on === 'instance' ? 'compared' : 'written';
  const mix = mixOf(use.clock.is, column.type.family, how);
  if (mix === null) return [];
  const label = `${use.className}.${use.attribute}`;
  const at = { path: use.path, span: use.span };
  return [
    { mix, symbol: use.symbol, column: label, written: use.clock.text, subject: `${use.symbol} ${label}`, label, at },
  ];
}

function mixOf(clock: 'naive' | 'aware', family: string, how: 'written' | 'compared'): Mix | null {
  if (clock === 'naive' && family === 'datetimetz') return how === 'compared' ? 'compared' : 'shifted';
  if (clock === 'aware' && family === 'datetime') return how === 'compared' ? 'compared' : 'refused';
  return null;
}

/** Nothing is mixed: `utcnow()` is only deprecated. Told once. */
function bareUses(project: Project): Found[] {
  const uses = eachApplicationFile(project, 'bare-clocks', (file) =>
    codeOf(file)
      .calls.filter(({ name }) => name !== null && /^datetime\.(datetime\.)?(utcnow|utcfromtimestamp)$/.test(name))
      .map(({ call, symbol }) => ({ at: placeIn(file, call), symbol })),
  );
  const [first] = uses;
  if (!first) return [];
  return [
    {
      at: first.at,
      subject: 'utcnow',
      symbol: '',
      severity: 'info',
      values: { uses: uses.length, files: new Set(uses.map(({ at }) => at.path)).size },
    },
  ];
}
