/** Columns that a pull request changes in the model alone: both sides have them, and what they promise differs from now on. */
import type { Found, Part } from '../model/finding.ts';
import type { Project } from '../model/project.ts';
import type { Column, ModelColumn, Pair } from '../model/schema.ts';
import { type ColumnGap, columnGaps } from './column-states.ts';
import { chainValues, headPlaces } from './schema.ts';

interface Compared {
  readonly pair: Pair;
  readonly column: ModelColumn;
  readonly gaps: readonly ColumnGap[];
  /** What the migrations say, and which statements of them could not be read: where that changes too, the change has one. */
  readonly stored: string;
}

/**
 * Says of every column that it is compared, and of some what they lack. Only a gap of a column that had none of the kind at
 * base is told, and only where the migrations say the same of it: what has differed for years is not news, nor how a new column
 * came to be, nor what a migration changes by itself.
 */
export function changedColumns(project: Project): readonly Found[] {
  const { pairs, doubtfulPairs } = project.schema();
  const compared = [
    ...pairs.flatMap((pair) => comparedIn(pair, '')),
    ...doubtfulPairs.flatMap((pair) => comparedIn(pair, pair.unread)),
  ];
  return [...Map.groupBy(compared, originOf).values()].flatMap((all) => [finding(all, true), finding(all, false)]);
}

function comparedIn(pair: Pair, unread: string): Compared[] {
  const stored = new Map(pair.table.columns.map((column) => [column.name.toLowerCase(), column]));
  return pair.model.columns.flatMap((column) => {
    const there = stored.get(column.name.toLowerCase());
    return there
      ? [{ pair, column, gaps: columnGaps(pair, column, there), stored: `${unread} ${describe(there)}` }]
      : [];
  });
}

function describe({ type, nullable, unique, foreignKey }: Column): string {
  return JSON.stringify([type.text, nullable, unique, foreignKey?.table, foreignKey?.column]);
}

/** A column of a mixin is one cause, whatever tables it is in; of a table, all its own columns are. */
function originOf({ pair, column }: Compared): string {
  const { inheritedFrom, at } = column;
  return inheritedFrom === null
    ? `${pair.chain.scriptLocation} ${pair.model.name}`
    : `mixin ${at.path} ${inheritedFrom}`;
}

function finding(all: readonly Compared[], refuses: boolean): Found {
  const [first] = all;
  if (!first) throw new Error('a group of columns is never empty');
  const { pair, column } = first;
  const { inheritedFrom } = column;
  const home = inheritedFrom === null ? pair.model.at : column.at;
  return {
    at: { path: home.path, span: home.span },
    subject: `${inheritedFrom === null ? pair.model.name : inheritedFrom} ${refuses ? 'refused' : 'let through'}`,
    symbol: inheritedFrom ?? pair.model.symbol,
    variant: refuses ? 'changed' : 'unprotected',
    severity: refuses ? 'major' : 'minor',
    values: { model: inheritedFrom ?? (pair.model.symbol || pair.model.name), ...chainValues(pair.chain) },
    parts: all.flatMap((one) => partsOf(one, refuses)),
    related: headPlaces(pair.chain).map((place) => ({ ...place, note: 'head' })),
    onlyNew: 'parts',
  };
}

function partsOf({ pair, column, gaps, stored }: Compared, refuses: boolean): Part[] {
  const name = `${pair.model.name}.${column.name}`;
  const of = `${name} ${stored}`;
  const at = { path: column.at.path, span: column.at.span };
  const prefix = column.inheritedFrom === null ? '' : `${pair.model.name}.`;
  const told = gaps
    .filter((gap) => gap.refuses === refuses)
    .map(({ kind, label, code }) => ({ subject: `${name} ${kind}`, of, label: prefix + label, at, code }));
  return [{ subject: `${name} compared`, of, label: column.name, at }, ...told];
}
