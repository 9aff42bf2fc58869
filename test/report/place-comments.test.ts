import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../src/model/finding.ts';
import { type DiffFile, parseHunks } from '../../src/report/hunks.ts';
import { placeComments } from '../../src/report/place-comments.ts';
import { finding, span } from './sample.ts';

const PATH = 'app/api/routes.py';
const LIMITS = { max: 10, from: 'minor' } as const;

function file(patch: string | null, parts: Partial<DiffFile> = {}): DiffFile {
  return { path: PATH, previousPath: null, status: 'modified', patch, ...parts };
}

/** Lines 10 to 13 of the new file, 11 and 12 added; lines 40 to 42, 41 added. */
const PATCH = [
  '@@ -10,3 +10,4 @@ def head():',
  ' ten',
  '-old',
  '+eleven',
  '+twelve',
  ' thirteen',
  '@@ -39,2 +40,3 @@',
  ' forty',
  '+forty-one',
  ' forty-two',
].join('\n');

function place(given: Finding, diff: readonly DiffFile[] = [file(PATCH)]) {
  const { inline } = placeComments([given], diff, LIMITS);
  const placed = inline[0];
  return placed ? [placed.path, placed.startLine, placed.line] : null;
}

describe('parseHunks', () => {
  it('counts the lines of the new file', () => {
    const lines = parseHunks(PATCH).map((hunk) => hunk.lines.map(({ line, added }) => `${added ? '+' : ' '}${line}`));
    expect(lines).toEqual([
      [' 10', '+11', '+12', ' 13'],
      [' 40', '+41', ' 42'],
    ]);
  });

  it('does not count the remark about a missing newline', () => {
    const patch = '@@ -1,2 +1,2 @@\n one\n-two\n\\ No newline at end of file\n+deux\n\\ No newline at end of file';
    expect(parseHunks(patch)[0]?.lines.map(({ line }) => line)).toEqual([1, 2]);
  });

  it('reads short headers, and lines that look like headers', () => {
    expect(parseHunks('@@ -1 +1 @@\n-a\n+@@ -9,9 +9,9 @@')[0]?.lines).toEqual([{ line: 1, added: true }]);
  });

  it.each(['', 'Binary files differ', '@@ -1,3 +0,0 @@\n-a\n-b\n-c'])('finds no line in %j', (patch) => {
    expect(parseHunks(patch)).toEqual([]);
  });

  it('stops where the header says the hunk ends', () => {
    expect(parseHunks('@@ -1 +1 @@\n one\n')[0]?.lines).toHaveLength(1);
  });
});

describe('placeComments', () => {
  it('puts a finding on its line', () => {
    expect(place(finding({ span: span(11) }))).toEqual([PATH, null, 11]);
    expect(place(finding({ span: span(13) }))).toEqual([PATH, null, 13]);
  });

  it('covers several lines only inside one hunk', () => {
    expect(place(finding({ span: span(11, 1, 5, 13) }))).toEqual([PATH, 11, 13]);
    expect(place(finding({ span: span(12, 1, 5, 41) }))).toEqual([PATH, null, 12]);
  });

  it('does not count a last line of which the span holds nothing', () => {
    expect(place(finding({ span: span(11, 1, 1, 12) }))).toEqual([PATH, null, 11]);
  });

  it('takes the first added line inside a finding that begins outside the diff', () => {
    expect(place(finding({ span: span(5, 1, 5, 12) }))).toEqual([PATH, null, 11]);
    expect(place(finding({ span: span(38, 1, 5, 40) }))).toEqual([PATH, null, 40]);
  });

  it('places nothing beside the finding', () => {
    expect(place(finding({ span: span(14) }))).toBeNull();
    expect(place(finding({ path: 'other.py', span: span(11) }))).toBeNull();
  });

  it.each<readonly [string, DiffFile]>([
    ['an empty patch', file('')],
    ['no patch', file(null)],
    ['a deleted file', file('@@ -11,1 +11,1 @@\n+x', { status: 'removed' })],
    ['a renamed file without changes', file(null, { status: 'renamed', previousPath: 'old.py' })],
  ])('places nothing in %s', (_, changed) => {
    expect(place(finding({ span: span(11) }), [changed])).toBeNull();
  });

  it('finds a renamed file by its new name', () => {
    const renamed = file(PATCH, { status: 'renamed', previousPath: 'old.py' });
    expect(place(finding({ span: span(41) }), [renamed])).toEqual([PATH, null, 41]);
  });

  it('stands at the cause where there is one', () => {
    const effect = finding({ path: 'app/other.py', span: span(300), cause: { path: PATH, span: span(12) } });
    expect(place(effect)).toEqual([PATH, null, 12]);
  });

  it('stands at a related line that was added where the diff does not show its own', () => {
    const related = [
      { path: PATH, line: 10, message: 'shown, not added' },
      { path: PATH, line: 11, message: 'added' },
      { path: 'app/unseen.py', line: 11, message: 'not in the diff' },
    ];
    expect(place(finding({ span: span(300), related }))).toEqual([PATH, null, 11]);
    expect(place(finding({ span: span(12), related }))).toEqual([PATH, null, 12]);
    expect(place(finding({ span: span(300), related: related.filter(({ line }) => line === 10) }))).toBeNull();
  });

  it('covers what a suggestion replaces, so that it can be applied', () => {
    const suggestion = { path: PATH, line: 11, endLine: 12, text: 'x = 1' };
    const { inline } = placeComments([finding({ span: span(12), suggestion })], [file(PATCH)], LIMITS);
    expect(inline[0]).toMatchObject({ startLine: 11, line: 12, applies: true });
    const outside = finding({ span: span(12), suggestion: { ...suggestion, endLine: 30 } });
    expect(placeComments([outside], [file(PATCH)], LIMITS).inline[0]).toMatchObject({ line: 12, applies: false });
  });

  it('gives the worst the room there is', () => {
    const minor = finding({ severity: 'minor', span: span(10) });
    const critical = finding({ severity: 'critical', span: span(11) });
    const major = finding({ severity: 'major', span: span(12) });
    const { inline, rest } = placeComments([minor, critical, major], [file(PATCH)], { max: 2, from: 'minor' });
    expect(inline.map((placed) => placed.finding)).toEqual([critical, major]);
    expect(rest).toEqual([minor]);
  });

  it('does not spend room on findings without a line', () => {
    const nowhere = finding({ severity: 'critical', span: span(900) });
    const here = finding({ span: span(11) });
    expect(placeComments([nowhere, here], [file(PATCH)], { max: 1, from: 'minor' }).inline[0]?.finding).toBe(here);
  });

  it('never puts one rule twice on a line, but lets two rules speak', () => {
    const [one, again] = [finding({ span: span(11) }), finding({ span: span(11, 8, 12) })];
    const other = finding({ span: span(11), rule: 'route-shadowed' });
    const { inline, rest } = placeComments([one, again, other], [file(PATCH)], LIMITS);
    expect(inline.map((placed) => placed.finding)).toEqual([one, other]);
    expect(rest).toEqual([again]);
  });

  it.each<readonly [string, Partial<Finding>]>([
    ['existing', { status: 'existing' }],
    ['fixed', { status: 'fixed' }],
    ['suppressed', { suppressed: { by: 'comment', reason: 'known', until: null } }],
    ['of a rule on trial', { stage: 'preview' }],
    ['below the severity that comments begin at', { severity: 'info' }],
  ])('says nothing of a finding that is %s', (_, parts) => {
    expect(placeComments([finding({ span: span(11), ...parts })], [file(PATCH)], LIMITS)).toEqual({
      inline: [],
      rest: [],
    });
  });
});
