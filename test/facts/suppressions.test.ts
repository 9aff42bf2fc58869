import { beforeAll, describe, expect, it } from '@jest/globals';
import { createExtractor, type Extractor } from '../../src/facts/extract-facts.ts';
import type { FileKind } from '../../src/model/facts.ts';

let extractor: Extractor;
beforeAll(async () => {
  extractor = await createExtractor({ digestKey: 'test' });
});

const suppressionsIn = (text: string, kind: FileKind = 'python') =>
  extractor.extract(Buffer.from(text), kind).suppressions;
const errorOf = (comment: string) => suppressionsIn(`x = 1  # ${comment}\n`)[0]?.error;

describe('suppressions', () => {
  it('are read with rules, date and reason', () => {
    const text = 'x = 1\ny = eval(z)  # vigie: ignore[rule-a, rule-b] until=2027-01-31 -- legacy -- see #12\n';
    expect(suppressionsIn(text)).toEqual([
      {
        s: text.indexOf('#'),
        e: text.length - 1,
        line: 2,
        alone: false,
        rules: ['rule-a', 'rule-b'],
        until: '2027-01-31',
        reason: 'legacy -- see #12',
        error: null,
      },
    ]);
  });

  it('know whether they stand alone on their line', () => {
    expect(suppressionsIn('def f():\n    # vigie: ignore[rule-a] -- why\n    pass\n')).toMatchObject([
      { line: 2, alone: true },
    ]);
  });

  it.each([
    ['yaml', 'a: 1  # vigie: ignore[rule-a] -- why'],
    ['toml', 'a = 1  # vigie: ignore[rule-a] -- why'],
    ['ini', '# vigie: ignore[rule-a] -- why\n[a]\n'],
    ['env', '# vigie: ignore[rule-a] -- why\r\nA=1\r\n'],
    ['dockerfile', '# vigie: ignore[rule-a] -- why\nFROM python\n'],
    ['requirements', 'django==1.0  # vigie: ignore[rule-a] -- why\n'],
    ['text', 'const a = 1; // vigie: ignore[rule-a] -- why'],
    ['text', '<!-- vigie: ignore[rule-a] -- why -->\n# Title'],
  ] as const)('are found in %s: %s', (kind, text) => {
    expect(suppressionsIn(text, kind)).toMatchObject([{ rules: ['rule-a'], reason: 'why', error: null }]);
  });

  it('are not found in strings', () => {
    expect(suppressionsIn('x = "# vigie: ignore[rule-a] -- why"\n')).toEqual([]);
    expect(suppressionsIn('a: "x# vigie: ignore[rule-a] -- why"', 'yaml')).toEqual([]);
  });

  it.each(['', ' ', '        '])('hold nothing of a secret in their reason (after %j)', (space) => {
    const token = ['gh', 'p_', 'x7Kq2mVbR9tLw4NzYc6PdHs8', 'JfGaUe3ToQ1i'].join('');
    const [found] = suppressionsIn(`x = 1  # vigie:${space}ignore[rule-a] -- it is ${token} really\n`);
    expect(found?.reason).toMatch(/^it is ghp_…\S* really$/);
  });

  it('keep what is wrong with them', () => {
    expect(errorOf('vigie: ignore[rule-a]')).toBe('no-reason');
    expect(errorOf('vigie: ignore[rule-a] --   ')).toBe('no-reason');
    expect(errorOf('vigie: ignore[rule-a] until=2027-02-30 -- why')).toBe('date');
    expect(errorOf('vigie: ignore[rule-a] until=soon -- why')).toBe('date');
    expect(errorOf('vigie: ignore[rule-a] forever -- why')).toBe('option');
    expect(errorOf('vigie: ignore[] -- why')).toBe('no-rule');
    expect(errorOf('vigie: ignore -- why')).toBe('no-rule');
    expect(errorOf('vigie: ignore[Rule A] -- why')).toBe('rule-id');
    expect(errorOf('vigie: disable-all')).toBe('instruction');
    expect(errorOf('vigie: ignored[rule-a] -- why')).toBe('instruction');
  });
});
