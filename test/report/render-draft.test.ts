import { describe, expect, it } from '@jest/globals';
import type { DraftedFile, MigrationDraft } from '../../src/model/draft.ts';
import { LANGUAGES } from '../../src/model/finding.ts';
import { utf8Bytes } from '../../src/report/escape.ts';
import { BODY_BYTES } from '../../src/report/limits.ts';
import { renderCheckRun } from '../../src/report/render-check-run.ts';
import { renderComment } from '../../src/report/render-comment.ts';
import { renderDraftNotes, renderDraftReply, renderDraftText } from '../../src/report/render-draft.ts';
import { context as checkContext, finding, HOSTILE, LINKS, result } from './sample.ts';

function file(parts: Partial<DraftedFile> = {}): DraftedFile {
  return {
    path: 'migrations/versions/a1_add_name.py',
    text: 'revision = "a1"\n',
    revision: 'a1',
    down: ['00'],
    kind: 'schema',
    tables: ['users'],
    open: [],
    ...parts,
  };
}

const DRAFT: MigrationDraft = { files: [file()], refused: [] };
const FOLD = [
  '<details><summary>The missing migration: migrations/versions/a1\\_add\\_name.py</summary>',
  '',
  '`migrations/versions/a1_add_name.py`',
  '',
  '```python',
  'revision = "a1"',
  '```',
  '',
  '</details>',
].join('\n');

describe('a drafted migration', () => {
  it('is folded into the comment on the finding that it ends, and into the check-run', () => {
    const missing = finding({ rule: 'model-without-migration' });
    const context = { ...LINKS, language: 'en' as const, ruleTitle: () => 'No migration', placed: null, draft: DRAFT };
    expect(renderComment(missing, context)).toContain(FOLD);
    expect(renderCheckRun(result({ findings: [missing] }), { ...checkContext(), draft: DRAFT }).text).toContain(FOLD);
  });

  it('goes first where a comment gets too long', () => {
    const long = finding({ message: 'word '.repeat(1_500), remedy: 'safe '.repeat(3_900) });
    const context = { ...LINKS, language: 'en' as const, ruleTitle: () => '', placed: null };
    const body = renderComment(long, {
      ...context,
      draft: { files: [file({ text: '# x\n'.repeat(9_900) })], refused: [] },
    });
    expect(utf8Bytes(body)).toBeLessThanOrEqual(BODY_BYTES);
    expect(body).toContain('**Remedy**');
    expect(body).not.toContain('<details>');
  });

  it('says what has to be completed, and what it is for', () => {
    const open = ['which value existing rows get in `User.name` is not said anywhere'];
    const merge = file({ kind: 'merge', path: 'migrations/versions/m.py' });
    const text = renderDraftReply({ files: [merge, file({ open })], refused: [] }, 'en');
    expect(text).toMatch(/^The missing migrations, ready to copy:/);
    expect(text).toContain('To complete before it is applied:\n\n- which value existing rows get in `User.name`');
    expect(text).toContain('The chain has several heads: this revision joins them first');
  });

  it('is named where it is too long to be shown', () => {
    const text = renderDraftReply({ files: [file({ text: 'x = 1\n'.repeat(9_000) })], refused: [] }, 'en');
    expect(text).toContain('`vigie migration draft --write`');
    expect(utf8Bytes(text)).toBeLessThan(3_000);
  });

  it.each(LANGUAGES)('says why there is none (%s)', (language) => {
    const refused: MigrationDraft['refused'] = (
      [
        'unread',
        'broken-chain',
        'branches',
        'several-databases',
        'doubtful',
        'dropped',
        'unmapped',
        'primary-key',
        'foreign-key',
        'no-conversion',
      ] as const
    ).map((kind) => ({ subject: kind, kind, detail: 'app.models' }));
    const text = renderDraftReply({ files: [], refused }, language);
    for (const { subject } of refused) expect(text).toContain(`- \`${subject}\``);
    expect(renderDraftReply({ files: [], refused: [] }, language)).not.toBe('');
  });

  it('mentions nobody and closes no fold, whatever the repository is called', () => {
    for (const hostile of HOSTILE) {
      const hostileFile = file({ path: hostile, text: hostile, open: [hostile] });
      const text = renderDraftReply(
        { files: [hostileFile], refused: [{ subject: hostile, kind: 'unread', detail: hostile }] },
        'en',
      );
      const outside = text.replace(/^(`{3,})python\n[\s\S]*?\n\1$/gm, '').replace(/`[^`\n]*`/g, '');
      expect(outside.match(/<\/details>/g)).toHaveLength(1);
      expect(outside).not.toMatch(/@\w/);
    }
  });
});

describe('on the terminal', () => {
  it('each file begins with its path', () => {
    expect(renderDraftText(DRAFT)).toBe('# migrations/versions/a1_add_name.py\nrevision = "a1"\n');
  });

  it('what is not written is a line for standard error', () => {
    const refused = [{ subject: 'users', kind: 'unmapped', detail: 'old' } as const];
    expect(renderDraftNotes({ files: [], refused })).toBe(
      'users: not written: no class maps old: whether the data may go is your decision\n',
    );
  });
});
