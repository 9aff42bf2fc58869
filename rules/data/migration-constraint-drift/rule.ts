import { defineProjectRule, type Found, type Pair, type TableConstraint } from '../../../src/rulekit/index.ts';
import { chainValues, headPlaces } from '../../../src/rulekit/schema.ts';

export default defineProjectRule(({ project }) =>
  project.schema().pairs.flatMap((pair): Found[] => {
    const { model, table, chain } = pair;
    // Only of a table that migrations make from the start is it known what they leave out.
    if (table.constraints === null || !table.complete || table.guarded || model.unknown.length > 0) return [];
    const missing = model.constraints.filter((one) => isMissing(one, pair));
    const [first] = missing;
    if (!first) return [];
    return [
      {
        at: { path: first.path, span: first.span },
        subject: model.name,
        symbol: model.symbol,
        values: { table: model.name, model: model.symbol || model.name, ...chainValues(chain) },
        parts: missing.map((one) => ({
          subject: one.name ?? '',
          label: one.name ?? '',
          at: { path: one.path, span: one.span },
          code: createLine(model.name, one),
        })),
        related: headPlaces(chain).map((place) => ({ ...place, note: 'head' })),
      },
    ];
  }),
);

function isMissing(wanted: TableConstraint, { table }: Pair): boolean {
  if (wanted.name === null) return false;
  const { name, kind, columns } = wanted;
  const isThere = (table.constraints ?? []).some(
    (one) => isNamed(one.name, name) || (kind === 'unique' && sameColumns(one, columns)),
  );
  const isColumn =
    kind === 'unique' &&
    columns.length === 1 &&
    table.columns.some((one) => one.name === columns[0] && (one.unique || one.primaryKey));
  return !isThere && !isColumn;
}

/** Naming conventions put the kind and the table around a name, and PostgreSQL cuts it. */
function isNamed(there: string | null, wanted: string): boolean {
  if (there === null) return false;
  const [name, part] = [there.toLowerCase(), wanted.toLowerCase()];
  return (
    `_${name}_`.includes(`_${part}_`) || `_${part}_`.includes(`_${name}_`) || name.slice(0, 63) === part.slice(0, 63)
  );
}

function sameColumns({ kind, columns }: TableConstraint, wanted: readonly string[]): boolean {
  return kind === 'unique' && columns.length === wanted.length && columns.every((column) => wanted.includes(column));
}

function createLine(table: string, { kind, name, columns }: TableConstraint): string {
  return kind === 'unique'
    ? `op.create_unique_constraint("${name}", "${table}", [${columns.map((column) => `"${column}"`).join(', ')}])`
    : `op.create_check_constraint("${name}", "${table}", "…")`;
}
