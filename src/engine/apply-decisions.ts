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

/** Why a finding is set aside, or `null`. */
export type ReasonOf = (finding: Finding) => string | null;

export function applyDecisions(result: AuditResult, ignored: readonly Ignore[], judges: Judges): AuditResult {
  return ignored.length === 0 ? result : setAside(result, reasonIn(ignored), judges);
}

/** The reason of the first decision that covers a finding. */
export function reasonIn(ignored: readonly Ignore[]): ReasonOf {
  const covering = ignored.map((decision) => ({
    decision,
    matches: decision.path === null ? null : matcherOf([decision.path]),
  }));
  return (finding) => {
    const found = covering.find(
      ({ decision: { rule, fingerprint }, matches }) =>
        rule === finding.rule &&
        (fingerprint === null || fingerprint === finding.fingerprint) &&
        (matches === null || matches(finding.path)),
    );
    return found?.decision.reason ?? null;
  };
}

/** Only what the pull request brings can be set aside: what was there before was never held against it. */
export function setAside(result: AuditResult, reasonOf: ReasonOf, { policy, catalogue }: Judges): AuditResult {
  const findings = result.findings.map((finding): Finding => {
    if (finding.status !== 'new' || finding.suppressed !== null) return finding;
    const reason = reasonOf(finding);
    return reason === null ? finding : { ...finding, suppressed: { by: 'decision', reason, until: null } };
  });
  const score = { ...result.score, ...scoreOfFindings(findings, auditedAxes(catalogue)) };
  const gate = decideGate({ findings, score, problems: result.coverage.problems }, policy, result.language);
  return { ...result, findings, score, gate };
}
