import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '../../src/model/finding.ts';
import { type CommandReply, renderCommandReply } from '../../src/report/render-command-reply.ts';
import { HOSTILE, LINKS, rule } from './sample.ts';

function check(reply: CommandReply, language: 'en' | 'fr' = 'en'): string {
  return renderCommandReply(reply, { language, ruleUrl: LINKS.ruleUrl });
}

const KNOWN = ['duplicate-route', 'route-shadowed', 'secret-committed'];

describe('renderCommandReply', () => {
  it('lists every command', () => {
    const text = check({ kind: 'help' });
    for (const command of ['/audit', '/audit full', '/audit explain <rule>', '/audit fix', '/audit help']) {
      expect(text).toContain(`- \`${command}\`: `);
    }
    expect(text).toContain('# vigie: ignore[rule] until=2027-01-31 -- reason');
    expect(check({ kind: 'help' }, 'fr')).toContain('- `/audit explain <règle>`\u00a0: ');
  });

  it('explains a rule', () => {
    const text = check({ kind: 'explain', rule: rule() });
    expect(text).toContain('## The same route twice (`duplicate-route`)');
    expect(text).toContain('Axis: Architecture · severity: major · confidence: high · stage: stable');
    expect(text).toContain('\n### Why\n\nOnly the first one answers.\n');
    expect(text).toContain('- `max-lines`: `600`');
    expect(text).toContain('[Read more, with examples](https://example.org/rules/duplicate-route)');
    expect(check({ kind: 'explain', rule: rule() }, 'fr')).toContain('gravité\u00a0: majeure');
  });

  it('offers the rule that was meant', () => {
    expect(check({ kind: 'unknown-rule', rule: 'duplicate-rout', known: KNOWN })).toBe(
      'There is no rule `duplicate-rout`. Did you mean `duplicate-route`?',
    );
    expect(check({ kind: 'unknown-rule', rule: 'secret', known: KNOWN })).toContain('`secret-committed`');
    expect(check({ kind: 'unknown-rule', rule: 'zzz', known: KNOWN })).toBe('There is no rule `zzz`.');
  });

  it('says in one line why it refuses', () => {
    expect(check({ kind: 'refused', command: '/audit full', role: 'write' })).toBe(
      '`/audit full` needs the role `write` or higher on this repository.',
    );
  });

  it.each(LANGUAGES)('shows what was typed as code, whatever it is (%s)', (language) => {
    for (const typed of HOSTILE) {
      const replies = [
        check({ kind: 'unknown-rule', rule: typed, known: KNOWN }, language),
        check({ kind: 'unknown-command', command: typed }, language),
        check({ kind: 'refused', command: typed, role: 'write' }, language),
      ];
      const acting = replies.map((text) => text.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')).join('\n');
      expect(acting).not.toMatch(/@everyone|#12|<img|<h1|<!--|\]\(http:/);
    }
  });
});
