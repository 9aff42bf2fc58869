import { describe, expect, it } from '@jest/globals';
import { fillTemplate } from '../../src/engine/words.ts';

const fill = (template: string, values: Record<string, string | number | string[]>, language: 'en' | 'fr' = 'en') =>
  fillTemplate(template, values, language).text;

describe('templates', () => {
  it('join lists in the language of the reader, each item its own code', () => {
    expect(fill('See `{x}`.', { x: ['a', 'b', 'c'] })).toBe('See `a`, `b` and `c`.');
    expect(fill('Voir {x}.', { x: ['a', 'b', 'c'] }, 'fr')).toBe('Voir a, b et c.');
    expect(fill('`f({x})`', { x: ['a', 'b'] })).toBe('`f(a, b)`');
  });

  it('show the items of a list in one style', () => {
    expect(fill('{x}', { x: ['TOKEN', 'DB', 'MY_PASSWORD'] })).toBe('`TOKEN`, `DB` and `MY_PASSWORD`');
  });

  it('count what a long list leaves out', () => {
    const many = Array.from({ length: 25 }, (_, i) => `v${i}`);
    expect(fill('{x}', { x: many })).toMatch(/v9 and 15 more$/);
    expect(fill('{x}', { x: many }, 'fr')).toMatch(/v9 et 15 autres$/);
  });

  it('keep doubled braces as braces', () => {
    expect(fill('`{{{x}}}`', { x: 'HOME' })).toBe('`{HOME}`');
  });

  it('say which values are missing', () => {
    expect(fillTemplate('{a} {b}', { a: 'x' }, 'en')).toEqual({ text: 'x …', missing: ['b'] });
  });
});

describe('values from the repository', () => {
  it.each([
    ['@octocat', '`@octocat`'],
    ['#12', '`#12`'],
    ['<img src=x>', '`<img src=x>`'],
    ['[click](http://x)', '`[click](http://x)`'],
    ['__init__', '`__init__`'],
    ['www.example.com', '`www.example.com`'],
    ['plain words', 'plain words'],
    ['', '`""`'],
  ])('%j cannot mention or format outside code', (value, expected) => {
    expect(fill('{x}', { x: value })).toBe(expected);
  });

  it('cannot leave a code span, start a line, or hide characters', () => {
    expect(fill('`{x}`', { x: '`@octocat`' })).toBe("`'@octocat'`");
    expect(fill('`{x}`', { x: 'a\n## b\u202E\u200B\u0000c' })).toBe('`a ## b c`');
  });

  it('are bounded, as is the message', () => {
    expect(fill('`{x}`', { x: 'y'.repeat(5_000) })).toHaveLength(202);
    const long = fill('`{x}` '.repeat(100), { x: 'y'.repeat(500) });
    expect(long.length).toBeLessThanOrEqual(2_000);
    expect(long.split('`').length % 2).toBe(1);
    expect(fill('`{x}`', { x: '😀'.repeat(300) })).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
  });

  it('stay in their block of code, line by line', () => {
    const template = 'Add:\n```python\ndef upgrade():\n    {lines}\n```\nThen run it.';
    const lines = ['op.add_column(', '    "users",', '```', '@everyone\n# heading', ')'];
    expect(fill(template, { lines })).toBe(
      [
        'Add:',
        '```python',
        'def upgrade():',
        '    op.add_column(',
        '        "users",',
        "    '''",
        '    @everyone # heading',
        '    )',
        '```',
        'Then run it.',
      ].join('\n'),
    );
    expect(fillTemplate('```\n{nothing}\n```', {}, 'en').missing).toEqual(['nothing']);
    expect(fill('```\n{lines}\n```', { lines: Array.from({ length: 500 }, () => 'x') }).split('\n')).toHaveLength(82);
  });
});
