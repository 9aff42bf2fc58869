import { beforeAll, describe, expect, it } from '@jest/globals';
import { chooseReader, SAMPLES, sameSyntax } from '../../src/facts/python/choose-reader.ts';
import { type Grammar, loadGrammar } from '../../src/facts/python/grammar.ts';
import { cursorReader, type SyntaxReader } from '../../src/facts/python/read-by-cursor.ts';
import { memoryReader } from '../../src/facts/python/read-by-memory.ts';
import { createSyntaxTree } from '../../src/facts/python/syntax-tree.ts';
import { damaged, PYTHON_SAMPLE } from './samples.ts';

let grammar: Grammar;
let cursor: SyntaxReader;
let memory: SyntaxReader;
beforeAll(async () => {
  grammar = await loadGrammar();
  cursor = cursorReader(grammar.language);
  memory = memoryReader(grammar.language, grammar.memory);
});

const expected = createSyntaxTree();
const actual = createSyntaxTree();

function agreeOn(text: string): boolean {
  const parsed = grammar.parser.parse(text);
  if (!parsed) throw new Error('the parser gave up');
  cursor(parsed, expected);
  memory(parsed, actual);
  parsed.delete();
  return sameSyntax(expected, actual);
}

describe('reading syntax from memory', () => {
  it('is what is chosen with the pinned versions', () => {
    expect(chooseReader(grammar).name).toBe('memory');
  });

  it('gives node by node what the cursor gives', () => {
    expect([PYTHON_SAMPLE, ...SAMPLES].filter((text) => !agreeOn(text))).toEqual([]);
    expect(expected.count).toBeGreaterThan(10);
  });

  it('does so for text that is cut or corrupted anywhere', () => {
    expect([...damaged(PYTHON_SAMPLE, 300)].filter((text) => !agreeOn(text))).toEqual([]);
  });

  it('does so after the memory has grown', () => {
    expect(agreeOn(`x = [${'f(1), '.repeat(60_000)}]`)).toBe(true);
    expect(agreeOn(PYTHON_SAMPLE)).toBe(true);
  });

  it('does so for nesting of any depth', () => {
    expect(agreeOn(`${'('.repeat(20_000)}x${')'.repeat(20_000)}`)).toBe(true);
  });

  it('gives way to the cursor where the memory is not the parser’s', () => {
    expect(chooseReader({ ...grammar, memory: { buffer: new ArrayBuffer(1 << 20) } }).name).toBe('cursor');
    const noise = Uint32Array.from({ length: 1 << 18 }, (_, i) => Math.imul(i, 2654435761));
    expect(chooseReader({ ...grammar, memory: { buffer: noise.buffer } }).name).toBe('cursor');
  });
});
