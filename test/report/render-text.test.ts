import { describe, expect, it } from '@jest/globals';
import type { AuditResult } from '../../src/model/audit.ts';
import { displayWidth, wrap } from '../../src/report/display-width.ts';
import { excerpt } from '../../src/report/excerpt.ts';
import { renderText, type TextOptions } from '../../src/report/render-text.ts';
import { axes, finding, HOSTILE, MIGRATION, result, span } from './sample.ts';

const ESCAPE = String.fromCharCode(27);

function check(given: AuditResult, options: Partial<TextOptions> = {}): string {
  return renderText(given, { color: false, width: 80, lineAt: () => null, baseline: true, ...options });
}

function withoutColours(text: string): string {
  return text.replace(new RegExp(`${ESCAPE}\\[\\d+m`, 'g'), '');
}

const secret = finding({
  axis: 'security',
  severity: 'critical',
  rule: 'secret-committed',
  path: 'app/config.py',
  span: span(12, 10, 16),
  message: 'A key `AKIA…` is committed.',
  remedy: 'Revoke it, then read it from the environment.',
  related: [{ path: 'deploy/prod.yml', line: 3, message: 'the same value' }],
});

describe('renderText', () => {
  it('shows a finding with its code, a mark under it, the remedy and what is related', () => {
    const text = check(result({ findings: [secret] }), {
      lineAt: (path, line) => `${path === 'app/config.py' ? 'SECRET = "AKIA"' : ''}  # ${line}`,
    });
    expect(text).toContain(
      [
        '  ✖ critical secret-committed  app/config.py:12:10',
        '    A key `AKIA…` is committed.',
        '      12 │ SECRET = "AKIA"  # 12',
        '         │          ^^^^^^',
        '    → Revoke it, then read it from the environment.',
        '    · deploy/prod.yml:3 the same value',
      ].join('\n'),
    );
  });

  it('opens with the score and its change, and ends with the verdict', () => {
    const failed = result({
      findings: [secret],
      gate: { conclusion: 'failure', reasons: ['One new critical finding.'] },
    });
    const lines = check(failed).trimEnd().split('\n');
    expect(lines[0]).toBe('Vigie  6.4/10  −0.8 against ffeeddccbbaa');
    expect(lines.slice(2, 4)).toEqual(['  Security       █████████░  9.0', '  Architecture   █████░░░░░  4.5  −2.5']);
    expect(lines.slice(-2)).toEqual(['✖ Failed', '  One new critical finding.']);
  });

  it('puts the axis with the worst finding first', () => {
    const minor = finding({ severity: 'minor' });
    const text = check(result({ findings: [minor, secret] }));
    expect(text.indexOf('Security  9.0 · 1 critical')).toBeGreaterThan(0);
    expect(text.indexOf('1 critical')).toBeLessThan(text.indexOf('1 minor'));
  });

  it('counts what is info, was there before, is suppressed or on trial', () => {
    const text = check(
      result({
        findings: [
          finding({ severity: 'info', message: 'hidden info' }),
          finding({ status: 'existing', message: 'hidden debt' }),
          finding({ suppressed: { by: 'comment', reason: 'x', until: null }, message: 'hidden suppressed' }),
          finding({ stage: 'preview', message: 'told on trial' }),
        ],
      }),
    );
    expect(text).toContain('1 finding of severity info not shown.');
    expect(text).toContain('1 finding was there before and is not shown.');
    expect(text).toContain('1 finding suppressed.');
    expect(text).toContain('  ~ duplicate-route  app/api/routes.py:42  told on trial');
    expect(text).not.toContain('hidden');
  });

  it('lists what was there before when nothing is compared', () => {
    const alone = result({ base: null, score: { base: null }, findings: [finding({ status: 'existing' })] });
    expect(check(alone, { baseline: false })).toContain('▲ major duplicate-route');
  });

  it('names what was fixed in one line each', () => {
    const text = check(result({ findings: [finding({ status: 'fixed' })] }));
    expect(text).toContain(
      '1 finding fixed\n  ✔ duplicate-route  app/api/routes.py:42  `GET /health` is declared twice.',
    );
    expect(text).toContain('No new findings.');
  });

  it('tells what a migration does', () => {
    const text = check(result({ migrations: [MIGRATION] }), { width: 120 });
    expect(text).toContain(
      [
        'Migrations',
        '  0002 Add age · after 0001, new head · with downgrade',
        '    ALTER TABLE users ALTER COLUMN id TYPE BIGINT · ACCESS EXCLUSIVE, whole rewrite',
        '    ALTER TABLE users DROP COLUMN age · ACCESS EXCLUSIVE, instant · lost: the column',
      ].join('\n'),
    );
  });

  it('says what was not read', () => {
    const partial = result({
      coverage: {
        files: 1480,
        audited: 1478,
        skipped: [
          { path: 'a.bin', reason: 'binary' },
          { path: 'b.bin', reason: 'binary' },
        ],
        problems: [{ kind: 'rule-crashed', path: 'x.py', line: 4, rule: 'some-rule', message: 'It crashed.' }],
      },
    });
    const text = check(partial);
    expect(text).toContain('Audited 1,478 of 1,480 files; 2 skipped: a.bin (binary), b.bin (binary).');
    expect(text).toContain('  ! x.py:4 some-rule It crashed.');
  });

  it('holds colours only when asked, and says the same with them', () => {
    const given = result({ findings: [secret, finding({ status: 'fixed' })] });
    const plain = check(given, { lineAt: () => 'SECRET = "AKIA"' });
    const coloured = check(given, { lineAt: () => 'SECRET = "AKIA"', color: true });
    expect(plain).not.toContain(ESCAPE);
    expect(coloured).toContain(ESCAPE);
    expect(withoutColours(coloured)).toBe(plain);
  });

  it.each([true, false])('lets no control character of the repository reach the terminal (colour: %s)', (color) => {
    const findings = HOSTILE.map((text) =>
      finding({ path: text, message: text, remedy: text, related: [{ path: text, line: 1, message: text }] }),
    );
    const coverage = {
      skipped: HOSTILE.map((path) => ({ path, reason: path })),
      problems: [{ kind: 'partial', path: HOSTILE[9] ?? '', line: 1, rule: null, message: HOSTILE[9] ?? '' } as const],
    };
    const text = check(result({ findings, coverage }), { color, lineAt: () => 'a\u001b[2J\u0007\u202e = "x"\r' });
    expect(withoutColours(text)).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  });

  it.each([60, 80, 120])('stays within %s columns', (width) => {
    const long = finding({ message: 'word '.repeat(60).trim(), remedy: '日本語 '.repeat(40).trim(), path: 'app/x.py' });
    const text = check(result({ findings: [long], language: 'fr' }), {
      width,
      lineAt: () => `x = ${'"日本"'.repeat(60)}`,
    });
    const wide = text.split('\n').filter((line) => displayWidth(line) > width);
    expect(wide).toEqual([]);
  });

  it('copes with a terminal that does not know its width', () => {
    expect(check(result(), { width: Number.NaN })).toContain('No new findings.');
  });

  it('speaks French', () => {
    const text = check(
      result({
        language: 'fr',
        findings: [secret, finding({ status: 'existing' })],
        score: { axes: axes(9) },
        gate: { conclusion: 'failure' },
        coverage: { skipped: [{ path: 'a.bin', reason: 'binaire' }] },
      }),
    );
    expect(text).toContain('Vigie  6,4/10  −0,8 par rapport à ffeeddccbbaa');
    expect(text).toContain('✖ critique secret-committed');
    expect(text).toContain('1 constat existait déjà et n’est pas affiché.');
    expect(text).toContain('480 fichiers audités sur 480\u00a0; 1 ignoré\u00a0: a.bin (binaire).');
    expect(text).toContain('✖ Refusé');
  });
});

describe('excerpt', () => {
  it.each([
    ['plain code', 'x = secret', span(1, 5, 11), 'x = secret', '    ^^^^^^'],
    ['a tab before', '\tx = 1', span(1, 2, 3), '    x = 1', '    ^'],
    ['a tab inside', 'ab\tc', span(1, 4, 5), 'ab  c', '    ^'],
    ['wide characters before', '"日本" + x', span(1, 8, 9), '"日本" + x', '         ^'],
    ['an emoji of two units', '"🎉" + x', span(1, 8, 9), '"🎉" + x', '       ^'],
    ['a combining accent', 'e\u0301 = x', span(1, 6, 7), 'e\u0301 = x', '    ^'],
    ['a control character', 'a\u001bb = x', span(1, 4, 5), 'aU+001Bb = x', '        ^'],
    ['a span over several lines', 'f(', span(1, 1, 2, 3), 'f(', '^^'],
    ['a span behind the line', 'abc', span(1, 9, 12), 'abc', '   ^'],
    ['an empty span', 'abc', span(1, 2, 2), 'abc', ' ^'],
  ])('marks %s', (_, line, at, code, mark) => {
    expect(excerpt(line, at, 60)).toEqual({ code, mark });
  });

  it('cuts a long line around the mark', () => {
    const line = `${'a'.repeat(100)}SECRET${'b'.repeat(100)}`;
    const { code, mark } = excerpt(line, span(1, 101, 107), 40);
    expect(code).toHaveLength(40);
    expect(code.startsWith('…') && code.endsWith('…')).toBe(true);
    expect(code.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('SECRET');
  });

  it('cuts a mark that is longer than the room', () => {
    const { code, mark } = excerpt('c'.repeat(200), span(1, 1, 201), 40);
    expect([displayWidth(code), mark.length]).toEqual([40, 40]);
  });
});

describe('wrap', () => {
  it('breaks at spaces, and leaves what cannot be broken', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('a/very/long/path.py is here', 8)).toEqual(['a/very/long/path.py', 'is here']);
    expect(wrap('日本 語 x', 6)).toEqual(['日本', '語 x']);
    expect(wrap('note\u00a0: x', 6)).toEqual(['note\u00a0:', 'x']);
  });
});
