/** The steps that change tables which hold rows: each in the form that neither fails on them nor blocks for long. */
import type {
  DraftChange,
  DraftConstraint,
  DraftForeignKey,
  DraftStep,
  MissingValues,
  TypeDifference,
} from '../../../model/draft.ts';
import type { ModelColumn, ModelTable } from '../../../model/schema.ts';
import { columnTypeCode, writtenColumn } from './column-draft.ts';
import { conversionOf } from './conversion.ts';
import { addForeignKey } from './create-tables.ts';
import { existingRowsValue } from './existing-rows.ts';
import { defaultName } from './naming.ts';
import { code, quoted, textCall } from './python-text.ts';
import type { Steps } from './steps.ts';
import { enumCode } from './type-code.ts';
import type { Workshop } from './workshop.ts';

/** Adds `columns` to a table, with the constraints and indexes that they bring along. */
export function addColumns(
  w: Workshop,
  table: ModelTable,
  columns: readonly ModelColumn[],
  created: readonly ModelTable[],
  steps: Steps,
): void {
  const added = new Set<string>();
  for (const column of columns) if (addColumn(w, table, column, steps)) added.add(column.name);
  const isNew = (names: readonly string[]) =>
    names.some((name) => added.has(name)) &&
    names.every((name) => added.has(name) || !columns.some((one) => one.name === name));
  for (const foreign of w.foreignKeysOf(table).keys) {
    if (!isNew(foreign.key.columns)) continue;
    if (w.isThere(foreign.key.target, created)) addForeignKey(table.name, foreign, steps);
    else
      note(
        steps,
        `no migration creates \`${foreign.key.target}\`, which \`${table.name}.${foreign.key.columns.join(', ')}\` refers to`,
      );
  }
  const { constraints, indexes } = w.partsOf(table);
  for (const { what, columns: about } of constraints)
    if (isNew(about) && what.k !== 'primary-key') addConstraint(w, table, what, about, steps);
  for (const { what, columns: about } of indexes) {
    if (!isNew(about)) continue;
    const name = what.name ?? defaultName({ kind: 'ix', table: table.name, columns: about, given: null });
    const step: DraftStep = {
      k: 'create-index',
      table: table.name,
      index: { ...what, name },
      concurrently: w.postgres,
    };
    const undo: DraftStep = { k: 'drop-index', table: table.name, name };
    if (w.postgres) steps.addLast(step, undo);
    else steps.add(step, undo);
  }
}

function addConstraint(
  w: Workshop,
  { name: table }: ModelTable,
  what: Exclude<DraftConstraint, DraftForeignKey>,
  columns: readonly string[],
  steps: Steps,
): void {
  const isUnique = what.k === 'unique';
  const name = what.name ?? defaultName({ kind: isUnique ? 'uq' : 'ck', table, columns, given: null });
  const undo: DraftStep = { k: 'drop-constraint', table, name, kind: isUnique ? 'unique' : 'check' };
  if (isUnique && w.postgres) {
    // The index of the constraint is built while others read and write.
    const index = { name, columns: columns.map(quoted), unique: true, options: [] };
    steps.last.push({ k: 'create-index', table, index, concurrently: true });
    steps.addLast({ k: 'use-index', table, name }, undo);
  } else steps.add({ k: 'add-constraint', table, constraint: { ...what, name } }, undo);
}

function note(steps: Steps, reason: string): void {
  steps.up({ k: 'note', text: `TODO: ${reason}` });
  steps.open.push(reason);
}

/** Whether the column could be written. */
function addColumn(w: Workshop, table: ModelTable, column: ModelColumn, steps: Steps): boolean {
  const written = writtenColumn(w, table, column);
  if (written.k === 'unread') {
    note(steps, written.reason);
    return false;
  }
  for (const reason of written.open) note(steps, reason);
  steps.need(written.type.enums);
  const { column: draft } = written;
  const undo: DraftStep = { k: 'drop-column', table: table.name, column: column.name };
  if (column.nullable || draft.serverDefault !== null || draft.generated !== null) {
    steps.add({ k: 'add-column', table: table.name, column: draft }, undo);
    return true;
  }
  // Rows that are there have no value: the column takes NULL until each of them has one.
  steps.add({ k: 'add-column', table: table.name, column: { ...draft, nullable: true } }, undo);
  fill(w, table, column, steps);
  const change: DraftChange = { k: 'not-null', existing: draft.type };
  steps.up({ k: 'alter-column', table: table.name, column: column.name, change });
  return true;
}

function fill(w: Workshop, table: ModelTable, column: ModelColumn, steps: Steps): void {
  const calls = w.declaredOf(table).columns.get(column.name) ?? [];
  const value = existingRowsValue(w.m, column, calls, w.postgres);
  const where = `${table.symbol || table.name}.${column.attribute ?? column.name}`;
  const mustDiffer = column.unique && !value?.startsWith('gen_random');
  if (value !== null && !mustDiffer) {
    steps.up({ k: 'note', text: `Rows that are there get the default of ${where}.` });
    steps.up({ k: 'fill', table: table.name, column: column.name, value });
    return;
  }
  const reason = `which value existing rows get in \`${where}\` is not said anywhere`;
  steps.open.push(reason);
  const differing = mustDiffer ? ' (the column is unique)' : '';
  steps.up({
    k: 'note',
    text: `TODO: which value do the rows that are there get${differing}? Nothing in ${where} tells; without an UPDATE here, the next step fails as soon as the table has rows.`,
  });
}

/** Changes the type of a column; says why it cannot. */
export function changeType(w: Workshop, { pair, column, stored }: TypeDifference, steps: Steps): string | null {
  const to = columnTypeCode(w, pair.model, column);
  if (to === null) return `the type of \`${pair.model.name}.${column.name}\` (${column.type.text}) could not be read`;
  const [using, back] = [
    conversionOf(column.name, stored.type, column.type),
    conversionOf(column.name, column.type, stored.type),
  ];
  if (using === null || back === null)
    return `PostgreSQL has no conversion from ${stored.type.text} to ${column.type.text}`;
  steps.need(to.enums);
  const storedEnum = stored.type.enumeration ? enumCode(w, stored.type.enumeration, null) : null;
  const existing = storedEnum ?? (stored.type.python === null ? null : pythonType(stored.type.python));
  const table = pair.model.name;
  const alter = (change: DraftChange): DraftStep => ({ k: 'alter-column', table, column: column.name, change });
  const forth = alter({ k: 'type', existing, to, nullable: column.nullable, using: w.postgres ? using : null });
  const reverse: DraftStep =
    existing === null
      ? { k: 'note', text: `TODO: back to ${stored.type.text}, which could not be written as Python` }
      : alter({ k: 'type', existing: to, to: existing, nullable: stored.nullable, using: w.postgres ? back : null });
  const warning: DraftStep = {
    k: 'note',
    text: `Rewrites ${table} and blocks it meanwhile: for a large table, a new column that takes over is safer.`,
  };
  if (!steps.upgrade.some((step) => step.k === 'note' && step.text === warning.text)) steps.up(warning);
  // A default of the old type would be in the way.
  if (stored.serverDefault !== null) {
    const old = /^'[^']*'$/.test(stored.serverDefault)
      ? quoted(stored.serverDefault.slice(1, -1))
      : textCall(stored.serverDefault);
    steps.add(alter({ k: 'default', value: 'None' }), alter({ k: 'default', value: old }));
  }
  steps.add(forth, reverse);
  const written = writtenColumn(w, pair.model, column);
  const fresh = written.k === 'column' ? written.column.serverDefault : null;
  if (stored.serverDefault !== null && fresh !== null)
    steps.add(alter({ k: 'default', value: fresh }), alter({ k: 'default', value: 'None' }));
  return null;
}

function pythonType(text: string) {
  return code(text, ...(text.startsWith('postgresql.') ? ['from sqlalchemy.dialects import postgresql'] : []));
}

/** Adds the values that a type lacks, each where the models have it. */
export function addValues({ type, wanted, held }: MissingValues, steps: Steps): void {
  const there = [...held];
  wanted.forEach((value, i) => {
    if (there.includes(value)) return;
    const after = wanted[i - 1] ?? null;
    steps.up({ k: 'add-type-value', name: type, value, after: after !== null && there.includes(after) ? after : null });
    there.push(value);
  });
  steps.downgrade.unshift({
    k: 'note',
    text: `PostgreSQL cannot take a value out of a type: ${type} keeps what it was given, and nothing uses it any more.`,
  });
}
