/** One verdict in numbers, kept so that a repository can be looked at over time. */
import type { AuditResult, AxisScores } from '../model/audit.ts';
import { SEVERITIES, type Severity } from '../model/finding.ts';
import type { CheckConclusion, PullRequestState } from './ports.ts';

export interface AuditRecord {
  /** GitHub's id. */
  readonly repository: number;
  /** The page of the repository when it was audited. */
  readonly repositoryUrl: string;
  /** `null`: the default branch. */
  readonly pullRequest: number | null;
  readonly head: string;
  readonly base: string;
  readonly score: number;
  readonly axes: AxisScores;
  readonly conclusion: CheckConclusion;
  /** New findings that nobody suppressed. */
  readonly counts: Readonly<Record<Severity, number>>;
  /** The same by rule: only rules that found something. */
  readonly rules: Readonly<Record<string, number>>;
  /** Version of the extractor: other facts, other findings. */
  readonly engine: string;
  readonly milliseconds: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Never fails: a verdict does not depend on whether it is remembered. */
export interface AuditStore {
  add(record: AuditRecord): Promise<void>;
}

export interface Concluded {
  readonly state: Pick<PullRequestState, 'repository' | 'repositoryUrl' | 'headSha'> & {
    readonly number: number | null;
  };
  readonly mergeBase: string;
  readonly result: AuditResult;
  readonly conclusion: CheckConclusion;
  readonly engine: string;
  readonly started: number;
  readonly ended: number;
}

export function recordOf({ state, mergeBase, result, conclusion, engine, started, ended }: Concluded): AuditRecord {
  const open = result.findings.filter(({ status, suppressed }) => status === 'new' && suppressed === null);
  const countOf = (severity: Severity) => open.filter((finding) => finding.severity === severity).length;
  const [critical, major, minor, info] = SEVERITIES.map(countOf);
  return {
    repository: state.repository,
    repositoryUrl: state.repositoryUrl,
    pullRequest: state.number,
    head: state.headSha,
    base: mergeBase,
    score: result.score.overall,
    axes: result.score.axes,
    conclusion,
    rules: Object.fromEntries([...Map.groupBy(open, ({ rule }) => rule)].map(([rule, found]) => [rule, found.length])),
    counts: { critical: critical ?? 0, major: major ?? 0, minor: minor ?? 0, info: info ?? 0 },
    engine,
    milliseconds: Math.round(ended - started),
    at: ended,
  };
}
