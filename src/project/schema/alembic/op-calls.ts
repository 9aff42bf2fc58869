/** `op.create_table(…)`, `batch_op.add_column(…)` and the rest of Alembic's operations, as steps. */
import type { ColumnChange, Step } from '../../../model/migration.ts';
import type { Place } from '../../../model/span.ts';
import type { SqlStep } from '../../../model/sql.ts';
import { declaredColumn, flag, isColumnCall, serverDefault } from '../columns/column.ts';
import { columnType } from '../columns/column-type.ts';
import { columnOf, namesIn, referenceOf, tableElements } from '../columns/table-elements.ts';
import type { Machine } from '../python/machine.ts';
import { type CallValue, sequence, shortName, textOf, type Value } from '../python/value.ts';
import { executed, qualified, tableOfValue } from './executed-sql.ts';

/** Parameters in the order in which Alembic takes them; inside a batch the table is left out. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  create_table: ['table_name'],
  drop_table: ['table_name'],
  rename_table: ['old_table_name', 'new_table_name'],
  add_column: ['table_name', 'column'],
  drop_column: ['table_name', 'column_name'],
  alter_column: ['table_name', 'column_name'],
  create_index: ['index_name', 'table_name', 'columns'],
  drop_index: ['index_name', 'table_name'],
  create_foreign_key: ['constraint_name', 'source_table', 'referent_table', 'local_cols', 'remote_cols'],
  create_unique_constraint: ['constraint_name', 'table_name', 'columns'],
  create_primary_key: ['constraint_name', 'table_name', 'columns'],
  create_check_constraint: ['constraint_name', 'table_name'],
  create_exclude_constraint: ['constraint_name', 'table_name'],
  drop_constraint: ['constraint_name', 'table_name'],
  bulk_insert: ['table'],
  execute: ['sqltext'],
};

/** Operations without effect on tables and columns. */
const HARMLESS =
  /^(f|get_bind|get_context|get_impl|inline_literal|invoke|run_async|create_table_comment|drop_table_comment|implementation_for|register_operation|create_exclude_constraint|batch_alter_table)$/;
/** Operations that projects and extensions register, by what they are about. */
const OTHER_OBJECTS =
  /view|trigger|function|procedure|sequence|extension|policy|entity|entities|comment|schema|grant|role|_sp$|publication|rls/;

interface Arguments {
  readonly get: (name: string) => Value | undefined;
  readonly rest: readonly Value[];
  readonly call: CallValue;
}

/** What calling the operation `name` does. `table` is the one of the batch, `null` outside of one. */
export function operation(
  m: Machine,
  name: string,
  call: CallValue,
  batch: { readonly table: string | null } | null,
  at: Place,
): SqlStep[] {
  const args = argumentsOf(name, call, batch !== null);
  if (name === 'execute') return executed(m, args.get('sqltext'), at);
  const schema = textOf(call.kw.schema ?? call.kw.source_schema);
  const parameter =
    name === 'create_foreign_key' ? 'source_table' : name === 'rename_table' ? 'old_table_name' : 'table_name';
  const table = batch ? batch.table : qualified(schema, textOf(args.get(parameter)));
  return steps(m, name, args, table, schema, at).map((step) => ({ ...step, guarded: isIfExists(call) }));
}

function isIfExists(call: CallValue): boolean {
  return flag(call.kw.if_exists) === true || flag(call.kw.if_not_exists) === true;
}

function argumentsOf(name: string, call: CallValue, inBatch: boolean): Arguments {
  const names = (PARAMETERS[name] ?? []).filter((one) => !inBatch || (one !== 'table_name' && one !== 'source_table'));
  return { get: (one) => call.args[names.indexOf(one)] ?? call.kw[one], rest: call.args.slice(names.length), call };
}

function steps(
  m: Machine,
  name: string,
  args: Arguments,
  table: string | null,
  schema: string | null,
  at: Place,
): Step[] {
  const unread = (reason: string): Step[] => [{ op: 'unread', table, reason }];
  const ifNotExists = flag(args.call.kw.if_not_exists) === true;
  switch (name) {
    case 'create_table': {
      if (table === null) return unread('the table name in `create_table` could not be read');
      const { columns, unread: reason, constraints } = tableElements(m, args.rest, args.call.partial);
      const step: Step = { op: 'create-table', table, columns, view: false, ifNotExists, constraints };
      return [...enumTypes(columns.map((column) => column.type)), step, ...(reason === null ? [] : unread(reason))];
    }
    case 'drop_table':
      return table === null
        ? unread('the table name in `drop_table` could not be read')
        : [{ op: 'drop-table', table }];
    case 'rename_table': {
      const to = qualified(schema, textOf(args.get('new_table_name')));
      if (table === null || to === null) return unread('a table name in `rename_table` could not be read');
      return [{ op: 'rename-table', table, to }];
    }
    case 'add_column': {
      const value = args.get('column');
      const declared = value?.k === 'call' && isColumnCall(value) ? declaredColumn(m, value) : null;
      if (table === null || !declared || declared.name === null)
        return unread('the column in `add_column` could not be read');
      return [{ op: 'add-column', table, column: { ...columnOf(m, declared, declared.name), at }, ifNotExists }];
    }
    case 'drop_column': {
      const column = textOf(args.get('column_name'));
      return table === null || column === null
        ? unread('the column in `drop_column` could not be read')
        : [{ op: 'drop-column', table, column }];
    }
    case 'alter_column': {
      const column = textOf(args.get('column_name'));
      const given = args.call.kw.new_column_name ?? args.call.kw.name;
      if (table !== null && isUnknownText(given)) return unread('the new name of a column could not be read');
      if (table !== null && column !== null) return [{ op: 'alter-column', table, column, ...change(m, args.call) }];
      return 'new_column_name' in args.call.kw || 'name' in args.call.kw
        ? unread('the column in `alter_column` could not be read')
        : [];
    }
    case 'create_index':
    case 'drop_index':
    case 'create_foreign_key':
    case 'create_unique_constraint':
    case 'create_primary_key':
    case 'create_check_constraint':
    case 'drop_constraint':
      return constraint(name, args, table);
    case 'bulk_insert':
      return [{ op: 'data', verb: 'insert', table: tableOfValue(args.get('table')) }];
    case 'sync_enum_values':
      return syncedEnum(args.call);
    case 'create_view':
    case 'create_entity': {
      const view = args.call.args[0];
      const called =
        view?.k === 'call' && shortName(view.fn)?.endsWith('View') ? textOf(view.kw.signature ?? view.args[1]) : null;
      return called === null
        ? []
        : [{ op: 'create-table', table: called, columns: [], view: true, ifNotExists: false }];
    }
    default:
      if (HARMLESS.test(name) || OTHER_OBJECTS.test(name)) return [];
      return [
        {
          op: 'unread',
          table: table ?? textOf(args.call.args[0]),
          reason: `\`op.${name}\` is an operation of this project`,
        },
      ];
  }
}

function constraint(name: string, args: Arguments, table: string | null): Step[] {
  const called = textOf(args.get(name.endsWith('index') ? 'index_name' : 'constraint_name'));
  const columns = namesIn([args.get('columns') ?? args.get('local_cols') ?? sequence([])]);
  const kw = args.call.kw;
  const concurrently = flag(kw.postgresql_concurrently) === true;
  if (name === 'drop_index') return [{ op: 'drop-index', table, name: called, concurrently }];
  if (table === null) return [];
  if (name === 'create_index')
    return [{ op: 'create-index', table, name: called, columns, unique: flag(kw.unique) === true, concurrently }];
  if (name === 'drop_constraint') {
    const given = args.get('constraint_name');
    const unnamed = given?.k === 'const' && given.v === null ? { unnamed: true as const } : {};
    return [{ op: 'drop-constraint', table, name: called, ...unnamed }];
  }
  const kind = KINDS[name] ?? 'check';
  const target = qualified(textOf(kw.referent_schema), textOf(args.get('referent_table')));
  const [remote] = namesIn([args.get('remote_cols') ?? sequence([])]);
  const reference = kind === 'foreign-key' && target !== null ? referenceOf(`${target}.${remote ?? 'id'}`) : null;
  return [
    {
      op: 'add-constraint',
      kind,
      table,
      name: called,
      columns,
      reference,
      notValid: flag(kw.postgresql_not_valid) === true,
    },
  ];
}

const KINDS: Readonly<Record<string, 'foreign-key' | 'unique' | 'primary-key' | 'check'>> = {
  create_foreign_key: 'foreign-key',
  create_unique_constraint: 'unique',
  create_primary_key: 'primary-key',
  create_check_constraint: 'check',
};

function change(m: Machine, call: CallValue): ColumnChange {
  const { kw } = call;
  const given = kw.server_default;
  const dropped = given?.k === 'const' && given.v === null;
  const kept = given === undefined || (given.k === 'const' && given.v === false);
  const type =
    kw.type_ === undefined || (kw.type_.k === 'const' && kw.type_.v === null) ? null : columnType(m, kw.type_);
  return {
    to: textOf(kw.new_column_name ?? kw.name),
    type,
    nullable: flag(kw.nullable),
    serverDefault: kept ? null : dropped ? { drop: true } : (serverDefault(given) ?? null),
    using: kw.postgresql_using !== undefined,
  };
}

/** Given, and neither a text nor None. */
function isUnknownText(value: Value | undefined): boolean {
  return value !== undefined && textOf(value) === null && !(value.k === 'const' && value.v === null);
}

/** A native enumeration comes into being with the table that first uses it. */
function enumTypes(
  types: readonly {
    readonly enumeration: {
      readonly name: string | null;
      readonly values: readonly string[] | null;
      readonly native: boolean;
    } | null;
  }[],
): Step[] {
  return types.flatMap(({ enumeration }) =>
    enumeration?.native && enumeration.name !== null
      ? [{ op: 'create-type' as const, name: enumeration.name, values: enumeration.values }]
      : [],
  );
}

function syncedEnum(call: CallValue): Step[] {
  const name = textOf(call.args[1] ?? call.kw.enum_name);
  // One extension takes the new values third, the other the old ones third and the new ones fourth.
  const fourth = call.args[3];
  const isOldFirst = fourth?.k === 'seq' && fourth.items.every((item) => textOf(item) !== null);
  const values = call.kw.new_values ?? (isOldFirst ? fourth : call.args[2]);
  if (name === null) return [];
  return [
    { op: 'drop-type', name },
    { op: 'create-type', name, values: values ? namesIn([values]) : null },
  ];
}
