import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { lockDirectory } from '../../src/store/directory-lock.ts';
import { openEmbeddedDatabase } from '../../src/store/embedded-database.ts';

jest.setTimeout(120_000);

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vigie-lock-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('a directory', () => {
  it('has one owner at a time', async () => {
    const unlock = await lockDirectory(directory);
    expect(await lockDirectory(directory)).toBeNull();
    await unlock?.();
    expect(readdirSync(directory)).toEqual([]);
    const again = await lockDirectory(directory);
    expect(again).not.toBeNull();
    await again?.();
  });

  it('has at most one owner, however many start at the same time', async () => {
    const owners = await Promise.all(Array.from({ length: 8 }, () => lockDirectory(directory)));
    expect(owners.filter((unlock) => unlock !== null).length).toBeLessThanOrEqual(1);
    for (const unlock of owners) await unlock?.();
  });

  it('is free again when its owner was killed', async () => {
    const module = JSON.stringify(new URL('../../src/store/directory-lock.ts', import.meta.url).href);
    const code = `const { lockDirectory } = await import(${module});
      await lockDirectory(${JSON.stringify(directory)});
      console.log('locked');
      setInterval(() => undefined, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(owner.stdout, 'data');
    expect(await lockDirectory(directory)).toBeNull();
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const unlock = await lockDirectory(directory);
    expect(unlock).not.toBeNull();
    await unlock?.();
  });
});

describe('the embedded database', () => {
  const message = (text: string) => ({ kind: 'config', message: expect.stringContaining(text) });

  it('is opened once, keeps what it was told, and is never made anew over something else', async () => {
    const first = await openEmbeddedDatabase(directory);
    await first.script('CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)');
    await expect(openEmbeddedDatabase(directory)).rejects.toMatchObject(message('DATABASE_URL'));
    await first.close();
    const second = await openEmbeddedDatabase(directory);
    expect(await second.query('SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await second.close();
    truncateSync(join(directory, 'database', 'global', 'pg_control'), 100);
    await expect(openEmbeddedDatabase(directory)).rejects.toMatchObject(message('damaged'));
    expect(readdirSync(directory)).toEqual(['database']);
  });

  it('is not made where something else stands, or where nothing can be written', async () => {
    mkdirSync(join(directory, 'database'));
    writeFileSync(join(directory, 'database', 'notes.txt'), 'mine');
    await expect(openEmbeddedDatabase(directory)).rejects.toMatchObject(message('something else'));
    expect(readdirSync(join(directory, 'database'))).toEqual(['notes.txt']);
    await expect(openEmbeddedDatabase(join(directory, 'database', 'notes.txt', 'data'))).rejects.toMatchObject(
      message('cannot be written'),
    );
  });
});
