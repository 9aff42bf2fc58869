import { describe, expect, it } from '@jest/globals';
import { fitSections } from '../../src/report/budget.ts';
import { utf8Bytes } from '../../src/report/escape.ts';

const note = (count: number) => `[${count} left out]`;

describe('fitSections', () => {
  it('keeps everything that fits, in order', () => {
    const sections = [
      { priority: 1, text: 'a' },
      { priority: 9, text: '' },
      { priority: 5, text: 'b' },
    ];
    expect(fitSections(sections, 100, note)).toBe('a\n\nb');
    expect(fitSections(sections, 4, note)).toBe('a\n\nb');
  });

  it('drops the least important first, of equals the last, and says how many', () => {
    const section = (name: string, priority: number) => ({ priority, text: name.repeat(20) });
    const sections = [section('a', 1), section('b', 5), section('c', 3), section('d', 3), section('e', 9)];
    expect(fitSections(sections, 90, note)).toBe(
      `${'b'.repeat(20)}\n\n${'c'.repeat(20)}\n\n${'e'.repeat(20)}\n\n[2 left out]`,
    );
    expect(fitSections(sections, 60, note)).toBe(`${'b'.repeat(20)}\n\n${'e'.repeat(20)}\n\n[3 left out]`);
  });

  it.each([50, 100, 1_000, 59_999])('counts bytes, not characters (%s)', (budget) => {
    const sections = Array.from({ length: 5_000 }, (_, index) => ({ priority: 5_000 - index, text: '日本語🎉é' }));
    const text = fitSections(sections, budget, note);
    expect(utf8Bytes(text)).toBeLessThanOrEqual(budget);
    expect(text).toMatch(/left out\]$/);
  });
});
