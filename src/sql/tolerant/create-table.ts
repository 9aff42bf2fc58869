/** CREATE TABLE. */
import type { Step } from '../../model/migration.ts';
import type { Column } from '../../model/schema.ts';
import type { Place } from '../../model/span.ts';
import type { Token } from '../tokens.ts';
import { columnDefinition } from './column-definition.ts';
import { columnNames, Reader, split } from './reader.ts';

const CONSTRAINTS = new Set([
  'constraint',
  'primary',
  'foreign',
  'unique',
  'check',
  'exclude',
  'key',
  'index',
  'fulltext',
]);

/** Reads what follows `CREATE [TEMP] TABLE`. */
export function createTable(reader: Reader, at: Place): Step[] {
  const ifNotExists = reader.take('if', 'not', 'exists');
  const table = reader.table();
  if (table === null) return [{ op: 'unread', table: null, reason: 'CREATE TABLE with a name that could not be read' }];
  if (reader.take('partition', 'of')) return [{ op: 'create-table', table, columns: [], view: true, ifNotExists }];
  const body = reader.parentheses();
  const step: Step = { op: 'create-table', table, columns: columnsOf(body, at), view: false, ifNotExists };
  const parts = split(body, ',');
  if (parts.some(([first]) => first?.v === 'like') || parts.length === 0) {
    return [step, { op: 'unread', table, reason: 'its columns come from another table or a query' }];
  }
  const unread = parts.some((part) => !isConstraint(part) && columnDefinition(part, at) === null);
  return unread ? [step, { op: 'unread', table, reason: 'a column name of CREATE TABLE could not be read' }] : [step];
}

function isConstraint(part: readonly Token[]): boolean {
  const [first] = part;
  return first?.k === 'word' && CONSTRAINTS.has(first.v);
}

function columnsOf(body: readonly Token[], at: Place): Column[] {
  const parts = split(body, ',');
  const columns = parts.flatMap((part) => (isConstraint(part) ? [] : (columnDefinition(part, at) ?? [])));
  return parts.filter(isConstraint).reduce((all, part) => constrained(all, part), columns);
}

/** Table constraints say things about columns: primary key, foreign key. */
function constrained(columns: readonly Column[], part: readonly Token[]): Column[] {
  const reader = new Reader(part);
  if (reader.take('constraint')) reader.name();
  if (reader.take('primary', 'key')) {
    const names = columnNames(reader.parentheses());
    return columns.map((column) =>
      names.includes(column.name) ? { ...column, primaryKey: true, nullable: false } : column,
    );
  }
  if (reader.take('foreign', 'key')) {
    const names = columnNames(reader.parentheses());
    const table = reader.take('references') ? reader.table() : null;
    const targets = columnNames(reader.parentheses());
    return columns.map((column) => {
      const i = names.indexOf(column.name);
      return i < 0 || table === null ? column : { ...column, foreignKey: { table, column: targets[i] ?? 'id' } };
    });
  }
  return [...columns];
}
