/** The linked repository, answering from memoised questions. A derived project costs what its changes cost. */

import type { Ci } from '../model/ci.ts';
import type { Dependencies, UndeclaredImport, UnresolvedImport } from '../model/dependencies.ts';
import type { Deployment } from '../model/deployment.ts';
import type { DraftRequest, MigrationDraft } from '../model/draft.ts';
import type { ErrorAnswer, ErrorHandling, SwallowedException } from '../model/errors.ts';
import type { BlockedCoroutine, LoopedTask, SessionMisuse } from '../model/execution.ts';
import type { FileFacts } from '../model/facts.ts';
import type { IgnoredSession, ImportEdge, RequestWrite, Served, SharedContainer } from '../model/layering.ts';
import type { LogCall } from '../model/logging.ts';
import type { MigrationSafety } from '../model/migration-safety.ts';
import type { ModelUse, UnknownAttribute } from '../model/model-uses.ts';
import type { FileQuestion, Project, ProjectInputs, SourceFile } from '../model/project.ts';
import type { Expr } from '../model/python.ts';
import type { Layer, Layers, Reach } from '../model/reach.ts';
import type { RouteTable } from '../model/routes.ts';
import type { Schema } from '../model/schema.ts';
import type { CodeSite, Environment, Flow, Setting, SettingGuard, Settings } from '../model/settings.ts';
import type { Tests } from '../model/tests.ts';
import { ciQuery } from './ci/ci.ts';
import { Db, type Query, query } from './db.ts';
import { dependenciesQuery } from './dependencies/projects.ts';
import { undeclaredImports } from './dependencies/undeclared.ts';
import { unresolvedImports } from './dependencies/unresolved.ts';
import { deploymentQuery } from './deployment/deployment.ts';
import { eachFile } from './each-file.ts';
import { errorAnswers } from './errors/answers.ts';
import { errorHandling } from './errors/helpers.ts';
import { swallowedExceptions } from './errors/swallowed.ts';
import { sessionMisuses } from './execution/async-sessions.ts';
import { blockedCoroutines } from './execution/coroutines.ts';
import { loopedTasks } from './execution/tasks.ts';
import { filesOfKind } from './files.ts';
import { importsOf } from './imports.ts';
import { layerOfPath, projectLayers } from './layers.ts';
import { logCalls } from './logging/log-calls.ts';
import { functionKey } from './reach/function-reach.ts';
import { reachOf } from './reach/reach.ts';
import { requestWrites } from './request-writes.ts';
import { routeTable } from './routes/table.ts';
import { draftMigrations } from './schema/draft/draft.ts';
import { migrationSafety } from './schema/safety/migration-safety.ts';
import { schemaQuery } from './schema/schema.ts';
import { modelUses } from './schema/uses/model-uses.ts';
import { unknownAttributes } from './schema/uses/unknown-attributes.ts';
import { servedIn } from './served.ts';
import { ignoredSessions } from './sessions.ts';
import { flowOf } from './settings/flow.ts';
import { guardOf, settingsQuery } from './settings/settings.ts';
import { sharedState } from './state.ts';
import { testsQuery } from './tests/tests.ts';

const projects = new WeakMap<Db, LinkedProject>();

class LinkedProject implements Project {
  readonly hints;
  readonly db: Db;

  constructor(db: Db) {
    this.db = db;
    this.hints = db.hints;
    projects.set(db, this);
  }

  paths(): readonly string[] {
    return this.db.paths();
  }

  file(path: string): SourceFile | undefined {
    const facts = this.db.facts(path);
    return facts && { path, facts };
  }

  filesOfKind(kind: FileFacts['kind']): readonly SourceFile[] {
    return this.db.get(filesOfKind, kind).flatMap((path) => this.file(path) ?? []);
  }

  routes(): RouteTable {
    return this.db.get(routeTable);
  }

  schema(): Schema {
    return this.db.get(schemaQuery);
  }

  draftMigrations(request: DraftRequest): MigrationDraft {
    return draftMigrations(this.db, request);
  }

  modelUses(path: string): readonly ModelUse[] {
    return this.db.get(modelUses, path);
  }

  unknownAttributes(path: string): readonly UnknownAttribute[] {
    return this.db.get(unknownAttributes, path);
  }

  migrationSafety(): MigrationSafety {
    return this.db.get(migrationSafety);
  }

  reach(path: string, start: number): Reach {
    return this.db.get(reachOf, functionKey(path, start));
  }

  layers(): Layers {
    return this.db.get(projectLayers);
  }

  layerOf(path: string): Layer {
    return layerOfPath(this.db, path);
  }

  importsOf(path: string): readonly ImportEdge[] {
    return this.db.get(importsOf, path);
  }

  servedBy(path: string, start: number): Served | null {
    return this.db.get(servedIn, path).get(start) ?? null;
  }

  requestWrites(): readonly RequestWrite[] {
    return this.db.get(requestWrites);
  }

  sharedState(): readonly SharedContainer[] {
    return this.db.get(sharedState);
  }

  ignoredSessions(): readonly IgnoredSession[] {
    return this.db.get(ignoredSessions);
  }

  errorAnswers(path: string): readonly ErrorAnswer[] {
    return this.db.get(errorAnswers, path);
  }

  errorHandling(): ErrorHandling {
    return this.db.get(errorHandling);
  }

  swallowedExceptions(path: string): readonly SwallowedException[] {
    return this.db.get(swallowedExceptions, path);
  }

  blockedCoroutines(path: string): readonly BlockedCoroutine[] {
    return this.db.get(blockedCoroutines, path);
  }

  loopedTasks(): readonly LoopedTask[] {
    return this.db.get(loopedTasks);
  }

  sessionMisuses(path: string): readonly SessionMisuse[] {
    return this.db.get(sessionMisuses, path);
  }

  logCalls(path: string): readonly LogCall[] {
    return this.db.get(logCalls, path);
  }

  settings(): Settings {
    return this.db.get(settingsQuery);
  }

  guardOf(setting: Setting): SettingGuard | null {
    return guardOf(this.db, setting);
  }

  ci(): Ci {
    return this.db.get(ciQuery);
  }

  tests(): Tests {
    return this.db.get(testsQuery);
  }

  deployment(): Deployment {
    return this.db.get(deploymentQuery);
  }

  dependencies(): Dependencies {
    return this.db.get(dependenciesQuery);
  }

  undeclaredImports(path: string): readonly UndeclaredImport[] {
    return this.db.get(undeclaredImports, path);
  }

  unresolvedImports(path: string): readonly UnresolvedImport[] {
    return this.db.get(unresolvedImports, path);
  }

  flow(site: CodeSite, expr: Expr, environment: Environment = new Map()): Flow {
    return flowOf(this.db, site, expr, environment);
  }

  memo<T>(key: string, compute: (project: Project) => T): T {
    return this.db.get(query(`memo:${key}`, (db) => compute(projectOf(db))));
  }

  ofFile<T>(path: string, key: string, ask: FileQuestion<T>): readonly T[] {
    return this.db.get(questionOf(key, ask), path);
  }

  eachFile<T>(kind: FileFacts['kind'], key: string, ask: FileQuestion<T>): readonly T[] {
    return eachFile(this.db, kind, questionOf(key, ask));
  }
}

const NOTHING: readonly never[] = [];

function questionOf<T>(key: string, ask: FileQuestion<T>): Query<readonly T[]> {
  return query(`file:${key}`, (db, path) => {
    const facts = db.facts(path);
    const answers = facts ? ask({ path, facts }, projectOf(db)) : NOTHING;
    return answers.length === 0 ? NOTHING : answers;
  });
}

/** Asked again for a derived database, a question must be about that database's own project. */
function projectOf(db: Db): Project {
  return projects.get(db) ?? new LinkedProject(db);
}

/**
 * Links a tree. With `base`, a project of an earlier or neighbouring state, what is the same there is not computed again;
 * the answers are the same either way. Nothing is computed before it is asked for.
 */
export function createProject(inputs: ProjectInputs, base: Project | null = null): Project {
  return new LinkedProject(new Db(inputs, base instanceof LinkedProject ? base.db : null));
}
