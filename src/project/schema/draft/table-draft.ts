/** A table of the models as a migration has to write it: columns, constraints, indexes, and what stays open. */
import type { DraftConstraint, DraftIndex } from '../../../model/draft.ts';
import type { ModelTable } from '../../../model/schema.ts';
import { flag } from '../columns/column.ts';
import { type CallValue, shortName, textOf, type Value } from '../python/value.ts';
import { ownFlag } from './column-draft.ts';
import type { DeclaredTable } from './declared.ts';
import { type NameKind, type NamingConvention, nameOf } from './naming.ts';
import { literal, quoted, textCall } from './python-text.ts';
import { sqlOf } from './sql-of.ts';

/** A constraint or index and the columns that it is about. */
interface About<T> {
  readonly what: T;
  readonly columns: readonly string[];
}

export interface TableParts {
  readonly constraints: readonly About<Exclude<DraftConstraint, { k: 'foreign-key' }>>[];
  readonly indexes: readonly About<DraftIndex>[];
  readonly open: readonly string[];
}

/** The unique and check constraints and the indexes of a table; foreign keys and the primary key are told elsewhere. */
export function partsOf(table: ModelTable, declared: DeclaredTable, convention: NamingConvention): TableParts {
  const constraints: About<Exclude<DraftConstraint, { k: 'foreign-key' }>>[] = [];
  const indexes: About<DraftIndex>[] = [];
  const open: string[] = [];
  const named = (kind: NameKind, columns: readonly string[], given: string | null) =>
    nameOf(convention, { kind, table: table.name, columns, given });
  for (const { name } of table.columns) {
    const calls = declared.columns.get(name) ?? [];
    const [isIndex, isUnique] = [ownFlag(calls, 'index'), ownFlag(calls, 'unique')];
    if (isIndex)
      indexes.push({
        what: { name: named('ix', [name], null), columns: [quoted(name)], unique: isUnique, options: [] },
        columns: [name],
      });
    else if (isUnique)
      constraints.push({ what: { k: 'unique', name: named('uq', [name], null), columns: [name] }, columns: [name] });
  }
  for (const element of declared.elements) {
    if (element.k !== 'call') continue;
    const kind = shortName(element.fn) ?? '';
    const unread = () => open.push(`\`${kind}\` of \`${table.symbol || table.name}\` could not be read`);
    const given = nameGiven(element, kind);
    if (given === undefined) unread();
    else if (kind === 'UniqueConstraint') {
      const columns = element.args.map((arg) => textOf(arg) ?? declared.columnOf(arg));
      const read = columns.filter((one) => one !== null);
      if (read.length < columns.length || element.partial) unread();
      else constraints.push({ what: { k: 'unique', name: named('uq', read, given), columns: read }, columns: read });
    } else if (kind === 'CheckConstraint') {
      const sql = textOf(element.args[0] ?? element.kw.sqltext);
      if (sql === null) unread();
      else
        constraints.push({
          what: { k: 'check', name: named('ck', [], given), sql },
          columns: namesInSql(
            sql,
            table.columns.map(({ name }) => name),
          ),
        });
    } else if (kind === 'Index') {
      const index = readIndex(element, declared, (columns) => named('ix', columns, given));
      if (index === null) unread();
      else indexes.push(index);
    } else if (kind === 'ExcludeConstraint') unread();
  }
  return { constraints, indexes, open };
}

/** The name that is passed; `undefined` for one that could not be read. */
function nameGiven(call: CallValue, kind: string): string | null | undefined {
  const value =
    call.kw.name ?? (kind === 'Index' ? call.args[0] : kind === 'CheckConstraint' ? call.args[1] : undefined);
  if (value === undefined || (value.k === 'const' && value.v === null)) return null;
  return textOf(value) ?? undefined;
}

function readIndex(
  call: CallValue,
  declared: DeclaredTable,
  named: (columns: readonly string[]) => DraftIndex['name'],
): About<DraftIndex> | null {
  const expressions = call.args.slice(1);
  const code: string[] = [];
  const columns: string[] = [];
  for (const value of expressions) {
    const plain = value.k === 'const' ? textOf(value) : declared.columnOf(value);
    const sql = plain === null ? sqlOf(value, declared.columnOf) : null;
    if (plain === null && sql === null) return null;
    code.push(plain === null ? textCall(sql ?? '') : quoted(plain));
    if (plain !== null) columns.push(plain);
    else columns.push(...namesInSql(sql ?? '', [...declared.columns.keys()]));
  }
  if (code.length === 0 || call.partial) return null;
  const options = indexOptions(call);
  if (options === null) return null;
  const unique = flag(call.kw.unique) === true;
  return { what: { name: named(columns), columns: code, unique, options }, columns };
}

function indexOptions({ kw }: CallValue): string[] | null {
  const options: string[] = [];
  for (const [key, value] of Object.entries(kw)) {
    if (key === 'unique' || key === 'name' || key === 'postgresql_concurrently') continue;
    const text = optionCode(value);
    if (text === null) return null;
    options.push(`${key}=${text}`);
  }
  return options;
}

function optionCode(value: Value): string | null {
  if (value.k === 'const') return literal(value.v);
  if (value.k === 'map') {
    const entries = value.entries.map(([key, item]) => {
      const [name, text] = [textOf(key), optionCode(item)];
      return name === null || text === null ? null : `${quoted(name)}: ${text}`;
    });
    return entries.every((entry) => entry !== null) ? `{${entries.join(', ')}}` : null;
  }
  if (value.k === 'seq') {
    const items = value.items.map(optionCode);
    return items.every((item) => item !== null) && !value.partial ? `[${items.join(', ')}]` : null;
  }
  const sql = sqlOf(value);
  return sql === null ? null : textCall(sql);
}

function namesInSql(sql: string, names: readonly string[]): string[] {
  const words = new Set(sql.toLowerCase().match(/\w+/g) ?? []);
  return names.filter((name) => words.has(name.toLowerCase()));
}
