import { beforeAll, describe, expect, it } from '@jest/globals';
import { createExtractor, type Extractor } from '../../src/facts/extract-facts.ts';
import { codeOf, importedName, type SourceFile } from '../../src/rulekit/index.ts';

let extractor: Extractor;
beforeAll(async () => {
  extractor = await createExtractor({ digestKey: 'test' });
});

const read = (text: string): SourceFile => ({
  path: 'a.py',
  facts: extractor.extract(new TextEncoder().encode(text), 'python'),
});

describe('the code of a file', () => {
  it('lists functions and classes with their dotted names', () => {
    const { functions, classes } = codeOf(
      read('class A:\n    def m(self):\n        def inner(): pass\nif x:\n    async def f(): pass\n'),
    );
    expect(functions.map(({ symbol }) => symbol)).toEqual(['A.m', 'A.m.inner', 'f']);
    expect(functions[1]?.within.map(({ name }) => name)).toEqual(['A', 'm']);
    expect(classes.map(({ symbol }) => symbol)).toEqual(['A']);
  });

  it('names what is called as the imports resolve it, with who calls it and how', () => {
    const file = read(`
from time import sleep as nap
import os.path
import httpx as h
from . import local
from .x import y
async def f():
    nap(1)
    await h.get("x")
    run(lambda: os.path.exists("y"))
    local.z(); y(); g()()
`);
    const calls = codeOf(file).calls.map(({ name, symbol, awaited, deferred }) => [name, symbol, awaited, deferred]);
    expect(calls).toEqual([
      ['time.sleep', 'f', false, false],
      ['httpx.get', 'f', true, false],
      ['run', 'f', false, false],
      ['os.path.exists', 'f', false, true],
      ['.local.z', 'f', false, false],
      ['.x.y', 'f', false, false],
      [null, 'f', false, false],
      ['g', 'f', false, false],
    ]);
  });

  it('is empty for other files', () => {
    const file: SourceFile = { path: 'a.yml', facts: extractor.extract(new TextEncoder().encode('a: 1'), 'yaml') };
    expect(codeOf(file).functions).toEqual([]);
    expect(importedName(file, { k: 'name', id: 'x', s: 0, e: 1 })).toBe('x');
  });
});
