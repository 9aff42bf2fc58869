/** The database while steps are judged one by one: who made which table, column, index and constraint. */
import type { Column } from '../../../model/column.ts';
import type { Operation } from '../../../model/migration.ts';
import type { Place } from '../../../model/span.ts';

interface LedgerColumn {
  readonly column: Column;
  /** Number of the step that made it; 0: it was there before. */
  readonly since: number;
}

interface Named {
  readonly columns: readonly string[];
  readonly at: Place;
}

export interface LedgerTable {
  name: string;
  /** File of the revision that made it. */
  readonly madeBy: string | null;
  readonly since: number;
  columns: Map<string, LedgerColumn>;
  /** Indexes and constraints by name. */
  readonly named: Map<string, Named>;
  /** Column → referenced table; several foreign keys of one column count as the last. */
  readonly references: Map<string, string>;
  /** Number of the last step that wrote rows. */
  written: number;
  readonly at: Place;
}

export class Ledger {
  readonly #tables = new Map<string, LedgerTable>();
  /** Bare name → tables of schemas. */
  readonly #schemas = new Map<string, Set<LedgerTable>>();
  readonly #owners = new Map<string, LedgerTable>();
  /** Numbers the steps over all revisions. */
  now = 0;
  /** Number of the last step that may have written rows of any table. */
  written = 0;

  find(name: string): LedgerTable | undefined {
    const exact = this.#tables.get(name);
    if (exact) return exact;
    // With a search path, a table is created without its schema and altered with it, or the other way round.
    const bare = bareName(name);
    if (bare !== name) return this.#tables.get(bare);
    const [only, second] = this.#schemas.get(name) ?? [];
    return second ? undefined : only;
  }

  /** The table that an index or constraint was put on. */
  ownerOf(named: string): LedgerTable | undefined {
    const table = this.#owners.get(named);
    return table?.named.has(named) ? table : undefined;
  }

  #set(table: LedgerTable): void {
    this.#tables.set(table.name, table);
    const bare = bareName(table.name);
    if (bare !== table.name) this.#schemas.set(bare, (this.#schemas.get(bare) ?? new Set()).add(table));
  }

  #remove(table: LedgerTable): void {
    this.#tables.delete(table.name);
    this.#schemas.get(bareName(table.name))?.delete(table);
  }

  tables(): Iterable<LedgerTable> {
    return this.#tables.values();
  }

  /** Does the operation of the revision in `path`; gives what went with a dropped column. */
  apply(operation: Operation, path: string): readonly string[] {
    this.now++;
    switch (operation.op) {
      case 'create-table':
        this.#create(operation, path);
        return [];
      case 'drop-table': {
        const table = this.find(operation.table);
        if (table) this.#remove(table);
        return [];
      }
      case 'rename-table': {
        const table = this.find(operation.table);
        if (!table) return [];
        this.#remove(table);
        for (const other of this.#tables.values())
          for (const [column, target] of other.references)
            if (target === table.name) other.references.set(column, operation.to);
        table.name = operation.to;
        this.#set(table);
        return [];
      }
      case 'data':
        if (operation.table === null) this.written = this.now;
        else this.#touched(operation.table, operation.at).written = this.now;
        return [];
      case 'unread':
      case 'create-all':
        this.written = this.now;
        return [];
      default:
        return 'table' in operation && operation.table !== null ? this.#alter(operation, operation.table) : [];
    }
  }

  #create(operation: Operation & { op: 'create-table' }, path: string): void {
    const known = this.find(operation.table);
    if (known && (operation.ifNotExists || operation.guarded)) return;
    const table: LedgerTable = {
      name: operation.table,
      madeBy: path,
      since: this.now,
      columns: new Map(operation.columns.map((column) => [column.name, { column, since: this.now }])),
      named: new Map(),
      references: new Map(),
      written: 0,
      at: operation.at,
    };
    for (const column of operation.columns) declared(table, column, operation.at);
    this.#set(table);
  }

  /** The table; one that no migration made was there before. */
  #touched(name: string, at: Place): LedgerTable {
    const known = this.find(name);
    if (known) return known;
    const table: LedgerTable = {
      name,
      madeBy: null,
      since: 0,
      columns: new Map(),
      named: new Map(),
      references: new Map(),
      written: 0,
      at,
    };
    this.#set(table);
    return table;
  }

  #alter(operation: Operation, name: string): readonly string[] {
    const table = this.#touched(name, operation.at);
    switch (operation.op) {
      case 'add-column': {
        const { column } = operation;
        if (table.columns.has(column.name) && (operation.ifNotExists || operation.guarded)) return [];
        table.columns.set(column.name, { column, since: this.now });
        declared(table, column, operation.at);
        return [];
      }
      case 'drop-column':
        return this.#dropColumn(table, operation.column);
      case 'alter-column':
        this.#alterColumn(table, operation);
        return [];
      case 'create-index':
      case 'add-constraint':
        if (operation.name !== null) {
          table.named.set(operation.name, { columns: operation.columns, at: operation.at });
          this.#owners.set(operation.name, table);
        }
        if (operation.op === 'add-constraint') constrain(table, operation);
        return [];
      case 'drop-constraint':
        this.#dropConstraint(table, operation.name);
        return [];
      case 'drop-index':
        if (operation.name !== null) table.named.delete(operation.name);
        return [];
      default:
        return [];
    }
  }

  #dropColumn(table: LedgerTable, column: string): readonly string[] {
    table.columns.delete(column);
    table.references.delete(column);
    const gone = [...table.named].filter(([, { columns }]) => columns.includes(column)).map(([name]) => name);
    for (const name of gone) table.named.delete(name);
    return gone;
  }

  #dropConstraint(table: LedgerTable, name: string | null): void {
    const known = name === null ? undefined : table.named.get(name);
    if (name !== null) table.named.delete(name);
    if (known) for (const column of known.columns) table.references.delete(column);
    else {
      // The names that databases and conventions give hold the column; of any other, all may be meant.
      const named = [...table.references.keys()].filter((column) => name?.includes(column));
      for (const column of named.length > 0 ? named : [...table.references.keys()]) table.references.delete(column);
    }
  }

  #alterColumn(table: LedgerTable, operation: Operation & { op: 'alter-column' }): void {
    const known = table.columns.get(operation.column);
    if (!known) return;
    const { column } = known;
    const given = operation.serverDefault;
    const next: Column = {
      ...column,
      name: operation.to ?? column.name,
      type: operation.type ?? column.type,
      nullable: operation.nullable ?? column.nullable,
      serverDefault: given === null ? column.serverDefault : typeof given === 'string' ? given : null,
    };
    table.columns.delete(operation.column);
    table.columns.set(next.name, { column: next, since: known.since });
    const target = table.references.get(operation.column);
    if (target === undefined || operation.to === null) return;
    table.references.delete(operation.column);
    table.references.set(operation.to, target);
  }
}

/** What a column brings along: a foreign key, an index under the name that SQLAlchemy gives it. */
function declared(table: LedgerTable, column: Column, at: Place): void {
  const { name, foreignKey } = column;
  if (foreignKey) table.references.set(name, foreignKey.table);
  if (column.index) table.named.set(`ix_${bareName(table.name)}_${name}`, { columns: [name], at });
}

function constrain(table: LedgerTable, operation: Operation & { op: 'add-constraint' }): void {
  const [first] = operation.columns;
  if (operation.kind === 'foreign-key' && operation.reference && first !== undefined)
    table.references.set(first, operation.reference.table);
}

/** A table's name without its schema. */
export function bareName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
