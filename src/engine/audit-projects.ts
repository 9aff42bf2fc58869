/**
 * Head and base → the result of the audit: run, compare, suppress, word, score, gate.
 * INVARIANT: pure; the same input gives the same result, to the byte.
 */
import type { AuditResult, Coverage, Problem, Score } from '../model/audit.ts';
import type { Configuration } from '../model/config.ts';
import type { Axis, Finding, Language, Status, Suppressed } from '../model/finding.ts';
import type { HistoricFile } from '../model/history.ts';
import type { Project } from '../model/project.ts';
import { rankOf } from '../model/severity.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';
import { type Compared, compare, isFact, type Side } from './compare.ts';
import { compareMigrations } from './compare-migrations.ts';
import { compareRoutes } from './compare-routes.ts';
import { findInHistory } from './find-in-history.ts';
import { bestOfSame, type Covered, foldSame } from './fold-same.ts';
import { decideGate } from './gate.ts';
import { byPlace, byText } from './order.ts';
import type { RuleFailure } from './run-rule.ts';
import { runRules } from './run-rules.ts';
import { auditedAxes, computeScore, scoreOfFindings, type Weighed } from './score.ts';
import { type ActiveRule, gravityOf, selectRules } from './select-rules.ts';
import { sentences } from './sentences.ts';
import { Suppressions, type Waiver } from './suppress.ts';
import { wordFinding } from './word-finding.ts';
import { asCode, asText } from './words.ts';

export interface AuditInput {
  readonly head: Project;
  readonly base: Project | null;
  readonly headCommit: string | null;
  readonly baseCommit: string | null;
  readonly configuration: Configuration;
  /** All rules, even when only some are to run: suppressions and the score refer to them. */
  readonly catalogue: readonly CatalogueEntry[];
  /** Runs these rules only; absent = all that the configuration does not turn off. */
  readonly only?: ReadonlySet<string>;
  /** ISO date. */
  readonly today: string;
  /** Path at head → path at base. */
  readonly renames: ReadonlyMap<string, string>;
  /** Paths at head that the pull request touches; `null` without one. */
  readonly changed: ReadonlySet<string> | null;
  readonly coverage: Coverage;
  /** What the commits between base and head held, oldest first; absent = not looked at. */
  readonly history?: readonly HistoricFile[];
  /** Suppressions that do not stand in the code. */
  readonly waivers?: readonly Waiver[];
}

/** Audits a project, against its base where there is one. Never throws because of a rule or of what is audited. */
export function auditProjects(input: AuditInput): AuditResult {
  const { configuration, catalogue } = input;
  const rules = selectRules(catalogue, configuration, input.only ?? null);
  const { ignore } = configuration.paths;
  // The base first: what the head has in common with it is then known already.
  const base = input.base && { project: input.base, detection: runRules(input.base, rules, ignore) };
  const head: Side = { project: input.head, detection: runRules(input.head, rules, ignore) };
  const { history = [], today } = input;
  const past = findInHistory({ files: history, rules, head, base, today });
  const telling = tellFindings([...compare(head, base, input.renames), ...past], { head, base, rules, input });
  const score = scoreSides(telling, base !== null, auditedAxes(catalogue));
  const problems = [
    ...input.coverage.problems,
    ...failureProblems(head.detection.failures, configuration.language, 'head'),
    ...failureProblems(base?.detection.failures ?? [], configuration.language, 'base'),
    ...telling.wordless,
    ...suppressionProblems(telling.atHead, { head, rules, input }),
  ];
  const routes = changesOf('routes', input, (one, two) => compareRoutes(one.routes(), two.routes()));
  const migrations = changesOf('migrations', input, (one, two) =>
    compareMigrations(one.migrationSafety(), two.migrationSafety()),
  );
  problems.push(...routes.problems, ...migrations.problems);
  const gate = decideGate({ findings: telling.findings, score, problems }, configuration.gate, configuration.language);
  return {
    language: configuration.language,
    head: input.headCommit,
    base: input.baseCommit,
    score,
    gate,
    findings: telling.findings,
    routeChanges: routes.changes,
    migrations: migrations.changes,
    coverage: { ...input.coverage, problems: sortProblems(problems) },
  };
}

/** The rules have asked for what is compared already. Like a rule, the comparison may crash without taking the audit with it. */
function changesOf<T>(
  what: string,
  { head, base, only, configuration }: AuditInput,
  compareSides: (base: Project, head: Project) => T,
): { readonly changes: T | null; readonly problems: readonly Problem[] } {
  if (base === null || only) return { changes: null, problems: [] };
  try {
    return { changes: compareSides(base, head), problems: [] };
  } catch (error) {
    const message = sentences(configuration.language).crashed(what, asText(String(error)));
    return { changes: null, problems: [{ kind: 'rule-crashed', path: null, line: null, rule: null, message }] };
  }
}

interface Telling {
  /** Sorted, without what was suppressed before it was fixed. */
  readonly findings: readonly Finding[];
  /** What the base weighs. */
  readonly openAtBase: readonly Weighed[];
  readonly wordless: readonly Problem[];
  readonly atHead: Suppressions;
}

interface Sides {
  readonly head: Side;
  readonly base: Side | null;
  readonly rules: readonly ActiveRule[];
  readonly input: AuditInput;
}

function tellFindings(compared: readonly Compared[], { head, base, rules, input }: Sides): Telling {
  const { language } = input.configuration;
  const byId = new Map(rules.map((active) => [active.meta.id, active]));
  const atHead = new Suppressions(head.detection.suppressions, input.today, input.waivers);
  const atBase = base && new Suppressions(base.detection.suppressions, input.today, input.waivers);
  const wordless = new Map<string, Problem>();
  const coverOf = (one: Compared, suppressions: Suppressions): Suppressed | null =>
    (one.home && suppressions.cover(one.rule, one.home)) ?? suppressions.cover(one.rule, one.found.at);
  const covered = compared.flatMap((one): Covered[] => {
    const isGone = one.status === 'fixed' && atBase !== null;
    const suppressed = coverOf(one, isGone ? atBase : atHead);
    return isGone && suppressed !== null ? [] : [{ ...one, suppressed }];
  });
  const tell = (one: Covered): Finding[] => {
    const active = byId.get(one.rule);
    if (!active) return [];
    const { finding, missing } = wordFinding(one, { active, language, changed: input.changed });
    if (missing.length > 0 && !wordless.has(one.rule))
      wordless.set(one.rule, wordlessProblem(finding, missing, language));
    return [finding];
  };
  const findings = foldSame(covered, base, input.renames).flatMap(tell);
  const open = (base?.detection.detected ?? []).filter((one) => isFact(one) && !atBase?.cover(one.rule, one.found.at));
  const openAtBase = bestOfSame(open).flatMap(({ rule, found, fingerprint }): Weighed[] => {
    const active = byId.get(rule);
    if (active?.meta.stage !== 'stable') return [];
    return [{ ...gravityOf(active, found), axis: active.meta.axis, rule, fingerprint }];
  });
  return { findings: findings.sort(byReading), openAtBase, wordless: [...wordless.values()], atHead };
}

const STATUS_ORDER: Readonly<Record<Status, number>> = { new: 0, existing: 1, fixed: 2 };

/** The order in which people read. */
function byReading(a: Finding, b: Finding): number {
  return (
    STATUS_ORDER[a.status] - STATUS_ORDER[b.status] ||
    rankOf(a.severity) - rankOf(b.severity) ||
    byPlace(a, b) ||
    byText(a.rule, b.rule) ||
    byText(a.fingerprint, b.fingerprint)
  );
}

function scoreSides({ findings, openAtBase }: Telling, hasBase: boolean, audited: ReadonlySet<Axis>): Score {
  const { overall, axes, ledger } = scoreOfFindings(findings, audited);
  if (!hasBase) return { overall, axes, base: null, ledger };
  const before = computeScore(openAtBase, audited);
  return { overall, axes, base: { overall: before.overall, axes: before.axes }, ledger };
}

function failureProblems(failures: readonly RuleFailure[], language: Language, side: 'head' | 'base'): Problem[] {
  const say = sentences(language);
  return failures.map(({ rule, path, kind, reason }) => {
    const word = kind === 'malformed' ? say.malformed : side === 'base' ? say.crashedAtBase : say.crashed;
    return { kind: 'rule-crashed', path, line: null, rule, message: word(rule, asText(reason)) };
  });
}

function wordlessProblem(finding: Finding, missing: readonly string[], language: Language): Problem {
  const message = sentences(language).wordless(finding.rule, missing.map(asCode).join(', '));
  return { kind: 'partial', path: finding.path, line: finding.span.line, rule: finding.rule, message };
}

function suppressionProblems(
  atHead: Suppressions,
  { head, rules, input }: { head: Side; rules: readonly ActiveRule[]; input: AuditInput },
): Problem[] {
  const ids = new Set(rules.map(({ meta }) => meta.id));
  const failed = new Set(head.detection.failures.map(({ rule }) => rule));
  const known = new Set(input.catalogue.map(({ meta }) => meta.id));
  return atHead.problems(known, (rule) => ids.has(rule) && !failed.has(rule), input.configuration.language);
}

function sortProblems(problems: readonly Problem[]): Problem[] {
  const key = ({ path, line, kind, rule, message }: Problem): string =>
    JSON.stringify([path ?? '', String(line ?? 0).padStart(9, '0'), kind, rule ?? '', message]);
  return [...new Map(problems.map((problem) => [key(problem), problem]))]
    .sort(([a], [b]) => byText(a, b))
    .map(([, problem]) => problem);
}
