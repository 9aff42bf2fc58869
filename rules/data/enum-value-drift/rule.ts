import {
  classNameOf,
  type EnumColumn,
  enumColumns,
  isOtherReading,
  uselessCreations,
} from '../../../src/rulekit/enumerations.ts';
import { defineProjectRule, type Found } from '../../../src/rulekit/index.ts';
import { chainValues, headPlaces } from '../../../src/rulekit/schema.ts';

export default defineProjectRule(({ project }) => {
  const told = uselessCreations(project);
  const isTold = ({ pair, typeName }: EnumColumn, value: string) =>
    told.some(
      ({ type, scriptLocation, lacking }) =>
        type === typeName && scriptLocation === pair.chain.scriptLocation && lacking.includes(value),
    );
  const columns = enumColumns(project).filter((one) => !isOtherReading(one));
  return [...Map.groupBy(columns, keyOf).values()].flatMap((some): Found[] => {
    const [first] = some;
    if (!first) return [];
    const lacking = first.written.filter((value) => !first.held.includes(value) && !isTold(first, value));
    return lacking.length === 0 ? [] : [finding(first, some, lacking)];
  });
});

/** One type, one class: however many columns have it. */
function keyOf({ pair, typeName, pythonClass }: EnumColumn): string {
  return `${pair.chain.scriptLocation} ${typeName} ${pythonClass ?? ''}`;
}

function finding(one: EnumColumn, all: readonly EnumColumn[], lacking: readonly string[]): Found {
  const { column, pair, typeName, held, madeAt } = one;
  return {
    at: { path: column.at.path, span: column.at.span },
    subject: typeName,
    symbol: pair.model.symbol,
    values: {
      type: typeName,
      class: classNameOf(one),
      held,
      columns: all.map((each) => `${each.pair.model.name}.${each.column.name}`).slice(0, 6),
      ...chainValues(pair.chain),
    },
    parts: lacking.map((value) => ({
      subject: value,
      label: value,
      at: { path: column.at.path, span: column.at.span },
      code: `    op.execute("ALTER TYPE ${quoted(typeName)} ADD VALUE IF NOT EXISTS '${value.replaceAll("'", "''")}'")`,
    })),
    related: [
      { path: madeAt.path, span: madeAt.span, note: 'made', values: { type: typeName } },
      ...headPlaces(pair.chain).map((place) => ({ ...place, note: 'head' })),
    ],
  };
}

function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `\\"${name}\\"`;
}
