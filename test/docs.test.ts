import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const FOLDER = join(import.meta.dirname, '..', 'docs');

describe('docs/what-code-cannot-tell.md', () => {
  const text = readFileSync(join(FOLDER, 'what-code-cannot-tell.md'), 'utf8');

  it('names rules that there are', () => {
    const links = Array.from(text.matchAll(/\]\((\.\.\/rules\/[^)]+)\)/g), ([, link = '']) => link);
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter((link) => !existsSync(join(FOLDER, link)))).toEqual([]);
  });

  it('answers every row', () => {
    const rows = text.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| what'));
    expect(rows.filter((row) => row.split(' | ').length !== 2 || row.endsWith('|  |'))).toEqual([]);
  });
});
