/** The steps that create new tables, in an order that their foreign keys allow. */
import type { DraftConstraint, DraftStep } from '../../../model/draft.ts';
import type { ModelTable } from '../../../model/schema.ts';
import { shortName, textOf } from '../python/value.ts';
import { writtenColumn } from './column-draft.ts';
import type { DeclaredForeignKey } from './foreign-keys.ts';
import { nameOf } from './naming.ts';
import { ordered } from './order.ts';
import type { Steps } from './steps.ts';
import type { Workshop } from './workshop.ts';

/** Adds the steps for `tables`. */
export function createTables(w: Workshop, tables: readonly ModelTable[], steps: Steps): void {
  const targets = (table: ModelTable) => w.foreignKeysOf(table).keys.map(({ key }) => key.target);
  const { order, later } = ordered(tables, ({ name }) => name, targets);
  for (const table of order) createTable(w, table, tables, later, steps);
  for (const table of order) {
    for (const { key, finalName } of w.foreignKeysOf(table).keys)
      if (later.has(`${table.name} ${key.target}`)) addForeignKey(table.name, { key, finalName }, steps);
  }
}

function createTable(
  w: Workshop,
  table: ModelTable,
  created: readonly ModelTable[],
  later: ReadonlySet<string>,
  steps: Steps,
): void {
  const elements: Extract<DraftStep, { k: 'create-table' }>['elements'][number][] = [];
  const written = new Set<string>();
  const put = (reason: string) => {
    elements.push(`TODO: ${reason}`);
    steps.open.push(reason);
  };
  for (const column of table.columns) {
    const one = writtenColumn(w, table, column);
    if (one.k === 'unread') {
      put(one.reason);
      continue;
    }
    for (const reason of one.open) put(reason);
    steps.need(one.type.enums);
    written.add(column.name);
    // Its reference comes later, and without one SQLAlchemy would number the column.
    const numbered =
      column.primaryKey && column.type.family === 'integer' && targetsLater(w, table, column.name, later);
    elements.push(numbered ? { ...one.column, autoincrement: false } : one.column);
  }
  const isWritten = (columns: readonly string[]) => columns.every((name) => written.has(name));
  const parts = w.partsOf(table);
  const keys = w.foreignKeysOf(table);
  for (const reason of [...keys.open, ...parts.open]) put(reason);
  for (const { key } of keys.keys) {
    if (later.has(`${table.name} ${key.target}`) || !isWritten(key.columns)) continue;
    if (w.isThere(key.target, created)) elements.push(key);
    else put(`no migration creates \`${key.target}\`, which \`${table.name}.${key.columns.join(', ')}\` refers to`);
  }
  const constraints = parts.constraints.filter(({ columns }) => isWritten(columns)).map(({ what }) => what);
  elements.push(...constraints.filter(({ k }) => k === 'check'));
  const primary = primaryKey(w, table, written);
  if (primary) elements.push(primary);
  elements.push(...constraints.filter(({ k }) => k === 'unique'));
  const comment = textOf(w.declaredOf(table).keywords.comment);
  steps.add({ k: 'create-table', table: table.name, elements, comment }, { k: 'drop-table', table: table.name });
  for (const { what, columns } of parts.indexes)
    if (isWritten(columns)) steps.up({ k: 'create-index', table: table.name, index: what, concurrently: false });
}

function targetsLater(w: Workshop, table: ModelTable, column: string, later: ReadonlySet<string>): boolean {
  return w
    .foreignKeysOf(table)
    .keys.some(({ key }) => key.columns.includes(column) && later.has(`${table.name} ${key.target}`));
}

function primaryKey(w: Workshop, table: ModelTable, written: ReadonlySet<string>): DraftConstraint | null {
  const columns = table.columns
    .filter(({ primaryKey: isKey, name }) => isKey && written.has(name))
    .map(({ name }) => name);
  if (columns.length === 0) return null;
  const declared = w
    .declaredOf(table)
    .elements.find((one) => one.k === 'call' && shortName(one.fn) === 'PrimaryKeyConstraint');
  const given = declared?.k === 'call' ? textOf(declared.kw.name) : null;
  return {
    k: 'primary-key',
    name: nameOf(w.conventionOf(table), { kind: 'pk', table: table.name, columns, given }),
    columns,
  };
}

/** A foreign key of a table that is there already. */
export function addForeignKey(table: string, { key, finalName }: DeclaredForeignKey, steps: Steps): void {
  steps.add(
    { k: 'add-constraint', table, constraint: { ...key, name: finalName } },
    { k: 'drop-constraint', table, name: finalName, kind: 'foreignkey' },
  );
}
