/**
 * Runs the rules over one project, paying for what changed only: what file rules say is remembered with the facts of
 * the file, what project rules say with the project.
 */
import type { FileFacts, SuppressionFact } from '../model/facts.ts';
import { matcherOf, type PathMatcher } from '../model/glob.ts';
import type { Project, SourceFile } from '../model/project.ts';
import type { LinesOf } from './check-found.ts';
import { byPlace, byText } from './order.ts';
import { type Detected, type Detection, type RuleFailure, runRule } from './run-rule.ts';
import { type ActiveRule, keyOf } from './select-rules.ts';

export interface ProjectDetection extends Detection {
  /** The files that hold suppressions, in path order. */
  readonly suppressions: ReadonlyMap<string, readonly SuppressionFact[]>;
}

/** What was found in a project the last time: the base of a pull request is asked at every push. */
const lastRuns = new WeakMap<Project, { readonly key: string; readonly detection: ProjectDetection }>();

/** All that the rules find in files that are not ignored (globs), sorted by rule and place. */
export function runRules(project: Project, rules: readonly ActiveRule[], ignore: readonly string[]): ProjectDetection {
  const key = JSON.stringify([keyOf(rules), ignore]);
  const last = lastRuns.get(project);
  if (last?.key === key) return last.detection;
  const detection = run(project, rules, matcherOf(ignore));
  lastRuns.set(project, { key, detection });
  return detection;
}

function run(project: Project, rules: readonly ActiveRule[], isIgnored: PathMatcher): ProjectDetection {
  const detected: Detected[] = [];
  const failures: RuleFailure[] = [];
  const suppressions = new Map<string, readonly SuppressionFact[]>();
  const add = (detection: Detection): void => {
    detected.push(...detection.detected);
    failures.push(...detection.failures);
  };
  const fileRules = rules.filter(({ rule }) => rule.scope === 'file');
  const key = keyOf(fileRules);
  for (const path of project.paths()) {
    const file = isIgnored(path) ? undefined : project.file(path);
    if (!file) continue;
    add(remember(file, key, () => runOnFile(file, fileRules)));
    if (file.facts.suppressions.length > 0) suppressions.set(path, file.facts.suppressions);
  }
  for (const active of rules) {
    if (active.rule.scope !== 'project') continue;
    const { detected: all, failures } = project.memo(`rule:${active.meta.id}:${keyOf([active])}`, (at) =>
      runOnProject(at, active),
    );
    add({ detected: all.filter(({ found }) => !isIgnored(found.at.path)), failures });
  }
  detected.sort(
    (a, b) => byText(a.rule, b.rule) || byPlace(a.found.at, b.found.at) || byText(a.fingerprint, b.fingerprint),
  );
  failures.sort((a, b) => byText(a.rule, b.rule) || byText(a.path ?? '', b.path ?? '') || byText(a.reason, b.reason));
  return { detected, failures, suppressions };
}

/** Ways to run the rules (configurations) that are remembered with one file's facts. */
const MAX_WAYS = 4;
/** Paths of the same content: an empty `__init__.py` stands in hundreds of folders. */
const MAX_PATHS = 10_000;

type ByPath = Map<string, Detection>;
const remembered = new WeakMap<FileFacts, Map<string, ByPath>>();

/** A file rule sees the facts and the path of its file, and its options: its answer depends on nothing else. */
function remember({ path, facts }: SourceFile, rulesKey: string, ask: () => Detection): Detection {
  const ways = remembered.get(facts);
  const byPath = ways?.get(rulesKey);
  const known = byPath?.get(path);
  if (known) return known;
  const detection = ask();
  if (byPath && byPath.size < MAX_PATHS) byPath.set(path, detection);
  else if (ways && ways.size < MAX_WAYS) ways.set(rulesKey, new Map([[path, detection]]));
  else remembered.set(facts, new Map([[rulesKey, new Map([[path, detection]])]]));
  return detection;
}

const NOTHING: Detection = { detected: [], failures: [] };

function runOnFile(file: SourceFile, rules: readonly ActiveRule[]): Detection {
  const detected: Detected[] = [];
  const failures: RuleFailure[] = [];
  // Another file may change without this one: a file rule cannot point there.
  const linesOf: LinesOf = (path) => (path === file.path ? file.facts.lineStarts.length : null);
  for (const { meta, rule, options } of rules) {
    if (rule.scope !== 'file') continue;
    const detection = runRule({ meta, path: file.path, linesOf, detect: () => rule.detect({ file, options }) });
    detected.push(...detection.detected);
    failures.push(...detection.failures);
  }
  return detected.length + failures.length === 0 ? NOTHING : { detected, failures };
}

function runOnProject(project: Project, { meta, rule, options }: ActiveRule): Detection {
  if (rule.scope !== 'project') return NOTHING;
  const linesOf: LinesOf = (path) => {
    const file = project.file(path);
    if (file) return file.facts.lineStarts.length;
    // A file that was not audited may be pointed at as a whole.
    return project.paths().includes(path) ? 1 : null;
  };
  return runRule({ meta, path: null, linesOf, detect: () => rule.detect({ project, options }) });
}
