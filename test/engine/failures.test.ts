import { describe, expect, it } from '@jest/globals';
import type { Found } from '../../src/model/finding.ts';
import { defineFileRule } from '../../src/rulekit/index.ts';
import { audit, entryOf, linesWith, projectRule, told, wordRule } from './world.ts';

const files = { 'a.env': 'bad\nboom', 'b.env': 'bad' };

/** Crashes on the file that holds the word `boom`. */
const fragile = entryOf(
  defineFileRule(({ file }) => {
    if (linesWith(file, 'boom').length > 0) throw new TypeError('oh @everyone `no`');
    return linesWith(file, 'bad');
  }),
  { id: 'fragile' },
);

describe('a rule that throws', () => {
  it('costs its own findings of that file, is named, and fails the gate as configured', () => {
    const result = audit(files, null, [fragile, wordRule('bad', { severity: 'minor' })]);
    expect(told(result)).toEqual(['new b.env:1', 'new a.env:1', 'new b.env:1']);
    expect(result.coverage.problems).toEqual([
      expect.objectContaining({
        kind: 'rule-crashed',
        rule: 'fragile',
        path: 'a.env',
        message: expect.stringContaining("`TypeError: oh @everyone 'no'`"),
      }),
    ]);
    expect(result.gate.reasons.at(-1)).toBe('The audit is incomplete: fragile failed.');
  });

  it('lets the merge through where the configuration says so', () => {
    const gate = { failOn: 'never', minScore: 0, maxDrop: 10, mode: 'enforce', onError: 'neutral' } as const;
    expect(audit(files, null, [fragile], { configuration: { gate } }).gate.conclusion).toBe('neutral');
  });

  it('does not make its findings look fixed', () => {
    expect(told(audit(files, { 'a.env': 'bad', 'b.env': 'bad' }, [fragile]))).toEqual(['existing b.env:1']);
  });

  it('does not make old findings look new when it failed at the base', () => {
    expect(told(audit({ 'a.env': 'bad', 'b.env': 'bad' }, files, [fragile]))).toEqual([
      'existing a.env:1',
      'existing b.env:1',
    ]);
  });
});

describe('a rule that returns nonsense', () => {
  const broken: [string, (found: Found) => unknown, string][] = [
    [
      'a path outside the tree',
      (found) => ({ ...found, at: { ...found.at, path: 'z.env' } }),
      'is no file that it may point at',
    ],
    [
      'a line outside the file',
      (found) => ({ ...found, at: { ...found.at, span: { line: 9, column: 1, endLine: 9, endColumn: 1 } } }),
      'outside the file',
    ],
    [
      'a position that is no number',
      (found) => ({ ...found, at: { ...found.at, span: { line: Number.NaN, column: 1, endLine: 1, endColumn: 1 } } }),
      'whole number',
    ],
    ['a value that is no text', (found) => ({ ...found, values: { word: null } }), 'neither text'],
    ['a variant that is not there', (found) => ({ ...found, variant: 'x' }), 'no variant'],
    ['nothing', () => null, 'not an object'],
  ];

  it.each(broken)('%s: the finding is left out and the rule named', (_, change, reason) => {
    const rule = entryOf(
      projectRule('bad', (found) => change(found) as Found),
      { id: 'broken' },
    );
    const result = audit({ 'a.env': 'bad' }, null, [rule]);
    expect(result.findings).toEqual([]);
    expect(result.coverage.problems[0]).toMatchObject({ kind: 'rule-crashed', rule: 'broken' });
    expect(result.coverage.problems[0]?.message).toContain(reason);
  });

  it('a template key without value is a problem, and the finding stays', () => {
    const rule = entryOf(projectRule('bad'), { id: 'wordless', message: { en: '{nothing}!', fr: '{nothing} !' } });
    const result = audit({ 'a.env': 'bad' }, null, [rule]);
    expect(result.findings[0]?.message).toBe('…!');
    expect(result.coverage.problems[0]?.message).toContain('`nothing`');
  });
});
