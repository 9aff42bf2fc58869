/** One table while migrations are replayed: its columns and constraints, and what one step makes of them. */
import type { Step } from '../../../model/migration.ts';
import type { Column, TableConstraint, Unread } from '../../../model/schema.ts';
import type { Place } from '../../../model/span.ts';
import { NO_TYPE } from '../columns/column-type.ts';
import { bareName } from '../table-names.ts';

export interface TableState {
  name: string;
  columns: Map<string, Column>;
  at: Place;
  complete: boolean;
  guarded: boolean;
  view: boolean;
  unknown: Unread[];
  /** `null`: it was made in a way that does not tell them. */
  constraints: TableConstraint[] | null;
  /** Columns that an operation takes as being there, which none has made. */
  mentioned: Set<string>;
}

/** A table that a migration takes as being there: what it holds beside is not known. */
export function olderTable(name: string, at: Place): TableState {
  return {
    name,
    columns: new Map(),
    at,
    complete: false,
    guarded: false,
    view: false,
    unknown: [],
    constraints: null,
    mentioned: new Set(),
  };
}

export function alterColumn(state: TableState, step: Step & { op: 'alter-column' }, at: Place): void {
  const known: Column = state.columns.get(step.column) ?? {
    name: step.column,
    type: NO_TYPE,
    nullable: true,
    primaryKey: false,
    serverDefault: null,
    unique: false,
    index: false,
    foreignKey: null,
    at,
  };
  const isThere = state.columns.has(step.column);
  if (!isThere && (state.complete || step.to === null)) {
    state.mentioned.add(step.column);
    if (step.to === null || state.columns.has(step.to)) return;
  }
  const next: Column = {
    ...known,
    name: step.to ?? known.name,
    type: step.type ?? known.type,
    nullable: step.nullable ?? known.nullable,
    serverDefault:
      step.serverDefault === null
        ? known.serverDefault
        : typeof step.serverDefault === 'string'
          ? step.serverDefault
          : null,
  };
  // In place, so that the order of the columns stays.
  if (isThere && next.name !== step.column)
    state.columns = new Map(
      [...state.columns].map(([name, column]) => (name === step.column ? [next.name, next] : [name, column])),
    );
  state.columns.set(next.name, next);
  if (step.to !== null)
    state.constraints =
      state.constraints?.map((one) => ({
        ...one,
        columns: one.columns.map((name) => (name === step.column ? next.name : name)),
      })) ?? null;
}

export function constrain(state: TableState, step: Step & { op: 'add-constraint' }, at: Place): void {
  const { kind, name: called, columns: constrained } = step;
  if (kind === 'unique' || kind === 'check')
    state.constraints?.push({ ...at, kind, name: called, columns: constrained });
  for (const [i, name] of step.columns.entries()) {
    const column = state.columns.get(name);
    if (!column) continue;
    if (step.kind === 'primary-key') state.columns.set(name, { ...column, primaryKey: true, nullable: false });
    if (step.kind === 'unique' && step.columns.length === 1) state.columns.set(name, { ...column, unique: true });
    if (step.kind === 'foreign-key' && step.reference && i === 0)
      state.columns.set(name, { ...column, foreignKey: step.reference });
  }
}

/** A type is called otherwise from now on. */
export function renameType(state: TableState, from: string, to: string): void {
  for (const [name, column] of state.columns) {
    const { enumeration } = column.type;
    if (!enumeration?.name || bareName(enumeration.name) !== from) continue;
    state.columns.set(name, { ...column, type: { ...column.type, enumeration: { ...enumeration, name: to } } });
  }
}
