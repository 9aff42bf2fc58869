/** Drafted migrations: as text for the terminal, and folded for a check-run or a comment. */
import type { DraftedFile, MigrationDraft } from '../model/draft.ts';
import type { Language } from '../model/finding.ts';
import { fitSections, type Section } from './budget.ts';
import { draftWords } from './draft-words.ts';
import { codeBlock, codeSpan, escapeMarkdown, sentence, utf8Bytes, visible } from './escape.ts';
import { bullets, fold, prose } from './finding-lines.ts';
import { BODY_BYTES } from './limits.ts';
import { wordsOf } from './words/words-of.ts';

/** Longest file that is shown: the rest of a comment has to fit beside it. */
const SHOWN_BYTES = 40_000;
/** Of one answer. */
const REPLY_BYTES = BODY_BYTES - 10_000;
const ROWS = 20;

/** The files one after the other, each begun by its path: what standard output gets. */
export function renderDraftText({ files }: MigrationDraft): string {
  return files.map(({ path, text }) => `# ${visible(path)}\n${text}`).join('\n\n');
}

/** What has to be completed, and what is not written and why: one line each, for standard error. */
export function renderDraftNotes({ files, refused }: MigrationDraft): string {
  const words = draftWords('en');
  const open = files.flatMap(({ path, open: some }) => some.map((one) => `${path}: to complete: ${one}`));
  const not = refused.map(({ subject, kind, detail }) => `${subject}: not written: ${words.refused[kind](detail)}`);
  return [...open, ...not].map((line) => `${sentence(line)}\n`).join('');
}

/** The drafted files, folded, or nothing where there is none. */
export function draftFolds(draft: MigrationDraft, language: Language): string[] {
  const words = draftWords(language);
  return draft.files.map((file) => fold(escapeMarkdown(words.fold(visible(file.path))), inside(file, language)));
}

function inside(file: DraftedFile, language: Language): string {
  const words = draftWords(language);
  const open = bullets(file.open, ROWS, wordsOf(language), (one) => prose(one));
  return [
    file.kind === 'merge' ? words.merge : '',
    open === '' ? '' : `${words.open}\n\n${open}`,
    codeSpan(file.path),
    utf8Bytes(file.text) > SHOWN_BYTES ? words.tooLong : codeBlock(file.text, 'python'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The answer to `/audit fix`, with room left for the answers to other commands. */
export function renderDraftReply(draft: MigrationDraft, language: Language): string {
  const words = draftWords(language);
  const { files, refused } = draft;
  const not = bullets(
    refused,
    ROWS,
    wordsOf(language),
    ({ subject, kind, detail }) =>
      `${codeSpan(subject)}${wordsOf(language).colon}${prose(words.refused[kind](detail))}`,
  );
  const opening = files.length > 0 ? words.written(files.length) : refused.length === 0 ? words.nothing : '';
  const sections: readonly Section[] = [
    { priority: 3, text: opening },
    ...draftFolds(draft, language).map((text) => ({ priority: 1, text })),
    { priority: 3, text: files.length > 0 ? words.apply : '' },
    { priority: 2, text: not === '' ? '' : `${words.refusedTitle}\n\n${not}` },
  ];
  return fitSections(sections, REPLY_BYTES, wordsOf(language).leftOut);
}
