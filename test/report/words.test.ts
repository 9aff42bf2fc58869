import { describe, expect, it } from '@jest/globals';
import { LANGUAGES, SEVERITIES } from '../../src/model/finding.ts';
import { EN } from '../../src/report/words/en.ts';
import { FR } from '../../src/report/words/fr.ts';
import { formatChange, formatCount, formatDecimal, wordsOf } from '../../src/report/words/words-of.ts';

/** Every string of a table, those of functions called with small numbers and a word. */
function sentences(table: object, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]) => {
    const name = `${path}${key}`;
    if (typeof value === 'string') return [[name, value] as const];
    if (typeof value === 'object' && value !== null) return sentences(value, `${name}.`);
    if (typeof value !== 'function') return [];
    if (name === 'counted') return SEVERITIES.map((severity) => [name, String(value(severity, 2))] as const);
    if (name === 'toGreenSeverity') return [[name, String(value(2, 'major'))] as const];
    if (name === 'ruleFacts') return [[name, String(value('x', 'major', 'y', 'z'))] as const];
    if (name === 'coverage') return [[name, String(value('1', '2', 1))] as const];
    return [1, 2].map((count) => [`${name}(${count})`, String(value(count, 'x', 'y', 'z'))] as const);
  });
}

describe('words', () => {
  it('says every sentence in both languages', () => {
    const keys = (table: object) => sentences(table).map(([name]) => name);
    expect(keys(FR)).toEqual(keys(EN));
    const empty = LANGUAGES.flatMap((language) =>
      sentences(wordsOf(language)).filter(([, text]) => text === '' || /undefined|NaN/.test(text)),
    );
    expect(empty).toEqual([]);
  });

  it('translates sentences instead of repeating them', () => {
    const french = new Map(sentences(FR));
    const same = sentences(EN).filter(([name, text]) => text.length > 14 && french.get(name) === text);
    expect(same.map(([name]) => name)).toEqual([]);
  });

  it('puts a space that does not break before French double punctuation, and curly apostrophes', () => {
    const shown = sentences(FR).map(([name, text]) => [name, text.replace(/`[^`]*`/g, '')] as const);
    const wrong = shown.filter(([, text]) =>
      /[^\u00a0\u202f][;!?]|[^\u00a0\u202f\d]:(?!\d)|«[^\u00a0]|[^\u00a0]»|\p{L}'\p{L}/u.test(text),
    );
    expect(wrong).toEqual([]);
  });

  it('writes numbers as the language does', () => {
    expect(formatDecimal(EN, 6.4)).toBe('6.4');
    expect(formatDecimal(FR, 6.4)).toBe('6,4');
    expect(formatCount(EN, 1_234_567)).toBe('1,234,567');
    expect(formatCount(FR, 25_000)).toBe('25\u202f000');
    expect([formatChange(EN, 6.4, 7.2), formatChange(FR, 8, 7.2), formatChange(EN, 7.2, 7.2)]).toEqual([
      '−0.8',
      '+0,8',
      '=',
    ]);
  });

  it('agrees in number', () => {
    expect([EN.newFindings(1), EN.newFindings(2)]).toEqual(['1 new finding', '2 new findings']);
    expect([FR.newFindings(0), FR.newFindings(1), FR.newFindings(2)]).toEqual([
      '0 nouveau constat',
      '1 nouveau constat',
      '2 nouveaux constats',
    ]);
  });
});
