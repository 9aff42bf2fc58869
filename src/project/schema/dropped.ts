/** The operation of a chain that took something away for good. */
import type { Operation } from '../../model/migration.ts';
import type { Chain, ModelColumn } from '../../model/schema.ts';
import type { Place } from '../../model/span.ts';
import { columnKey, sameTable } from './table-names.ts';

interface Drop {
  readonly at: Place;
  readonly revision: string;
}

/**
 * The last operation that drops a table, or with `column` that column of it. Only asked of what is not there after all
 * revisions, so that a table which is made again, renamed or copied was never asked of.
 */
export function droppedBy(chain: Chain, table: string, column: string | null): Drop | null {
  for (const { operations, id } of chain.revisions.toReversed()) {
    const found = operations.findLast((operation) => drops(operation, table, column));
    if (found) return { at: found.at, revision: id };
  }
  return null;
}

function drops(operation: Operation, table: string, column: string | null): boolean {
  if (operation.doubtful) return false;
  if (column === null) return operation.op === 'drop-table' && sameTable(operation.table, table);
  return (
    operation.op === 'drop-column' &&
    sameTable(operation.table, table) &&
    columnKey(operation.column) === columnKey(column)
  );
}

/** What revisions drop of the columns of a table, by revision. */
export function lastDrops(
  chain: Chain,
  table: string,
  columns: readonly ModelColumn[],
): (Drop & { readonly columns: readonly ModelColumn[] })[] {
  const found = columns.flatMap((column) => {
    const drop = droppedBy(chain, table, column.name);
    return drop ? [{ ...drop, column }] : [];
  });
  return [...Map.groupBy(found, ({ revision }) => revision).values()].flatMap((all) => {
    const [first] = all;
    return first ? [{ at: first.at, revision: first.revision, columns: all.map(({ column }) => column) }] : [];
  });
}
