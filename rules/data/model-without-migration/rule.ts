import { defineProjectRule } from '../../../src/rulekit/index.ts';
import { chainValues, createTableLines, headPlaces } from '../../../src/rulekit/schema.ts';

export default defineProjectRule(({ project }) =>
  project.schema().differences.flatMap((difference) => {
    if (difference.kind !== 'missing-table') return [];
    const { table, chain, doubtful, selfMade } = difference;
    return [
      {
        at: { path: table.at.path, span: table.at.span },
        subject: table.name,
        symbol: table.symbol,
        values: {
          table: table.name,
          model: table.symbol || table.name,
          ...chainValues(chain),
          code: createTableLines(table),
        },
        related: headPlaces(chain).map((place) => ({ ...place, note: 'head' })),
        // The database may be older than its migrations: then only what a pull request adds is known to be missing.
        ...(doubtful ? { onlyNew: true as const, variant: 'baseline', confidence: 'medium' as const } : {}),
        ...(selfMade ? { variant: 'start-up', severity: 'minor' as const, confidence: 'low' as const } : {}),
      },
    ];
  }),
);
