/** What a team declared public, by the digest that a finding shows. */
import { describe, expect, it } from '@jest/globals';
import rule from '../../../rules/security/secret-committed/rule.ts';
import { findSecrets } from '../../../src/facts/secrets/find-secrets.ts';
import type { Found, Rule } from '../../../src/rulekit/index.ts';
import { expandTokens } from '../../world/tokens.ts';

function found(line: string, allow: readonly string[], digestKey = 'one installation'): readonly Found[] {
  const text = expandTokens(line);
  const secrets = findSecrets(text, 'python', digestKey);
  const facts = {
    kind: 'python',
    size: text.length,
    lineStarts: [0],
    problems: [],
    secrets,
    suppressions: [],
  } as const;
  const fileRule: Rule = rule;
  return fileRule.scope === 'file' ? fileRule.detect({ file: { path: 'app/a.py', facts }, options: { allow } }) : [];
}

const shown = (line: string): string => String(found(line, [])[0]?.values.allow);

describe('allow', () => {
  it.each(['CLIENT_KEY = "{{random:alnum:40#public}}"', 'x = "{{token:google-api-key#public}}"'])(
    'takes the digest that the finding of %s shows, in every installation',
    (line) => {
      const digest = shown(line);
      expect(digest).toMatch(/^digest:[0-9a-f]{8}$/);
      expect(found(line, [digest])).toEqual([]);
      expect(found(`other = y(secret=${line.slice(line.indexOf('"'))})`, [digest], 'another')).toEqual([]);
      expect(found('OTHER_KEY = "{{random:alnum:40#other}}"', [digest])).toHaveLength(1);
    },
  );

  it('takes no digest of what people choose', () => {
    const line = 'smtp_password = "Marigold!2291"';
    expect(found(line, [shown(line)])).toHaveLength(1);
    expect(found(line, ['smtp_password'])).toEqual([]);
  });
});
