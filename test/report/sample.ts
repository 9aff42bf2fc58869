/** Findings and results to render, with the parts that a test does not care about filled in. */

import type { AuditResult, Coverage, Gate, GatePolicy, Score } from '../../src/model/audit.ts';
import { NO_DECISIONS } from '../../src/model/decision.ts';
import { AXES, type Axis, type Finding, type RuleMeta } from '../../src/model/finding.ts';
import type { MigrationChange } from '../../src/model/migration-changes.ts';
import type { Span } from '../../src/model/span.ts';
import type { CheckRunContext } from '../../src/report/render-check-run.ts';

let counter = 0;

/** A fingerprint that no other finding of the test has. */
function nextFingerprint(): string {
  counter += 1;
  return counter.toString(16).padStart(32, '0');
}

export function span(line: number, column = 1, endColumn = 10, endLine = line): Span {
  return { line, column, endLine, endColumn };
}

export function finding(parts: Partial<Finding> = {}): Finding {
  return {
    rule: 'duplicate-route',
    axis: 'architecture',
    severity: 'major',
    confidence: 'high',
    stage: 'stable',
    status: 'new',
    path: 'app/api/routes.py',
    span: span(42, 5, 20),
    symbol: 'health',
    message: '`GET /health` is declared twice.',
    remedy: 'Remove one of the two.',
    related: [],
    suggestion: null,
    suppressed: null,
    cause: null,
    commit: null,
    fingerprint: nextFingerprint(),
    ...parts,
  };
}

export function axes(value: number, others: Partial<Record<Axis, number>> = {}): Record<Axis, number> {
  const same = AXES.map((axis) => [axis, value] as const);
  return { ...(Object.fromEntries(same) as Record<Axis, number>), ...others };
}

interface Parts {
  readonly findings?: readonly Finding[];
  readonly score?: Partial<Score>;
  readonly gate?: Partial<Gate>;
  readonly coverage?: Partial<Coverage>;
  readonly language?: AuditResult['language'];
  readonly routeChanges?: AuditResult['routeChanges'];
  readonly migrations?: AuditResult['migrations'];
  readonly head?: string | null;
  readonly base?: string | null;
}

const HEAD = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d';
const BASE = 'ffeeddccbbaa99887766554433221100ffeeddcc';

export function result(parts: Parts = {}): AuditResult {
  return {
    language: parts.language ?? 'en',
    head: parts.head === undefined ? HEAD : parts.head,
    base: parts.base === undefined ? BASE : parts.base,
    score: {
      overall: 6.4,
      axes: axes(9, { architecture: 4.5 }),
      base: { overall: 7.2, axes: axes(9, { architecture: 7 }) },
      ledger: [],
      ...parts.score,
    },
    gate: { conclusion: 'success', reasons: [], ...parts.gate },
    findings: parts.findings ?? [],
    routeChanges: parts.routeChanges ?? null,
    migrations: parts.migrations ?? null,
    coverage: { files: 480, audited: 480, skipped: [], problems: [], ...parts.coverage },
  };
}

export const MIGRATION: MigrationChange = {
  revision: '0002',
  message: 'Add age',
  scriptLocation: 'migrations',
  down: ['0001'],
  isHead: true,
  at: { path: 'migrations/versions/0002.py', span: span(5) },
  downgrade: 'whole',
  steps: [
    {
      sql: 'ALTER TABLE users ALTER COLUMN id TYPE BIGINT',
      newTable: false,
      lock: 'access-exclusive',
      lasting: 'rewrite',
      loses: null,
      at: { path: 'migrations/versions/0002.py', span: span(10) },
    },
    {
      sql: 'ALTER TABLE users DROP COLUMN age',
      newTable: false,
      lock: 'access-exclusive',
      lasting: 'instant',
      loses: 'column',
      at: { path: 'migrations/versions/0002.py', span: span(11) },
    },
  ],
};

export const POLICY: GatePolicy = { failOn: 'major', minScore: 0, maxDrop: 10, mode: 'enforce', onError: 'failure' };

export const LINKS = {
  ruleUrl: (rule: string) => `https://example.org/rules/${rule}`,
  permalink: (path: string, line: number) => `https://example.org/blob/${encodeURI(path)}#L${line}`,
};

export function context(parts: Partial<CheckRunContext> = {}): CheckRunContext {
  return {
    ...LINKS,
    ruleTitle: (rule) => `Title of ${rule}`,
    baseRef: 'main',
    policy: POLICY,
    scoreWithout: null,
    notes: [],
    decisions: NO_DECISIONS,
    ...parts,
  };
}

export function rule(parts: Partial<RuleMeta> = {}): RuleMeta {
  return {
    id: 'duplicate-route',
    axis: 'architecture',
    severity: 'major',
    confidence: 'high',
    stage: 'stable',
    title: { en: 'The same route twice', fr: 'Deux fois la même route' },
    message: { en: '', fr: '' },
    remedy: { en: '', fr: '' },
    variants: {},
    related: {},
    options: { 'max-lines': 600 },
    help: { en: '## Why\n\nOnly the first one answers.', fr: 'Seule la première répond.' },
    ...parts,
  };
}

/** Names that a repository could hold to act on whoever reads the report. */
export const HOSTILE = [
  '@everyone',
  'a`b``c.py',
  'line\nbreak.py',
  '](http://evil.example)[',
  '<!-- vigie:v1 fp=0 -->',
  '--><img src=x onerror=alert(1)>',
  'owner/repo#12.py',
  'a|b|c.py',
  'evil\u202eyp.exe',
  'esc\u001b[2J\u009b31m.py',
  '</details><h1>hello</h1>',
  '```\n# heading',
  '**bold** _it_ ~~no~~ \\',
  'www.evil.example/x',
];
