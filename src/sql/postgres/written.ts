/** Rows in PostgreSQL's trees: which table, and the texts that are put into its columns. */
import type { InsertStmt, Node, UpdateStmt } from 'libpg-query';
import type { Step, WrittenText } from '../../model/migration.ts';
import { literalOf } from './expression.ts';
import { tableOf } from './names.ts';

/** Seeds may insert many rows. */
const MAX_LITERALS = 1000;

export function update({ relation, targetList }: UpdateStmt): Step {
  return { op: 'data', verb: 'update', table: tableOf(relation), written: (targetList ?? []).flatMap(assigned) };
}

function assigned(node: Node): WrittenText[] {
  if (!('ResTarget' in node)) return [];
  const { name, indirection, val } = node.ResTarget;
  const text = literalOf(val);
  return name === undefined || indirection || text === null ? [] : [{ column: name, text }];
}

export function insert({ relation, cols, selectStmt }: InsertStmt): Step {
  const columns = (cols ?? []).map((node) => ('ResTarget' in node ? node.ResTarget.name : undefined));
  const rows = selectStmt && 'SelectStmt' in selectStmt ? (selectStmt.SelectStmt.valuesLists ?? []) : [];
  const written: WrittenText[] = [];
  for (const row of rows) {
    if (!('List' in row) || written.length >= MAX_LITERALS) break;
    for (const [i, value] of (row.List.items ?? []).entries()) {
      const text = literalOf(value);
      const column = columns[i];
      if (text !== null && column !== undefined) written.push({ column, text });
    }
  }
  return { op: 'data', verb: 'insert', table: tableOf(relation), written };
}
