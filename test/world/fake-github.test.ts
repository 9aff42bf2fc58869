/** The fake is only worth something where it behaves like the real one: git is the oracle for objects and patches. */
import { execFileSync } from 'node:child_process';
import { createSign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import { FakeGitHub } from './fake-github.ts';
import { patchLines, unifiedPatch } from './line-diff.ts';

const git = (cwd: string, ...args: string[]) => {
  try {
    return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    // `git diff --no-index` exits with 1 when there are differences.
    return String((error as { stdout: unknown }).stdout);
  }
};

const silent = () => undefined;
const lines = (...texts: string[]) => texts.map((text) => `${text}\n`).join('');

describe('git', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'vigie-git-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('gives trees the ids that git gives them', () => {
    git(directory, 'init', '-q');
    const files = { 'app/main.py': 'x = 1\n', 'app.py': '', 'app/a/b.py': 'é\n', 'app-x/c.py': 'c' };
    const github = new FakeGitHub();
    const repository = github.repository('acme/shop');
    const commit = repository.store.get(repository.commit('main', files));
    for (const [path, text] of Object.entries(files)) {
      execFileSync('mkdir', ['-p', join(directory, path, '..')]);
      writeFileSync(join(directory, path), text);
    }
    git(directory, 'add', '-A');
    expect(commit.tree).toBe(git(directory, 'write-tree').trim());
  });

  it('writes the patches that git writes', () => {
    const twenty = Array.from({ length: 20 }, (_, at) => `line ${at}`);
    const cases: [string, string][] = [
      [lines(...twenty), lines(...twenty.filter((_, at) => at !== 3), 'last')],
      [lines(...twenty), lines('first', ...twenty.slice(0, 15), 'x', 'y', ...twenty.slice(16))],
      ['', lines('a', 'b')],
      [lines('a', 'b'), ''],
      ['a\nb', 'a\nb\n'],
      ['a\n', 'a\nno end'],
    ];
    for (const [before, after] of cases) {
      writeFileSync(join(directory, 'a'), before);
      writeFileSync(join(directory, 'b'), after);
      const full = git(directory, 'diff', '--no-index', '--no-color', 'a', 'b');
      const hunks = full
        .slice(full.indexOf('@@'))
        .replace(/^(@@ .* @@).*$/gm, '$1')
        .trimEnd();
      expect(unifiedPatch(before, after)).toBe(hunks);
    }
  });

  it('knows the lines of both sides on which a comment may stand', () => {
    const patch = unifiedPatch(lines('a', 'b', 'c'), lines('a', 'x', 'c'));
    expect(patchLines(patch).map(({ side, line }) => `${side} ${line}`)).toEqual([
      'LEFT 1',
      'RIGHT 1',
      'LEFT 2',
      'RIGHT 2',
      'LEFT 3',
      'RIGHT 3',
    ]);
  });
});

describe('fake GitHub', () => {
  let github: FakeGitHub;
  let octokit: Octokit;
  beforeEach(async () => {
    github = await FakeGitHub.start();
    const shop = github.repository('acme/shop');
    shop.commit('main', {
      'app/main.py': lines('a = 1', 'b = 2', 'c = 3'),
      'docs/old.md': lines('one', 'two', 'three'),
    });
    shop.branch('feature');
    shop.commit('feature', {
      'app/main.py': lines('a = 1', 'b = 20', 'c = 3'),
      'docs/old.md': null,
      'docs/new.md': lines('one', 'two', 'four'),
    });
    await github.openPullRequest(shop, { head: 'feature' });
    octokit = await installed(github);
  });
  afterEach(() => github.close());
  const here = { owner: 'acme', repo: 'shop', pull_number: 1 };

  it('lists the files of a pull request with patches, renames followed', async () => {
    const { data } = await octokit.rest.pulls.listFiles(here);
    expect(data.map(({ filename, status, previous_filename }) => [filename, status, previous_filename])).toEqual([
      ['app/main.py', 'modified', undefined],
      ['docs/new.md', 'renamed', 'docs/old.md'],
    ]);
    expect(data[0]?.patch).toBe('@@ -1,3 +1,3 @@\n a = 1\n-b = 2\n+b = 20\n c = 3');
  });

  it('moves the head with the branch, and outdates comments whose line changed', async () => {
    await octokit.rest.pulls.createReview({
      ...here,
      event: 'COMMENT',
      body: 'Look',
      comments: [
        { path: 'app/main.py', line: 2, body: 'why?' },
        { path: 'app/main.py', line: 3, body: 'and this?' },
      ],
    });
    github.repository('acme/shop').commit('feature', { 'app/main.py': lines('zero = 0', 'a = 1', 'b = 200', 'c = 3') });
    const { data } = await octokit.rest.pulls.listReviewComments(here);
    expect(data.map(({ line, original_line }) => [line, original_line])).toEqual([
      [null, 2],
      [4, 3],
    ]);
    expect((await octokit.rest.pulls.get(here)).data.head.sha).toBe(github.repository('acme/shop').head('feature'));
  });

  it('refuses what GitHub refuses', async () => {
    const review = (comment: object, body = 'Look') =>
      octokit.rest.pulls.createReview({
        ...here,
        event: 'COMMENT',
        body,
        comments: [{ path: 'app/main.py', body: 'x', line: 2, ...comment }],
      });
    await expect(review({ line: 9 })).rejects.toMatchObject({ status: 422 });
    await expect(review({ path: 'README.md' })).rejects.toMatchObject({ status: 422 });
    await expect(review({ start_line: 2 })).rejects.toMatchObject({ status: 422 });
    await expect(review({}, '')).rejects.toMatchObject({ status: 422 });
    await expect(
      octokit.rest.checks.create({ owner: 'acme', repo: 'shop', name: 'x', head_sha: '0'.repeat(40) }),
    ).rejects.toMatchObject({ status: 422 });
    await expect(client(github, 'ghs_stolen').rest.pulls.get(here)).rejects.toMatchObject({ status: 401 });
    await expect(octokit.rest.repos.get({ owner: 'acme', repo: 'nothing' })).rejects.toMatchObject({ status: 404 });
    expect(github.repository('acme/shop').reviewComments.size).toBe(0);
  });

  it('adds annotations up over several updates', async () => {
    const annotation = (line: number) => ({
      path: 'app/main.py',
      start_line: line,
      end_line: line,
      annotation_level: 'warning' as const,
      message: 'm',
    });
    const output = (count: number) => ({
      title: 't',
      summary: 's',
      annotations: Array.from({ length: count }, (_, at) => annotation(at + 1)),
    });
    const head_sha = github.repository('acme/shop').head('feature');
    const { data } = await octokit.rest.checks.create({
      owner: 'acme',
      repo: 'shop',
      name: 'vigie',
      head_sha,
      output: output(50),
    });
    await octokit.rest.checks.update({
      owner: 'acme',
      repo: 'shop',
      check_run_id: data.id,
      conclusion: 'success',
      output: output(2),
    });
    const found = await octokit.rest.checks.get({ owner: 'acme', repo: 'shop', check_run_id: data.id });
    expect(found.data).toMatchObject({ status: 'completed', output: { annotations_count: 52 } });
  });

  it('fails on demand, before or after the request took effect', async () => {
    github.fail('issues/create-comment', { status: 502, applied: true });
    const comment = { owner: 'acme', repo: 'shop', issue_number: 1, body: 'hello' };
    await expect(octokit.rest.issues.createComment(comment)).rejects.toMatchObject({ status: 502 });
    expect(github.writes.map((write) => write.operation)).toEqual(['issues/create-comment']);
    await expect(octokit.rest.issues.createComment(comment)).resolves.toMatchObject({ status: 201 });
  });
});

describe('the official description', () => {
  it('is held against every request: what breaks it fails the test', async () => {
    const github = await FakeGitHub.start();
    const shop = github.repository('acme/shop');
    const head_sha = shop.commit('main', { 'a.py': '' });
    const octokit = await installed(github);
    const annotations = Array.from({ length: 51 }, () => ({
      path: 'a.py',
      start_line: 1,
      end_line: 1,
      annotation_level: 'notice' as const,
      message: 'm',
    }));
    await expect(
      octokit.rest.checks.create({
        owner: 'acme',
        repo: 'shop',
        name: 'vigie',
        head_sha,
        output: { title: 't', summary: 's', annotations },
      }),
    ).rejects.toMatchObject({ status: 422 });
    await expect(github.close()).rejects.toThrow('must NOT have more than 50 items');
  });
});

async function installed(github: FakeGitHub): Promise<Octokit> {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(github.now() / 1000);
  const head = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iss: github.app.id, iat: now - 60, exp: now + 500 })}`;
  const jwt = `${head}.${createSign('RSA-SHA256').update(head).sign(github.credentials.privateKey, 'base64url')}`;
  const { data } = await client(github, jwt).rest.apps.createInstallationAccessToken({
    installation_id: github.installations[0]?.id ?? 0,
  });
  return client(github, data.token);
}

function client(github: FakeGitHub, auth: string): Octokit {
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  return new Octokit({ baseUrl: `${github.url}/api/v3`, auth, log });
}
