import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { serve } from '../../src/app/server.ts';
import { systemClock } from '../../src/app/system-clock.ts';
import { STOPPED } from '../../src/jobs/queue.ts';
import { renderFailedCheckRun } from '../../src/report/render-check-run.ts';
import { FakeGitHub } from '../world/fake-github.ts';
import { functions, inMemory, startWorld } from './running-app.ts';

describe('starting', () => {
  let github: FakeGitHub;
  beforeEach(async () => {
    github = await FakeGitHub.start();
  });
  afterEach(() => github.close());

  const start = async (changes: Record<string, string>, log = pino({ level: 'silent' })) => {
    const { privateKey, webhookSecret } = github.credentials;
    const variables = {
      APP_ID: String(github.app.id),
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: webhookSecret,
      PORT: '0',
    };
    const app = await serve(
      { ...variables, ...changes },
      { baseUrl: github.url, log, inMemory: inMemory(systemClock) },
    );
    await app.close();
  };
  const key = (type: 'rsa' | 'ec'): string => {
    const encoding = {
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    } as const;
    return type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048, ...encoding }).privateKey.toString()
      : generateKeyPairSync('ec', { namedCurve: 'P-256', ...encoding }).privateKey.toString();
  };

  it.each<[string, Record<string, string>, string]>([
    ['no App id', { APP_ID: '' }, 'APP_ID is not set'],
    ['no secret', { WEBHOOK_SECRET: '' }, 'WEBHOOK_SECRET is not set'],
    ['the secret that everybody knows', { WEBHOOK_SECRET: 'development' }, 'which everybody knows'],
    ['half a key', { PRIVATE_KEY: '-----BEGIN' }, 'PRIVATE_KEY is not a private key'],
    ['no key file', { PRIVATE_KEY: '', PRIVATE_KEY_PATH: '/nowhere/key.pem' }, 'cannot be read (ENOENT)'],
    ['an elliptic key', { PRIVATE_KEY: key('ec') }, 'not an RSA key'],
    ['the key of another App', { PRIVATE_KEY: key('rsa') }, 'GitHub does not accept these credentials'],
  ])('with %s is refused', async (_name, changes, message) => {
    await expect(start(changes)).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining(message) });
  });

  it('goes on while GitHub is out of order', async () => {
    github.fail('apps/get-authenticated', { status: 503 });
    await expect(start({})).resolves.toBeUndefined();
  });
});

describe('starting again', () => {
  it('takes up what the killed process left behind, and nothing else', async () => {
    const github = await FakeGitHub.start();
    const repository = github.repository('acme/shop');
    repository.commit('main', { 'app/main.py': functions('fine') });
    for (const name of ['one', 'two']) {
      repository.branch(name);
      repository.commit(name, { 'app/main.py': functions('fine', `bad_${name}`) });
      await github.openPullRequest(repository, { head: name });
    }
    const first = await startWorld({}, github);
    await first.app.idle();
    await first.app.close();
    const runs = [...repository.checkRuns.values()];
    expect(runs.map(({ conclusion }) => conclusion)).toEqual(['failure', 'failure']);
    // As if the process had been killed in the middle of it.
    Object.assign(runs[0]!, { status: 'in_progress', conclusion: null });
    const writes = github.writes.length;
    const second = await startWorld({}, github);
    await second.app.idle();
    expect(runs[0]).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(github.writes.slice(writes).map(({ operation }) => operation)).toEqual(['checks/update']);
    await second.close();
  });

  it('repeats what it was stopped at, and no other failure', async () => {
    const github = await FakeGitHub.start();
    const repository = github.repository('acme/shop');
    repository.commit('main', { 'app/main.py': functions('fine') });
    const failure = { language: 'en', conclusion: 'failure' } as const;
    for (const cause of [STOPPED, 'GitHub answered 502']) {
      const name = cause.replaceAll(' ', '-');
      repository.branch(name);
      repository.commit(name, { 'app/main.py': functions('fine', `bad_${name.length}`) });
      await github.openPullRequest(repository, { head: name });
    }
    const first = await startWorld({}, github);
    await first.app.idle();
    await first.app.close();
    const runs = [...repository.checkRuns.values()];
    for (const [index, cause] of [STOPPED, 'GitHub answered 502'].entries()) {
      const { title, summary } = renderFailedCheckRun({ kind: 'transient', cause, problems: [] }, failure);
      Object.assign(runs[index]!, { title, summary });
    }
    const second = await startWorld({}, github);
    await second.app.idle();
    expect(runs.map(({ title }) => title)).toEqual([
      expect.stringContaining('1 major'),
      'NOT AUDITED: GitHub answered 502',
    ]);
    await second.close();
  });
});

describe('stopping', () => {
  it('finishes what was accepted, and takes nothing more', async () => {
    const world = await startWorld();
    const { github, app } = world;
    const repository = github.repository('acme/shop');
    repository.commit('main', { 'app/main.py': functions('fine') });
    repository.branch('feature');
    repository.commit('feature', { 'app/main.py': functions('bad') });
    const hold = github.hold('git/get-tree');
    await github.openPullRequest(repository, { head: 'feature' });
    await hold.reached;
    const closing = app.close();
    expect((await fetch(`${app.url}/ready`)).status).toBe(503);
    expect((await github.pullEvent(repository, repository.pull(1), 'reopened')).status).toBe(503);
    hold.release();
    await closing;
    expect([...repository.checkRuns.values()].map(({ conclusion }) => conclusion)).toEqual(['failure']);
    await expect(fetch(`${app.url}/ready`)).rejects.toThrow();
    await github.close();
  });
});
