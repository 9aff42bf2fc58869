/** The stable JSON report; `docs/schema/report.schema.json` describes it. */
import type { AuditResult } from '../model/audit.ts';
import type { Finding } from '../model/finding.ts';
import type { MigrationChange } from '../model/migration-changes.ts';
import type { RouteChange } from '../model/route-changes.ts';
import { axesInOrder } from './scored-axes.ts';

/** A change that could break a reader raises this. */
const SCHEMA_VERSION = 1;

/** The report with its keys always in the same order, a newline at the end. The timings are the only part that differs between two runs. */
export function renderJson(result: AuditResult, timings: { readonly totalMs: number }): string {
  const { score, gate, coverage } = result;
  const report = {
    schemaVersion: SCHEMA_VERSION,
    head: result.head,
    base: result.base,
    score: {
      overall: score.overall,
      axes: axesInOrder(score.axes),
      base: score.base && { overall: score.base.overall, axes: axesInOrder(score.base.axes) },
      ledger: score.ledger.map(({ axis, rule, fingerprint, points }) => ({ axis, rule, fingerprint, points })),
    },
    gate: { conclusion: gate.conclusion, reasons: gate.reasons },
    findings: result.findings.map(jsonFinding),
    routeChanges: result.routeChanges?.map(jsonRouteChange) ?? null,
    migrations: result.migrations?.map(jsonMigration) ?? null,
    coverage: {
      files: coverage.files,
      audited: coverage.audited,
      skipped: coverage.skipped.map(({ path, reason }) => ({ path, reason })),
      problems: coverage.problems.map(({ kind, path, line, rule, message }) => ({ kind, path, line, rule, message })),
    },
    timings: { totalMs: timings.totalMs },
  };
  return `${asciiControls(JSON.stringify(report, null, 2))}\n`;
}

function jsonRouteChange({ kind, method, path, from, count, before, after, at }: RouteChange): unknown {
  const place = { path: at.path, line: at.span.line };
  return { kind, method, path, from, count, before, after, handler: place };
}

function jsonMigration(migration: MigrationChange): unknown {
  const { revision, message, scriptLocation, down, isHead, at, downgrade, steps } = migration;
  return {
    revision,
    message,
    scriptLocation,
    down,
    head: isHead,
    path: at.path,
    line: at.span.line,
    downgrade,
    steps: steps.map(({ sql, newTable, lock, lasting, loses, at: place }) => ({
      sql,
      newTable,
      lock,
      lasting,
      loses,
      path: place.path,
      line: place.span.line,
    })),
  };
}

function jsonFinding(finding: Finding): unknown {
  const { span, suggestion, suppressed } = finding;
  return {
    rule: finding.rule,
    axis: finding.axis,
    severity: finding.severity,
    confidence: finding.confidence,
    status: finding.status,
    path: finding.path,
    line: span.line,
    endLine: span.endLine,
    column: span.column,
    endColumn: span.endColumn,
    symbol: finding.symbol,
    message: finding.message,
    remedy: finding.remedy,
    related: finding.related.map(({ path, line, message }) => ({ path, line, message })),
    suggestion: suggestion && {
      path: suggestion.path,
      line: suggestion.line,
      endLine: suggestion.endLine,
      text: suggestion.text,
    },
    commit: finding.commit,
    suppressed: suppressed && { by: suppressed.by, reason: suppressed.reason, until: suppressed.until },
    fingerprint: finding.fingerprint,
  };
}

/** JSON escapes what is below U+0020; the rest of what moves a cursor or reorders text is escaped here, at no loss. */
function asciiControls(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
