/** The report as SARIF 2.1.0, for code scanning and editors. */
import type { AuditResult, Problem } from '../model/audit.ts';
import type { Confidence, Finding, RuleMeta, Severity } from '../model/finding.ts';
import type { Span } from '../model/span.ts';
import { plain, visible } from './escape.ts';
import { SARIF_LOCATIONS_PER_RESULT, SARIF_RESULTS } from './limits.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  major: 'error',
  minor: 'warning',
  info: 'note',
};

const PRECISIONS: Readonly<Record<Confidence, string>> = { high: 'very-high', medium: 'high', low: 'medium' };

/**
 * One run with the rules that speak in it. Fixed findings are left out: readers that do not know `baselineState`, code scanning
 * among them, would show them as open.
 */
export function renderSarif(result: AuditResult, rules: readonly RuleMeta[]): string {
  const findings = result.findings.filter((finding) => finding.status !== 'fixed').slice(0, SARIF_RESULTS);
  const named = new Set(findings.map((finding) => finding.rule));
  const told = rules.filter((rule) => named.has(rule.id));
  const index = new Map(told.map((rule, position) => [rule.id, position]));
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Vigie', rules: told.map((rule) => sarifRule(rule, result)) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            // An audit that lacks a rule or a file says so; it was carried out all the same.
            executionSuccessful: true,
            toolExecutionNotifications: result.coverage.problems.map(notification),
          },
        ],
        results: findings.map((finding) => sarifResult(finding, index.get(finding.rule), result.score.base !== null)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function sarifRule(rule: RuleMeta, { language }: AuditResult): unknown {
  return {
    id: rule.id,
    name: rule.id,
    shortDescription: { text: rule.title[language] },
    fullDescription: { text: rule.title[language] },
    help: { text: rule.help[language], markdown: rule.help[language] },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { precision: PRECISIONS[rule.confidence], tags: [rule.axis, rule.stage] },
  };
}

function sarifResult(finding: Finding, ruleIndex: number | undefined, compared: boolean): unknown {
  const { suppressed, suggestion } = finding;
  const related = finding.related.slice(0, SARIF_LOCATIONS_PER_RESULT - 1);
  return {
    ruleId: finding.rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    // A rule on trial gates nothing, and code scanning may be told to gate on errors.
    level: finding.stage === 'preview' ? 'note' : LEVELS[finding.severity],
    message: { text: plainMessage([finding.message, finding.remedy].filter((part) => part !== '').join('\n\n')) },
    locations: [{ physicalLocation: location(finding.path, finding.span), ...logical(finding.symbol) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((each, id) => ({
        id,
        physicalLocation: { artifactLocation: artifact(each.path), region: { startLine: each.line } },
        message: { text: plainMessage(each.message) },
      })),
    }),
    partialFingerprints: { 'vigie/v1': finding.fingerprint },
    ...(compared && { baselineState: finding.status === 'new' ? 'new' : 'unchanged' }),
    ...(suppressed && {
      suppressions: [
        {
          kind: suppressed.by === 'comment' ? 'inSource' : 'external',
          status: 'accepted',
          justification: visible(suppressed.reason),
        },
      ],
    }),
    ...(suggestion && { fixes: [fix(suggestion, finding.remedy)] }),
    properties: {
      axis: finding.axis,
      severity: finding.severity,
      confidence: finding.confidence,
      stage: finding.stage,
    },
  };
}

function fix(suggestion: NonNullable<Finding['suggestion']>, remedy: string): unknown {
  const { path, line, endLine, text } = suggestion;
  const inserted = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  // Whole lines: up to the first character of the line after.
  const deletedRegion = { startLine: line, startColumn: 1, endLine: endLine + 1, endColumn: 1 };
  return {
    description: { text: plainMessage(remedy) },
    artifactChanges: [
      { artifactLocation: artifact(path), replacements: [{ deletedRegion, insertedContent: { text: inserted } }] },
    ],
  };
}

function location(path: string, span: Span): unknown {
  return {
    artifactLocation: artifact(path),
    region: { startLine: span.line, startColumn: span.column, endLine: span.endLine, endColumn: span.endColumn },
  };
}

function logical(symbol: string): object {
  return symbol === '' ? {} : { logicalLocations: [{ fullyQualifiedName: symbol }] };
}

/** A relative URI reference: every byte of a name that a URI could take for its own is written as `%XX`. */
function artifact(path: string): unknown {
  const uri = path
    .toWellFormed()
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
  return { uri, uriBaseId: '%SRCROOT%' };
}

/** In a SARIF message `[text](target)` is a link (SARIF 2.1.0, 3.11.6): text from a repository must not make one. */
function plainMessage(text: string): string {
  return plain(text).replace(/\[(?=[^\]]*\]\()/g, '\\[');
}

function notification(problem: Problem): unknown {
  return {
    level: 'warning',
    descriptor: { id: problem.kind },
    message: { text: plainMessage(problem.message) },
    ...(problem.path !== null && {
      locations: [
        {
          physicalLocation: {
            artifactLocation: artifact(problem.path),
            ...(problem.line !== null && { region: { startLine: problem.line } }),
          },
        },
      ],
    }),
  };
}
