/** A migration that is missing: what it does, as data, and the text of its file. */
import type { Chain, Column, Difference, ModelColumn, Pair } from './schema.ts';

/** What a draft has to bring about. */
export interface DraftRequest {
  /** Those of them that are differences between models and migrations which a migration can end. */
  readonly differences: readonly Difference[];
  readonly types: readonly TypeDifference[];
  readonly values: readonly MissingValues[];
  /** Whether the database is PostgreSQL and nothing else. */
  readonly postgres: boolean;
  /** ISO date: the pure side has no clock. */
  readonly today: string;
}

/** A column whose type differs between the models and the migrations. */
export interface TypeDifference {
  readonly pair: Pair;
  readonly column: ModelColumn;
  readonly stored: Column;
}

/** What an enumeration of the models has and its type in the database lacks. */
export interface MissingValues {
  readonly chain: Chain;
  readonly type: string;
  /** All that the models store, in order. */
  readonly wanted: readonly string[];
  readonly held: readonly string[];
}

/** The missing migrations of a repository. `files` are in the order in which Alembic applies them. */
export interface MigrationDraft {
  readonly files: readonly DraftedFile[];
  readonly refused: readonly DraftRefusal[];
}

export interface DraftedFile {
  readonly path: string;
  readonly text: string;
  readonly revision: string;
  readonly down: readonly string[];
  /** merge: joins several heads and changes nothing. */
  readonly kind: 'merge' | 'schema';
  /** Tables that it creates or changes. */
  readonly tables: readonly string[];
  /** What a person has to decide or complete; the file says the same where it matters. English, names of the code in backticks. */
  readonly open: readonly string[];
}

/** Why nothing is written for a table, or for a chain as a whole. */
export interface DraftRefusal {
  /** The table, or the folder of the chain. */
  readonly subject: string;
  readonly kind:
    | 'unread'
    | 'broken-chain'
    | 'branches'
    | 'several-databases'
    | 'doubtful'
    | 'dropped'
    | 'unmapped'
    | 'primary-key'
    | 'foreign-key'
    | 'no-conversion';
  /** English: what could not be read, or the names concerned; may be empty. */
  readonly detail: string;
}

/** Python as a migration writes it, and the import lines that it needs besides those of every migration. */
export interface PythonCode {
  readonly text: string;
  readonly imports: readonly string[];
}

export interface DraftColumn {
  readonly name: string;
  readonly type: PythonCode;
  readonly nullable: boolean;
  /** Python: `sa.text("now()")`. */
  readonly serverDefault: string | null;
  /** `sa.Identity(…)`, `sa.Computed(…)`. */
  readonly generated: string | null;
  readonly comment: string | null;
  readonly autoincrement: boolean | null;
}

/** `final`: no naming convention is applied to it any more (`op.f`). */
export interface DraftName {
  readonly text: string;
  readonly final: boolean;
}

export type DraftConstraint =
  | { readonly k: 'primary-key' | 'unique'; readonly name: DraftName | null; readonly columns: readonly string[] }
  | { readonly k: 'check'; readonly name: DraftName | null; readonly sql: string }
  | DraftForeignKey;

export interface DraftForeignKey {
  readonly k: 'foreign-key';
  readonly name: DraftName | null;
  readonly columns: readonly string[];
  /** `table` or `schema.table`. */
  readonly target: string;
  readonly targetColumns: readonly string[];
  /** `ondelete="CASCADE"` and its like, as Python. */
  readonly options: readonly string[];
}

export interface DraftIndex {
  readonly name: DraftName | null;
  /** Python: `"email"`, `sa.text("lower(email)")`. */
  readonly columns: readonly string[];
  readonly unique: boolean;
  /** `postgresql_using="gin"`, as Python. */
  readonly options: readonly string[];
}

/** One step of `upgrade()` or `downgrade()`. `table` is `table` or `schema.table`. */
export type DraftStep =
  | { readonly k: 'create-type'; readonly name: string; readonly values: readonly string[] }
  | { readonly k: 'drop-type'; readonly name: string }
  | { readonly k: 'add-type-value'; readonly name: string; readonly value: string; readonly after: string | null }
  | {
      readonly k: 'create-table';
      readonly table: string;
      /** A text is a column or constraint that could not be written: a comment. */
      readonly elements: readonly (DraftColumn | DraftConstraint | string)[];
      readonly comment: string | null;
    }
  | { readonly k: 'drop-table'; readonly table: string }
  | { readonly k: 'add-column'; readonly table: string; readonly column: DraftColumn }
  | { readonly k: 'drop-column'; readonly table: string; readonly column: string }
  | { readonly k: 'alter-column'; readonly table: string; readonly column: string; readonly change: DraftChange }
  | { readonly k: 'fill'; readonly table: string; readonly column: string; readonly value: string }
  | { readonly k: 'create-index'; readonly table: string; readonly index: DraftIndex; readonly concurrently: boolean }
  | { readonly k: 'drop-index'; readonly table: string; readonly name: DraftName }
  | { readonly k: 'add-constraint'; readonly table: string; readonly constraint: DraftConstraint }
  /** Makes a unique index of that name a constraint. */
  | { readonly k: 'use-index'; readonly table: string; readonly name: DraftName }
  | {
      readonly k: 'drop-constraint';
      readonly table: string;
      readonly name: DraftName;
      readonly kind: 'unique' | 'foreignkey' | 'check';
    }
  /** Lines of a comment. */
  | { readonly k: 'note'; readonly text: string };

export type DraftChange =
  | { readonly k: 'not-null'; readonly existing: PythonCode }
  | {
      readonly k: 'type';
      /** `null`: could not be written, and is not needed. */
      readonly existing: PythonCode | null;
      readonly to: PythonCode;
      readonly nullable: boolean;
      /** SQL, where the database does not convert by itself. */
      readonly using: string | null;
    }
  /** Python; `None` takes the default away. */
  | { readonly k: 'default'; readonly value: string };
