/** Every fixed sentence of every report. A language is one object of this type, so that none can lack a sentence. */
import type { Gate } from '../../model/audit.ts';
import type { Axis, Confidence, Severity, Stage } from '../../model/finding.ts';
import type { Downgrade, Lasting } from '../../model/migration-safety.ts';
import type { RouteChange } from '../../model/route-changes.ts';

/** Why an audit could not be carried out. */
export type FailureKind = 'config' | 'denied' | 'gone' | 'transient' | 'superseded' | 'timeout' | 'bug';

export interface Words {
  readonly axes: Readonly<Record<Axis, string>>;
  readonly severities: Readonly<Record<Severity, string>>;
  readonly confidences: Readonly<Record<Confidence, string>>;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly verdicts: Readonly<Record<Gate['conclusion'], string>>;
  /** `6.4`, `6,4`. */
  readonly decimal: string;
  readonly thousands: string;
  /** Put after the label in "label: text". */
  readonly colon: string;
  readonly semicolon: string;
  /** `1 critical, 2 major`. */
  readonly counted: (severity: Severity, count: number) => string;

  readonly score: string;
  readonly against: (base: string) => string;
  readonly axis: string;
  readonly base: string;
  readonly head: string;
  readonly change: string;

  readonly noFindings: string;
  readonly noNewFindings: string;
  readonly newFindings: (count: number) => string;
  readonly findings: (count: number) => string;
  readonly infoFolded: (count: number) => string;
  readonly existingTitle: (count: number) => string;
  readonly existingFolded: (count: number) => string;
  readonly suppressedFolded: (count: number) => string;
  readonly previewFolded: (count: number) => string;
  readonly previewNote: string;
  readonly fixedFindings: (count: number) => string;
  readonly suppressedBy: Readonly<Record<'comment' | 'configuration' | 'decision', string>>;
  readonly until: (date: string) => string;
  readonly noReason: string;

  readonly remedy: string;
  readonly related: string;
  readonly replaceLines: (from: string, to: string) => string;
  readonly replaceLine: (line: string) => string;
  readonly deleteLines: string;
  readonly causedHere: (place: string) => string;
  readonly causedBy: (place: string) => string;
  readonly locatedAt: (place: string) => string;
  readonly confidence: (confidence: string) => string;

  readonly coverage: (audited: string, files: string, count: number) => string;
  readonly skipped: (count: number) => string;
  readonly more: (count: number) => string;
  readonly problemsTitle: (count: number) => string;
  readonly incomplete: string;
  readonly rulesCrashed: (count: number) => string;
  readonly filesPartial: (count: number) => string;

  readonly routesTitle: string;
  readonly route: string;
  readonly access: string;
  /** What happened to a route. */
  readonly routeChange: Readonly<Record<RouteChange['kind'], string>>;
  /** Who may call it. */
  readonly open: string;
  readonly authenticated: string;
  readonly accessUnknown: string;
  readonly routesBelow: (count: number) => string;

  readonly migrationsTitle: string;
  readonly statement: string;
  readonly lock: string;
  readonly data: string;
  readonly noLock: string;
  readonly rowLocks: string;
  /** For how long a lock is held. */
  readonly lasting: Readonly<Record<Lasting, string>>;
  readonly lockUnknown: string;
  readonly newTable: string;
  readonly dataKept: string;
  readonly dataWritten: Readonly<Record<'added' | 'changed', string>>;
  readonly notRead: string;
  readonly line: (line: number) => string;
  readonly dataLost: Readonly<Record<'table' | 'column' | 'rows', string>>;
  readonly downgrade: Readonly<Record<Downgrade['kind'], string>>;
  readonly firstRevision: string;
  readonly follows: (parents: string) => string;
  readonly newHead: string;
  readonly noSchemaChange: string;
  readonly steps: (count: number) => string;
  /** What another pull request brings beside a revision: `#12`, ids and paths as code. */
  readonly rivalParent: (pull: string, revision: string, parent: string) => string;
  readonly rivalRoot: (pull: string, revision: string) => string;
  readonly rivalEnd: (pull: string, code: string) => string;
  readonly rivalMerge: (pull: string) => string;
  readonly rivalId: (pull: string, revision: string, path: string) => string;

  readonly fullReportTitle: string;
  readonly scoreTitle: string;
  readonly nothingCosts: string;
  /** Buttons of the check-run: what they say, at most 20 characters, and what they do, at most 40. */
  readonly buttons: Readonly<
    Record<'reaudit' | 'explain-score', { readonly label: string; readonly description: string }>
  >;

  readonly decisionsTitle: string;
  /** What was set aside: a rule, below a pattern of paths, or one finding of it. */
  readonly setAside: (rule: string, path: string | null, one: boolean) => string;
  /** `who` and `role` decided it on a day. */
  readonly decidedBy: (who: string, role: string, day: string) => string;
  readonly passedByOverride: string;
  readonly overrideTitle: (who: string) => string;
  /** In the thread of a finding. */
  readonly setAsideHere: string;

  readonly toGreen: string;
  readonly toGreenSeverity: (count: number, failOn: Severity) => string;
  readonly toGreenScore: (count: number, score: string) => string;
  readonly toGreenScoreUnknown: (count: number) => string;
  readonly toGreenReach: (count: number, score: string) => string;
  readonly ledgerTitle: string;
  readonly ledgerPoints: string;
  readonly rule: string;
  readonly place: string;
  readonly auditedCommits: (head: string, base: string | null) => string;
  readonly leftOut: (count: number) => string;

  readonly notAudited: (cause: string) => string;
  readonly notAuditedConfig: string;
  readonly notAuditedMeans: Readonly<Record<'failure' | 'neutral', string>>;
  readonly notAuditedNext: Readonly<Record<FailureKind, string>>;
  readonly pendingTitle: string;
  readonly pendingSummary: string;

  readonly reviewOpening: (score: string, count: number) => string;
  readonly reviewRest: (count: number) => string;
  readonly checkPage: string;
  readonly fixedIn: (sha: string) => string;
  /** Gone from the code, where that is not all there is to do. */
  readonly goneIn: (sha: string) => string;
  readonly originalComment: string;

  readonly help: {
    readonly title: string;
    readonly audit: string;
    readonly full: string;
    readonly explain: string;
    readonly fix: string;
    readonly ignore: string;
    readonly unignore: string;
    readonly override: string;
    readonly help: string;
    readonly ruleArgument: string;
    readonly pathArgument: string;
    readonly reasonArgument: string;
    readonly inCode: string;
  };
  readonly unknownCommand: (command: string) => string;
  readonly unknownRule: (rule: string) => string;
  readonly didYouMean: (rules: string) => string;
  readonly unfounded: (command: string) => string;
  readonly noFinding: (command: string) => string;
  readonly closed: (command: string) => string;
  readonly refused: (command: string, role: string) => string;
  readonly ruleFacts: (axis: string, severity: Severity, confidence: string, stage: string) => string;
  readonly readMore: string;
  readonly options: string;
}
