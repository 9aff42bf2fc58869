import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { parseEnvironment, parsePrivateKey } from '../../src/config/parse-environment.ts';

const pem = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
}).privateKey;

const complete = { APP_ID: '123', PRIVATE_KEY: pem, WEBHOOK_SECRET: 'a-long-random-text' };

function problemsOf(env: Record<string, string | undefined>): Record<string, string> {
  const parsed = parseEnvironment(env);
  return parsed.ok ? {} : Object.fromEntries(parsed.problems.map(({ variable, message }) => [variable, message]));
}

describe('the environment', () => {
  it('needs three variables; the others have defaults', () => {
    expect(parseEnvironment(complete)).toEqual({
      ok: true,
      environment: {
        appId: 123,
        privateKey: { pem },
        webhookSecret: 'a-long-random-text',
        enterprise: null,
        port: 3000,
        host: 'localhost',
        logLevel: 'info',
        databaseUrl: null,
        dataDirectory: './data',
        metricsPort: null,
        metricsToken: null,
        baseUrl: null,
      },
    });
    expect(Object.keys(problemsOf({}))).toEqual(['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET']);
  });

  it('takes all of them', () => {
    const parsed = parseEnvironment({
      ...complete,
      PRIVATE_KEY: '',
      PRIVATE_KEY_PATH: '/run/secrets/key.pem',
      GHE_HOST: 'github.example.com',
      GHE_PROTOCOL: 'http',
      PORT: '8080',
      HOST: '0.0.0.0',
      LOG_LEVEL: 'DEBUG',
      DATABASE_URL: 'postgres://db/vigie',
      VIGIE_DATA_DIR: '/data',
      VIGIE_BASE_URL: 'https://vigie.example.com/',
    });
    expect(parsed).toMatchObject({
      ok: true,
      environment: {
        privateKey: { path: '/run/secrets/key.pem' },
        enterprise: { host: 'github.example.com', protocol: 'http' },
        port: 8080,
        host: '0.0.0.0',
        logLevel: 'debug',
        databaseUrl: 'postgres://db/vigie',
        dataDirectory: '/data',
        baseUrl: 'https://vigie.example.com',
      },
    });
  });

  it.each([
    ['as it is', pem],
    ['with escaped line breaks', pem.replaceAll('\n', '\\n')],
    ['in quotes', `"${pem.replaceAll('\n', '\\n')}"`],
    ['in base64', Buffer.from(pem).toString('base64')],
  ])('reads a private key %s', (_, value) => {
    expect(parsePrivateKey(value)).toBe(pem);
  });

  it('refuses the secret that everybody knows, and says how to make one', () => {
    expect(problemsOf({ ...complete, WEBHOOK_SECRET: 'development' }).WEBHOOK_SECRET).toContain('openssl rand -hex 32');
    expect(problemsOf({ ...complete, WEBHOOK_SECRET: '' }).WEBHOOK_SECRET).toContain('is not set');
  });

  it('says what to do about each mistake and never repeats a value', () => {
    const secret = 'hunter2-hunter2';
    const names = [
      'APP_ID',
      'PRIVATE_KEY',
      'GHE_HOST',
      'GHE_PROTOCOL',
      'PORT',
      'LOG_LEVEL',
      'DATABASE_URL',
      'VIGIE_BASE_URL',
    ];
    const wrong = Object.fromEntries(names.map((name) => [name, `${secret}!/`]));
    const problems = problemsOf({ ...complete, ...wrong });
    expect(Object.keys(problems).sort()).toEqual([...names].sort());
    expect(JSON.stringify(problems)).not.toContain(secret);
  });

  it('refuses a key that was cut', () => {
    expect(problemsOf({ ...complete, PRIVATE_KEY: pem.slice(0, 400) }).PRIVATE_KEY).toContain(
      'paste the whole .pem file',
    );
  });
});
