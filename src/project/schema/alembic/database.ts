/** The database while migrations are replayed: tables and types, and what is not known of them. */
import type { Operation, Step } from '../../../model/migration.ts';
import type { ChainTable, ChainType, Column, StrayLiteral, TableConstraint, Unread } from '../../../model/schema.ts';
import type { Place } from '../../../model/span.ts';
import { NO_TYPE } from '../columns/column-type.ts';
import { HOLE } from '../python/value.ts';
import { bareName } from '../table-names.ts';
import type { Catalog } from './catalog.ts';
import { strayLiterals } from './strays.ts';

interface State {
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

export class Database {
  readonly #tables = new Map<string, State>();
  /** Bare name → names of tables in schemas. */
  readonly #qualified = new Map<string, Set<string>>();
  readonly #types = new Map<string, ChainType>();
  readonly #unknown: Unread[] = [];
  /** Names that tables had, with what they are called now. */
  readonly #renamed = new Map<string, string>();
  readonly #strays: StrayLiteral[] = [];
  createAll = false;
  /** A type is altered that nothing created: it was there before the first migration. */
  olderType = false;

  /** Applies one operation. One that does not fit what is there is taken as done. */
  apply(operation: Operation): void {
    this.#step(operation, operation.at, operation.guarded);
    const table = 'table' in operation ? operation.table : null;
    const state = 'table' in operation && operation.table !== null ? this.#find(operation.table) : undefined;
    if (state) this.#strays.push(...strayLiterals(operation, state, this.#types));
    if (operation.doubtful && /type/.test(operation.op) && 'name' in operation && operation.name !== null)
      this.#forgetValues(bareName(operation.name));
    if (operation.doubtful && changesTable(operation))
      this.#doubt(table, 'changed under a condition that could not be told', operation.at);
  }

  tables(): ChainTable[] {
    return [...this.#tables.values()]
      .filter(({ name, complete }) => complete || bareName(name) !== 'alembic_version')
      .map((state) => ({
        ...state,
        mentioned: [...state.mentioned],
        columns: [...state.columns.values()].map((column) => this.#withType(column)),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** A type that SQL names and a migration created is an enumeration. */
  #withType(column: Column): Column {
    const { enumeration } = column.type;
    const known = enumeration?.name ? this.#types.get(bareName(enumeration.name)) : undefined;
    if (!enumeration || !known || (column.type.family === 'enum' && enumeration.values !== null)) return column;
    return {
      ...column,
      type: { ...column.type, family: 'enum', enumeration: { ...enumeration, values: known.values } },
    };
  }

  types(): ChainType[] {
    return [...this.#types.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** What an inspector would answer now. */
  catalog(): Catalog {
    // There may be tables that the replay has not seen: what it could not read, or what stood there before it began.
    const isOpen = () =>
      this.createAll ||
      this.#tables.size === 0 ||
      this.#unknown.some(({ table }) => table === null) ||
      [...this.#tables.values()].some(({ name, complete }) => !complete && bareName(name) !== 'alembic_version');
    const columnsOf = (name: string) => {
      const state = this.#find(name);
      return state?.complete && state.unknown.length === 0 ? [...state.columns.values()] : null;
    };
    return {
      names: (schema, views) => {
        const all = [...this.#tables.values()];
        if (isOpen()) return null;
        const prefix = schema === null ? '' : `${schema}.`;
        return all
          .filter(({ name, view }) => view === views && name.slice(0, -bareName(name).length) === prefix)
          .map(({ name }) => bareName(name));
      },
      has: (table) => (this.#find(table) !== undefined ? true : isOpen() ? null : false),
      columns: (table) => (this.#find(table) === undefined && !isOpen() ? [] : columnsOf(table)),
    };
  }

  strays(): readonly StrayLiteral[] {
    return this.#strays;
  }

  unknown(): readonly Unread[] {
    return this.#unknown;
  }

  #find(name: string): State | undefined {
    const exact = this.#tables.get(name);
    if (exact) return exact;
    // With a search path, a table is created without its schema and altered with it, or the other way round.
    const bare = bareName(name);
    if (bare !== name) return this.#tables.get(bare);
    const [only, second] = this.#qualified.get(name) ?? [];
    return only === undefined || second !== undefined ? undefined : this.#tables.get(only);
  }

  #put(state: State): void {
    this.#tables.set(state.name, state);
    const bare = bareName(state.name);
    if (bare !== state.name) this.#qualified.set(bare, (this.#qualified.get(bare) ?? new Set()).add(state.name));
  }

  #remove(name: string): void {
    this.#tables.delete(name);
    this.#qualified.get(bareName(name))?.delete(name);
  }

  /** The table, which a migration that alters it takes as being there. */
  #altered(name: string, at: Place): State {
    // Of two branches one may rename what the other alters: both orders give the same table.
    const known = this.#find(name) ?? this.#tables.get(this.#renamed.get(name) ?? '');
    if (known) return known;
    const state: State = {
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
    this.#put(state);
    return state;
  }

  #doubt(name: string | null, reason: string, at: Place): void {
    const unread: Unread = { ...at, reason, table: name };
    const state = name === null ? undefined : this.#find(name);
    if (state) state.unknown.push(unread);
    else this.#unknown.push(unread);
  }

  #step(step: Step, at: Place, guarded: boolean): void {
    switch (step.op) {
      case 'create-table':
        this.#create(step, at, guarded || step.ifNotExists);
        return;
      case 'drop-table': {
        const state = this.#find(step.table);
        if (state) this.#remove(state.name);
        return;
      }
      case 'rename-table': {
        const state = this.#altered(step.table, at);
        // Renaming to a table that is there happens in one branch of a guard.
        if (this.#tables.has(step.to) && guarded) return;
        this.#remove(state.name);
        this.#put({ ...state, name: step.to });
        this.#renamed.set(state.name, step.to);
        return;
      }
      case 'add-column': {
        const { columns } = this.#altered(step.table, at);
        if (!columns.has(step.column.name) || !(guarded || step.ifNotExists))
          columns.set(step.column.name, step.column);
        return;
      }
      case 'drop-column': {
        const { columns, mentioned } = this.#altered(step.table, at);
        columns.delete(step.column);
        mentioned.delete(step.column);
        return;
      }
      case 'alter-column':
        this.#alterColumn(this.#altered(step.table, at), step, at);
        return;
      case 'add-constraint':
        this.#constrain(this.#altered(step.table, at), step, at);
        return;
      case 'create-index': {
        const { constraints, columns, mentioned } = this.#altered(step.table, at);
        for (const name of step.columns) if (!columns.has(name)) mentioned.add(name);
        if (step.unique) constraints?.push({ ...at, kind: 'unique', name: step.name, columns: step.columns });
        return;
      }
      case 'rename-constraint': {
        const state = this.#altered(step.table, at);
        const renamed = (one: TableConstraint) => (one.name === step.name ? { ...one, name: step.to } : one);
        state.constraints = state.constraints?.map(renamed) ?? null;
        return;
      }
      case 'drop-constraint': {
        const state = this.#altered(step.table, at);
        if (step.name === null) state.constraints = null;
        else state.constraints = state.constraints?.filter(({ name }) => name !== step.name) ?? null;
        return;
      }
      case 'create-all':
        if (step.tables === null) this.createAll = true;
        for (const table of step.tables ?? []) {
          this.#create({ op: 'create-table', table, columns: [], view: false, ifNotExists: true }, at, true);
          this.#doubt(table, 'it is created from the model as it is today', at);
        }
        return;
      case 'unread':
        this.#doubt(step.table, step.reason, at);
        return;
      case 'drop-index':
        for (const state of this.#tables.values())
          state.constraints = state.constraints?.filter(({ name }) => name === null || name !== step.name) ?? null;
        return;
      case 'data':
        // Labels are taken out of an enumeration by hand.
        if (step.table === 'pg_enum' || step.table === 'pg_catalog.pg_enum') this.#forgetValues(null);
        for (const { column } of step.written ?? []) {
          const state = step.table === null ? undefined : this.#find(step.table);
          if (state && !state.columns.has(column)) state.mentioned.add(column);
        }
        return;
      default:
        this.#type(step, at);
    }
  }

  #create(step: Step & { op: 'create-table' }, at: Place, ifMissing: boolean): void {
    const known = this.#tables.get(step.table);
    const columns = new Map(step.columns.map((column) => [column.name, column]));
    if (known && ifMissing && known.complete) return;
    // What was altered before it is created stood there already; its columns are both.
    if (known && !known.complete)
      for (const [name, column] of known.columns) if (!columns.has(name)) columns.set(name, column);
    this.#put({
      name: step.table,
      columns,
      at,
      complete: true,
      guarded: ifMissing,
      view: step.view,
      unknown: [...(known?.unknown ?? [])],
      constraints: known && !known.complete ? null : step.constraints ? [...step.constraints] : null,
      mentioned: new Set(known?.complete ? [] : known?.mentioned),
    });
  }

  #alterColumn(state: State, step: Step & { op: 'alter-column' }, at: Place): void {
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

  #constrain(state: State, step: Step & { op: 'add-constraint' }, at: Place): void {
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

  /** Values of a type that somebody changed in a way that could not be read; `null`: of all. */
  #forgetValues(name: string | null): void {
    for (const [key, type] of this.#types)
      if (name === null || key === name) this.#types.set(key, { ...type, values: null });
  }

  #type(
    step: Step & { op: 'create-type' | 'drop-type' | 'rename-type' | 'add-type-value' | 'rename-type-value' },
    at: Place,
  ): void {
    // `sa.Enum(…, schema="app")` and `ALTER TYPE app.lang` are about one type; two of a name in two schemas are rare.
    const name = bareName(step.name);
    const known = this.#types.get(name);
    if (step.op === 'create-type') {
      // Creating a type that exists adds nothing.
      if (!known || known.values === null) this.#types.set(name, { name, values: step.values, at });
    } else if (step.op === 'drop-type') this.#types.delete(name);
    else if (!known) this.olderType = true;
    else if (step.op === 'rename-type') {
      this.#types.delete(name);
      this.#types.set(bareName(step.to), { ...known, name: bareName(step.to) });
      for (const state of this.#tables.values()) renameType(state, name, bareName(step.to));
    } else if (known.values !== null) {
      const isRead = !('value' in step && step.value.includes(HOLE)) && !('to' in step && step.to.includes(HOLE));
      const values = !isRead
        ? null
        : step.op === 'add-type-value'
          ? [...known.values.filter((v) => v !== step.value), step.value]
          : known.values.map((v) => (v === step.value ? step.to : v));
      this.#types.set(name, { ...known, values });
    }
  }
}

function renameType(state: State, from: string, to: string): void {
  for (const [name, column] of state.columns) {
    const { enumeration } = column.type;
    if (!enumeration?.name || bareName(enumeration.name) !== from) continue;
    state.columns.set(name, { ...column, type: { ...column.type, enumeration: { ...enumeration, name: to } } });
  }
}

function changesTable(step: Step): boolean {
  return /^(create|drop|rename)-table$|-column$/.test(step.op);
}
