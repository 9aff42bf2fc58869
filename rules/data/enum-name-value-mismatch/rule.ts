import {
  classNameOf,
  type EnumColumn,
  enumColumns,
  isOtherReading,
  isSame,
} from '../../../src/rulekit/enumerations.ts';
import { defineProjectRule, type Found } from '../../../src/rulekit/index.ts';
import { chainValues } from '../../../src/rulekit/schema.ts';

export default defineProjectRule(({ project }) => {
  const columns = enumColumns(project).filter(isOtherReading);
  const groups = Map.groupBy(
    columns,
    ({ pair, typeName, pythonClass }) => `${pair.chain.scriptLocation} ${typeName} ${pythonClass}`,
  );
  return [...groups.values()].flatMap((some): Found[] => {
    const [first] = some;
    return first ? [finding(first, some)] : [];
  });
});

function finding(one: EnumColumn, all: readonly EnumColumn[]): Found {
  const { column, pair, typeName, held, written, members, madeAt } = one;
  const storesNames = members !== null && isSame(written, members.names);
  return {
    at: { path: column.at.path, span: column.at.span },
    subject: typeName,
    symbol: pair.model.symbol,
    ...(storesNames ? {} : { variant: 'values' }),
    values: {
      type: typeName,
      class: classNameOf(one),
      column: `${pair.model.name}.${column.name}`,
      written: written.filter((text) => !held.includes(text)).slice(0, 4),
      held: held.slice(0, 4),
      ...chainValues(pair.chain),
    },
    parts: all.map((each) => ({
      subject: `${each.pair.model.name}.${each.column.name}`,
      label: `${each.pair.model.name}.${each.column.name}`,
      at: { path: each.column.at.path, span: each.column.at.span },
    })),
    related: [{ path: madeAt.path, span: madeAt.span, note: 'made', values: { type: typeName } }],
  };
}
