import { databasesOf } from '../../../src/rulekit/databases.ts';
import { defineProjectRule, type StrayLiteral } from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => {
  if (!databasesOf(project).postgresOnly) return [];
  return project.schema().chains.flatMap(({ strays }) =>
    [...Map.groupBy(strays, keyOf).values()].flatMap((some) => {
      const [first] = some;
      if (!first) return [];
      const { at, table, column, type, values, by } = first;
      const meant = values.find((value) => value.toLowerCase() === first.literal.toLowerCase());
      return [
        {
          at: { path: at.path, span: at.span },
          subject: `${table}.${column}`,
          symbol: 'upgrade',
          ...(by === 'default' ? { variant: 'default' } : {}),
          values: { table, column, type, held: values.slice(0, 12), meant: meant ?? values[0] ?? '' },
          parts: [...new Map(some.map((one) => [one.literal, one])).values()].map((one) => ({
            subject: one.literal,
            label: one.literal,
            at: { path: one.at.path, span: one.at.span },
          })),
        },
      ];
    }),
  );
});

/** One file, one column: the same statement may write several. */
function keyOf({ at, table, column, by }: StrayLiteral): string {
  return `${at.path} ${table}.${column} ${by}`;
}
