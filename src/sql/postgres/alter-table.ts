/** ALTER TABLE in PostgreSQL's trees. */
import type { AlterTableCmd, AlterTableStmt, Constraint, RenameStmt } from 'libpg-query';
import type { ColumnChange, Step } from '../../model/migration.ts';
import type { Place } from '../../model/span.ts';
import type { SqlStep } from '../../model/sql.ts';
import { columnOf, typeOf } from './column.ts';
import { expressionText } from './expression.ts';
import { known, tableOf, texts } from './names.ts';

export function alterTable(statement: AlterTableStmt, at: Place): SqlStep[] {
  if (statement.objtype !== 'OBJECT_TABLE' && statement.objtype !== 'OBJECT_FOREIGN_TABLE') return [];
  const table = tableOf(statement.relation);
  const commands = (statement.cmds ?? []).flatMap((node) => ('AlterTableCmd' in node ? [node.AlterTableCmd] : []));
  if (table === null) {
    return commands.some(({ subtype }) => subtype === 'AT_AddColumn' || subtype === 'AT_DropColumn')
      ? [{ op: 'unread', table, reason: 'ALTER TABLE with a name that could not be read', guarded: false }]
      : [];
  }
  return commands.flatMap((command) => {
    const guarded = statement.missing_ok === true || command.missing_ok === true;
    return alter(command, table, at).map((step) => ({ ...step, guarded }));
  });
}

const NO_CHANGE: ColumnChange = { to: null, type: null, nullable: null, serverDefault: null, using: false };

function alter(command: AlterTableCmd, table: string, at: Place): Step[] {
  const { subtype, def } = command;
  const name = known(command.name);
  const change = (part: Partial<ColumnChange>): Step[] =>
    name === null ? [] : [{ op: 'alter-column', table, column: name, ...NO_CHANGE, ...part }];
  switch (subtype) {
    case 'AT_AddColumn': {
      const column = def && 'ColumnDef' in def ? columnOf(def.ColumnDef, at) : null;
      return column === null
        ? [{ op: 'unread', table, reason: 'ADD COLUMN with a name that could not be read' }]
        : [{ op: 'add-column', table, column, ifNotExists: command.missing_ok === true }];
    }
    case 'AT_DropColumn':
      return name === null
        ? [{ op: 'unread', table, reason: 'DROP COLUMN with a name that could not be read' }]
        : [{ op: 'drop-column', table, column: name }];
    case 'AT_AlterColumnType':
      if (!def || !('ColumnDef' in def)) return [];
      return change({ type: typeOf(def.ColumnDef.typeName), using: def.ColumnDef.raw_default !== undefined });
    case 'AT_SetNotNull':
      return change({ nullable: false });
    case 'AT_DropNotNull':
      return change({ nullable: true });
    case 'AT_ColumnDefault':
      return change({ serverDefault: def === undefined ? { drop: true } : expressionText(def) });
    case 'AT_AddIdentity':
      return change({ serverDefault: 'GENERATED' });
    case 'AT_DropIdentity':
    case 'AT_DropExpression':
      return change({ serverDefault: { drop: true } });
    case 'AT_AddConstraint':
      return def && 'Constraint' in def ? constraint(def.Constraint, table) : [];
    case 'AT_DropConstraint':
      return [{ op: 'drop-constraint', table, name }];
    default:
      return [];
  }
}

const KINDS = {
  CONSTR_PRIMARY: 'primary-key',
  CONSTR_FOREIGN: 'foreign-key',
  CONSTR_UNIQUE: 'unique',
  CONSTR_CHECK: 'check',
  CONSTR_EXCLUSION: 'exclude',
} as const;

function constraint(made: Constraint, table: string): Step[] {
  if (made.contype === 'CONSTR_NOTNULL')
    return texts(made.keys).map((column) => ({ op: 'alter-column', table, column, ...NO_CHANGE, nullable: false }));
  if (made.contype === undefined || !(made.contype in KINDS)) return [];
  // Just checked to be one of them.
  const kind = KINDS[made.contype as keyof typeof KINDS];
  const target = kind === 'foreign-key' ? tableOf(made.pktable) : null;
  return [
    {
      op: 'add-constraint',
      kind,
      table,
      name: known(made.conname),
      columns: texts(kind === 'foreign-key' ? made.fk_attrs : made.keys),
      reference: target === null ? null : { table: target, column: texts(made.pk_attrs)[0] ?? 'id' },
      notValid: made.skip_validation === true,
    },
  ];
}

/** ALTER … RENAME. */
export function rename({ renameType, relationType, relation, subname, newname }: RenameStmt): Step[] {
  const table = tableOf(relation);
  const to = known(newname);
  if (renameType === 'OBJECT_TABLE') {
    if (table === null) return [{ op: 'unread', table, reason: 'ALTER TABLE with a name that could not be read' }];
    if (to === null) return [{ op: 'unread', table, reason: 'renamed to a name that could not be read' }];
    return [{ op: 'rename-table', table, to: table.slice(0, table.lastIndexOf('.') + 1) + to }];
  }
  if (renameType === 'OBJECT_TABCONSTRAINT') {
    const name = known(subname);
    return table === null || name === null || to === null ? [] : [{ op: 'rename-constraint', table, name, to }];
  }
  if (renameType !== 'OBJECT_COLUMN' || relationType !== 'OBJECT_TABLE') return [];
  const column = known(subname);
  if (table === null || column === null || to === null)
    return [{ op: 'unread', table, reason: 'a column is renamed to or from a name that could not be read' }];
  return [{ op: 'alter-column', table, column, ...NO_CHANGE, to }];
}
