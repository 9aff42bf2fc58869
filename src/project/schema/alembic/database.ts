/** The database while migrations are replayed: tables and types, and what is not known of them. */
import type { Operation, Step } from '../../../model/migration.ts';
import type { ChainTable, ChainType, StrayLiteral, TableConstraint, Unread } from '../../../model/schema.ts';
import type { Place } from '../../../model/span.ts';
import { bareName } from '../table-names.ts';
import type { Catalog } from './catalog.ts';
import { strayLiterals } from './strays.ts';
import { alterColumn, constrain, olderTable, renameType, type TableState } from './table-state.ts';
import { TypeStates } from './type-states.ts';

export class Database {
  readonly #tables = new Map<string, TableState>();
  /** Bare name → names of tables in schemas. */
  readonly #qualified = new Map<string, Set<string>>();
  readonly #types = new TypeStates();
  readonly #unknown: Unread[] = [];
  /** Names that tables had, with what they are called now. */
  readonly #renamed = new Map<string, string>();
  readonly #strays: StrayLiteral[] = [];
  createAll = false;

  /** Applies one operation. One that does not fit what is there is taken as done. */
  apply(operation: Operation): void {
    this.#step(operation, operation.at, operation.guarded);
    const table = 'table' in operation ? operation.table : null;
    const state = 'table' in operation && operation.table !== null ? this.#find(operation.table) : undefined;
    if (state) this.#strays.push(...strayLiterals(operation, state, this.#types.all()));
    if (operation.doubtful && /type/.test(operation.op) && 'name' in operation && operation.name !== null)
      this.#types.forgetValues(operation.name);
    if (operation.doubtful && changesTable(operation))
      this.#doubt(table, 'changed under a condition that could not be told', operation.at);
  }

  tables(): ChainTable[] {
    return [...this.#tables.values()]
      .filter(({ name, complete }) => complete || bareName(name) !== 'alembic_version')
      .map((state) => ({
        ...state,
        mentioned: [...state.mentioned],
        columns: [...state.columns.values()].map((column) => this.#types.resolve(column)),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  types(): ChainType[] {
    return this.#types.list();
  }

  /** A type is altered that nothing created: it was there before the first migration. */
  get olderType(): boolean {
    return this.#types.older;
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

  #find(name: string): TableState | undefined {
    const exact = this.#tables.get(name);
    if (exact) return exact;
    // With a search path, a table is created without its schema and altered with it, or the other way round.
    const bare = bareName(name);
    if (bare !== name) return this.#tables.get(bare);
    const [only, second] = this.#qualified.get(name) ?? [];
    return only === undefined || second !== undefined ? undefined : this.#tables.get(only);
  }

  #put(state: TableState): void {
    this.#tables.set(state.name, state);
    const bare = bareName(state.name);
    if (bare !== state.name) this.#qualified.set(bare, (this.#qualified.get(bare) ?? new Set()).add(state.name));
  }

  #remove(name: string): void {
    this.#tables.delete(name);
    this.#qualified.get(bareName(name))?.delete(name);
  }

  /** The table, which a migration that alters it takes as being there. */
  #altered(name: string, at: Place): TableState {
    // Of two branches one may rename what the other alters: both orders give the same table.
    const known = this.#find(name) ?? this.#tables.get(this.#renamed.get(name) ?? '');
    if (known) return known;
    const state = olderTable(name, at);
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
        alterColumn(this.#altered(step.table, at), step, at);
        return;
      case 'add-constraint':
        constrain(this.#altered(step.table, at), step, at);
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
        if (step.table === 'pg_enum' || step.table === 'pg_catalog.pg_enum') this.#types.forgetValues(null);
        for (const { column } of step.written ?? []) {
          const state = step.table === null ? undefined : this.#find(step.table);
          if (state && !state.columns.has(column)) state.mentioned.add(column);
        }
        return;
      default: {
        const renamed = this.#types.apply(step, at);
        if (renamed) for (const state of this.#tables.values()) renameType(state, renamed.from, renamed.to);
      }
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
}

function changesTable(step: Step): boolean {
  return /^(create|drop|rename)-table$|-column$/.test(step.op);
}
