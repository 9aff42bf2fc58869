import { type Chain, type Difference, defineProjectRule, type Found, type Part } from '../../../src/rulekit/index.ts';
import { chainValues, createTableLines, headPlaces } from '../../../src/rulekit/schema.ts';

type Missing = Difference & { readonly kind: 'missing-table' };

export default defineProjectRule(({ project }) => {
  const { differences, chains } = project.schema();
  const missing = differences.filter((one) => one.kind === 'missing-table');
  return [
    ...missing.filter(({ doubtful }) => !doubtful).map(findingOf),
    ...chains.flatMap((chain) => doubtfulIn(chain, missing, altered(chain, differences))),
  ];
});

function findingOf({ table, chain }: Missing): Found {
  return {
    at: { path: table.at.path, span: table.at.span },
    subject: table.name,
    symbol: table.symbol,
    values: valuesOf(table, chain),
    related: heads(chain),
  };
}

/**
 * The database may be older than its migrations: then only a table that a pull request adds is known to be missing. Said of
 * each chain, lacking something or not, so that the tables that stand before a chain is begun are never news.
 */
function doubtfulIn(chain: Chain, missing: readonly Missing[], known: readonly string[]): readonly Found[] {
  const [first] = chain.revisions;
  if (!first) return [];
  const own = missing.filter((one) => one.doubtful && one.chain.scriptLocation === chain.scriptLocation);
  // A statement that cannot be read and comes with the table may be what makes it.
  const of = `${chain.scriptLocation} ${chain.createAll} ${wholeUnread(chain)}`;
  const here = { path: first.at.path, span: first.at.span };
  return [
    {
      at: here,
      subject: `tables of ${of}`,
      symbol: '',
      variant: 'several',
      confidence: 'medium',
      values: chainValues(chain),
      parts: [
        { subject: 'compared', label: of, of, at: here },
        ...known.map((name) => ({ subject: name, label: name, of, at: here })),
        ...own.map((one) => partOf(one, of)),
      ],
      related: heads(chain),
      onlyNew: 'parts',
    },
  ];
}

/** Mapped tables that the chain alters and has not made: they lack a migration just as much, and stood there before. */
function altered(chain: Chain, differences: readonly Difference[]): readonly string[] {
  const older = new Set(chain.tables.filter(({ complete }) => !complete).map(({ name }) => name));
  return differences.flatMap((one) =>
    one.kind === 'missing-columns' && one.chain === chain && older.has(one.table.name) ? [one.table.name] : [],
  );
}

/** Where a statement stands that may concern any table. */
function wholeUnread({ unknown }: Chain): string {
  return unknown
    .filter(({ table }) => table === null)
    .map(({ path, reason }) => `${path} ${reason}`)
    .sort()
    .join(' ');
}

function partOf({ table, chain, selfMade }: Missing, of: string): Part {
  return {
    subject: table.name,
    label: table.name,
    of,
    at: { path: table.at.path, span: table.at.span },
    code: createTableLines(table),
    alone: {
      values: valuesOf(table, chain),
      related: heads(chain),
      ...(selfMade
        ? { variant: 'start-up', severity: 'minor', confidence: 'low' }
        : { variant: 'baseline', confidence: 'medium' }),
    },
  };
}

function valuesOf(table: Missing['table'], chain: Chain): Found['values'] {
  return {
    table: table.name,
    model: table.symbol || table.name,
    ...chainValues(chain),
    code: createTableLines(table),
  };
}

function heads(chain: Chain): NonNullable<Found['related']> {
  return headPlaces(chain).map((place) => ({ ...place, note: 'head' }));
}
