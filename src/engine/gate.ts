/** Whether the check-run lets the merge through, and why not. */
import type { Gate, GatePolicy, Problem, Score } from '../model/audit.ts';
import type { Finding, Language, Severity } from '../model/finding.ts';
import { isAtLeast } from '../model/severity.ts';
import { sentences } from './sentences.ts';
import { asCode, joinWords } from './words.ts';

/** Findings and rules that a reason names; the rest is counted. */
const MAX_NAMED = 3;

export interface Judged {
  readonly findings: readonly Finding[];
  readonly score: Score;
  readonly problems: readonly Problem[];
}

/** Judges what is new, stable and not suppressed; the score; and whether the audit was complete. */
export function decideGate(judged: Judged, policy: GatePolicy, language: Language): Gate {
  const blocking = [
    ...findingReasons(judged, policy.failOn, language),
    ...scoreReasons(judged.score, policy, language),
  ];
  const incomplete = incompleteReasons(judged.problems, language);
  const reasons = [...blocking, ...incomplete];
  if (reasons.length === 0) return { conclusion: 'success', reasons };
  if (policy.mode === 'inform') return { conclusion: 'neutral', reasons };
  return { conclusion: blocking.length > 0 ? 'failure' : policy.onError, reasons };
}

function findingReasons({ findings, score }: Judged, failOn: Severity | 'never', language: Language): string[] {
  if (failOn === 'never') return [];
  const blocking = findings.filter(
    ({ status, stage, suppressed, severity }) =>
      status === 'new' && stage === 'stable' && suppressed === null && isAtLeast(severity, failOn),
  );
  if (blocking.length === 0) return [];
  const examples = blocking.map(({ rule, path, span }) => `${rule} (${asCode(`${path}:${span.line}`)})`);
  const say = sentences(language);
  const tell = score.base === null ? say.gateFindings : say.gateNewFindings;
  return [tell(blocking.length, severityWord(failOn, language), listSome(examples, language))];
}

function scoreReasons(score: Score, policy: GatePolicy, language: Language): string[] {
  const say = sentences(language);
  const reasons: string[] = [];
  if (score.overall < policy.minScore) reasons.push(say.gateScore(score.overall, policy.minScore));
  const base = score.base?.overall ?? score.overall;
  // In tenths, since 7.1 - 6.1 is not quite 1.
  if (Math.round((base - score.overall) * 10) > Math.round(policy.maxDrop * 10)) {
    reasons.push(say.gateDrop(base, score.overall, policy.maxDrop));
  }
  return reasons;
}

function incompleteReasons(problems: readonly Problem[], language: Language): string[] {
  const crashed = new Set(
    problems.flatMap(({ kind, rule }) => (kind === 'rule-crashed' && rule !== null ? [rule] : [])),
  );
  if (crashed.size === 0) return [];
  return [sentences(language).gateIncomplete(listSome([...crashed].sort(), language))];
}

function listSome(items: readonly string[], language: Language): string {
  const named = items.slice(0, MAX_NAMED);
  const more = items.length - named.length;
  return joinWords(more > 0 ? [...named, sentences(language).more(more)] : named, language);
}

function severityWord(severity: Severity, language: Language): string {
  const french: Readonly<Record<Severity, string>> = {
    critical: 'critique',
    major: 'majeure',
    minor: 'mineure',
    info: 'info',
  };
  return language === 'fr' ? french[severity] : severity;
}
