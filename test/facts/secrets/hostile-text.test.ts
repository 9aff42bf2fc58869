import { describe, expect, it } from '@jest/globals';
import { findSecrets } from '../../../src/facts/secrets/find-secrets.ts';
import type { FileKind } from '../../../src/model/facts.ts';
import { expandTokens } from '../../world/tokens.ts';

const KINDS: readonly FileKind[] = ['python', 'yaml', 'text'];
const SIZE = 1 << 18;

describe('hostile text', () => {
  it.each([
    'a',
    '"',
    'token=',
    'token="',
    "secret='",
    'password: ',
    'key_',
    'keykey',
    'sk-',
    ' sk-ant-api03-',
    '/ABSK',
    'eyJ',
    '.eyJ.eyJ',
    '+eyJhbGci.eyJhbGci.',
    '://',
    'a://b:c@',
    '-----BEGIN RSA PRIVATE KEY-----',
    '-----BEGIN PRIVATE KEY-----\\n-----END',
    'token: str | None | ',
    'getenv("token", "',
    'token={token=[',
    'Bearer Bearer ',
    '"""',
    'https://a:b1c2d3e4@c.io ',
    'curl -u ',
    'Fernet(',
    'jwt.encode(a,',
    'variable "password" {',
    'password,',
    '"a" == password',
    'password = "a" + ',
    'cG9zdGdyZXM',
    'a:*:b:c:',
    'login: a / ',
    'echo a | chpasswd',
    'password is ',
    '<password a="',
  ])(
    'a quarter of a million characters of %j in one line take no time',
    (piece) => {
      const text = piece.repeat(Math.ceil(SIZE / piece.length));
      for (const kind of KINDS) {
        const start = performance.now();
        findSecrets(text, kind, 'k');
        // Ordinary text of this size takes some 2 ms; quadratic time would take minutes.
        expect(performance.now() - start).toBeLessThan(10_000);
      }
    },
    30_000,
  );

  it('any truncation of a real file is read', () => {
    const text = expandTokens(
      'A="{{token:github-token}}"\npassword: {{random:alnum:20}}\nu=postgres://a:{{random:alnum:9}}@b.io\n{{token:private-key}}\n{{token:json-web-token}}',
    );
    for (const kind of KINDS) {
      for (let end = 0; end < text.length; end += 1) findSecrets(text.slice(0, end), kind, 'k');
    }
    expect(findSecrets(text, 'text', 'k').length).toBeGreaterThan(3);
  });

  it('a list of thousands is cut', () => {
    const text = Array.from({ length: 6000 }, (_, n) => `t = "{{token:npm-token#n${n}}}"`).join('\n');
    expect(findSecrets(expandTokens(text), 'python', 'k').length).toBe(5000);
  });
});
