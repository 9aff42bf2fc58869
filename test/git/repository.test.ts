import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditError, type Snapshot } from '../../src/audit/ports.ts';
import { type LocalRepository, openRepository } from '../../src/git/repository.ts';
import { type TemporaryRepository, temporaryRepository } from './temporary-repository.ts';

let local: TemporaryRepository;
let opened: LocalRepository[] = [];

beforeEach(() => {
  local = temporaryRepository();
});

afterEach(async () => {
  for (const repository of opened) await repository.close();
  opened = [];
  local.dispose();
});

async function open(directory = local.directory): Promise<LocalRepository> {
  const repository = await openRepository(directory);
  opened.push(repository);
  return repository;
}

async function contents(snapshot: Snapshot): Promise<Record<string, string>> {
  const entries = await snapshot.list();
  const read = await Promise.all(
    entries.map(async (entry) => [entry.path, Buffer.from(await snapshot.read(entry)).toString()]),
  );
  return Object.fromEntries(read);
}

describe('a commit', () => {
  it('is read from git objects, whatever the working tree holds', async () => {
    local.write({ 'a.py': 'x = 1\n', 'deep/b.py': 'y = 2\n' });
    const commit = local.commit();
    local.write({ 'a.py': 'changed\n' });
    local.remove('deep/b.py');
    expect(await contents((await open()).at(commit))).toEqual({ 'a.py': 'x = 1\n', 'deep/b.py': 'y = 2\n' });
  });

  it('is read from a bare repository', async () => {
    local.write({ 'a.py': 'x = 1\n' });
    const commit = local.commit();
    local.git('clone', '--quiet', '--bare', '.', 'bare.git');
    const bare = await open(`${local.directory}/bare.git`);
    expect(bare.kind).toBe('bare');
    expect(await contents(bare.at(await bare.commitOf('main')))).toEqual({ 'a.py': 'x = 1\n' });
    expect(await bare.commitOf('main')).toBe(commit);
    expect(() => bare.workingTree()).toThrow('name a commit with --head');
  });

  it('keeps binary content, empty files and large files byte by byte', async () => {
    const large = Buffer.alloc(3_000_000, 'x\n');
    local.write({ 'binary.bin': Buffer.from([0, 10, 255, 10, 0]), 'empty.py': '', 'large.txt': large });
    const snapshot = (await open()).at(local.commit());
    const [binary, empty, big] = await Promise.all((await snapshot.list()).map((entry) => snapshot.read(entry)));
    expect(Buffer.from(binary!)).toEqual(Buffer.from([0, 10, 255, 10, 0]));
    expect(empty).toHaveLength(0);
    expect(Buffer.from(big!).equals(large)).toBe(true);
  });

  it('keeps file names that would break a line or a shell', async () => {
    const names = ['new\nline.py', 'quo"te.py', '@everyone.py', '[x](http:evil).py', 'é.py', ' space .py', '-rf.py'];
    local.write(Object.fromEntries(names.map((name) => [name, 'x = 1\n'])));
    expect(Object.keys(await contents((await open()).at(local.commit())))).toEqual(names.sort());
  });

  it('tells links and submodules from files', async () => {
    local.link('loop', 'loop');
    local.link('outside', '/etc/passwd');
    local.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},module`);
    local.git('add', 'loop', 'outside');
    local.git('-c', 'user.name=T', '-c', 'user.email=t@example.invalid', 'commit', '--quiet', '-m', 'links');
    const snapshot = (await open()).at(local.git('rev-parse', 'HEAD'));
    const entries = await snapshot.list();
    expect(entries.map(({ path, mode }) => [path, mode])).toEqual([
      ['loop', 'symlink'],
      ['module', 'submodule'],
      ['outside', 'symlink'],
    ]);
    expect(Buffer.from(await snapshot.read(entries[2]!)).toString()).toBe('/etc/passwd');
  });

  it('that does not exist is named in the error', async () => {
    local.commit();
    const repository = await open();
    await expect(repository.commitOf('nowhere')).rejects.toThrow('the repository has no commit "nowhere"');
    await expect(repository.commitOf('--help')).rejects.toThrow(AuditError);
  });

  it('reports an object that the repository lacks', async () => {
    local.write({ 'a.py': 'x = 1\n' });
    const snapshot = (await open()).at(local.commit());
    const lost = { path: 'a.py', id: '2'.repeat(40), mode: 'file' as const };
    await expect(snapshot.read(lost)).rejects.toMatchObject({ kind: 'gone' });
  });
});

describe('a working tree', () => {
  it('holds what is tracked or about to be, and not what git ignores', async () => {
    local.write({ '.gitignore': '.env\n', '.env': 'SECRET=1\n', 'a.py': 'x = 1\n', 'gone.py': '' });
    local.commit();
    local.write({ 'new.py': 'y = 2\n', 'a.py': 'x = 3\n' });
    local.remove('gone.py');
    expect(await contents((await open()).workingTree())).toEqual({
      '.gitignore': '.env\n',
      'a.py': 'x = 3\n',
      'new.py': 'y = 2\n',
    });
  });

  it('has the ids of a commit with the same content', async () => {
    local.write({ 'a.py': 'x = 1\n', 'run.sh': '#!/bin/sh\n' });
    const repository = await open();
    const committed = await repository.at(local.commit()).list();
    expect(await repository.workingTree().list()).toEqual(committed);
  });

  it('may be a folder below the top, with paths from there', async () => {
    local.write({ 'backend/app/a.py': 'x = 1\n', 'frontend/b.ts': '' });
    const commit = local.commit();
    const backend = await open(`${local.directory}/backend`);
    expect(Object.keys(await contents(backend.workingTree()))).toEqual(['app/a.py']);
    expect(Object.keys(await contents(backend.at(commit)))).toEqual(['app/a.py']);
  });

  it('that is a sparse checkout holds what was left out, as the index has it', async () => {
    local.write({ 'app/a.py': 'x = 1\n', 'migrations/b.py': 'y = 2\n' });
    const commit = local.commit();
    local.git('sparse-checkout', 'set', 'app');
    const repository = await open();
    expect(await contents(repository.workingTree())).toEqual({ 'app/a.py': 'x = 1\n', 'migrations/b.py': 'y = 2\n' });
    expect(await repository.workingTree().list()).toEqual(await repository.at(commit).list());
  });

  it('that changes while it is read gives no content under the id of another', async () => {
    local.write({ 'a.py': 'x = 1\n' });
    const snapshot = (await open()).workingTree();
    const [entry] = await snapshot.list();
    local.write({ 'a.py': 'x = 2\n' });
    await expect(snapshot.read(entry!)).rejects.toMatchObject({ kind: 'gone' });
    local.remove('a.py');
    await expect(snapshot.read(entry!)).rejects.toMatchObject({ kind: 'gone' });
  });

  it('lists a file whose name is not UTF-8 as one that cannot be read', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${local.directory}/caf`), Buffer.from([0xe9]), Buffer.from('.py')]), '');
    const snapshot = (await open()).workingTree();
    const entries = await snapshot.list();
    expect(entries.map(({ path }) => path)).toEqual(['caf\ufffd.py']);
    await expect(snapshot.read(entries[0]!)).rejects.toMatchObject({ kind: 'gone' });
  });

  it('tells submodules and repositories inside it from files', async () => {
    local.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},module`);
    local.git('init', '--quiet', 'nested');
    local.write({ 'nested/a.py': '' });
    const entries = await (await open()).workingTree().list();
    expect(entries.map(({ path, mode }) => [path, mode])).toEqual([
      ['module', 'submodule'],
      ['nested', 'submodule'],
    ]);
  });

  it('may be a folder that the other commit does not have', async () => {
    const before = local.commit();
    local.write({ 'backend/a.py': 'x = 1\n' });
    const backend = await open(`${local.directory}/backend`);
    expect(await backend.at(before).list()).toEqual([]);
    expect(Object.keys(await contents(backend.workingTree()))).toEqual(['a.py']);
  });

  it('needs no git', async () => {
    const plain = temporaryRepository({ git: false });
    plain.write({ 'a.py': 'x = 1\n', 'node_modules/x/index.js': '', '.venv/lib/y.py': '' });
    plain.link('loop', '.');
    const repository = await open(plain.directory);
    expect((await repository.workingTree().list()).map(({ path }) => path)).toEqual(['a.py', 'loop']);
    await expect(repository.commitOf('main')).rejects.toThrow('is not a git repository');
    plain.dispose();
  });
});

describe('two commits', () => {
  it('meet in their merge base, and tell what was renamed since', async () => {
    const text = Array.from({ length: 20 }, (_, i) => `line_${i} = ${i}\n`).join('');
    local.write({ 'old name.py': text });
    const base = local.commit();
    local.git('switch', '--quiet', '-c', 'topic');
    local.git('mv', 'old name.py', 'new.py');
    const head = local.commit();
    local.git('switch', '--quiet', 'main');
    local.write({ 'other.py': '' });
    const main = local.commit();
    const repository = await open();
    expect(await repository.mergeBase(main, head)).toBe(base);
    expect([...(await repository.renames(base, head))]).toEqual([['new.py', 'old name.py']]);
  });

  it('without common history are an error that says so', async () => {
    const one = local.commit();
    local.git('switch', '--quiet', '--orphan', 'other');
    local.write({ 'other.py': '' });
    const other = local.commit();
    await expect((await open()).mergeBase(one, other)).rejects.toThrow('no common ancestor');
  });
});

it('that is a partial clone says so, and ends', async () => {
  local.write({ 'a.py': 'x = 1\n' });
  local.commit();
  local.git('config', 'uploadpack.allowFilter', 'true');
  const url = `file://${local.directory}`;
  local.git('clone', '--quiet', '--bare', '--filter=blob:none', url, 'partial.git');
  const repository = await openRepository(`${local.directory}/partial.git`);
  await expect(contents(repository.at(await repository.commitOf('main')))).rejects.toThrow('a partial clone');
  await repository.close();
});

it('does not run the filters that the repository configures on files that changed', async () => {
  local.write({ '.gitattributes': '*.py filter=one\n*.txt filter=t=wo\n', 'a.py': 'x = 1\n', 'b.txt': 'x\n' });
  local.commit();
  local.git('config', 'filter.one.clean', `touch ${local.directory}/was-run; cat`);
  local.git('config', 'filter.one.required', 'true');
  local.git('config', 'filter.t=wo.process', `touch ${local.directory}/was-run; cat`);
  local.write({ 'a.py': 'x = 1\ny = 2\n', 'b.txt': 'x\ny\n' });
  const repository = await open();
  expect((await repository.renames(await repository.commitOf('HEAD'), null)).size).toBe(0);
  expect((await repository.workingTree().list()).map(({ path }) => path)).toEqual(['.gitattributes', 'a.py', 'b.txt']);
});

it('does not run what the repository configures', async () => {
  local.write({ 'a.py': 'x = 1\n' });
  local.commit();
  local.git('config', 'core.fsmonitor', `touch ${local.directory}/was-run; true`);
  local.git('config', 'diff.external', `touch ${local.directory}/was-run; true`);
  const repository = await open();
  const commit = await repository.commitOf('HEAD');
  const paths = (await repository.workingTree().list()).map(({ path }) => path);
  await repository.renames(commit, null);
  expect(paths).toEqual(['a.py']);
  expect(Object.keys(await contents(repository.workingTree()))).toEqual(['a.py']);
});

it('a folder that is not there is named in the error', async () => {
  await expect(openRepository(`${local.directory}/nowhere`)).rejects.toThrow('nowhere cannot be opened');
});
