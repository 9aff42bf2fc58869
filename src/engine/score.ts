/**
 * Findings → 0 to 10 for each axis and overall, with a ledger that names the finding behind every point lost.
 * Only additions, products and divisions: the same bytes on every machine.
 * INVARIANT: one more finding never raises a score; one less never lowers it.
 */
import type { AxisScores, LedgerEntry, Score } from '../model/audit.ts';
import { AXES, type Axis, type Confidence, type Finding, type Severity } from '../model/finding.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';
import { byText } from './order.ts';

/** What one finding weighs. Six major findings of different rules weigh as much as one critical. */
const SEVERITY_WEIGHT: Readonly<Record<Severity, number>> = { critical: 12, major: 2, minor: 0.5, info: 0 };

/** Doubt lightens. */
const CONFIDENCE_WEIGHT: Readonly<Record<Confidence, number>> = { high: 1, medium: 0.7, low: 0.4 };

/** Each further site of one rule weighs this much of the one before: the second is news, the fiftieth is not. */
const REPEAT = 0.6;

/** The weight at which an axis stands at 5: five major findings. */
const HALF = 10;

/** An axis with an open critical finding does not pass this, whatever else is right, unless the rule doubts itself. */
const CRITICAL_AXIS_CAP = 4;
const CRITICAL_OVERALL_CAP = 6;

/** The overall stands between the mean of the axes and the worst of them: a mean alone forgives one rotten axis. */
const WORST_SHARE = 1 / 3;

export interface Weighed {
  readonly axis: Axis;
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly fingerprint: string;
}

export type ScoreOfOneSide = Pick<Score, 'overall' | 'axes' | 'ledger'>;

/** The axes that some stable rule looks at. */
export function auditedAxes(catalogue: readonly CatalogueEntry[]): ReadonlySet<Axis> {
  return new Set(catalogue.filter(({ meta }) => meta.stage === 'stable').map(({ meta }) => meta.axis));
}

/** The score of a tree with these findings: that of what is open in it. What only its history holds gates without weighing. */
export function scoreOfFindings(findings: readonly Finding[], audited: ReadonlySet<Axis>): ScoreOfOneSide {
  const open = findings.filter(
    ({ stage, suppressed, status, commit }) =>
      stage === 'stable' && suppressed === null && status !== 'fixed' && commit === null,
  );
  return computeScore(open, audited);
}

/**
 * The score of what is open. `audited` are the axes that some rule looks at: the others have no score, since nobody looked.
 */
export function computeScore(open: readonly Weighed[], audited: ReadonlySet<Axis>): ScoreOfOneSide {
  const byAxis = Map.groupBy(open, ({ axis }) => axis);
  const scored = AXES.filter((axis) => audited.has(axis)).map(
    (axis) => [axis, scoreAxis(byAxis.get(axis) ?? [])] as const,
  );
  const axes: AxisScores = Object.fromEntries(scored.map(([axis, { score }]) => [axis, score]));
  return {
    overall: overallOf(
      scored.map(([, { score }]) => score),
      open.some(caps),
    ),
    axes,
    ledger: scored.flatMap(([, { ledger }]) => ledger),
  };
}

function overallOf(scores: readonly number[], capped: boolean): number {
  if (scores.length === 0) return 10;
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const overall = mean * (1 - WORST_SHARE) + Math.min(...scores) * WORST_SHARE;
  return roundDown(capped ? Math.min(overall, CRITICAL_OVERALL_CAP) : overall);
}

/** Only a finding that the rule stands by caps a score. */
function caps({ severity, confidence }: Weighed): boolean {
  return severity === 'critical' && confidence !== 'low';
}

function scoreAxis(findings: readonly Weighed[]): { score: number; ledger: LedgerEntry[] } {
  const weights = weigh(findings);
  const weight = sum(weights.values());
  const uncapped = (10 * HALF) / (HALF + weight);
  const culprits = findings.filter(caps);
  const score = roundDown(culprits.length > 0 ? Math.min(uncapped, CRITICAL_AXIS_CAP) : uncapped);
  // What the weights take, each its share; what the cap takes beyond that, from those that caused it.
  const byWeight = culprits.length > 0 ? 10 - Math.max(uncapped, score) : 10 - score;
  const byCap = 10 - score - byWeight;
  const culpritWeight = sum(culprits.map((finding) => weights.get(finding) ?? 0));
  const shares = new Map(
    [...weights].map(([finding, own]) => {
      const ofCap = caps(finding) ? (byCap * own) / culpritWeight : 0;
      return [finding, weight === 0 ? 0 : (byWeight * own) / weight + ofCap];
    }),
  );
  return { score, ledger: toLedger(shares, Math.round((10 - score) * 100)) };
}

/** The weight of each finding: within one rule the heaviest counts in full, each further one less. */
function weigh(findings: readonly Weighed[]): Map<Weighed, number> {
  const weights = new Map<Weighed, number>();
  const full = ({ severity, confidence }: Weighed): number => SEVERITY_WEIGHT[severity] * CONFIDENCE_WEIGHT[confidence];
  const sorted = [...findings].sort(
    (a, b) => byText(a.rule, b.rule) || full(b) - full(a) || byText(a.fingerprint, b.fingerprint),
  );
  let rule = '';
  let share = 1;
  for (const finding of sorted) {
    share = finding.rule === rule ? share * REPEAT : 1;
    rule = finding.rule;
    weights.set(finding, full(finding) * share);
  }
  return weights;
}

/** Whole hundredths that add up to `total`: what rounding leaves goes to those that lost most of it. */
function toLedger(shares: ReadonlyMap<Weighed, number>, total: number): LedgerEntry[] {
  const rows = [...shares].map(([finding, points]) => {
    const whole = Math.floor(points * 100);
    return { finding, whole, rest: points * 100 - whole };
  });
  let left = total - sum(rows.map(({ whole }) => whole));
  rows.sort((a, b) => b.rest - a.rest || byText(a.finding.fingerprint, b.finding.fingerprint));
  const entries = rows.map(({ finding, whole }) => {
    const extra = left > 0 ? 1 : 0;
    left -= extra;
    return { axis: finding.axis, rule: finding.rule, fingerprint: finding.fingerprint, points: -(whole + extra) / 100 };
  });
  return entries
    .filter(({ points }) => points < 0)
    .sort((a, b) => a.points - b.points || byText(a.rule, b.rule) || byText(a.fingerprint, b.fingerprint));
}

/** To one decimal, downwards: 10 means that nothing was found. */
function roundDown(score: number): number {
  return Math.floor(score * 10 + 1e-9) / 10;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
