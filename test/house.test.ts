/** What nobody should have to remember: generated files are fresh, what is documented is what is read. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { folderProblems, generate } from '../scripts/gen.ts';
import { readRules } from '../scripts/rule-tree.ts';
import { VARIABLES } from '../src/config/parse-environment.ts';
import { parseExamples } from './examples/parse-examples.ts';

const folders = readRules(process.cwd());

describe('rules', () => {
  it('are complete: README and code', () => {
    expect(folderProblems(folders)).toEqual([]);
  });

  it.each([...generate(folders)])('%s is what "npm run gen" writes', (path, text) => {
    expect(existsSync(path) && readFileSync(path, 'utf8') === text).toBe(true);
  });

  it('are two files each', () => {
    const more = folders.filter(({ path }) => readdirSync(dirname(path)).sort().join() !== 'README.md,rule.ts');
    expect(more.map(({ path }) => path)).toEqual([]);
  });

  it('show flagged and silent examples, and no placeholder of the scaffold', () => {
    const lacking = folders.filter(({ path, readme }) => {
      const marks = parseExamples(readme.examples).flatMap(({ files }) => files.map(({ findings }) => findings.size));
      const isFilled = existsSync(path) && !/^…$|(?:en|fr): "…"/m.test(readFileSync(path, 'utf8'));
      return !(isFilled && marks.includes(0) && marks.some((count) => count > 0));
    });
    expect(lacking.map(({ path }) => path)).toEqual([]);
  });
});

describe('.env.example', () => {
  it('names exactly the variables that are read', () => {
    const names = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(names.sort()).toEqual([...VARIABLES].sort());
  });
});
