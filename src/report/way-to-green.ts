/** Which findings to fix so that the gate lets the pull request pass: the shortest honest answer. */
import type { AuditResult, GatePolicy } from '../model/audit.ts';
import type { Finding } from '../model/finding.ts';
import { isAtLeast } from '../model/severity.ts';
import { select } from './selection.ts';

export interface WayToGreen {
  /** New findings that fail the gate by their severity. */
  readonly severe: readonly Finding[];
  /** What else costs most, as far as the score needs it. */
  readonly costly: readonly Finding[];
  /** The score once all of these are fixed; `null` where nobody can tell. */
  readonly reached: number | null;
  /** The score that the gate asks for. */
  readonly target: number;
}

/** More than this is not advice. */
const LONGEST_ADVICE = 20;
/** How many costly findings are named when the score without them is not known. */
const COSTLIEST = 3;

/** `scoreWithout` tells the overall score if some findings were gone. */
export function findWayToGreen(
  result: AuditResult,
  policy: GatePolicy,
  scoreWithout: ((fingerprints: readonly string[]) => number) | null,
): WayToGreen {
  const { score } = result;
  const { fresh, existing } = select(result.findings);
  const { failOn } = policy;
  const severe = failOn === 'never' ? [] : fresh.filter((finding) => isAtLeast(finding.severity, failOn));
  const target = Math.max(policy.minScore, score.base === null ? 0 : score.base.overall - policy.maxDrop);
  const candidates = byCost(
    result,
    [...fresh, ...existing].filter((finding) => !severe.includes(finding)),
  );
  if (scoreWithout === null) {
    const costly = score.overall < target ? candidates.slice(0, COSTLIEST) : [];
    return { severe, costly, reached: null, target };
  }
  const costly: Finding[] = [];
  const gone = severe.map((finding) => finding.fingerprint);
  let reached = gone.length === 0 ? score.overall : scoreWithout(gone);
  for (const finding of candidates.slice(0, LONGEST_ADVICE)) {
    if (reached >= target) break;
    costly.push(finding);
    gone.push(finding.fingerprint);
    reached = scoreWithout(gone);
  }
  return { severe, costly, reached, target };
}

/** Points that each finding costs over all axes, negative. */
function costs(result: AuditResult): ReadonlyMap<string, number> {
  const points = new Map<string, number>();
  for (const entry of result.score.ledger) {
    points.set(entry.fingerprint, (points.get(entry.fingerprint) ?? 0) + entry.points);
  }
  return points;
}

function byCost(result: AuditResult, findings: readonly Finding[]): readonly Finding[] {
  const points = costs(result);
  return findings
    .filter((finding) => (points.get(finding.fingerprint) ?? 0) < 0)
    .toSorted((a, b) => (points.get(a.fingerprint) ?? 0) - (points.get(b.fingerprint) ?? 0));
}
