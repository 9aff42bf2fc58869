/** What the score would be: what a report promises for fixing things. */
import { auditedAxes, computeScore } from '../engine/score.ts';
import type { AuditResult } from '../model/audit.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';

/** The overall score of `result` if the findings with these fingerprints were gone. */
export function scoreWithout(
  result: AuditResult,
  catalogue: readonly CatalogueEntry[],
): (fingerprints: readonly string[]) => number {
  const audited = auditedAxes(catalogue);
  // The ledger names just the findings that weigh.
  const weighing = new Set(result.score.ledger.map(({ fingerprint }) => fingerprint));
  const open = result.findings.filter(({ fingerprint, status }) => status !== 'fixed' && weighing.has(fingerprint));
  return (fingerprints) => {
    const gone = new Set(fingerprints);
    const left = open.filter(({ fingerprint }) => !gone.has(fingerprint));
    return computeScore(left, audited).overall;
  };
}
