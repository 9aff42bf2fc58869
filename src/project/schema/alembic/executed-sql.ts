/** SQL that migrations pass to `execute`: text, or statements of SQLAlchemy Core. */
import type { Step } from '../../../model/migration.ts';
import type { Place } from '../../../model/span.ts';
import type { SqlStep } from '../../../model/sql.ts';
import { enumerationOf } from '../columns/enumeration.ts';
import type { Machine } from '../python/machine.ts';
import { calleeName, rawTextOf, shortName, textOf, truth, type Value } from '../python/value.ts';

/** Reading so much SQL takes as long as one evaluation. */
const CHARACTERS_OF_STEP = 64;

/** What `op.execute(…)` or `connection.execute(…)` does. */
export function executed(m: Machine, sql: Value | undefined, at: Place): SqlStep[] {
  if (sql === undefined) return [];
  if (sql.k === 'seq') return sql.items.flatMap((one) => executed(m, one, at));
  const text = rawTextOf(sql);
  if (text !== null) {
    m.steps -= Math.ceil(text.length / CHARACTERS_OF_STEP);
    return [...m.db.readSql(text, at)];
  }
  const unread: SqlStep[] = [{ op: 'unread', table: null, reason: 'SQL that could not be read', guarded: false }];
  if (sql.k !== 'call') return sql.k === 'const' ? [] : unread;
  const name = shortName(sql.fn) ?? '';
  const plain = (step: Step): SqlStep[] => [{ ...step, guarded: false }];
  const verb = sql.fn.k === 'attr' || sql.fn.k === 'ref' ? name : '';
  if (/^(insert|update|delete)$/.test(verb)) {
    const on = sql.fn.k === 'attr' ? sql.fn.on : sql.args[0];
    return plain({
      op: 'data',
      verb: verb === 'insert' ? 'insert' : verb === 'update' ? 'update' : 'delete',
      table: tableOfValue(on),
    });
  }
  const isChained = sql.fn.k === 'attr' && sql.fn.on.k === 'call';
  if (HARMLESS_SQL.test(name) && !(isChained && name === 'values')) return [];
  // `table.update().where(…).values(…)`, `text(…).bindparams(…)`, `select(…).limit(…)`: what the chain begins with.
  if (sql.fn.k === 'attr' && sql.fn.on.k === 'call') return executed(m, sql.fn.on, at);
  if (name === 'CreateEnumType' || name === 'DropEnumType') {
    const { name: type, values } =
      sql.args[0]?.k === 'call' ? enumerationOf(m, sql.args[0]) : { name: null, values: null };
    if (type === null) return [];
    return plain(name === 'DropEnumType' ? { op: 'drop-type', name: type } : { op: 'create-type', name: type, values });
  }
  if (name === 'CreateTable' || name === 'DropTable') {
    const table = tableOfValue(sql.args[0]);
    if (table === null || name === 'CreateTable')
      return plain({ op: 'unread', table, reason: `\`${name}\` of a table object` });
    return plain({ op: 'drop-table', table });
  }
  return unread;
}

/** Objects that can be executed and are neither tables nor columns. */
const HARMLESS_SQL =
  /^((Create|Drop)(Sequence|Schema|Index|View|Constraint)|AddConstraint|DropConstraint|SetTableComment|select|union|union_all|exists|literal_column|lambda_stmt|values|merge|to_sql_statement\w*)$|^(nextval|setval|now|count|max|min|pg_\w+)$/;

/** The name of the table that a `Table(…)`, `table(…)` or mapped class stands for. */
export function tableOfValue(value: Value | undefined): string | null {
  if (value?.k === 'call') {
    const name = calleeName(value)?.split('.').at(-1) ?? (value.fn.k === 'attr' ? value.fn.name : null);
    if (name === 'Table' || name === 'table')
      return qualified(textOf(value.kw.schema), textOf(value.args[0] ?? value.kw.name));
    return value.fn.k === 'attr' ? tableOfValue(value.fn.on) : null;
  }
  return value?.k === 'attr' && truth(value.on) !== true ? tableOfValue(value.on) : null;
}

/** `schema.table`; the default schema is left out. */
export function qualified(schema: string | null, table: string | null): string | null {
  return table === null ? null : schema === null || schema === 'public' ? table : `${schema}.${table}`;
}
