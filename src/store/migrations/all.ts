/** The schema of this version, step by step. */
import { jobsFactsAudits } from './0001-jobs-facts-audits.ts';
import { decisionsAnalyses } from './0002-decisions-analyses.ts';
import { writePace } from './0003-write-pace.ts';
import { loadAndRules } from './0004-load-and-rules.ts';
import { openChecks } from './0005-open-checks.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [
  jobsFactsAudits,
  decisionsAnalyses,
  writePace,
  loadAndRules,
  openChecks,
];
