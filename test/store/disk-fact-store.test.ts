import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createExtractor } from '../../src/facts/extract-facts.ts';
import { diskFactStore } from '../../src/store/disk-fact-store.ts';

let directory: string;
const extractor = await createExtractor({ digestKey: 'test' });
const facts = extractor.extract(Buffer.from('x = 1\n'), 'python');

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vigie-store-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function unexpected(cause: Error): never {
  throw cause;
}

describe('facts on disk', () => {
  it('are found again under their key, by another store too', async () => {
    await diskFactStore(directory, unexpected).put(new Map([['a', facts]]));
    const found = await diskFactStore(directory, unexpected).get(['a', 'b']);
    expect([...found]).toEqual([['a', JSON.parse(JSON.stringify(facts))]]);
  });

  it('are a miss when their file is cut short', async () => {
    const store = diskFactStore(directory, unexpected);
    await store.put(new Map([['a', facts]]));
    for (const path of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
      if (path.endsWith('.json')) writeFileSync(join(directory, path), '{"key":"a","facts":{');
    }
    expect([...(await store.get(['a']))]).toEqual([]);
  });

  it('are written by several processes at once without harm', async () => {
    const stores = Array.from({ length: 4 }, () => diskFactStore(directory, unexpected));
    const entries = new Map(Array.from({ length: 50 }, (_, i) => [`key ${i}`, facts]));
    await Promise.all(stores.map((store) => store.put(new Map(entries))));
    expect((await diskFactStore(directory, unexpected).get([...entries.keys()])).size).toBe(50);
  });

  it('outlive what a killed process left half-written', async () => {
    const store = diskFactStore(directory, unexpected);
    await store.put(new Map([['a', facts]]));
    const folder = join(directory, readdirSync(directory)[0] ?? '');
    const [abandoned, underWay] = [join(folder, 'x.json.1.tmp'), join(folder, 'y.json.2.tmp')];
    for (const path of [abandoned, underWay]) writeFileSync(path, '{');
    utimesSync(abandoned, 0, 0);
    await store.put(new Map([['a', facts]]));
    expect([existsSync(abandoned), existsSync(underWay)]).toEqual([false, true]);
    expect((await store.get(['a'])).size).toBe(1);
  });

  it('are given up, and said so once, where they cannot be written', async () => {
    writeFileSync(join(directory, 'file'), '');
    const said: string[] = [];
    const store = diskFactStore(join(directory, 'file', 'facts'), ({ message }) => said.push(message));
    await store.put(new Map([['a', facts]]));
    await store.put(new Map([['b', facts]]));
    expect(said).toEqual([expect.stringContaining('ENOTDIR')]);
    expect([...(await store.get(['a']))]).toEqual([]);
  });
});
