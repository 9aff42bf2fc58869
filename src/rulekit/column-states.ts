/** What a mapped column promises beyond its name and kind (NULL, size, uniqueness …), and what the migrations keep of it. */
import type { Chain, Column, ModelColumn, Pair } from '../model/schema.ts';
import { columnTypeText } from './schema.ts';

export interface ColumnGap {
  /** Stable: what differs, without the values. */
  readonly kind: 'null' | 'not-null' | 'size' | 'unique' | 'index' | 'foreign-key';
  /** As people read it: `email VARCHAR(50) → VARCHAR(80)`. */
  readonly label: string;
  /** The database refuses what the model allows, instead of letting through what the model excludes. */
  readonly refuses: boolean;
  /** The call that brings the database up to the model. */
  readonly code: string;
}

/** What of `column` the table does not keep. Empty for a key, and where a type is not known well enough. */
export function columnGaps(pair: Pair, column: ModelColumn, stored: Column): readonly ColumnGap[] {
  if (column.primaryKey || stored.primaryKey) return [];
  return [nullGap, sizeGap, uniqueGap, indexGap, foreignKeyGap].flatMap((gap) => gap({ pair, column, stored }) ?? []);
}

interface Both {
  readonly pair: Pair;
  readonly column: ModelColumn;
  readonly stored: Column;
}

function nullGap({ pair, column, stored }: Both): ColumnGap | null {
  if (column.nullable === stored.nullable) return null;
  const refuses = column.nullable;
  return {
    kind: refuses ? 'null' : 'not-null',
    label: refuses ? `${column.name} NOT NULL → NULL` : `${column.name} NULL → NOT NULL`,
    refuses,
    code: alter(pair, column, `nullable=${refuses ? 'True' : 'False'}`),
  };
}

const SIZED = /^(?:VARCHAR|CHAR)\((\d+)\)$/;
const UNSIZED = /^(?:VARCHAR|TEXT|STRING|UNICODE|UNICODETEXT)$/;
const INTEGERS = ['SMALLINT', 'INTEGER', 'BIGINT'];

/** Comparable only where both are plain: a text with or without a length, an integer of one of the three sizes. */
function sizeOf({ type }: Column): { readonly of: string; readonly size: number } | null {
  if (type.loose || type.inferred || type.decorated || type.enumeration !== null) return null;
  const text = type.text.toUpperCase();
  if (type.family === 'integer')
    return INTEGERS.includes(text) ? { of: 'integer', size: INTEGERS.indexOf(text) } : null;
  if (type.family !== 'string' && type.family !== 'text') return null;
  const length = SIZED.exec(text)?.[1];
  if (length !== undefined) return { of: 'text', size: Number(length) };
  return UNSIZED.test(text) ? { of: 'text', size: Number.POSITIVE_INFINITY } : null;
}

function sizeGap({ pair, column, stored }: Both): ColumnGap | null {
  const [wanted, there] = [sizeOf(column), sizeOf(stored)];
  if (!wanted || !there || wanted.of !== there.of || wanted.size === there.size) return null;
  return {
    kind: 'size',
    label: `${column.name} ${stored.type.text} → ${column.type.text}`,
    refuses: wanted.size > there.size,
    code: alter(pair, column, `type_=${columnTypeText(column.type)}`),
  };
}

/** Not the reverse: an `Index(…, unique=True)` among the table's arguments is not known. */
function uniqueGap({ pair, column, stored }: Both): ColumnGap | null {
  const { model, table } = pair;
  if (table.constraints === null) return null;
  const alone = (one: { readonly kind: string; readonly columns: readonly string[] }) =>
    one.kind === 'unique' && one.columns.length === 1 && one.columns[0] === column.name;
  const isWanted = column.unique || model.constraints.some(alone);
  const isThere = stored.unique || table.constraints.some(alone);
  if (!isWanted || isThere) return null;
  return {
    kind: 'unique',
    label: `${column.name} UNIQUE`,
    refuses: false,
    code: `op.create_unique_constraint(None, "${model.name}", ["${column.name}"])`,
  };
}

function indexGap({ pair, column, stored }: Both): ColumnGap | null {
  const { model, table, chain } = pair;
  if (!column.index || column.unique || stored.index || stored.unique) return null;
  const isThere = leadingColumns(chain).get(model.name)?.has(column.name) ?? false;
  const isUnique = table.constraints?.some(({ kind, columns }) => kind === 'unique' && columns[0] === column.name);
  if (isThere || isUnique) return null;
  return {
    kind: 'index',
    label: `${column.name} INDEX`,
    refuses: false,
    code: `op.create_index(op.f("ix_${model.name.replace('.', '_')}_${column.name}"), "${model.name}", ["${column.name}"])`,
  };
}

function foreignKeyGap({ pair, column, stored }: Both): ColumnGap | null {
  if (!column.foreignKey || stored.foreignKey) return null;
  const { table, column: key } = column.foreignKey;
  return {
    kind: 'foreign-key',
    label: `${column.name} → ${table}.${key}`,
    refuses: false,
    code: `op.create_foreign_key(None, "${pair.model.name}", "${table}", ["${column.name}"], ["${key}"])`,
  };
}

function alter({ model }: Pair, { name, type }: Column, change: string): string {
  return `op.alter_column("${model.name}", "${name}", existing_type=${columnTypeText(type)}, ${change})`;
}

const leading = new WeakMap<Chain, ReadonlyMap<string, ReadonlySet<string>>>();

/** By table, the columns that an index of the chain begins with. */
function leadingColumns(chain: Chain): ReadonlyMap<string, ReadonlySet<string>> {
  const known = leading.get(chain);
  if (known) return known;
  const found = new Map<string, Set<string>>();
  for (const { operations } of chain.revisions)
    for (const operation of operations) {
      const [first] = operation.op === 'create-index' ? operation.columns : [];
      if (operation.op !== 'create-index' || first === undefined) continue;
      found.set(operation.table, (found.get(operation.table) ?? new Set()).add(first));
    }
  leading.set(chain, found);
  return found;
}
