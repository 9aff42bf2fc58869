/** What a migration does to the schema, one step at a time, in the order in which `upgrade()` or `downgrade()` does it. */
import type { Column, ColumnReference, ColumnType, TableConstraint } from './column.ts';
import type { Place } from './span.ts';

export type Step =
  | {
      readonly op: 'create-table';
      readonly table: string;
      readonly columns: readonly Column[];
      readonly view: boolean;
      readonly ifNotExists: boolean;
      /** `null` or absent: some may not have been read. */
      readonly constraints?: readonly TableConstraint[] | null;
    }
  /** `cascade`: what depends on it goes with it. */
  | { readonly op: 'drop-table'; readonly table: string; readonly cascade?: true }
  | { readonly op: 'rename-table'; readonly table: string; readonly to: string }
  | { readonly op: 'add-column'; readonly table: string; readonly column: Column; readonly ifNotExists: boolean }
  | { readonly op: 'drop-column'; readonly table: string; readonly column: string }
  | ({ readonly op: 'alter-column'; readonly table: string; readonly column: string } & ColumnChange)
  | {
      readonly op: 'create-index';
      readonly table: string;
      readonly name: string | null;
      readonly columns: readonly string[];
      readonly unique: boolean;
      readonly concurrently: boolean;
    }
  | {
      readonly op: 'drop-index';
      readonly table: string | null;
      readonly name: string | null;
      readonly concurrently: boolean;
    }
  | {
      readonly op: 'add-constraint';
      readonly kind: 'primary-key' | 'foreign-key' | 'unique' | 'check' | 'exclude';
      readonly table: string;
      readonly name: string | null;
      readonly columns: readonly string[];
      readonly reference: ColumnReference | null;
      readonly notValid: boolean;
    }
  /** `unnamed`: `None` is given for its name, which no database can drop. */
  | { readonly op: 'drop-constraint'; readonly table: string; readonly name: string | null; readonly unnamed?: true }
  | { readonly op: 'rename-constraint'; readonly table: string; readonly name: string; readonly to: string }
  | { readonly op: 'create-type'; readonly name: string; readonly values: readonly string[] | null }
  | { readonly op: 'drop-type'; readonly name: string }
  | { readonly op: 'rename-type'; readonly name: string; readonly to: string }
  | { readonly op: 'add-type-value'; readonly name: string; readonly value: string }
  | { readonly op: 'rename-type-value'; readonly name: string; readonly value: string; readonly to: string }
  /** Rows, not schema. */
  | {
      readonly op: 'data';
      readonly verb: 'insert' | 'update' | 'delete' | 'other';
      readonly table: string | null;
      readonly written?: readonly WrittenText[];
    }
  /** `metadata.create_all(bind)`: whatever is mapped. `tables` where the call names some. */
  | { readonly op: 'create-all'; readonly tables: readonly string[] | null }
  /** Could not be read; `table` is what it names, `null` where it could be any. */
  | { readonly op: 'unread'; readonly table: string | null; readonly reason: string };

/** A text that a statement puts into a column. */
export interface WrittenText {
  readonly column: string;
  readonly text: string;
}

export interface ColumnChange {
  /** The new name, or `null`. */
  readonly to: string | null;
  readonly type: ColumnType | null;
  readonly nullable: boolean | null;
  /** SQL text, `'drop'` as `{ drop: true }`; `null` leaves it as it is. */
  readonly serverDefault: string | { readonly drop: true } | null;
  /** A conversion is given (`postgresql_using`, `USING`). */
  readonly using: boolean;
}

export type Operation = Step & {
  readonly at: Place;
  /** Inside a condition that the database decides (`if not inspector.has_table(…)`, `IF EXISTS`). */
  readonly guarded: boolean;
  /** Inside a condition that could not be told. */
  readonly doubtful: boolean;
  /** Outside of the transaction of the migration (`autocommit_block()`, after `COMMIT`). */
  readonly autocommit: boolean;
};
