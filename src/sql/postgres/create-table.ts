/** CREATE TABLE in PostgreSQL's trees. */
import type { Constraint, CreateStmt, Node } from 'libpg-query';
import type { Step } from '../../model/migration.ts';
import type { Column, TableConstraint } from '../../model/schema.ts';
import type { Place } from '../../model/span.ts';
import { columnOf } from './column.ts';
import { known, tableOf, texts } from './names.ts';

export function createTable(statement: CreateStmt, at: Place): Step[] {
  if (statement.relation?.relpersistence === 't') return [];
  const table = tableOf(statement.relation);
  const ifNotExists = statement.if_not_exists === true;
  if (table === null)
    return statement.partbound
      ? []
      : [{ op: 'unread', table, reason: 'CREATE TABLE with a name that could not be read' }];
  if (statement.partbound) return [{ op: 'create-table', table, columns: [], view: true, ifNotExists }];
  const elements = statement.tableElts ?? [];
  const made = elements.flatMap((node) => ('ColumnDef' in node ? [columnOf(node.ColumnDef, at)] : []));
  const reason = unreadReason(statement, made);
  const constraints = reason === null ? constraintsOf(elements, at) : null;
  const columns = elements.reduce<readonly Column[]>(
    (all, node) => ('Constraint' in node ? constrained(all, node.Constraint) : all),
    made.filter((column) => column !== null),
  );
  const step: Step = { op: 'create-table', table, columns, view: false, ifNotExists, constraints };
  return reason === null ? [step] : [step, { op: 'unread', table, reason }];
}

function unreadReason(statement: CreateStmt, made: readonly (Column | null)[]): string | null {
  const copied =
    statement.inhRelations !== undefined ||
    statement.ofTypename !== undefined ||
    (statement.tableElts ?? []).some((node) => 'TableLikeClause' in node);
  if (copied) return 'its columns come from another table or a query';
  return made.includes(null) ? 'a column name of CREATE TABLE could not be read' : null;
}

/** Constraints of a table say things about columns: primary key, foreign key. */
function constrained(columns: readonly Column[], constraint: Constraint): readonly Column[] {
  const keys = texts(constraint.keys);
  switch (constraint.contype) {
    case 'CONSTR_PRIMARY':
      return columns.map((column) =>
        keys.includes(column.name) ? { ...column, primaryKey: true, nullable: false } : column,
      );
    case 'CONSTR_UNIQUE':
      return columns.map((column) =>
        keys.length === 1 && keys[0] === column.name ? { ...column, unique: true } : column,
      );
    case 'CONSTR_FOREIGN': {
      const table = tableOf(constraint.pktable);
      const names = texts(constraint.fk_attrs);
      const targets = texts(constraint.pk_attrs);
      if (table === null) return columns;
      return columns.map((column) => {
        const i = names.indexOf(column.name);
        return i < 0 ? column : { ...column, foreignKey: { table, column: targets[i] ?? 'id' } };
      });
    }
    default:
      return columns;
  }
}

/** Unique and check constraints, those of columns among them. `null`: a name of one is not known. */
function constraintsOf(elements: readonly Node[], at: Place): TableConstraint[] | null {
  const found: TableConstraint[] = [];
  const add = (node: Node, column: string | undefined): boolean => {
    if (!('Constraint' in node)) return true;
    const { contype, conname, keys } = node.Constraint;
    if (contype !== 'CONSTR_UNIQUE' && contype !== 'CONSTR_CHECK') return true;
    const own = column === undefined ? [] : [column];
    const [kind, columns] =
      contype === 'CONSTR_CHECK' ? (['check', []] as const) : (['unique', keys ? texts(keys) : own] as const);
    found.push({ ...at, kind, name: known(conname), columns });
    return conname === undefined || known(conname) !== null;
  };
  const read = elements.every((node) =>
    'ColumnDef' in node
      ? (node.ColumnDef.constraints ?? []).every((one) => add(one, node.ColumnDef.colname))
      : add(node, undefined),
  );
  return read ? found : null;
}
