import { typeName, typesDiffer } from '../../../src/rulekit/column-types.ts';
import { databasesOf, isAsyncpgOnly } from '../../../src/rulekit/databases.ts';
import { type Column, defineProjectRule, type Found, type ModelColumn, type Pair } from '../../../src/rulekit/index.ts';
import { chainValues, columnTypeText } from '../../../src/rulekit/schema.ts';

interface Drift {
  readonly pair: Pair;
  readonly column: ModelColumn;
  readonly stored: Column;
}

export default defineProjectRule(({ project }) => {
  const { postgresOnly } = databasesOf(project);
  const isStrict = isAsyncpgOnly(project);
  const drifts = project
    .schema()
    .pairs.flatMap(driftsOf)
    .filter((drift) => !isZone(drift) || postgresOnly)
    .filter((drift) => !isSpelledOut(drift) || (isStrict && drift.stored.type.family === 'enum'));
  const [zones, others] = [drifts.filter(isZone), drifts.filter((drift) => !isZone(drift))];
  const byZone = Map.groupBy(zones, ({ pair, stored }) => `${pair.chain.scriptLocation} ${stored.type.family}`);
  const byMixin = Map.groupBy(others, originOf);
  return [
    ...[...byZone.values()].map((all) => finding(all, stored(all) === 'datetimetz' ? 'naive' : 'zone')),
    ...[...byMixin].map(([origin, all]) => finding(all, origin.startsWith('mixin ') ? 'inherited' : null)),
  ];
});

function driftsOf(pair: Pair): Drift[] {
  const byName = new Map(pair.table.columns.map((column) => [column.name.toLowerCase(), column]));
  return pair.model.columns.flatMap((column) => {
    const stored = byName.get(column.name.toLowerCase());
    return stored && typesDiffer(column.type, stored.type) ? [{ pair, column, stored }] : [];
  });
}

/**
 * Text on one side, an enumeration on the other. Only a driver that names the types of its parameters is refused, and only by
 * a column that is an enumeration.
 */
function isSpelledOut({ column, stored }: Drift): boolean {
  const isText = (one: Column) => one.type.family === 'string' || one.type.family === 'text';
  return (isText(column) && stored.type.family === 'enum') || (column.type.family === 'enum' && isText(stored));
}

/** With and without a zone: a habit of the whole project, told once. */
function isZone({ column, stored }: Drift): boolean {
  return column.type.family.startsWith('datetime') && stored.type.family.startsWith('datetime');
}

function stored(all: readonly Drift[]): string | undefined {
  return all[0]?.stored.type.family;
}

/** A column of a mixin is one cause, whatever tables it is in; of a table, all its own columns are. */
function originOf({ pair, column }: Drift): string {
  return column.inheritedFrom === null
    ? pair.model.name
    : `mixin ${column.at.path} ${column.inheritedFrom} ${column.name}`;
}

function finding(all: readonly Drift[], variant: 'zone' | 'naive' | 'inherited' | null): Found {
  const [first] = all;
  if (!first) throw new Error('a group of drifts is never empty');
  const { pair, column } = first;
  const isWide = variant === 'zone' || variant === 'naive';
  return {
    at: { path: column.at.path, span: column.at.span },
    subject: isWide ? variant : variant === 'inherited' ? column.name : pair.model.name,
    symbol: isWide ? '' : (column.inheritedFrom ?? pair.model.symbol),
    ...(variant === null ? {} : { variant }),
    ...(isWide ? { severity: 'minor' as const } : {}),
    values: {
      table: pair.model.name,
      model: pair.model.symbol || pair.model.name,
      owner: column.inheritedFrom ?? '',
      column: column.name,
      declared: typeName(column),
      stored: typeName(first.stored),
      ...chainValues(pair.chain),
    },
    parts: all.map((drift) => ({
      subject: `${drift.pair.model.name}.${drift.column.name}`,
      label: `${isWide || variant === 'inherited' ? `${drift.pair.model.name}.` : ''}${drift.column.name}`,
      at: { path: drift.column.at.path, span: drift.column.at.span },
      code: alterLine(drift),
    })),
    related: all.slice(0, 6).map((drift) => ({
      path: drift.stored.at.path,
      span: drift.stored.at.span,
      note: 'stored',
      values: { column: drift.column.name, stored: typeName(drift.stored), declared: typeName(drift.column) },
    })),
  };
}

function alterLine({ pair, column, stored }: Drift): string {
  const using = isZone({ pair, column, stored })
    ? `${column.name} AT TIME ZONE 'UTC'`
    : `${column.name}::${column.type.text.toLowerCase()}`;
  return `op.alter_column("${pair.model.name}", "${column.name}", type_=${columnTypeText(column.type)}, postgresql_using="${using}")`;
}
