import { describe, expect, it } from '@jest/globals';
import { audit, entryOf, projectRule, told, wordRule } from './world.ts';

const rules = [wordRule('bad'), wordRule('worse', { severity: 'critical' })];
const problemsOf = (text: string, language: 'en' | 'fr' = 'en'): string[] =>
  audit({ 'a.env': text }, null, rules, { configuration: { language } }).coverage.problems.map(
    ({ message }) => message,
  );

describe('a suppression', () => {
  it('covers its line', () => {
    const result = audit({ 'a.env': 'bad # vigie: ignore[bad] -- known\nbad' }, null, rules);
    expect(told(result)).toEqual(['suppressed new a.env:1', 'new a.env:2']);
    expect(result.findings[0]?.suppressed).toEqual({ by: 'comment', reason: 'known', until: null });
  });

  it('alone on its line covers the next, also through other suppressions', () => {
    const text = '# vigie: ignore[bad] -- one\n# vigie: ignore[worse] -- two\nbad worse\nbad';
    expect(told(audit({ 'a.env': text }, null, rules))).toEqual([
      'suppressed new a.env:3',
      'suppressed new a.env:3',
      'new a.env:4',
    ]);
  });

  it('covers a finding of several lines from any of them', () => {
    const long = entryOf(
      projectRule('bad', (found) => ({
        ...found,
        at: { ...found.at, span: { ...found.at.span, endLine: 3, endColumn: 1 } },
      })),
      { id: 'bad' },
    );
    expect(told(audit({ 'a.env': 'bad\nx # vigie: ignore[bad] -- why\nx' }, null, [long]))).toEqual([
      'suppressed new a.env:1',
    ]);
  });

  it('weighs nothing and does not gate', () => {
    const result = audit({ 'a.env': 'worse # vigie: ignore[worse] -- known' }, null, rules);
    expect(result.score.overall).toBe(10);
    expect(result.score.ledger).toEqual([]);
    expect(result.gate.conclusion).toBe('success');
  });

  it('covers only the rules that it names', () => {
    expect(told(audit({ 'a.env': 'bad # vigie: ignore[worse] -- x' }, null, rules))).toEqual(['new a.env:1']);
  });

  it('holds on its last day and lapses the day after, saying so', () => {
    const text = 'bad # vigie: ignore[bad] until=2026-06-01 -- soon';
    expect(told(audit({ 'a.env': text }, null, rules, { today: '2026-06-01' }))).toEqual(['suppressed new a.env:1']);
    const after = audit({ 'a.env': text }, null, rules, { today: '2026-06-02' });
    expect(told(after)).toEqual(['new a.env:1']);
    expect(after.coverage.problems).toEqual([
      expect.objectContaining({
        kind: 'suppression',
        path: 'a.env',
        line: 1,
        rule: 'bad',
        message: expect.stringContaining('expired on 2026-06-01'),
      }),
    ]);
  });

  it('is called out when it is malformed, of no use, or of no rule', () => {
    expect(problemsOf('bad # vigie: ignore[bad]')[0]).toContain('has no effect: the reason is missing');
    expect(problemsOf('bad # vigie: ignore[bad]', 'fr')[0]).toContain('est sans effet : la raison manque.');
    expect(problemsOf('fine # vigie: ignore[bad] -- x')[0]).toContain('suppresses nothing');
    expect(problemsOf('fine # vigie: ignore[baad] -- x')[0]).toContain('`baad`, which is no rule');
  });

  it('is not called useless when its rule did not run', () => {
    const text = { 'a.env': 'fine # vigie: ignore[bad] -- x' };
    expect(audit(text, null, rules, { only: new Set(['worse']) }).coverage.problems).toEqual([]);
    const off = { bad: { severity: 'off', options: {} } } as const;
    expect(audit(text, null, rules, { configuration: { rules: off } }).coverage.problems).toEqual([]);
  });
});

describe('a waiver', () => {
  const waiver = { rule: 'bad', path: 'legacy/**', reason: 'rewritten in May', until: '2026-06-30' };
  const files = { 'legacy/a.env': 'bad worse', 'b.env': 'bad' };

  it('covers its rule in its paths until its date, as if it stood in the code', () => {
    const result = audit(files, null, rules, { waivers: [waiver] });
    expect(told(result)).toEqual(['new legacy/a.env:1', 'new b.env:1', 'suppressed new legacy/a.env:1']);
    expect(result.findings[2]?.suppressed).toEqual({
      by: 'configuration',
      reason: 'rewritten in May',
      until: '2026-06-30',
    });
    expect(told(audit(files, null, rules, { waivers: [{ ...waiver, until: '2026-05-31' }] }))).not.toContain(
      'suppressed new legacy/a.env:1',
    );
    expect(told(audit(files, null, rules, { waivers: [{ ...waiver, path: null }] }))).toContain(
      'suppressed new b.env:1',
    );
  });
});

describe('the configuration', () => {
  it('turns rules off, changes their severity, and ignores paths', () => {
    const files = { 'a.env': 'bad worse', 'vendor/b.env': 'bad' };
    const configuration = {
      rules: { bad: { severity: 'off', options: {} }, worse: { severity: 'minor', options: {} } },
      paths: { ignore: ['vendor/**'], services: [], handlers: [], models: [] },
    } as const;
    const { findings } = audit(files, null, rules, { configuration });
    expect(findings.map(({ rule, path, severity }) => [rule, path, severity])).toEqual([['worse', 'a.env', 'minor']]);
  });

  it('does not make a place worse that the rule holds for mild', () => {
    const mild = entryOf(
      projectRule('bad', (found) => ({ ...found, severity: 'info' })),
      { id: 'bad' },
    );
    const rulesOf = (severity: 'critical' | 'minor') => ({ rules: { bad: { severity, options: {} } } });
    expect(audit({ 'a.env': 'bad' }, null, [mild], { configuration: rulesOf('critical') }).findings[0]?.severity).toBe(
      'info',
    );
  });

  it('hands its options to the rule, over the defaults', () => {
    const seen: unknown[] = [];
    const rule = entryOf(
      {
        scope: 'project',
        detect: ({ options }) => {
          seen.push(options);
          return [];
        },
      },
      { id: 'x', options: { max: 1, min: 0 } },
    );
    audit({}, null, [rule], { configuration: { rules: { x: { severity: null, options: { max: 5 } } } } });
    expect(seen).toEqual([{ max: 5, min: 0 }]);
  });
});
