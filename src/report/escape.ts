/**
 * Text from a repository is data: what it says is shown, what it would do is not done.
 * INVARIANT: whatever comes out of here mentions nobody, links nothing, opens and closes nothing in Markdown or HTML,
 * and holds no character that moves a cursor or reorders text.
 */
import { piecesOf } from '../model/prose.ts';

/** Longest path, name or value shown in full. */
const SHOWN_CHARS = 200;

/**
 * Control characters, line and paragraph separators, bidirectional controls (https://trojansource.codes), zero-width and
 * tag characters, and halves of surrogate pairs.
 */
const INVISIBLE =
  /[\p{Cc}\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]|\u034f|\p{Cs}/gu;

/** Shows what cannot be seen as `U+202E`, so that one line stays one line and reads in the order it is stored. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (char) => {
    const code = char.codePointAt(0) ?? 0;
    return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  });
}

/** A message, remedy or reason as one visible line: the line breaks of a template are spaces. */
export function sentence(text: string): string {
  return visible(folded(text));
}

function folded(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}

/** A message or remedy as plain text: each sentence visible on one line, each line of code on its own, indented. */
export function plain(text: string): string {
  return piecesOf(text)
    .map((piece) =>
      piece.kind === 'words' ? sentence(piece.text) : piece.text.replace(/^.*$/gm, (line) => `    ${visible(line)}`),
    )
    .join('\n');
}

/** At most `max` characters; the middle goes, because both ends of a path tell more than it does. */
export function bounded(text: string, max: number = SHOWN_CHARS): string {
  if (text.length <= max) return text;
  const chars = Array.from(text);
  if (chars.length <= max) return text;
  const tail = Math.floor((max - 1) / 2);
  return `${chars.slice(0, max - 1 - tail).join('')}…${chars.slice(chars.length - tail).join('')}`;
}

/** At most `max` UTF-16 units, never half a character, with an ellipsis where something went. */
export function cutChars(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** At most `max` UTF-8 bytes, never half a character, with an ellipsis where something went. */
export function cutBytes(text: string, max: number): string {
  if (utf8Bytes(text) <= max) return text;
  const bytes = new TextEncoder().encode(text);
  let end = max - utf8Bytes('…');
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return `${new TextDecoder().decode(bytes.subarray(0, end))}…`;
}

export function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Plain words inside a paragraph, a heading or a list item of Markdown. */
export function escapeMarkdown(text: string): string {
  return escapeInline(visible(text)).replace(
    /^(\s*)([-+]|\d+[.)])(?=\s|$)/,
    (_, space: string, mark: string) => `${space}${mark.slice(0, -1)}\\${mark.slice(-1)}`,
  );
}

function escapeInline(text: string): string {
  return text
    .replace(/[&<>]/g, (char) => ENTITIES[char] ?? char)
    .replace(/[\\`*_[\]~|]/g, '\\$&')
    .replace(/^(\s*)#/, '$1\\#')
    .replace(/^(\s*)=/, '$1\\=')
    .replace(/@(?=[\p{L}\p{N}_])/gu, '@&#8203;')
    .replace(/(?<!&)#(?=\d)/g, '#&#8203;')
    .replace(/\b(gh-)(?=\d)/gi, '$1&#8203;')
    .replace(/\b(https?|ftp):(?=\/\/)/gi, '$1&#8203;:')
    .replace(/\bwww\./gi, 'www&#8203;.');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A code span whose fence is longer than any run of backticks inside. Nothing inside is a mention, a reference or a link. */
export function codeSpan(text: string): string {
  const shown = bounded(visible(text));
  if (shown.trim() === '') return shown === '' ? '' : '`U+0020`';
  const fence = '`'.repeat(longestRun(shown) + 1);
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Code in a cell of a table, where `|` ends the cell even inside a code span: every mark that could mean something is an entity. */
export function codeCell(text: string): string {
  const shown = bounded(visible(text))
    .replace(/[^\p{L}\p{N} ./-]/gu, (char) => `&#${char.codePointAt(0)};`)
    .replace(/\bwww\./gi, 'www&#8203;.');
  return shown === '' ? '' : `<code>${shown}</code>`;
}

/** A fenced block; `info` is a fixed word such as `python` or `suggestion`. Lines stay lines, all else is made visible. */
export function codeBlock(text: string, info: string): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  const shown = lines.map((line) => line.split('\t').map(visible).join('\t')).join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${fence}${info}\n${shown}\n${fence}`;
}

/** The destination of a Markdown link: nothing in it can end the link or start something else. */
export function linkTarget(url: string): string {
  return visible(url).replace(
    /[\s()<>"'`\\[\]|]/g,
    (char) => `%${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/**
 * A message or remedy of a finding: plain text in which only `code` between backticks and addresses mean something. Bare
 * addresses come from the rules; those of a repository were put between backticks with all values.
 */
export function escapeProse(text: string): string {
  return piecesOf(text)
    .map((piece) => (piece.kind === 'block' ? codeBlock(piece.text, piece.info) : escapeSentence(piece.text)))
    .join('\n\n');
}

function escapeSentence(text: string): string {
  return splitCode(folded(text))
    .map((piece) => (piece.code ? codeSpan(piece.text) : escapeWords(piece.text)))
    .join('');
}

function escapeWords(text: string): string {
  return text
    .split(/(\bhttps:\/\/[^\s<>"'()[\]]*[\w/])/)
    .map((piece, index) => (index % 2 === 1 ? `<${linkTarget(piece)}>` : escapeMarkdown(piece)))
    .join('');
}

/** Pieces of a message, code told apart from words. A run of backticks that is never closed is words. */
function splitCode(text: string): readonly { readonly text: string; readonly code: boolean }[] {
  const pieces: { text: string; code: boolean }[] = [];
  let last = 0;
  for (const match of text.matchAll(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/gs)) {
    if (match.index > last) pieces.push({ text: text.slice(last, match.index), code: false });
    pieces.push({ text: unpadded(match[2] ?? ''), code: true });
    last = match.index + match[0].length;
  }
  if (last < text.length) pieces.push({ text: text.slice(last), code: false });
  return pieces;
}

function unpadded(code: string): string {
  return /^ .* $/s.test(code) && code.trim() !== '' ? code.slice(1, -1) : code;
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), (run) => run[0].length));
}
