/** One mark for each severity, everywhere the same. */
import type { Severity } from '../model/finding.ts';

export const FIXED_MARK = '✅';
export const SEVERITY_MARKS: Readonly<Record<Severity, string>> = {
  critical: '🔴',
  major: '🟠',
  minor: '🟡',
  info: '🔵',
};
