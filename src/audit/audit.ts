/** The use case that the App and the command line share: two snapshots in, one result out. */
import { auditProjects } from '../engine/audit-projects.ts';
import type { AuditResult } from '../model/audit.ts';
import type { Configuration } from '../model/config.ts';
import type { FileFacts } from '../model/facts.ts';
import { matcherOf } from '../model/glob.ts';
import type { Project } from '../model/project.ts';
import { createProject } from '../project/create-project.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';
import { coverageOf } from './coverage.ts';
import { type FactExtractor, type LoadedFacts, loadFacts } from './load-facts.ts';
import { loadHistory } from './load-history.ts';
import type { FactStore, History, Snapshot } from './ports.ts';
import { remembering } from './remembering-store.ts';
import { sqlReaderOf } from './sql-reader.ts';

export interface AuditRequest {
  readonly head: Snapshot;
  readonly base: Snapshot | null;
  /** Files renamed since base: new path → old path. */
  readonly renames: ReadonlyMap<string, string>;
  readonly configuration: Configuration;
  readonly catalogue: readonly CatalogueEntry[];
  /** Only these rules; `undefined`: all that the configuration leaves on. */
  readonly only?: ReadonlySet<string>;
  /** What the commits between base and head wrote; absent = only the two trees are looked at. */
  readonly history?: Pick<History, 'entries'> & { readonly reader: Snapshot };
  /** ISO date: suppressions expire. */
  readonly today: string;
}

/** A linked base, kept between audits: the next pull request on the same commit starts from it. */
export interface ProjectCache {
  get(key: string): LinkedBase | undefined;
  set(key: string, base: LinkedBase): void;
}

export interface LinkedBase {
  readonly loaded: LoadedFacts;
  readonly project: Project;
}

/** read: from tree to facts. link: from facts to project. judge: rules, comparison, score. publish: what stands on the platform. */
export type AuditPhase = 'read' | 'link' | 'judge' | 'publish';

export interface AuditTools {
  readonly extractor: FactExtractor;
  readonly store: FactStore;
  readonly projects?: ProjectCache;
  readonly progress?: (done: number, total: number) => void;
  /** Takes the time of a phase. */
  readonly timed?: <T>(phase: AuditPhase, work: () => Promise<T>) => Promise<T>;
}

export interface AuditOutcome {
  readonly result: AuditResult;
  readonly head: Project;
  readonly base: Project | null;
  /** Files whose facts were not in the store. */
  readonly extracted: number;
}

/** The linked trees of an audit, and what they were made of. */
export interface LinkedTrees {
  readonly head: Project;
  readonly base: Project | null;
  readonly after: LoadedFacts;
  readonly before: LoadedFacts | null;
}

/** Reads and links `head`, and `base` where there is one. Throws `AuditError` when a snapshot cannot be read. */
export async function linkTrees(
  request: Pick<AuditRequest, 'head' | 'base' | 'configuration'>,
  tools: AuditTools,
): Promise<LinkedTrees> {
  const { configuration } = request;
  const linked = request.base && (await linkBase(request.base, configuration, tools));
  const after = await load(request.head, configuration, tools, linked?.loaded.byKey);
  const base = linked?.project ?? null;
  const readSql = await sqlReaderOf(after.files);
  const head = await timed(tools, 'link', async () =>
    createProject({ paths: after.paths, files: after.files, hints: configuration.paths, readSql }, base),
  );
  return { head, base, after, before: linked?.loaded ?? null };
}

/** Audits `head`, against `base` where there is one. Throws `AuditError` when a snapshot cannot be read. */
export async function audit(request: AuditRequest, tools: AuditTools): Promise<AuditOutcome> {
  const { configuration } = request;
  const { head, base, after, before } = await linkTrees(request, tools);
  const changed = before && changedPaths(before.files, after.files);
  const trees = before ? [before, after] : [after];
  const ignored = matcherOf(configuration.paths.ignore);
  const history = request.history
    ? await loadHistory({ ...request.history, ignored, trees }, tools.extractor, tools.store)
    : [];
  const result = await timed(tools, 'judge', async () =>
    auditProjects({
      head,
      base,
      headCommit: request.head.commit,
      baseCommit: request.base?.commit ?? null,
      configuration,
      catalogue: request.catalogue,
      ...(request.only && { only: request.only }),
      today: request.today,
      history,
      renames: request.renames,
      changed,
      coverage: coverageOf(after, before, changed, configuration.language),
    }),
  );
  return { result, head, base, extracted: after.extracted + (before?.extracted ?? 0) };
}

async function linkBase(snapshot: Snapshot, { paths: hints }: Configuration, tools: AuditTools): Promise<LinkedBase> {
  const key = JSON.stringify([tools.extractor.version, snapshot.commit, hints]);
  const known = snapshot.commit === null ? undefined : tools.projects?.get(key);
  if (known) return known;
  const loaded = await load(snapshot, { paths: hints }, tools);
  const readSql = await sqlReaderOf(loaded.files);
  const project = await timed(tools, 'link', async () =>
    createProject({ paths: loaded.paths, files: loaded.files, hints, readSql }),
  );
  const linked = { loaded, project };
  if (snapshot.commit !== null) tools.projects?.set(key, linked);
  return linked;
}

function load(
  snapshot: Snapshot,
  { paths }: Pick<Configuration, 'paths'>,
  tools: AuditTools,
  known: ReadonlyMap<string, FileFacts> = new Map(),
): Promise<LoadedFacts> {
  const { extractor, store, progress } = tools;
  return timed(tools, 'read', () =>
    loadFacts(snapshot, matcherOf(paths.ignore), extractor, remembering(store, known), progress),
  );
}

/** Takes the time of a phase where somebody wants to know. */
export function timed<T>(
  { timed: take }: Pick<AuditTools, 'timed'>,
  phase: AuditPhase,
  work: () => Promise<T>,
): Promise<T> {
  return take === undefined ? work() : take(phase, work);
}

/** Paths whose content differs: within one audit, equal content has the very same facts. */
function changedPaths(
  before: ReadonlyMap<string, FileFacts>,
  after: ReadonlyMap<string, FileFacts>,
): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const [path, facts] of after) if (before.get(path) !== facts) changed.add(path);
  for (const path of before.keys()) if (!after.has(path)) changed.add(path);
  return changed;
}
