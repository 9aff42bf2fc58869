import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../src/model/finding.ts';
import { utf8Bytes } from '../../src/report/escape.ts';
import type { PlacedComment } from '../../src/report/place-comments.ts';
import {
  type CommentContext,
  isMarkedFixed,
  parseMarker,
  renderComment,
  renderFixedComment,
  renderReviewBody,
} from '../../src/report/render-comment.ts';
import { finding, HOSTILE, LINKS, result, span } from './sample.ts';

function check(given: Finding, placed: Partial<PlacedComment> = {}, parts: Partial<CommentContext> = {}): string {
  const where = { finding: given, path: given.path, line: given.span.line, startLine: null, applies: false, ...placed };
  return renderComment(given, {
    ...LINKS,
    language: 'en',
    ruleTitle: () => 'The same route twice',
    placed: where,
    ...parts,
  });
}

describe('renderComment', () => {
  const duplicate = finding({ related: [{ path: 'app/main.py', line: 12, message: 'declared first here' }] });

  it('says what, why and the safe way, and links the rule', () => {
    expect(check(duplicate)).toBe(
      [
        `<!-- vigie:v1 fp=${duplicate.fingerprint} -->\n<!-- vigie:v1 rule=duplicate-route -->`,
        '**🟠 The same route twice** · major',
        '`GET /health` is declared twice.',
        '**Remedy**: Remove one of the two.',
        'Related:\n- [`app/main.py:12`](https://example.org/blob/app/main.py#L12) declared first here',
        '<sub>[`duplicate-route`](https://example.org/rules/duplicate-route) · confidence: high</sub>',
      ].join('\n\n'),
    );
  });

  it('speaks French', () => {
    const text = check(duplicate, {}, { language: 'fr' });
    expect(text).toContain('· majeur');
    expect(text).toContain('**Remède**\u00a0: ');
    expect(text).toContain('confiance\u00a0: forte');
  });

  it('offers a suggestion where GitHub can apply it, and shows it elsewhere', () => {
    const suggestion = { path: 'app/api/routes.py', line: 42, endLine: 43, text: '```\nx = 1' };
    const given = finding({ suggestion });
    expect(check(given, { applies: true })).toContain('````suggestion\n```\nx = 1\n````');
    const shown = check(given);
    expect(shown).toContain('`app/api/routes.py`. Replace lines 42 to 43 with:\n\n````\n```\nx = 1\n````');
    expect(shown).not.toContain('suggestion\n');
  });

  it('tells where the finding is when it stands elsewhere', () => {
    expect(check(finding(), { line: 44 })).toContain('At [`app/api/routes.py:42`]');
    expect(check(finding(), { line: 44, startLine: 40 })).not.toContain('At [');
    const effect = finding({ cause: { path: 'app/models.py', span: span(7) } });
    expect(check(effect, { path: 'app/models.py', line: 7 })).toContain(
      'This change causes a finding at [`app/api/routes.py:42`]',
    );
  });

  it('stays within what GitHub accepts', () => {
    const huge = finding({
      message: '🎉'.repeat(60_000),
      remedy: '`é` '.repeat(60_000),
      suggestion: { path: 'a', line: 1, endLine: 1, text: '日'.repeat(60_000) },
    });
    const text = check(huge);
    expect(utf8Bytes(text)).toBeLessThanOrEqual(60_000);
    expect(parseMarker(text)).toBe(huge.fingerprint);
  });

  it.each(HOSTILE)('is not turned by a hostile name: %j', (name) => {
    const text = check(
      finding({ path: name, message: name, remedy: name, related: [{ path: name, line: 1, message: name }] }),
      { line: 1 },
      { permalink: () => null },
    );
    const [, rule, ...body] = text.split('\n');
    expect(rule).toBe('<!-- vigie:v1 rule=duplicate-route -->');
    const acting = body.join('\n').replace(/(?<![`\\])(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
    expect(acting).not.toMatch(/@everyone|#12|<img|<h1|<!--|-->|(?<!\\)\]\(http:|www\.evil/);
    expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  });
});

describe('the marker', () => {
  it('is read from the first line only', () => {
    const given = finding();
    expect(parseMarker(check(given))).toBe(given.fingerprint);
    expect(parseMarker(`> quoted\n${check(given)}`)).toBeNull();
    expect(parseMarker('LGTM')).toBeNull();
    expect(parseMarker('')).toBeNull();
  });
});

describe('renderFixedComment', () => {
  const given = finding({ suggestion: { path: 'app/api/routes.py', line: 42, endLine: 42, text: 'x' } });
  const body = check(given, { applies: true });
  const fixed = renderFixedComment(body, '1a2b3c4d5e6f7081', { language: 'en', remains: () => '' });

  it('keeps the marker and folds what was said', () => {
    expect(parseMarker(fixed)).toBe(given.fingerprint);
    expect(fixed).toContain('✅ **Fixed in `1a2b3c4d5e6f`.**');
    expect(fixed).toMatch(
      /<details><summary>Original comment<\/summary>\n\n\*\*🟠 The same route twice\*\*[\s\S]*<\/details>$/,
    );
    expect(fixed.match(/fp=/g)).toHaveLength(1);
  });

  it('offers nothing that would bring the old lines back', () => {
    expect(fixed).toContain('```\nx\n```');
    expect(fixed).not.toContain('```suggestion');
  });

  it('changes nothing the second time, whatever the commit', () => {
    expect([isMarkedFixed(body), isMarkedFixed(fixed)]).toEqual([false, true]);
    expect(renderFixedComment(fixed, 'another', { language: 'en', remains: () => '' })).toBe(fixed);
  });

  it('speaks French', () => {
    const french = renderFixedComment(body, '1a2b3c4d5e6f7081', { language: 'fr', remains: () => '' });
    expect(french).toContain('Corrigé dans `1a2b3c4d5e6f`.');
  });

  it('does not call fixed what the rule says is not done by editing the code', () => {
    const remains = (rule: string) => (rule === 'duplicate-route' ? 'Revoke it.' : '');
    const gone = renderFixedComment(body, '1a2b3c4d5e6f7081', { language: 'en', remains });
    expect(gone).toContain('**No longer in the code as of `1a2b3c4d5e6f`.** Revoke it.');
    expect(gone).not.toMatch(/✅|Fixed in/);
    expect(isMarkedFixed(gone)).toBe(true);
  });
});

describe('renderReviewBody', () => {
  it('opens the review, lists what found no line, and leads to the check', () => {
    const rest = Array.from({ length: 12 }, () => finding());
    const text = renderReviewBody(result(), { ...LINKS, comments: 1, rest, checkUrl: 'https://example.org/checks/1' });
    expect(text).toContain('**Score: 6.4/10**. 1 remark on the lines of this change.');
    expect(text).toContain('12 more findings have no comment on a line:');
    expect(text).toContain('- 2 more');
    expect(text).toContain('[The whole report](https://example.org/checks/1)');
  });

  it('is never empty, which GitHub would refuse', () => {
    expect(renderReviewBody(result({ language: 'fr' }), { ...LINKS, comments: 2, rest: [], checkUrl: null })).toBe(
      '**Note\u00a0: 6,4/10**. 2 remarques sur les lignes de ce changement.',
    );
  });
});
