/**
 * The adapter against a GitHub that nobody here wrote: JWT and token exchange, permissions, git data, comparison, checks.
 * What `emulate` does differently from GitHub (review comments, files of a pull request) is tested in test/scenarios.
 */
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEmulator, type Emulator } from 'emulate';
import { ProbotOctokit } from 'probot';
import { parse } from 'yaml';
import { bePatient, createPacer } from '../../src/github/patience.ts';
import { readRole } from '../../src/github/permissions.ts';
import { createPublisher } from '../../src/github/publisher.ts';
import { createPullRequestSource } from '../../src/github/pull-request.ts';
import { localPace } from '../../src/jobs/pace.ts';

const SHOP = { owner: 'acme', repo: 'shop' };
const APP = { id: 4242, login: 'vigie[bot]' };
const { default_permissions } = parse(readFileSync(join(import.meta.dirname, '../../app.yml'), 'utf8'));
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const Octokit = ProbotOctokit.defaults((options: object) => ({
  ...options,
  retry: { enabled: false },
  throttle: { enabled: false },
}));

const clock = { now: () => 0, sleep: async () => undefined };

let github: Emulator;
let alice: ProbotOctokit;
let app: ProbotOctokit;
let base = '';
let head = '';

beforeAll(async () => {
  github = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      tokens: { alice_token: { login: 'alice', scopes: ['repo'] } },
      github: {
        users: [{ login: 'alice' }, { login: 'mallory' }],
        orgs: [{ login: 'acme', members: [{ login: 'alice', role: 'admin' }] }],
        repos: [{ owner: 'acme', name: 'shop', private: true }],
        apps: [
          {
            app_id: APP.id,
            slug: 'vigie',
            name: 'Vigie',
            private_key: privateKey,
            permissions: default_permissions,
            installations: [{ installation_id: 7, account: 'acme' }],
          },
        ],
      },
    },
  });
  alice = new Octokit({ auth: { token: 'alice_token' }, baseUrl: github.url });
  base = await commit('main', { 'app/main.py': 'app = 1\n', 'app/old.py': 'a\nb\nc\n' });
  head = await commit('feature', { 'app/main.py': 'app = 2\n', 'app/old.py': null, 'app/new.py': 'a\nb\nc\n' }, base);
  await alice.rest.pulls.create({ ...SHOP, title: 'Change', head: 'feature', base: 'main' });
  app = new Octokit({ auth: { appId: APP.id, privateKey, installationId: 7 }, baseUrl: github.url });
  bePatient(app, { clock, pacer: createPacer(clock, localPace(clock, 0)), maxWait: 0 });
});
afterAll(() => github.close());

/** Commits through the git data API, on top of `parent` or of the branch; returns the commit's id. */
async function commit(
  branch: string,
  files: Readonly<Record<string, string | null>>,
  parent?: string,
): Promise<string> {
  const from = parent ?? (await alice.rest.git.getRef({ ...SHOP, ref: `heads/${branch}` })).data.object.sha;
  const tree = Object.entries(files).map(([path, content]) =>
    content === null
      ? { path, mode: '100644' as const, type: 'blob' as const, sha: null }
      : { path, mode: '100644' as const, type: 'blob' as const, content },
  );
  const base_tree = (await alice.rest.git.getCommit({ ...SHOP, commit_sha: from })).data.tree.sha;
  const made = await alice.rest.git.createTree({ ...SHOP, tree, base_tree });
  const { data } = await alice.rest.git.createCommit({
    ...SHOP,
    message: 'Change',
    tree: made.data.sha,
    parents: [from],
  });
  if (parent === undefined) await alice.rest.git.updateRef({ ...SHOP, ref: `heads/${branch}`, sha: data.sha });
  else await alice.rest.git.createRef({ ...SHOP, ref: `refs/heads/${branch}`, sha: data.sha });
  return data.sha;
}

describe('the adapter against emulate', () => {
  it('reads a pull request with its installation token', async () => {
    const source = createPullRequestSource(app, SHOP, 1);
    const state = await source.state();
    expect(state).toMatchObject({
      number: 1,
      open: true,
      draft: false,
      fork: false,
      author: 'alice',
      headSha: head,
      baseRef: 'main',
    });
    expect(await source.comparison(state)).toEqual({ mergeBase: base, baseTip: base });
  });

  it('reads trees and files at a commit', async () => {
    const source = createPullRequestSource(app, SHOP, 1);
    const snapshot = source.snapshot(head);
    const entries = await snapshot.list();
    expect(entries.map(({ path, mode }) => `${mode} ${path}`)).toEqual([
      'file README.md',
      'file app/main.py',
      'file app/new.py',
    ]);
    const main = entries.find(({ path }) => path === 'app/main.py')!;
    expect(Buffer.from(await snapshot.read(main)).toString()).toBe('app = 2\n');
    expect(await source.text(base, 'app/main.py')).toBe('app = 1\n');
    expect(await source.text(base, '.github/vigie.yml')).toBeNull();
  });

  it('follows the base branch when it moves', async () => {
    const tip = await commit('main', { 'README.md': '# Shop\n' });
    const source = createPullRequestSource(app, SHOP, 1);
    expect(await source.comparison(await source.state())).toEqual({ mergeBase: base, baseTip: tip });
  });

  it('begins and concludes a check-run', async () => {
    const publisher = createPublisher(app, SHOP, 1, APP);
    const empty = { text: '', annotations: [], actions: [] };
    await publisher.begin(head, { title: 'Auditing', summary: 'Please wait.', ...empty });
    await publisher.conclude(head, 'failure', { title: 'Red', summary: 'Why.', ...empty });
    const { data } = await app.rest.checks.listForRef({ ...SHOP, ref: head });
    expect(data.check_runs).toMatchObject([
      { name: 'vigie', status: 'completed', conclusion: 'failure', output: { title: 'Red' } },
    ]);
    expect(await publisher.currentHead()).toBe(head);
  });

  it('knows what people may do', async () => {
    expect(await readRole(app, SHOP, 'alice')).toBe('admin');
    expect(await readRole(app, SHOP, 'mallory')).toBe('none');
  });

  it('asks for no more than its permissions allow', async () => {
    await expect(app.rest.issues.createComment({ ...SHOP, issue_number: 1, body: 'Hello' })).resolves.toMatchObject({
      status: 201,
    });
    await expect(
      app.rest.repos.createOrUpdateFileContents({ ...SHOP, path: 'x', message: 'x', content: '' }),
    ).rejects.toMatchObject({ kind: 'denied' });
    await expect(
      app.rest.repos.createWebhook({ ...SHOP, config: { url: 'https://example.com' } }),
    ).rejects.toMatchObject({ kind: 'denied' });
  });
});
