import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { renderJson } from '../../src/report/render-json.ts';
import { axes, finding, HOSTILE, MIGRATION, result, span } from './sample.ts';

const schema = JSON.parse(readFileSync(new URL('../../docs/schema/report.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);

const rich = result({
  findings: [
    finding({
      suggestion: { path: 'a.py', line: 1, endLine: 2, text: 'x' },
      suppressed: { by: 'configuration', reason: 'legacy', until: '2027-01-31' },
      related: [{ path: 'app/main.py', line: 12, message: 'first here' }],
    }),
    ...HOSTILE.map((path) => finding({ path })),
  ],
  routeChanges: [
    {
      kind: 'opened',
      method: 'POST',
      path: '/users',
      from: null,
      count: 1,
      before: true,
      after: null,
      at: { path: 'app/users.py', span: span(7) },
    },
  ],
  migrations: [MIGRATION],
  score: { ledger: [{ axis: 'architecture', rule: 'duplicate-route', fingerprint: 'a'.repeat(32), points: -3.01 }] },
  coverage: {
    skipped: [{ path: 'a.bin', reason: 'binary content' }],
    problems: [{ kind: 'rule-crashed', path: null, line: null, rule: 'x-y', message: 'It crashed.' }],
  },
});

describe('renderJson', () => {
  it.each([
    ['a rich report', rich],
    ['a working tree without base', result({ head: null, base: null, score: { base: null } })],
  ])('is valid against its schema: %s', (_, given) => {
    validate(JSON.parse(renderJson(given, { totalMs: 12 })));
    expect(validate.errors).toBeNull();
  });

  it('names lines and columns of the span, and the status', () => {
    const report = JSON.parse(renderJson(rich, { totalMs: 12 }));
    expect(report.findings[0]).toMatchObject({ line: 42, endLine: 42, column: 5, endColumn: 20, status: 'new' });
    expect(report.timings).toEqual({ totalMs: 12 });
  });

  it('writes the same bytes whatever the order of keys in memory', () => {
    const turned = Object.fromEntries(Object.entries(axes(9, { architecture: 4.5 })).reverse()) as ReturnType<
      typeof axes
    >;
    const other = { ...rich, score: { ...rich.score, axes: turned } };
    expect(renderJson(other, { totalMs: 1 })).toBe(renderJson(rich, { totalMs: 1 }));
  });

  it('ends with a newline and holds no character that moves a cursor', () => {
    const text = renderJson(rich, { totalMs: 1 });
    expect(text.endsWith('}\n')).toBe(true);
    expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    expect(
      JSON.parse(text)
        .findings.slice(1)
        .map((each: { path: string }) => each.path),
    ).toEqual(HOSTILE);
  });
});
