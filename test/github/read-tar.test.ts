import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readTar } from '../../src/github/read-tar.ts';

/** What git itself packs. */
describe('an archive of git', () => {
  const files = {
    'a.py': 'x = 1\n',
    'empty.py': '',
    [`${'deep/'.repeat(40)}é.py`]: 'long = True\n',
    [`${'n'.repeat(150)}.py`]: 'x'.repeat(5_000),
    'block.py': 'x'.repeat(512),
  };
  let directory = '';
  let archive = Buffer.alloc(0);
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'vigie-tar-'));
    const git = (...args: string[]) => execFileSync('git', args, { cwd: directory });
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
    git('init', '-q');
    git('add', '-A');
    git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qm', 'all');
    archive = git('archive', '--format=tar', '--prefix=top/', 'HEAD');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const read = async (bytes: Buffer, chunk: number, isWanted = (_path: string) => true) => {
    async function* chunks() {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    }
    const found: Record<string, string> = {};
    for await (const file of readTar(chunks(), isWanted)) found[file.path.replace('top/', '')] = file.bytes.toString();
    return found;
  };

  it.each([1_000_000, 512, 7])('is read whole, in chunks of %d bytes', async (chunk) => {
    expect(await read(archive, chunk)).toEqual(files);
  });

  it('gives what is wanted only', async () => {
    expect(await read(archive, 100, (path) => path === 'top/a.py')).toEqual({ 'a.py': 'x = 1\n' });
  });

  it('that ends too early is an error', async () => {
    await expect(read(archive.subarray(0, archive.length / 3), 512)).rejects.toThrow('ends too early');
  });
});
