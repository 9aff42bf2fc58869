import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createGithubSnapshot } from '../../src/github/github-snapshot.ts';
import { readRole } from '../../src/github/permissions.ts';
import { createPullRequestSource } from '../../src/github/pull-request.ts';
import { lines, place, startGithub } from './world.ts';

let world: Awaited<ReturnType<typeof startGithub>>;
beforeEach(async () => {
  world = await startGithub({
    'c/d/e.py': 'é = "ü"\n',
    'c/copy.py': lines(1, 60),
    'c/link': { mode: '120000', content: 'd/e.py' },
    'run.sh': { mode: '100755', content: 'echo\n' },
    'c-x.py': '',
  });
});
afterEach(() => world.github.close());

describe('a snapshot', () => {
  const listed = [
    'a.py file',
    'b.py file',
    'c-x.py file',
    'c/copy.py file',
    'c/d/e.py file',
    'c/link symlink',
    'run.sh executable',
  ];

  it.each([100_000, 5])('lists every entry, where GitHub answers with at most %d', async (limit) => {
    world.repository.treeLimit = limit;
    const entries = await createGithubSnapshot(world.client, place, world.head).list();
    expect(entries.map(({ path, mode }) => `${path} ${mode}`)).toEqual(listed);
  });

  it('reads equal contents once', async () => {
    const snapshot = createGithubSnapshot(world.client, place, world.head);
    const entries = await snapshot.list();
    const texts = await Promise.all(entries.map(async (entry) => Buffer.from(await snapshot.read(entry)).toString()));
    expect(texts[entries.findIndex(({ path }) => path === 'c/d/e.py')]).toBe('é = "ü"\n');
    expect(texts[entries.findIndex(({ path }) => path === 'c/link')]).toBe('d/e.py');
    expect(world.github.traffic.requests.filter((one) => JSON.stringify(one).includes('git/get-blob'))).toHaveLength(6);
  });

  describe('that is new', () => {
    const many = Object.fromEntries(
      Array.from({ length: 120 }, (_, at) => [`${'deep/'.repeat(25)}m${at}.py`, `x = ${at}\n`]),
    );
    const readAll = async () => {
      const head = world.repository.commit('feature', { ...many, 'big.bin': 'x'.repeat(6_000_000) });
      const snapshot = createGithubSnapshot(world.client, place, head);
      const files = (await snapshot.list()).filter(({ mode }) => mode === 'file');
      // As an audit does: equal contents are asked for once.
      const entries = [...new Map(files.map((file) => [file.id, file])).values()];
      await snapshot.expect?.(entries);
      const texts = await Promise.all(entries.map(async (entry) => Buffer.from(await snapshot.read(entry)).toString()));
      return new Map(entries.map(({ path }, at) => [path, texts[at]]));
    };
    const requestsOf = (operation: string) => world.github.traffic.requests.filter((one) => one === operation).length;

    it('is read with one request, but for what is large', async () => {
      const texts = await readAll();
      for (const [path, text] of Object.entries(many)) expect(texts.get(path)).toBe(text);
      expect(texts.get('c/d/e.py')).toBe('é = "ü"\n');
      expect(texts.get('big.bin')).toHaveLength(6_000_000);
      expect(requestsOf('repos/download-tarball-archive')).toBe(1);
      expect(requestsOf('git/get-blob')).toBe(1);
    });

    it('is read file by file where there is no archive', async () => {
      world.github.fail('repos/download-tarball-archive', { status: 404 });
      const texts = await readAll();
      for (const [path, text] of Object.entries(many)) expect(texts.get(path)).toBe(text);
    });
  });

  it('repeats a read that failed on the way, and gives up after a while', async () => {
    world.github.fail('git/get-tree', { status: 502, times: 2 });
    await createGithubSnapshot(world.client, place, world.head).list();
    expect(world.pauses).toEqual([1_000, 4_000]);
    world.github.fail('git/get-tree', { reset: true, times: 3 });
    const failing = createGithubSnapshot(world.client, place, world.head).list();
    await expect(failing).rejects.toMatchObject({ kind: 'transient' });
  });

  it('does not wait for a limit that is far away', async () => {
    const reset = String(Math.floor(world.github.now() / 1000) + 3_000);
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    world.github.fail('git/get-tree', { status: 403, headers, body: { message: 'API rate limit exceeded' } });
    const failing = createGithubSnapshot(world.client, place, world.head).list();
    await expect(failing).rejects.toMatchObject({ kind: 'transient' });
    expect(world.pauses).toEqual([]);
  });
});

describe('a pull request', () => {
  it('is where its branches are', async () => {
    const { client, repository, pull, head } = world;
    const source = createPullRequestSource(client, place, pull.number);
    const tip = repository.commit('main', { 'later.py': '' });
    const state = await source.state();
    expect(state).toMatchObject({
      open: true,
      draft: false,
      fork: false,
      author: 'alice',
      headSha: head,
      baseRef: 'main',
    });
    const { mergeBase, baseTip } = await source.comparison(state);
    expect(baseTip).toBe(tip);
    expect(mergeBase).not.toBe(tip);
    expect(await source.text(tip, 'nowhere.yml')).toBeNull();
    expect(await source.text(head, 'c/d/e.py')).toBe('é = "ü"\n');
  });

  it('lists all its files, on as many pages as it takes', async () => {
    const { client, repository, pull } = world;
    const files = Object.fromEntries(Array.from({ length: 230 }, (_, at) => [`many/${at}.py`, 'x = 1\n']));
    repository.commit('feature', { ...files, 'a.py': null, 'a-moved.py': lines(1, 40) });
    const source = createPullRequestSource(client, place, pull.number);
    const { files: listed, complete } = await source.changes(await source.state());
    expect(complete).toBe(true);
    expect(listed.filter(({ path }) => path.startsWith('many/'))).toHaveLength(230);
    expect(listed.find(({ path }) => path === 'a-moved.py')).toMatchObject({ status: 'renamed', previousPath: 'a.py' });
  });

  it('that is not there is gone', async () => {
    await expect(createPullRequestSource(world.client, place, 999).state()).rejects.toMatchObject({ kind: 'gone' });
  });
});

describe('a role', () => {
  it.each(['triage', 'maintain', 'admin'] as const)('%s is read as it is', async (role) => {
    world.github.grant(world.repository, 'tess', role);
    expect(await readRole(world.client, place, 'tess')).toBe(role);
  });

  it('of somebody unknown is none', async () => {
    expect(await readRole(world.client, place, 'nobody-at-all')).toBe('none');
  });
});
