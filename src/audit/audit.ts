/** The use case that the App and the command line share: two snapshots in, one result out. */
import { auditProjects } from '../engine/audit-projects.ts';
import type { AuditResult, Coverage, Problem } from '../model/audit.ts';
import type { Configuration } from '../model/config.ts';
import type { FileFacts } from '../model/facts.ts';
import type { Language } from '../model/finding.ts';
import { matcherOf } from '../model/glob.ts';
import type { Project } from '../model/project.ts';
import { spanOf } from '../model/span.ts';
import { createProject } from '../project/create-project.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';
import { coverageWords } from './coverage-words.ts';
import { type FactExtractor, type LoadedFacts, loadFacts } from './load-facts.ts';
import type { FactStore, Snapshot } from './ports.ts';
import { remembering } from './remembering-store.ts';

export interface AuditRequest {
  readonly head: Snapshot;
  readonly base: Snapshot | null;
  /** Files renamed since base: new path → old path. */
  readonly renames: ReadonlyMap<string, string>;
  readonly configuration: Configuration;
  readonly catalogue: readonly CatalogueEntry[];
  /** Only these rules; `undefined`: all that the configuration leaves on. */
  readonly only?: ReadonlySet<string>;
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

export interface AuditTools {
  readonly extractor: FactExtractor;
  readonly store: FactStore;
  readonly projects?: ProjectCache;
  readonly progress?: (done: number, total: number) => void;
}

export interface AuditOutcome {
  readonly result: AuditResult;
  readonly head: Project;
  readonly base: Project | null;
  /** Files whose facts were not in the store. */
  readonly extracted: number;
}

/** Audits `head`, against `base` where there is one. Throws `AuditError` when a snapshot cannot be read. */
export async function audit(request: AuditRequest, tools: AuditTools): Promise<AuditOutcome> {
  const { configuration } = request;
  const before = request.base && (await linkBase(request.base, configuration, tools));
  const after = await load(request.head, configuration, tools, before?.loaded.byKey);
  const base = before?.project ?? null;
  const head = createProject({ paths: after.paths, files: after.files, hints: configuration.paths }, base);
  const changed = before && changedPaths(before.loaded.files, after.files);
  const result = auditProjects({
    head,
    base,
    headCommit: request.head.commit,
    baseCommit: request.base?.commit ?? null,
    configuration,
    catalogue: request.catalogue,
    ...(request.only && { only: request.only }),
    today: request.today,
    renames: request.renames,
    changed,
    coverage: coverageOf(after, changed, configuration.language),
  });
  return { result, head, base, extracted: after.extracted + (before?.loaded.extracted ?? 0) };
}

async function linkBase(snapshot: Snapshot, { paths: hints }: Configuration, tools: AuditTools): Promise<LinkedBase> {
  const key = JSON.stringify([tools.extractor.version, snapshot.commit, hints]);
  const known = snapshot.commit === null ? undefined : tools.projects?.get(key);
  if (known) return known;
  const loaded = await load(snapshot, { paths: hints }, tools);
  const linked = { loaded, project: createProject({ paths: loaded.paths, files: loaded.files, hints }) };
  if (snapshot.commit !== null) tools.projects?.set(key, linked);
  return linked;
}

function load(
  snapshot: Snapshot,
  { paths }: Pick<Configuration, 'paths'>,
  { extractor, store, progress }: AuditTools,
  known: ReadonlyMap<string, FileFacts> = new Map(),
): Promise<LoadedFacts> {
  return loadFacts(snapshot, matcherOf(paths.ignore), extractor, remembering(store, known), progress);
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

function coverageOf(loaded: LoadedFacts, changed: ReadonlySet<string> | null, language: Language): Coverage {
  const words = coverageWords(language);
  const problems: Problem[] = [];
  const skipped = loaded.skipped.map(({ path, reason }) => ({ path, reason: words[reason] }));
  for (const [path, facts] of loaded.files) {
    for (const problem of facts.problems) {
      if (problem.kind === 'binary' || problem.kind === 'too-large')
        skipped.push({ path, reason: words[problem.kind] });
      // The odd character of an old document changes no verdict.
      else if (problem.kind !== 'encoding' || facts.kind !== 'text') {
        const kind = changed === null || changed.has(path) ? 'partial' : 'partial-before';
        const { line } = spanOf(facts.lineStarts, problem);
        problems.push({ kind, path, line, rule: null, message: words[problem.kind] });
      }
    }
  }
  skipped.sort((a, b) => (a.path < b.path ? -1 : 1));
  const files = loaded.files.size + loaded.skipped.length;
  return { files, audited: files - skipped.length, skipped, problems };
}
