/** The lock that PostgreSQL takes for a step, and for how long: https://www.postgresql.org/docs/current/explicit-locking.html */
import type { Column } from '../../../model/column.ts';
import type { Operation, Step } from '../../../model/migration.ts';
import type { Lasting, Lock, TypeChange } from '../../../model/migration-safety.ts';

export interface Locking {
  readonly lock: Lock;
  readonly lasting: Lasting;
}

const NONE: Locking = { lock: 'none', lasting: 'instant' };
const INSTANT: Locking = { lock: 'access-exclusive', lasting: 'instant' };
const SCAN: Locking = { lock: 'access-exclusive', lasting: 'scan' };
const BUILD: Locking = { lock: 'access-exclusive', lasting: 'build' };
const REWRITE: Locking = { lock: 'access-exclusive', lasting: 'rewrite' };

export interface Server {
  /** Major version, `null` where nothing tells: then one that is still maintained. */
  readonly version: number | null;
}

/** The lock on a table that holds rows. */
export function lockingOf(operation: Operation, typeChange: TypeChange | null, server: Server): Locking {
  switch (operation.op) {
    case 'drop-table':
    case 'rename-table':
    case 'drop-column':
    case 'drop-constraint':
      return INSTANT;
    case 'add-column':
      return addedColumn(operation.column, server);
    case 'alter-column':
      if (typeChange === 'rewrite' || typeChange === 'unknown' || (typeChange === 'refused' && operation.using))
        return REWRITE;
      return operation.nullable === false ? SCAN : INSTANT;
    case 'create-index':
      return operation.concurrently ? NONE : { lock: 'share', lasting: 'build' };
    case 'drop-index':
      return operation.concurrently ? NONE : INSTANT;
    case 'add-constraint':
      return constraint(operation);
    case 'data':
      return { lock: operation.verb === 'insert' ? 'none' : 'rows', lasting: 'scan' };
    default:
      return NONE;
  }
}

/** Since PostgreSQL 11 a constant default is kept beside the table; one that differs from row to row is written into each. */
function addedColumn(column: Column, { version }: Server): Locking {
  const { serverDefault } = column;
  if (serverDefault !== null && (isVolatile(serverDefault) || (version !== null && version < 11))) return REWRITE;
  if (column.primaryKey || column.unique) return BUILD;
  return column.foreignKey ? { lock: 'share-row-exclusive', lasting: 'scan' } : INSTANT;
}

/** Whether a default has to be computed for each row. */
function isVolatile(text: string): boolean {
  return /gen_random_uuid|uuid_generate|uuidv\d|\brandom\s*\(|clock_timestamp|timeofday|nextval|IDENTITY|COMPUTED|GENERATED/i.test(
    text,
  );
}

function constraint({ kind, notValid, columns }: Step & { op: 'add-constraint' }): Locking {
  if (kind === 'foreign-key') return { lock: 'share-row-exclusive', lasting: notValid ? 'instant' : 'scan' };
  if (kind === 'check') return notValid ? INSTANT : SCAN;
  // Without columns: `USING INDEX`.
  return columns.length === 0 && kind !== 'exclude' ? INSTANT : BUILD;
}
