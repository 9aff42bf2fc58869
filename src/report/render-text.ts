/** The report on a terminal. */
import type { AuditResult } from '../model/audit.ts';

export interface TextOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** The text of a line at head, from 1, without its end; `null` where it cannot be read. */
  readonly lineAt: (path: string, line: number) => string | null;
  /** Whether the audit compares with a base: what was there before is then folded into a count. */
  readonly baseline: boolean;
}

export function renderText(result: AuditResult, options: TextOptions): string {
  void options;
  return `${result.score.overall}\n`;
}
