import { beforeAll, describe, expect, it } from '@jest/globals';
import { createExtractor, type Extractor } from '../../src/facts/extract-facts.ts';
import type { FileFacts, FileKind } from '../../src/model/facts.ts';
import { damaged, PYTHON_SAMPLE } from '../facts/samples.ts';

let extractor: Extractor;
beforeAll(async () => {
  extractor = await createExtractor({ digestKey: 'test' });
});

const KINDS: readonly FileKind[] = [
  'python',
  'env',
  'yaml',
  'toml',
  'ini',
  'json',
  'requirements',
  'dockerfile',
  'procfile',
  'text',
];
const extract = (text: string | Uint8Array, kind: FileKind = 'python'): FileFacts =>
  extractor.extract(typeof text === 'string' ? Buffer.from(text) : text, kind);

/** Ranges that leave their parent, or the text. */
function strays(facts: FileFacts, length: number): string[] {
  const found: string[] = [];
  const visit = (value: unknown, from: number, to: number, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    let [s, e] = [from, to];
    if ('s' in value && 'e' in value && typeof value.s === 'number' && typeof value.e === 'number') {
      [s, e] = [value.s, value.e];
      if (s < from || e > to || s > e) found.push(`${path}: ${s}..${e} in ${from}..${to}`);
    }
    for (const [key, part] of Object.entries(value)) visit(part, s, e, `${path}.${key}`);
  };
  visit(facts, 0, length, '');
  return found;
}

describe('facts of any bytes', () => {
  it('never throw, survive JSON, and keep children inside their parents', () => {
    for (const text of damaged(PYTHON_SAMPLE, 400)) {
      const facts = extract(text);
      expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
      expect(strays(facts, text.length)).toEqual([]);
    }
  });

  it('never throw for bytes that are cut or flipped anywhere, whatever the kind', () => {
    const bytes = Buffer.from(PYTHON_SAMPLE);
    for (let i = 0; i < bytes.length; i += 37) {
      const flipped = Uint8Array.from(bytes, (byte, at) => (at === i ? byte ^ (1 + (i % 255)) : byte));
      for (const kind of KINDS) {
        const facts = extract(i % 2 === 0 ? bytes.subarray(0, i) : flipped, kind);
        expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
      }
    }
  });

  it('are the same each time, and do not depend on what was read before', () => {
    const first = JSON.stringify(extract(PYTHON_SAMPLE));
    for (const text of damaged(PYTHON_SAMPLE, 20)) extract(text);
    expect(JSON.stringify(extract(PYTHON_SAMPLE))).toBe(first);
  });

  it('agree across encodings of the same text', () => {
    const body = JSON.stringify(extract(PYTHON_SAMPLE).python);
    expect(JSON.stringify(extract(Buffer.from(`\uFEFF${PYTHON_SAMPLE}`)).python)).toBe(body);
    expect(JSON.stringify(extract(Buffer.from(`\uFEFF${PYTHON_SAMPLE}`, 'utf16le')).python)).toBe(body);
  });

  it('agree across line ends, apart from offsets', () => {
    const bare = (facts: FileFacts): string =>
      JSON.stringify(facts.python, (key, part) => (key === 's' || key === 'e' ? undefined : part));
    expect(bare(extract(PYTHON_SAMPLE.replaceAll('\n', '\r\n')))).toBe(bare(extract(PYTHON_SAMPLE)));
  });
});

describe('facts of hostile files', () => {
  it.each([
    ['5 MB on one line', `x = [${`"${'abcdefgh'.repeat(6)}", `.repeat(96_000)}]`],
    ['100,000 nested parentheses', `${'('.repeat(100_000)}x${')'.repeat(100_000)}`],
    ['300,000 open brackets', '([{'.repeat(100_000)],
    ['100,000 operators', `x = 1${' + 1'.repeat(100_000)}`],
    ['2,000 nested blocks', Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}if x:\n`).join('')],
    ['5,000 elif', `if x: pass\n${'elif x: pass\n'.repeat(5000)}`],
    ['10,000 comparisons', `a${' < b'.repeat(10_000)}`],
    ['10,000 alternatives', `match a:\n  case b${' | c'.repeat(10_000)}: pass`],
    ['10,000 names in a decorator', `@a${'.b'.repeat(10_000)}\ndef f(): pass`],
    ['10,000 union types', `x: A[a]${' | b'.repeat(10_000)}`],
    ['10,000 chained targets', `${'a = '.repeat(10_000)}1`],
    ['10,000 attributes', `a${'.b'.repeat(10_000)}`],
    ['10,000 nested f-strings', 'f"{'.repeat(10_000)],
    ['Python 2', 'print "a" % b,\nexec code in scope\nraise E, "x"\nx = `y` <> 0777L\n'],
    ['another language', 'function f() { return { a: [1, 2] }; }\n'.repeat(2000)],
  ])('%s are read without harm', (_, text) => {
    const facts = extract(text);
    expect(facts.size).toBe(Buffer.byteLength(text));
    expect(() => JSON.stringify(facts)).not.toThrow();
  });

  it('say what was left out', () => {
    const problems = (text: string | Uint8Array): string[] => extract(text).problems.map(({ kind }) => kind);
    expect(problems(`x = ${'('.repeat(1000)}y${')'.repeat(1000)}`)).toEqual(['too-deep']);
    expect(problems('x = "\0"')).toEqual(['binary']);
    expect(problems(Buffer.from('x = "é"', 'latin1'))).toEqual(['encoding']);
    expect(problems('$$$ {% if %}')).toEqual(['syntax']);
  });
});
