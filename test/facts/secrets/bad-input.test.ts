/** What is no text for people: nothing is found in it, or what it really holds, in bounded time. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createExtractor, type Extractor } from '../../../src/facts/extract-facts.ts';
import { fileKind } from '../../../src/facts/kind.ts';
import { expandTokens } from '../../world/tokens.ts';

let extractor: Extractor;
beforeAll(async () => {
  extractor = await createExtractor({ digestKey: 'k' });
});

const found = (path: string, content: string | Uint8Array): string[] => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const { secrets } = extractor.extract(bytes, fileKind(path));
  return secrets.flatMap(({ doubt, label }) => (doubt === null ? [label] : []));
};

/** Bytes that look drawn; the same for the same seed. */
function drawn(length: number, seed: string): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 64) }, (_, n) =>
    createHash('sha512').update(`${seed} ${n}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}
const base64 = (length: number, seed: string): string => drawn(length, seed).toString('base64');
const lines = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');
const fence = (kind: string, body: string): string => `-----BEGIN ${kind}-----\n${body}\n-----END ${kind}-----\n`;
const wrapped = (text: string): string => text.replace(/(.{64})/g, '$1\n');

describe('nothing is found in', () => {
  it.each<[string, () => string | Uint8Array]>([
    ['data.bin', () => drawn(500_000, 'binary')],
    ['data.txt', () => drawn(500_000, 'latin').toString('latin1').replaceAll('\0', 'a')],
    ['blob.txt', () => base64(500_000, 'one line')],
    ['blob.b64', () => wrapped(base64(500_000, 'lines'))],
    [
      'numbers.json',
      () =>
        JSON.stringify({
          items: Array.from({ length: 2000 }, (_, n) => ({ hash: drawn(20, `${n}`).toString('hex') })),
        }),
    ],
    ['page.html', () => lines(50, (n) => `<img src="data:image/png;base64,${base64(3000, `${n}`)}">`)],
    ['style.css', () => lines(20, (n) => `a{background:url(data:font/woff2;base64,${base64(9000, `${n}`)})}`)],
    ['cert.pem', () => fence('CERTIFICATE', wrapped(base64(900, 'certificate')))],
    ['chain.crt', () => fence('CERTIFICATE REQUEST', wrapped(base64(900, 'request'))).repeat(3)],
    ['key.pub', () => fence('PUBLIC KEY', wrapped(base64(294, 'public')))],
    ['dh.pem', () => fence('DH PARAMETERS', wrapped(base64(294, 'parameters')))],
    ['release.asc', () => fence('PGP PUBLIC KEY BLOCK', `\n${wrapped(base64(2000, 'pgp'))}`)],
    ['release.sig', () => fence('PGP SIGNATURE', `\n${wrapped(base64(400, 'signature'))}`)],
    [
      'authorized_keys',
      () => lines(50, (n) => `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ${base64(256, `${n}`)} me@laptop`),
    ],
    [
      'known_hosts',
      () =>
        lines(
          50,
          (n) =>
            `|1|${base64(20, `a${n}`)}|${base64(20, `b${n}`)} ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${base64(32, `c${n}`)}`,
        ),
    ],
    [
      'deps.lock.txt',
      () =>
        lines(
          500,
          (n) =>
            `"@a/b${n}@^1":\n  resolved "https://registry.yarnpkg.com/b/-/b.tgz#${drawn(20, `${n}`).toString('hex')}"\n  integrity sha512-${base64(64, `${n}`)}`,
        ),
    ],
    [
      'plot.ipynb',
      () =>
        JSON.stringify({
          cells: [
            {
              source: ['api_key = os.environ["API_KEY"]\n'],
              outputs: [{ data: { 'image/png': base64(200_000, 'plot') } }],
            },
          ],
        }),
    ],
    [
      'app.js.map.txt',
      () =>
        JSON.stringify({
          version: 3,
          mappings: 'AAAA,SAASA;'.repeat(20_000),
          sourcesContent: ['const token = getToken();'],
        }),
    ],
    ['logo.svg.txt', () => `<svg><path d="${'M10.2 4.1L5 6z'.repeat(5000)}"/></svg>`],
    ['public.jwk.json', () => JSON.stringify({ kty: 'RSA', e: 'AQAB', n: drawn(256, 'n').toString('base64url') })],
    ['huge.log', () => Buffer.alloc(51_000_000, 'password=Kz7pwQ4vNe2x ')],
  ])('%s', (path, content) => {
    expect(found(path, content())).toEqual([]);
  });
});

describe('what stands in it is found in', () => {
  const key = (passphrase: string | null): string =>
    generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding:
        passphrase === null
          ? { type: 'pkcs8', format: 'pem' }
          : { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase },
    }).privateKey;
  const open = key(null);
  const env = expandTokens('GITHUB_TOKEN={{token:github-token#one}}\r\nDEBUG=1\r\n');
  const token = expandTokens('{{token:github-token#one}}');
  const number = drawn(256, 'd').toString('base64url');

  it.each<[string, string, string | Uint8Array]>([
    ['GitHub token', '.env', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(env, 'utf16le')])],
    ['GitHub token', '.env', Buffer.from(env, 'utf16le')],
    ['GitHub token', '.env', Buffer.from(env, 'utf16le').swap16()],
    ['GitHub token', '.env', `\ufeff${env}`],
    ['GitHub token', 'out.ipynb', JSON.stringify({ cells: [{ outputs: [{ text: [`${token}\n`] }] }] })],
    [
      'GitHub token',
      'bundle.js',
      `${'function a(){return 1}'.repeat(20_000)};var t="${token}";${'b();'.repeat(20_000)}`,
    ],
    ['GitHub token', 'secret.yaml', `value: ${Buffer.from(`${token}\n`).toString('base64')}\n`],
    ['GitHub token', 'link.py', `u = "next=https%3A%2F%2Fapi.kestrel.net%2F%3Ftoken%3D${token}"`],
    ['Slack webhook', 'link.py', `u = "${encodeURIComponent(expandTokens('{{token:slack-webhook}}'))}"`],
    [
      'PostgreSQL password in a URL',
      'link.py',
      `u = "${encodeURIComponent(expandTokens('postgres://app:{{random:alnum:20}}@db.kestrel-apps.net/a'))}"`,
    ],
    ['PKCS#8 private key', 'key.pem', open],
    ['PKCS#8 private key', '.env', `KEY="${open.replaceAll('\n', '\\n')}"`],
    ['PKCS#8 private key', 'app.yaml', `key: |\n${open.replace(/^/gm, '  ')}`],
    ['PKCS#8 private key', 'app.py', `KEY = (\n${open.trim().replace(/^(.*)$/gm, '    "$1\\n"')}\n)\n`],
    ['PKCS#8 private key', '.env', `KEY=${Buffer.from(open).toString('base64')}`],
    ['encrypted PKCS#8 private key', 'key.pem', key('a passphrase')],
    ['JSON Web Key, private', 'key.json', JSON.stringify({ kty: 'RSA', e: 'AQAB', d: number, n: number })],
  ])('%s in %s', (label, path, content) => {
    expect(found(path, content)).toEqual([label]);
  });

  it('the same value has the same digest, however it is written', () => {
    const digests = [`a = "${token}"`, `a = "${Buffer.from(token).toString('base64')}"`].map(
      (text) => extractor.extract(Buffer.from(text), 'python').secrets[0]?.digest,
    );
    expect(digests[0]).toBe(digests[1]);
  });
});
