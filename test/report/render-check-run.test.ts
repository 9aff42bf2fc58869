import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '../../src/model/finding.ts';
import { utf8Bytes } from '../../src/report/escape.ts';
import { renderCheckRun, renderFailedCheckRun, renderPendingCheckRun } from '../../src/report/render-check-run.ts';
import { context, finding, HOSTILE, MIGRATION, POLICY, result, span } from './sample.ts';

const GITHUB_LIMIT = 65_535;

/** Whether every fence and fold that opens also closes. */
function isBalanced(markdown: string): boolean {
  const count = (pattern: RegExp) => (markdown.match(pattern) ?? []).length;
  return count(/^```/gm) % 2 === 0 && count(/<details>/g) === count(/<\/details>/g);
}

const critical = finding({
  severity: 'critical',
  rule: 'secret-committed',
  axis: 'security',
  path: 'app/config.py',
  span: span(3),
});
const major = finding();
const minor = finding({ severity: 'minor', rule: 'route-shadowed' });

describe('the title', () => {
  it('tells score, change and what is new', () => {
    expect(renderCheckRun(result({ findings: [critical, major, major] }), context()).title).toBe(
      '6.4/10 (−0.8): 1 critical, 2 major',
    );
    expect(renderCheckRun(result({ language: 'fr', findings: [major, major] }), context()).title).toBe(
      '6,4/10 (−0,8)\u00a0: 2 majeurs',
    );
    expect(renderCheckRun(result(), context()).title).toBe('6.4/10 (−0.8): No new findings');
  });

  it('says when the audit is incomplete', () => {
    const problem = { path: null, line: null, message: 'x' };
    const problems = [
      { ...problem, kind: 'rule-crashed', rule: 'a' },
      { ...problem, kind: 'rule-crashed', rule: 'a' },
      { ...problem, kind: 'partial', rule: null },
      { ...problem, kind: 'unresolved', rule: null },
    ] as const;
    expect(renderCheckRun(result({ coverage: { problems } }), context()).title).toBe(
      '6.4/10 (−0.8): No new findings · incomplete: 1 file not fully read, 1 rule crashed',
    );
  });

  it.each(LANGUAGES)('fits, whatever the cause of a failure (%s)', (language) => {
    const failed = renderFailedCheckRun(
      { kind: 'bug', cause: '🎉'.repeat(500), problems: [] },
      { language, conclusion: 'failure' },
    );
    expect(failed.title.length).toBeLessThanOrEqual(255);
    expect(failed.title.isWellFormed()).toBe(true);
  });
});

describe('the summary', () => {
  const failing = { conclusion: 'failure', reasons: ['2 new findings of severity major or worse.'] } as const;

  it('compares each axis with the base', () => {
    const { summary } = renderCheckRun(result(), context());
    expect(summary).toContain('| Axis | Base | Head | Change |');
    expect(summary).toContain('| Architecture | 7.0 | 4.5 | −2.5 |');
    expect(summary).toContain('| Security | 9.0 | 9.0 | = |');
    expect(summary).toContain('Audited `1a2b3c4d5e6f` against `main` (`ffeeddccbbaa`).');
  });

  it('names what to fix, and the score that this gives', () => {
    const { summary } = renderCheckRun(
      result({ findings: [critical, major, minor], gate: failing }),
      context({ scoreWithout: (gone) => 6 + gone.length }),
    );
    expect(summary).toContain('Fix these 2 findings of severity major or worse:');
    expect(summary).toContain('Fixing them brings the score to 8.0.');
    expect(summary).toMatch(/### 3 new findings \(1 critical, 1 major, 1 minor\)\n\n- 🟡 \[`route-shadowed`\]/);
  });

  it('takes the dearest findings until the score is reached', () => {
    const [dear, cheap] = [finding({ severity: 'minor' }), finding({ severity: 'minor', rule: 'cheap-rule' })];
    const ledger = [
      { axis: 'architecture', rule: cheap.rule, fingerprint: cheap.fingerprint, points: -0.5 },
      { axis: 'architecture', rule: dear.rule, fingerprint: dear.fingerprint, points: -3 },
    ] as const;
    const given = result({ findings: [cheap, dear], score: { ledger }, gate: failing });
    const policy = { ...POLICY, minScore: 8 };
    const { summary } = renderCheckRun(given, context({ policy, scoreWithout: (gone) => 7.2 + gone.length * 0.8 }));
    expect(summary).toContain('Fix this one to reach 8.0:\n\n- 🟡 [`duplicate-route`]');
    const unknown = renderCheckRun(given, context({ policy })).summary;
    expect(unknown).toContain('The score is below what is asked for. These 2 findings cost the most:');
  });

  it('promises nothing when even all of it is not enough', () => {
    const given = result({
      findings: [minor],
      score: { ledger: [{ axis: 'data', rule: minor.rule, fingerprint: minor.fingerprint, points: -1 }] },
      gate: failing,
    });
    const { summary } = renderCheckRun(given, context({ policy: { ...POLICY, minScore: 9.9 }, scoreWithout: () => 7 }));
    expect(summary).not.toContain('to reach');
    expect(summary).toContain('This finding costs the most:');
  });

  it('tells what was fixed, what was there before, and the notes of the caller', () => {
    const { summary } = renderCheckRun(
      result({ findings: [finding({ status: 'existing' }), finding({ status: 'fixed' })] }),
      context({ notes: ['Another pull request has this commit.'] }),
    );
    expect(summary).toContain('1 finding was there before and is not shown.');
    expect(summary).toContain(
      '### 1 finding fixed\n\n- ✅ [`duplicate-route`](https://example.org/rules/duplicate-route) `app/api/routes.py`',
    );
    expect(summary).toContain('Another pull request has this commit.');
  });
});

describe('the text', () => {
  it('tells each finding in full, and what does not count in folds', () => {
    const { text } = renderCheckRun(
      result({
        findings: [
          finding({ related: [{ path: 'app/main.py', line: 12, message: 'first here' }] }),
          finding({ stage: 'preview' }),
          finding({ suppressed: { by: 'comment', reason: 'legacy @bob', until: '2027-01-31' } }),
        ],
      }),
      context(),
    );
    expect(text).toContain(
      '#### 🟠 [`duplicate-route`](https://example.org/rules/duplicate-route) · [`app/api/routes.py:42`]',
    );
    expect(text).toContain('- [`app/main.py:12`](https://example.org/blob/app/main.py#L12) first here');
    expect(text).toContain('<summary>1 finding from rules in preview</summary>');
    expect(text).toContain('(suppressed in the code · legacy @&#8203;bob · until 2027-01-31)');
    expect(isBalanced(text)).toBe(true);
  });

  it('lists what was there before only when asked', () => {
    const given = result({ findings: [finding({ status: 'existing' })] });
    expect(renderCheckRun(given, context()).text).not.toContain('there before');
    expect(renderCheckRun(given, context({ existing: 'listed' })).text).toContain(
      '<summary>1 finding there before</summary>',
    );
  });

  it('links the cause of a finding elsewhere', () => {
    const effect = finding({ cause: { path: 'app/models.py', span: span(7) } });
    expect(renderCheckRun(result({ findings: [effect] }), context()).text).toContain(
      'Caused by the change at [`app/models.py:7`]',
    );
  });
});

describe('limits', () => {
  const message = `\`${'é'.repeat(30)}\` ${'日本語'.repeat(300)}`;
  const many = [
    ...Array.from({ length: 400 }, () => finding({ severity: 'minor', message, remedy: message })),
    finding({ severity: 'critical', message: 'the worst one' }),
    ...Array.from({ length: 400 }, () => finding({ stage: 'preview', message })),
    ...Array.from({ length: 400 }, () => finding({ status: 'fixed', message })),
  ];
  const ledger = many.map(({ axis, rule, fingerprint }) => ({ axis, rule, fingerprint, points: -0.01 }));
  const reasons = ['Too many.'];
  const given = result({ findings: many, score: { ledger }, gate: { conclusion: 'failure', reasons } });
  const check = renderCheckRun(given, context({ scoreWithout: () => 6, policy: { ...POLICY, failOn: 'minor' } }));

  it('keeps every field below what GitHub accepts, in bytes', () => {
    expect(utf8Bytes(check.summary)).toBeLessThan(GITHUB_LIMIT);
    expect(utf8Bytes(check.text)).toBeLessThan(GITHUB_LIMIT);
  });

  it('leaves out whole sections, the least important first, and says so', () => {
    expect(check.text).toContain('the worst one');
    expect(check.text).not.toContain('Where the points went');
    expect(check.text).toMatch(/\d+ sections were left out/);
    expect(isBalanced(check.text) && isBalanced(check.summary)).toBe(true);
    expect(check.summary).toContain('**Failed**');
  });

  it('leaves no finding without annotation', () => {
    expect(check.annotations).toHaveLength(401);
  });
});

describe('annotations', () => {
  it('stand for new findings that count', () => {
    const findings = [
      critical,
      major,
      minor,
      finding({ severity: 'info' }),
      finding({ status: 'existing' }),
      finding({ status: 'fixed' }),
      finding({ stage: 'preview' }),
    ];
    const levels = renderCheckRun(result({ findings }), context()).annotations.map((each) => each.annotation_level);
    expect(levels).toEqual(['failure', 'failure', 'warning', 'notice']);
  });

  it('name columns on one line only', () => {
    const [one, several] = renderCheckRun(
      result({ findings: [finding({ span: span(3, 5, 9) }), finding({ span: span(3, 5, 9, 4) })] }),
      context(),
    ).annotations;
    expect(one).toMatchObject({ start_line: 3, end_line: 3, start_column: 5, end_column: 8 });
    expect(several).toMatchObject({ start_line: 3, end_line: 4 });
    expect(several).not.toHaveProperty('start_column');
  });

  it('keep to their limits', () => {
    const huge = finding({ message: '日'.repeat(40_000) });
    const [annotation] = renderCheckRun(
      result({ findings: [huge] }),
      context({ ruleTitle: () => 'é'.repeat(400) }),
    ).annotations;
    expect(annotation?.title.length).toBeLessThanOrEqual(255);
    expect(utf8Bytes(annotation?.message ?? '')).toBeLessThanOrEqual(65_536);
  });

  it('stand at the cause, and name the effect', () => {
    const effect = finding({ cause: { path: 'app/models.py', span: span(7) } });
    const [annotation] = renderCheckRun(result({ findings: [effect] }), context()).annotations;
    expect(annotation).toMatchObject({ path: 'app/models.py', start_line: 7 });
    expect(annotation?.message).toContain('This change causes a finding at app/api/routes.py:42.');
  });
});

describe('hostile names', () => {
  it.each(HOSTILE)('do nothing in any field: %j', (name) => {
    const findings = [
      finding({ path: name, message: name, remedy: name, related: [{ path: name, line: 1, message: name }] }),
      finding({ path: name, stage: 'preview', message: name }),
      finding({ path: name, status: 'fixed', message: name }),
      finding({ path: name, suppressed: { by: 'comment', reason: name, until: null } }),
    ];
    const ledger = findings.map(({ axis, rule, fingerprint }) => ({ axis, rule, fingerprint, points: -1 }));
    const coverage = {
      skipped: [{ path: name, reason: name }],
      problems: [{ kind: 'partial', path: name, line: 1, rule: null, message: name } as const],
    };
    const given = result({ findings, coverage, score: { ledger }, gate: { conclusion: 'failure', reasons: [name] } });
    const links = { permalink: () => null };
    const { summary, text } = renderCheckRun(given, context({ ...links, baseRef: name }));
    for (const markdown of [summary, text]) {
      const acting = markdown.replace(/(?<![`\\])(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '').replace(/<code>.*?<\/code>/g, '');
      expect(acting).not.toMatch(/@everyone|#12|<img|<h1|<!--|(?<!\\)\]\(http:|www\.evil/);
      expect(markdown).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
      expect(isBalanced(acting)).toBe(true);
    }
  });
});

describe('without a verdict', () => {
  it('says NOT AUDITED with the cause, never success, and what to do', () => {
    const failed = renderFailedCheckRun(
      { kind: 'transient', cause: 'GitHub answered 502', problems: [] },
      { language: 'en', conclusion: 'neutral' },
    );
    expect(failed).toMatchObject({ title: 'NOT AUDITED: GitHub answered 502', conclusion: 'neutral', annotations: [] });
    expect(failed.summary).toContain('Comment `/audit` to try again.');
    expect(
      renderFailedCheckRun({ kind: 'bug', cause: 'x', problems: [] }, { language: 'fr', conclusion: 'failure' }).title,
    ).toBe('NON AUDITÉ\u00a0: x');
  });

  it('points at each error of the configuration', () => {
    const problems = [{ path: '.github/vigie.yml', line: 4, column: 3, message: 'unknown key `gaet`' }];
    const failed = renderFailedCheckRun(
      { kind: 'config', cause: 'invalid', problems },
      { language: 'en', conclusion: 'failure' },
    );
    expect(failed.annotations[0]).toMatchObject({
      path: '.github/vigie.yml',
      start_line: 4,
      message: 'unknown key `gaet`',
    });
    expect(failed.summary).toContain('- `.github/vigie.yml:4:3` unknown key `gaet`');
  });

  it('says that the audit is under way', () => {
    expect(renderPendingCheckRun('en').title).toBe('Audit in progress');
    expect(renderPendingCheckRun('fr').title).toBe('Audit en cours');
  });
});

describe('the table of routes', () => {
  const change = {
    kind: 'opened',
    method: 'POST',
    path: '/users',
    from: null,
    count: 1,
    before: true,
    after: false,
    at: { path: 'app/users.py', span: span(7) },
  } as const;

  it('tells what was opened, moved and removed, with links to what is still there', () => {
    const { summary } = renderCheckRun(
      result({
        routeChanges: [
          change,
          { ...change, kind: 'moved', from: '/v1', path: '/v2', count: 12, after: true },
          { ...change, kind: 'removed', method: 'GET', path: '/users/{id}', after: null },
        ],
      }),
      context(),
    );
    const table = summary.slice(summary.indexOf('### Routes')).split('\n\n')[1]?.split('\n');
    expect(table?.[2]).toMatch(/access opened.*POST &#47;users|access opened.*POST \/users/);
    expect(table?.[2]).toContain('authenticated → open');
    expect(table?.[2]).toContain('](https://example.org/blob/app/users.py#L7)');
    expect(table?.[3]).toMatch(/moved.*\/v1.*\/v2.*\(12 routes\).*authenticated/);
    expect(table?.[4]).toMatch(/removed.*GET.*authenticated/);
    expect(table?.[4]).not.toContain('](');
  });

  it('is not there where no route changes, and shows no more than people read', () => {
    expect(renderCheckRun(result({ routeChanges: [] }), context()).summary).not.toContain('### Routes');
    const many = Array.from({ length: 30 }, (_, i) => ({ ...change, path: `/${i}` }));
    const { summary } = renderCheckRun(result({ routeChanges: many }), context());
    expect(summary).toContain('10 more');
    expect(summary.match(/access opened/g)).toHaveLength(20);
  });

  it.each(HOSTILE)('cannot be broken by the text of a path: %j', (path) => {
    const { summary } = renderCheckRun(result({ routeChanges: [{ ...change, path }] }), context());
    const rows = summary.slice(summary.indexOf('### Routes')).split('\n\n')[1]?.split('\n') ?? [];
    expect(rows).toHaveLength(3);
    expect(rows[2]?.match(/\|/g)).toHaveLength(5);
  });
});

describe('the card of a migration', () => {
  const cardOf = (migrations: readonly (typeof MIGRATION)[], language: 'en' | 'fr' = 'en') => {
    const { summary } = renderCheckRun(result({ migrations, language }), context());
    return summary.slice(summary.indexOf('### Migrations'));
  };
  const [step] = MIGRATION.steps;

  it('tells the place in the chain, and of each step the lock and what is lost', () => {
    const [, title = '', table = ''] = cardOf([MIGRATION]).split('\n\n');
    expect(title).toContain('**`0002`** Add age · after `0001`, new head · with downgrade');
    expect(title).toContain('](https://example.org/blob/migrations/versions/0002.py#L5)');
    const rows = table.split('\n').slice(2);
    expect(rows).toEqual([
      '| <code>ALTER TABLE users ALTER COLUMN id TYPE BIGINT</code> | **ACCESS EXCLUSIVE, whole rewrite** | kept |',
      '| <code>ALTER TABLE users DROP COLUMN age</code> | ACCESS EXCLUSIVE, instant | **lost: the column** |',
    ]);
    expect(cardOf([MIGRATION], 'fr')).toContain('réécriture complète');
  });

  it('counts steps that say the same, and leaves out locks that nobody knows', () => {
    const insert = { ...MIGRATION.steps[0]!, sql: 'INSERT INTO t', lock: null, writes: 'added' } as const;
    expect(cardOf([{ ...MIGRATION, steps: [insert, insert, insert] }]).split('\n\n')[2]).toBe(
      '| Statement | Data |\n| --- | --- |\n| <code>INSERT INTO t</code> × 3 | rows added |',
    );
  });

  it('shows what must not be missed outside of a fold', () => {
    const calm = Array.from({ length: 9 }, (_, i) => ({ ...MIGRATION.steps[1]!, sql: `CALM ${i}`, loses: null }));
    const unread = { ...MIGRATION.steps[1]!, sql: '…', read: false, loses: null } as const;
    const [open = '', folded = ''] = cardOf([{ ...MIGRATION, steps: [...calm, ...MIGRATION.steps, unread] }]).split(
      '<details>',
    );
    expect(open).toContain('whole rewrite');
    expect(open).toContain('**lost: the column**');
    expect(open).toContain('line 11 | not read | not read |');
    expect(open).not.toContain('CALM');
    expect(folded).toContain('CALM 8');
  });

  it.each(HOSTILE)('cannot be broken by what another pull request calls its revision: %j', (text) => {
    const rival = {
      kind: 'same-parent',
      pullRequest: 12,
      revision: text,
      path: text,
      parent: text,
      last: text,
    } as const;
    const rivals = [rival, { ...rival, kind: 'same-id' } as const];
    const [, , list = ''] = cardOf([{ ...MIGRATION, rivals }]).split('\n\n');
    expect(list.split('\n').map((line) => line.slice(0, 6))).toEqual(['- #12 ', '- #12 ']);
  });

  it('folds what is long, and says when nothing changes', () => {
    const steps = Array.from({ length: 9 }, () => MIGRATION.steps).flat();
    const long = cardOf([{ ...MIGRATION, steps }]);
    expect(long).toContain('<details><summary>18 steps</summary>');
    expect(isBalanced(long)).toBe(true);
    expect(cardOf([{ ...MIGRATION, steps: [] }])).toContain('changes no table');
    expect(renderCheckRun(result({ migrations: [] }), context()).summary).not.toContain('### Migrations');
  });

  it.each(HOSTILE)('cannot be broken by the text of a migration: %j', (text) => {
    const steps = step ? [{ ...step, sql: text }] : [];
    const card = cardOf([{ ...MIGRATION, revision: text, message: text, down: [text], steps }]);
    const rows = card.split('\n').filter((line) => line.startsWith('|'));
    expect(rows).toHaveLength(3);
    expect(rows[2]?.match(/\|/g)).toHaveLength(4);
  });
});
