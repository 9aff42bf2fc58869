/** The linked repository, as rules see it. Built by `src/project`; everything here is derived from facts on demand. */
import type { Ci } from './ci.ts';
import type { PathHints } from './config.ts';
import type { Dependencies, UndeclaredImport, UnresolvedImport } from './dependencies.ts';
import type { Deployment } from './deployment.ts';
import type { DraftRequest, MigrationDraft } from './draft.ts';
import type { ErrorAnswer, ErrorHandling, SwallowedException } from './errors.ts';
import type { BlockedCoroutine, LoopedTask, SessionMisuse } from './execution.ts';
import type { FileFacts } from './facts.ts';
import type { IgnoredSession, ImportEdge, RequestWrite, Served, SharedContainer } from './layering.ts';
import type { LogCall } from './logging.ts';
import type { MigrationSafety } from './migration-safety.ts';
import type { ModelUse, UnknownAttribute } from './model-uses.ts';
import type { Expr } from './python.ts';
import type { Layer, Layers, Reach } from './reach.ts';
import type { RouteTable } from './routes.ts';
import type { Schema } from './schema.ts';
import type { CodeSite, Environment, Flow, Setting, SettingGuard, Settings } from './settings.ts';
import type { SqlReader } from './sql.ts';
import type { Tests } from './tests.ts';

/** One audited file: facts and where it stands. */
export interface SourceFile {
  readonly path: string;
  readonly facts: FileFacts;
}

/** What a tree is made of before anything is read. */
export interface TreeEntry {
  readonly path: string;
  /** Content id: the git blob id. Equal ids, equal bytes. */
  readonly id: string;
  readonly mode: 'file' | 'executable' | 'symlink' | 'submodule';
}

/** All that a project is built from. `paths` are those of the whole tree, audited or not, sorted by code unit. */
export interface ProjectInputs {
  readonly paths: readonly string[];
  readonly files: ReadonlyMap<string, FileFacts>;
  readonly hints: PathHints;
  /** Absent: SQL in migrations stays unread. */
  readonly readSql?: SqlReader;
}

/** About one file; whatever else it reads, it reads from `project`. */
export type FileQuestion<T> = (file: SourceFile, project: Project) => readonly T[];

export interface Project {
  readonly hints: PathHints;
  /** Every path of the tree, audited or not. */
  paths(): readonly string[];
  file(path: string): SourceFile | undefined;
  /** Audited files of one kind, in path order. */
  filesOfKind(kind: FileFacts['kind']): readonly SourceFile[];
  /** The routes as the running applications would have them. */
  routes(): RouteTable;
  /** The database as models and migrations tell it, and how they differ. */
  schema(): Schema;
  /** The migrations that are missing, written. */
  draftMigrations(request: DraftRequest): MigrationDraft;
  /** Attributes of mapped classes that a file names, in source order. */
  modelUses(path: string): readonly ModelUse[];
  /** Those among them that the class does not have. */
  unknownAttributes(path: string): readonly UnknownAttribute[];
  /** What each migration does to a database that holds rows and is in use. */
  migrationSafety(): MigrationSafety;
  /** What the function that begins at offset `start` of `path` reaches; nothing, for no function. */
  reach(path: string, start: number): Reach;
  layers(): Layers;
  layerOf(path: string): Layer;
  /** The modules of the repository that a file imports when it runs. */
  importsOf(path: string): readonly ImportEdge[];
  /** Why the function that begins at offset `start` runs while a request is answered; `null` where nothing shows that. */
  servedBy(path: string, start: number): Served | null;
  /** Lists, dictionaries and sets that live as long as the process. */
  sharedState(): readonly SharedContainer[];
  /** Data of one request that is left where all requests share it. */
  requestWrites(): readonly RequestWrite[];
  /** Functions that are given a session and work with another. */
  ignoredSessions(): readonly IgnoredSession[];
  /** Where a file answers clients because something went wrong, in source order. */
  errorAnswers(path: string): readonly ErrorAnswer[];
  /** How the application answers errors as a whole. */
  errorHandling(): ErrorHandling;
  /** Handlers of a file that catch everything and do nothing. */
  swallowedExceptions(path: string): readonly SwallowedException[];
  /** Coroutine functions of a file that hold up their event loop, in source order. */
  blockedCoroutines(path: string): readonly BlockedCoroutine[];
  /** Tasks of workers that start a loop of their own over an engine that outlives it. */
  loopedTasks(): readonly LoopedTask[];
  /** Where a file uses an asynchronous session as a synchronous one, or the reverse. */
  sessionMisuses(path: string): readonly SessionMisuse[];
  /** What a file logs or prints, in source order. */
  logCalls(path: string): readonly LogCall[];
  /** What the application is configured by. */
  settings(): Settings;
  /** The code that refuses the default of a setting, or puts another value in its place. */
  guardOf(setting: Setting): SettingGuard | null;
  /** What continuous integration runs. */
  ci(): Ci;
  /** The tests, and how pytest is configured. */
  tests(): Tests;
  /** What the manifests of the repository deploy. */
  deployment(): Deployment;
  /** What the Python projects of the repository need. */
  dependencies(): Dependencies;
  /** Imports of a file that no manifest above it asks for, in source order. */
  undeclaredImports(path: string): readonly UndeclaredImport[];
  /** Names and modules of this repository that a file imports and that do not exist. */
  unresolvedImports(path: string): readonly UnresolvedImport[];
  /** The value of an expression under an environment (none: every variable unset), and what it depends on. */
  flow(site: CodeSite, expr: Expr, environment?: Environment): Flow;
  /**
   * Remembers a computation over this project. A later project derived from this one reuses the value
   * as long as nothing that the computation read has changed. The value must be plain data, and everything read must be
   * read from the project that is passed in.
   */
  memo<T>(key: string, compute: (project: Project) => T): T;
  /** What one file has to say, remembered like the value of `memo`; nothing, for a file that is not audited. */
  ofFile<T>(path: string, key: string, ask: FileQuestion<T>): readonly T[];
  /**
   * What each audited file of a kind has to say, in path order. Each answer is remembered as by `ofFile`, and the cost for a
   * derived project is that of the files whose answers may have changed.
   */
  eachFile<T>(kind: FileFacts['kind'], key: string, ask: FileQuestion<T>): readonly T[];
}
