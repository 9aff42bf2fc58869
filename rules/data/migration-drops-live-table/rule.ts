import { type Difference, defineProjectRule, type Found, type Part } from '../../../src/rulekit/index.ts';
import { chainValues } from '../../../src/rulekit/schema.ts';

type Dropped = Difference & { readonly kind: 'dropped' };

export default defineProjectRule(({ project }) => {
  const dropped = project.schema().differences.filter((one) => one.kind === 'dropped');
  const byRevision = Map.groupBy(dropped, ({ chain, revision }) => `${chain.scriptLocation} ${revision}`);
  return [...byRevision.values()].flatMap((all) => {
    const tables = all.filter(({ columns }) => columns.length === 0);
    const columns = all.filter((one) => one.columns.length > 0);
    return [...finding(tables, null), ...finding(columns, 'column')];
  });
});

/** A revision that drops several things does so for one reason. */
function finding(all: readonly Dropped[], variant: 'column' | null): Found[] {
  const [first] = all;
  if (!first) return [];
  const { table, chain, revision, at } = first;
  const models = [...new Set(all.map((one) => one.table.symbol || one.table.name))];
  return [
    {
      at: { path: at.path, span: at.span },
      subject: variant === null ? table.name : `${table.name} columns`,
      symbol: 'upgrade',
      ...(variant === null ? {} : { variant }),
      // What was dropped long ago is missed by nobody who looks: the class is left over.
      ...(chain.heads.includes(revision) ? {} : { severity: 'major' as const }),
      values: {
        models: models.slice(0, 8),
        model: models[0] ?? '',
        table: table.name,
        revision,
        ...chainValues(chain),
      },
      parts: [...new Map(all.flatMap(partsOf).map((part) => [part.subject, part])).values()],
      related: all.slice(0, 8).map((one) => ({
        path: one.columns[0]?.at.path ?? one.table.at.path,
        span: one.columns[0]?.at.span ?? one.table.at.span,
        note: 'mapped',
        values: { model: one.table.symbol || one.table.name, table: one.table.name },
      })),
    },
  ];
}

function partsOf({ table, columns, at }: Dropped): Part[] {
  const place = { path: at.path, span: at.span };
  if (columns.length === 0) return [{ subject: table.name, label: table.name, at: place }];
  return columns.map(({ name }) => ({ subject: `${table.name}.${name}`, label: `${table.name}.${name}`, at: place }));
}
