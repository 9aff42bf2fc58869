/**
 * The result of an audit as people decided it: what they set aside neither weighs nor gates. INVARIANT: nothing is
 * analysed again, and a decision never adds a finding.
 */
import type { AuditResult, GatePolicy } from '../model/audit.ts';
import type { Ignore } from '../model/decision.ts';
import type { Finding } from '../model/finding.ts';
import { matcherOf } from '../model/glob.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';
import { decideGate } from './gate.ts';
import { auditedAxes, scoreOfFindings } from './score.ts';

export interface Judges {
  readonly policy: GatePolicy;
  readonly catalogue: readonly CatalogueEntry[];
}

/** Only what the pull request brings can be set aside: what was there before was never held against it. */
export function applyDecisions(
  result: AuditResult,
  ignored: readonly Ignore[],
  { policy, catalogue }: Judges,
): AuditResult {
  if (ignored.length === 0) return result;
  const covers = ignored.map((decision) => ({
    decision,
    matches: decision.path === null ? null : matcherOf([decision.path]),
  }));
  const findings = result.findings.map((finding): Finding => {
    if (finding.status !== 'new' || finding.suppressed !== null) return finding;
    const found = covers.find(
      ({ decision: { rule, fingerprint }, matches }) =>
        rule === finding.rule &&
        (fingerprint === null || fingerprint === finding.fingerprint) &&
        (matches === null || matches(finding.path)),
    );
    if (found === undefined) return finding;
    return { ...finding, suppressed: { by: 'decision', reason: found.decision.reason, until: null } };
  });
  const score = { ...result.score, ...scoreOfFindings(findings, auditedAxes(catalogue)) };
  const gate = decideGate({ findings, score, problems: result.coverage.problems }, policy, result.language);
  return { ...result, findings, score, gate };
}
