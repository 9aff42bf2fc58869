/**
 * The database as the repository tells it: once by the mapped classes, once by replaying the migrations.
 * What could not be read is named with its reason and is never guessed: a table with an entry in `unknown` may hold more or
 * less than its `columns` say.
 */
import type { Column, TableConstraint } from './column.ts';
import type { Operation } from './migration.ts';
import type { Clock } from './model-uses.ts';
import type { Place } from './span.ts';

export * from './column.ts';

export interface ModelColumn extends Column {
  /** The Python attribute, `null` in a `Table(…)`. */
  readonly attribute: string | null;
  /** The mixin or base that declares it, as it is named there; `null` for the class itself. */
  readonly inheritedFrom: string | null;
  /** Filled in by Python on insert (`default=`, `default_factory=`). */
  readonly pythonDefault: boolean;
  /** A default that is a text, as written. */
  readonly defaultText?: string;
  /** What a default that is the time says of its zone. */
  readonly defaultClock?: Clock;
  /** `ForeignKey(User.id)`: the class and attribute that it names, as `path#User` and `id`. */
  readonly refersTo?: { readonly key: string; readonly attribute: string };
}

/** Something that could not be read, and what it makes unknown. */
export interface Unread extends Place {
  /** English, names of the code in backticks. */
  readonly reason: string;
  /** The table concerned, `null` for all. */
  readonly table: string | null;
}

export interface ModelTable {
  /** `table` or `schema.table`. */
  readonly name: string;
  readonly columns: readonly ModelColumn[];
  /** Class or variable, as a dotted name inside its module. */
  readonly symbol: string;
  readonly at: Place;
  /** The declarative base or metadata object it belongs to (`app/db.py#Base`), `null` where it could not be told. */
  readonly metadata: string | null;
  readonly unknown: readonly Unread[];
  /** Why migrations do not have to know it: a view, `info={"skip_autogenerate": True}`, declared in tests … else `null`. */
  readonly exempt: 'view' | 'skipped' | 'test' | 'external' | null;
  /** Those of `__table_args__`, as far as they could be read. */
  readonly constraints: readonly TableConstraint[];
}

export interface ModelSchema {
  readonly tables: readonly ModelTable[];
  readonly unknown: readonly Unread[];
}

export interface ChainTable {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Where it was created; for a table that no migration creates, the first that mentions it. */
  readonly at: Place;
  /** False: migrations alter it, but none creates it. Its other columns were there before. */
  readonly complete: boolean;
  /** Created only where it was not there (`IF NOT EXISTS`, `if not inspector.has_table(…)`). */
  readonly guarded: boolean;
  readonly view: boolean;
  readonly unknown: readonly Unread[];
  /** Unique and check constraints that migrations leave, unique indexes among them. `null`: some may not have been read. */
  readonly constraints: readonly TableConstraint[] | null;
  /** Columns that operations take as being there and none has made: something that could not be seen made them. */
  readonly mentioned: readonly string[];
}

/** A literal that a migration writes into a column whose enumeration does not have it at that time. */
export interface StrayLiteral {
  readonly at: Place;
  readonly table: string;
  readonly column: string;
  readonly literal: string;
  /** Name of the type, and what it holds. */
  readonly type: string;
  readonly values: readonly string[];
  readonly by: 'data' | 'default';
}

/** A native enumeration type after all migrations. */
export interface ChainType {
  readonly name: string;
  readonly values: readonly string[] | null;
  readonly at: Place;
}

export interface Revision {
  readonly id: string;
  readonly path: string;
  readonly at: Place;
  /** Ids, as far as they could be read. */
  readonly down: readonly string[];
  readonly dependsOn: readonly string[];
  readonly labels: readonly string[];
  /** First line of the docstring, or empty. */
  readonly message: string;
  /** `Create Date` of the docstring as written, or `null`. */
  readonly created: string | null;
  /** `upgrade()` changes nothing of the schema. */
  readonly empty: boolean;
  /** What `upgrade()` does, in order. */
  readonly operations: readonly Operation[];
}

export interface RevisionProblem extends Place {
  readonly kind: 'missing-parent' | 'duplicate-id' | 'cycle' | 'unreadable';
  readonly revision: string;
  /** The id that is missing, the other path, or the reason. */
  readonly detail: string;
}

/** One Alembic tree and what replaying it gives. */
export interface Chain {
  /** Folder, relative to the repository. */
  readonly scriptLocation: string;
  readonly versionLocations: readonly string[];
  /** The file that configures it (`alembic.ini`, `pyproject.toml`) or, where only the folder tells, `env.py`. */
  readonly configuredBy: string;
  readonly env: string | null;
  /** Parents first. */
  readonly revisions: readonly Revision[];
  readonly heads: readonly string[];
  readonly roots: readonly string[];
  readonly problems: readonly RevisionProblem[];
  readonly tables: readonly ChainTable[];
  readonly types: readonly ChainType[];
  /** The database was there before: the roots create nothing, or tables are altered that nothing creates. */
  readonly baseline: boolean;
  /** A migration calls `create_all`: everything mapped at that time exists. */
  readonly createAll: boolean;
  readonly unknown: readonly Unread[];
  /** Tables that `include_object` or `exclude_tables` of env.py names, and autogenerate leaves alone. */
  readonly excluded: readonly string[];
  readonly strays: readonly StrayLiteral[];
  /** Metadata that env.py compares with: as `ModelTable.metadata`; empty where one could not be told. */
  readonly metadata: readonly string[];
}

/** A folder of migrations in which no chain looks. */
export interface OrphanTree {
  readonly folder: string;
  /** `scriptLocation` of the chain that they seem to be meant for, and where that one looks. */
  readonly chain: string;
  readonly looked: readonly string[];
  /** A revision here names one of the chain as its parent, or has the same id: the two are one history. */
  readonly linked: boolean;
  /** It has an `env.py` of its own. */
  readonly env: boolean;
  readonly revisions: readonly { readonly id: string; readonly path: string; readonly at: Place }[];
}

/** A tree that Alembic is told of and that holds no revision. */
export type EmptyTree = Pick<Chain, 'scriptLocation' | 'versionLocations' | 'configuredBy' | 'env'>;

export type Difference =
  | {
      readonly kind: 'missing-table';
      readonly table: ModelTable;
      readonly chain: Chain;
      /** It may have been in the database before the first migration: worth saying only where it is new. */
      readonly doubtful: boolean;
      readonly unread: string;
      /** The application calls `create_all`, which makes tables that are missing. */
      readonly selfMade: boolean;
    }
  /** `columns` may be empty where it is doubtful. */
  | {
      readonly kind: 'missing-columns';
      readonly table: ModelTable;
      readonly chain: Chain;
      readonly columns: readonly ModelColumn[];
      readonly doubtful: boolean;
      /**
       * Identifies the statements that could not be read and may concern the table; empty: all were read. Where it is the same
       * in two states of a repository, those statements have nothing to do with what came in between.
       */
      readonly unread: string;
      /** Operations take the columns as being there: they fail, or something that could not be seen made them. */
      readonly needed?: true;
    }
  | {
      readonly kind: 'unmapped-columns';
      readonly table: ModelTable;
      readonly chain: Chain;
      readonly columns: readonly Column[];
      readonly doubtful: boolean;
    }
  /** What a migration takes away while a class maps it. No columns: the table itself. */
  | {
      readonly kind: 'dropped';
      readonly table: ModelTable;
      readonly chain: Chain;
      readonly columns: readonly ModelColumn[];
      /** The operation. */
      readonly at: Place;
      readonly revision: string;
    }
  /** A table that migrations create and no model knows. */
  | { readonly kind: 'unmapped-table'; readonly table: ChainTable; readonly chain: Chain };

/** A mapped table and what migrations leave of it: of both everything is known that they say. */
export interface Pair {
  readonly model: ModelTable;
  readonly table: ChainTable;
  readonly chain: Chain;
}

export interface Schema {
  readonly models: ModelSchema;
  readonly chains: readonly Chain[];
  readonly orphans: readonly OrphanTree[];
  /** Those whose files could all be had: not in a submodule, and not too large. */
  readonly empty: readonly EmptyTree[];
  readonly differences: readonly Difference[];
  /** Tables that one class maps and one chain makes. */
  readonly pairs: readonly Pair[];
  /** Those that a statement which could not be read may concern as well; `unread` is that of differences. */
  readonly doubtfulPairs: readonly (Pair & { readonly unread: string })[];
}
