/** The result of one audit: what every report is rendered from. */
import type { Axis, Finding, Language, Severity } from './finding.ts';
import type { MigrationChange } from './migration-changes.ts';
import type { RouteChange } from './route-changes.ts';

export interface AuditResult {
  readonly language: Language;
  /** Commit ids, or `null` for a working tree and for an audit without base. */
  readonly head: string | null;
  readonly base: string | null;
  readonly score: Score;
  readonly gate: Gate;
  /** Sorted by status, severity, path, line, rule: the order in which people read them. Fixed findings come last. */
  readonly findings: readonly Finding[];
  /** What becomes of the routes, or `null` without base. */
  readonly routeChanges: readonly RouteChange[] | null;
  /** The revisions that come, or `null` without base. */
  readonly migrations: readonly MigrationChange[] | null;
  readonly coverage: Coverage;
}

export interface Score {
  /** 0 to 10, one decimal. */
  readonly overall: number;
  readonly axes: AxisScores;
  /** The same at the base of the comparison, or `null` without base. */
  readonly base: { readonly overall: number; readonly axes: AxisScores } | null;
  /** Every point lost at head names its finding; the points of one axis add up to what it lost. */
  readonly ledger: readonly LedgerEntry[];
}

/** The axes that some stable rule looks at: where nobody looks, there is nothing to say. */
export type AxisScores = Readonly<Partial<Record<Axis, number>>>;

export interface LedgerEntry {
  readonly axis: Axis;
  readonly rule: string;
  readonly fingerprint: string;
  /** Negative, two decimals. */
  readonly points: number;
}

export interface Gate {
  /** `neutral` only where the configuration says `mode: inform`. */
  readonly conclusion: 'success' | 'failure' | 'neutral';
  /** In the report's language, one sentence each; empty on success. */
  readonly reasons: readonly string[];
}

export interface Coverage {
  /** Files of the head tree. */
  readonly files: number;
  readonly audited: number;
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  /** Rules that crashed, files read only in part. Not empty = the audit is incomplete, and says so. */
  readonly problems: readonly Problem[];
}

export interface Problem {
  /**
   * `partial-before`: read in part, as before the pull request, which does not touch it. `others-unlisted`: what other pull
   * requests bring beside this one could not be looked at.
   */
  readonly kind:
    | 'rule-crashed'
    | 'unreadable'
    | 'partial'
    | 'partial-before'
    | 'unresolved'
    | 'suppression'
    | 'configuration'
    | 'others-unlisted';
  readonly path: string | null;
  readonly line: number | null;
  readonly rule: string | null;
  /** In the report's language. */
  readonly message: string;
}

export interface GatePolicy {
  readonly failOn: Severity | 'never';
  readonly minScore: number;
  readonly maxDrop: number;
  readonly mode: 'enforce' | 'inform';
  readonly onError: 'failure' | 'neutral';
}
