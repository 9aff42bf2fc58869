/** The foreign keys that a table of the models declares, in its columns and as a whole. */
import type { DraftForeignKey, DraftName } from '../../../model/draft.ts';
import type { ModelTable } from '../../../model/schema.ts';
import { namesIn } from '../columns/table-elements.ts';
import { type CallValue, sequence, shortName, textOf, type Value } from '../python/value.ts';
import type { DeclaredTable } from './declared.ts';
import { defaultName, type NamingConvention, nameOf } from './naming.ts';
import { literal } from './python-text.ts';

export interface ForeignKeyContext {
  readonly table: ModelTable;
  readonly declared: DeclaredTable;
  readonly convention: NamingConvention;
  /** The full name of a table as a reference names it: with its schema. */
  readonly fullName: (table: string) => string;
  /** `ForeignKey(User.id)`. */
  readonly columnOfClass: (value: Value) => { readonly table: string; readonly column: string } | null;
}

export interface DeclaredForeignKey {
  readonly key: DraftForeignKey;
  /** What it is called in the database: its own name, or the one that PostgreSQL makes up. */
  readonly finalName: DraftName;
}

const OPTIONS = ['onupdate', 'ondelete', 'deferrable', 'initially', 'match'] as const;

/** The foreign keys, and why one could not be read. */
export function foreignKeysOf(context: ForeignKeyContext): { keys: DeclaredForeignKey[]; open: string[] } {
  const keys: DeclaredForeignKey[] = [];
  const open: string[] = [];
  const { table, declared } = context;
  const add = (columns: readonly string[], targets: readonly Target[], call: CallValue) => {
    const [first] = targets;
    const key =
      first &&
      made(
        context,
        columns,
        first.table,
        targets.map(({ column }) => column),
        call,
      );
    if (key) keys.push(key);
    else open.push(`a foreign key of \`${table.name}\` (${columns.join(', ')}) could not be read`);
  };
  for (const column of table.columns) {
    for (const call of declared.columns.get(column.name) ?? []) {
      const written = textOf(call.kw.foreign_key);
      if (shortName(call.fn) === 'Field' && written !== null)
        add([column.name], targets(context, [call.kw.foreign_key]), call);
      for (const arg of call.args) {
        if (arg.k !== 'call' || shortName(arg.fn) !== 'ForeignKey') continue;
        add([column.name], targets(context, [arg.args[0] ?? arg.kw.column]), arg);
      }
    }
  }
  for (const element of declared.elements) {
    if (element.k !== 'call' || shortName(element.fn) !== 'ForeignKeyConstraint') continue;
    const [from, to] = [element.args[0] ?? element.kw.columns, element.args[1] ?? element.kw.refcolumns];
    const columns = from?.k === 'seq' ? from.items.map((one) => textOf(one) ?? declared.columnOf(one) ?? '') : [];
    const wanted = targets(context, to?.k === 'seq' ? to.items : []);
    add(columns, wanted.length === columns.length && !columns.includes('') ? wanted : [], element);
  }
  return { keys, open };
}

interface Target {
  readonly table: string;
  readonly column: string;
}

function targets(context: ForeignKeyContext, values: readonly (Value | undefined)[]): Target[] {
  const found: Target[] = [];
  for (const value of values) {
    const [text] = namesIn([value ?? sequence([])]);
    const dot = text?.lastIndexOf('.') ?? -1;
    if (text !== undefined && dot > 0)
      found.push({ table: context.fullName(text.slice(0, dot)), column: text.slice(dot + 1) });
    else {
      const own = value && context.columnOfClass(value);
      if (!own) return [];
      found.push(own);
    }
  }
  return found;
}

function made(
  { table, convention }: ForeignKeyContext,
  columns: readonly string[],
  target: string,
  targetColumns: readonly string[],
  call: CallValue,
): DeclaredForeignKey | null {
  const options: string[] = [];
  for (const name of OPTIONS) {
    const value = call.kw[name];
    if (value === undefined || (value.k === 'const' && value.v === null)) continue;
    if (value.k !== 'const') return null;
    options.push(`${name}=${literal(value.v)}`);
  }
  const given = shortName(call.fn) === 'Field' ? null : textOf(call.kw.name);
  const named = {
    kind: 'fk',
    table: table.name,
    columns,
    given,
    target: { table: target, columns: targetColumns },
  } as const;
  const name = nameOf(convention, named);
  const key: DraftForeignKey = { k: 'foreign-key', name, columns, target, targetColumns, options };
  return { key, finalName: name ?? defaultName(named) };
}
