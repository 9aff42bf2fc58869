import { describe, expect, it } from '@jest/globals';
import {
  bounded,
  codeBlock,
  codeCell,
  codeSpan,
  cutBytes,
  cutChars,
  escapeMarkdown,
  escapeProse,
  linkTarget,
  utf8Bytes,
  visible,
} from '../../src/report/escape.ts';
import { HOSTILE } from './sample.ts';

const MOVES_CURSOR = /[\p{Cc}\u202e]/u;

/** What stands outside code spans: where Markdown and GitHub act on text. */
function outsideCode(markdown: string): string {
  return markdown.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
}

describe('visible', () => {
  it('shows what cannot be seen, and leaves the rest alone', () => {
    expect(visible('a\u202eb')).toBe('aU+202Eb');
    expect(visible('a\nb\u001b[31m')).toBe('aU+000AbU+001B[31m');
    expect(visible('a\u200bb\u{e0041}')).toBe('aU+200BbU+E0041');
    expect(visible('\ud800')).toBe('U+D800');
    expect(visible('naïve 日本語 🎉')).toBe('naïve 日本語 🎉');
  });
});

describe('cutting', () => {
  it('never leaves half a character', () => {
    expect(cutChars('ab🎉🎉', 4)).toBe('ab…');
    expect(cutBytes('é'.repeat(10), 10)).toBe(`${'é'.repeat(3)}…`);
    expect(utf8Bytes(cutBytes('🎉'.repeat(100), 101))).toBeLessThanOrEqual(101);
    expect(cutBytes('🎉'.repeat(100), 101)).toMatch(/^(🎉)+…$/u);
  });

  it('keeps both ends of a long path', () => {
    const path = `app/${'deep/'.repeat(100)}file.py`;
    expect(bounded(path)).toMatch(/^app\/deep.*….*file\.py$/);
    expect(Array.from(bounded(path))).toHaveLength(200);
  });
});

describe('hostile text', () => {
  it.each(HOSTILE)('does nothing as plain words: %j', (text) => {
    const shown = escapeMarkdown(text).replace(/&(#8203|amp|lt|gt);/g, ' ');
    expect(shown).not.toMatch(/@[a-z]|#\d|(?<!\\)[`*[\]|]|[<>\n]|https?:|^#|www\./);
    expect(shown).not.toMatch(MOVES_CURSOR);
  });

  it.each(HOSTILE)('stays inside its code span: %j', (text) => {
    expect(outsideCode(codeSpan(text))).toBe('');
    expect(codeSpan(text)).not.toMatch(MOVES_CURSOR);
  });

  it.each(HOSTILE)('stays inside its cell: %j', (text) => {
    const inner = codeCell(text).replace(/^<code>|<\/code>$/g, '');
    expect(inner).not.toMatch(/[|`*_<>[\]\\@\n]|www\./);
  });

  it.each(HOSTILE)('stays inside its block: %j', (text) => {
    const [first, ...rest] = codeBlock(text, '').split('\n');
    expect(rest.at(-1)).toBe(first);
    expect(rest.slice(0, -1).filter((line) => line.startsWith(first ?? ''))).toEqual([]);
  });

  it('cannot end the address of a link', () => {
    expect(linkTarget('https://x.org/a) [b](c "d')).toBe('https://x.org/a%29%20%5Bb%5D%28c%20%22d');
  });
});

describe('escapeMarkdown', () => {
  it.each(['- item', '1. item', '# title', '+ item', '=== '])('keeps %j a paragraph', (text) => {
    expect(escapeMarkdown(text)).toMatch(/^(\\[-#+=]|1\\\.)/);
  });

  it('leaves ordinary sentences readable', () => {
    expect(escapeMarkdown('The second one never answers (see line 12).')).toBe(
      'The second one never answers (see line 12).',
    );
  });

  it.each([
    ['thanks @alice', 'thanks @&#8203;alice'],
    ['fixes #12 and GH-7', 'fixes #&#8203;12 and GH-&#8203;7'],
    ['owner/repo#1', 'owner/repo#&#8203;1'],
    ['&#39; and &amp;', '&amp;#&#8203;39; and &amp;amp;'],
  ])('neutralises %j', (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });
});

describe('escapeProse', () => {
  it('keeps code, words and addresses apart', () => {
    expect(escapeProse('Use `a|b` <here>, not *there*.')).toBe('Use `a|b` &lt;here&gt;, not \\*there\\*.');
    expect(escapeProse('Revoke it at https://example.org/a_b.')).toBe('Revoke it at <https://example.org/a_b>.');
  });

  it('takes the line breaks of a template for spaces', () => {
    expect(escapeProse('One\n  two.\n')).toBe('One two.');
  });

  it('takes a backtick that is never closed for a word', () => {
    expect(escapeProse('a ` b @c')).toBe('a \\` b @&#8203;c');
  });

  it('keeps a span whose text holds backticks', () => {
    expect(escapeProse('see ``a`b`` now')).toBe('see ``a`b`` now');
  });
});
