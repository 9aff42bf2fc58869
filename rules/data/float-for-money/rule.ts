import { defineProjectRule, type ModelColumn, type ModelTable } from '../../../src/rulekit/index.ts';

/** A word of a column's name that says money. */
const MONEY =
  /(^|_)(price|prices|amount|balance|salary|fee|fees|revenue|payment|refund|deposit|subtotal|wage|payout|budget|debt|cost)(_|$)/i;
/** What says otherwise: shares and scores, market data, estimates, and what a model or machine used. */
const OTHERWISE =
  /(^|_)(pct|percent|percentage|ratio|rate|score|change|factor|multiplier|markup|weight|confidence|probability|count|index|level|avg|average|mean|std|ma|sma|ema|rank|tokens?|hours?|minutes?|seconds?|days?|kg|grams?|ml|liters?|predicted|prediction|forecast|growth|delta|diff|difference|volatility|stop|entry|exit|strike|limit|open|high|low|close|current|market|spot|mid|bid|ask|theoretical|reversal|carry|last|mark|trigger|usage|llm|ai|api|input|output|accumulated|compute|gpu|estimated|per|if|function|of)(_|$)/i;
/** Tables of what was used or measured, and of markets. */
const MEASURED =
  /(^|_)(usage|metrics?|telemetry|stats?|statistics|traces?|spans?|tokens?|llm|ai|models?|messages?|conversations?|runs?|evaluations?|candles?|ticks?|quotes?|ohlc\w*|bars?|backtests?|signals?|trades?|positions?|options?|futures?|instances?|levels?|history)(_|$)/i;

export default defineProjectRule(({ project }) => {
  const { models, chains } = project.schema();
  // A `Table(…)` that the migrations do not know may stand for something else than a table of this database.
  const isStored = ({ name, columns }: ModelTable): boolean =>
    columns.every(({ attribute }) => attribute !== null) ||
    chains.length === 0 ||
    chains.some(({ tables }) => tables.some((table) => table.name === name));
  const found = models.tables
    .filter(({ exempt, name }) => exempt === null && !MEASURED.test(name))
    .filter(isStored)
    .flatMap((table) => table.columns.filter(isMoney).map((column) => ({ table, column })));
  const [first] = found;
  if (!first) return [];
  return [
    {
      at: { path: first.column.at.path, span: first.column.at.span },
      subject: 'money',
      symbol: '',
      values: { column: first.column.name, attribute: first.column.attribute ?? first.column.name },
      parts: found.map(({ table, column }) => ({
        subject: `${table.name}.${column.name}`,
        label: `${table.name}.${column.name}`,
        at: { path: column.at.path, span: column.at.span },
      })),
      related: found.slice(1, 8).map(({ table, column }) => ({
        path: column.at.path,
        span: column.at.span,
        note: 'also',
        values: { column: `${table.name}.${column.name}` },
      })),
    },
  ];
});

function isMoney({ name, type }: ModelColumn): boolean {
  return type.family === 'float' && !type.inferred && MONEY.test(name) && !OTHERWISE.test(name);
}
