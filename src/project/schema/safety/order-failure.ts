/** Steps that PostgreSQL refuses because they come before or after the one that they need. */
import type { Operation } from '../../../model/migration.ts';
import type { OrderFailure } from '../../../model/migration-safety.ts';
import { bareName, type Ledger, type LedgerTable } from './ledger.ts';

/** What a revision has done so far, and what it will do. */
export interface Surroundings {
  readonly ledger: Ledger;
  /** Indexes and constraints that went with a dropped column, by name. */
  readonly gone: ReadonlyMap<string, Operation & { op: 'drop-column' }>;
  /** `table` and `table.column` → the last step of the revision that makes it, with its position. */
  readonly makers: ReadonlyMap<string, { readonly operation: Operation; readonly position: number }>;
}

/** Why the operation at `position` fails, or `null`. */
export function orderFailure(operation: Operation, position: number, around: Surroundings): OrderFailure | null {
  if (operation.doubtful) return null;
  switch (operation.op) {
    case 'drop-index':
    case 'drop-constraint': {
      const by = operation.name === null || operation.guarded ? undefined : around.gone.get(operation.name);
      const name = operation.name ?? '';
      return by ? { kind: 'gone-already', name, on: `${by.table}.${by.column}`, at: by.at } : null;
    }
    case 'drop-table':
      return operation.cascade ? null : stillReferenced(operation.table, around.ledger);
    case 'create-table':
      return firstOf(
        operation.columns.map(({ foreignKey }) => {
          const failure = foreignKey ? later(foreignKey.table, position, around) : null;
          return failure && foreignKey && !leadsTo(foreignKey.table, operation.table, around) ? failure : null;
        }),
      );
    case 'add-column': {
      const target = operation.column.foreignKey;
      return target ? later(target.table, position, around) : null;
    }
    case 'add-constraint': {
      const target = operation.reference?.table;
      return firstOf([target ? later(target, position, around) : null, ...laterColumns(operation, position, around)]);
    }
    case 'create-index':
      return firstOf(laterColumns(operation, position, around));
    default:
      return null;
  }
}

/** Tables between two that are looked at. */
const MAX_FOLLOWED = 500;

/** Tables that refer to each other have no right order: their keys are added afterwards (`use_alter=True`). */
function leadsTo(from: string, to: string, { makers }: Surroundings): boolean {
  const seen = new Set<string>();
  const waiting = [from];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === to || seen.size > MAX_FOLLOWED) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    const maker = makers.get(next)?.operation;
    if (maker?.op !== 'create-table') continue;
    for (const { foreignKey } of maker.columns) if (foreignKey) waiting.push(foreignKey.table);
  }
  return false;
}

function firstOf(failures: readonly (OrderFailure | null)[]): OrderFailure | null {
  return failures.find((one) => one !== null) ?? null;
}

function stillReferenced(name: string, ledger: Ledger): OrderFailure | null {
  const table = ledger.find(name);
  if (!table) return null;
  for (const other of ledger.tables()) {
    if (other === table) continue;
    for (const [column, target] of other.references)
      if (refersTo(target, table, ledger))
        return {
          kind: 'still-referenced',
          by: `${other.name}.${column}`,
          at: other.columns.get(column)?.column.at ?? other.at,
        };
  }
  return null;
}

function refersTo(target: string, table: LedgerTable, ledger: Ledger): boolean {
  return target === table.name || (bareName(target) === bareName(table.name) && ledger.find(target) === table);
}

/** The table is not there yet, and a later step makes it. */
function later(table: string, position: number, { ledger, makers }: Surroundings): OrderFailure | null {
  const maker = makers.get(table);
  if (!maker || maker.position <= position || ledger.find(table)) return null;
  return { kind: 'not-yet-there', name: table, at: maker.operation.at };
}

function laterColumns(
  { table, columns }: { readonly table: string; readonly columns: readonly string[] },
  position: number,
  { ledger, makers }: Surroundings,
): (OrderFailure | null)[] {
  const known = ledger.find(table);
  return columns.map((column) => {
    const maker = makers.get(`${table}.${column}`);
    if (!known || known.columns.has(column) || !maker || maker.position <= position) return null;
    return { kind: 'not-yet-there', name: `${table}.${column}`, at: maker.operation.at };
  });
}
