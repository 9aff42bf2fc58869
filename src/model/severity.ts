/** The order of severities, which engine and reports share. */
import { SEVERITIES, type Severity } from './finding.ts';

/** 0 is the worst. */
export function rankOf(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return rankOf(severity) <= rankOf(threshold);
}
