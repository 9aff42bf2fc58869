/**
 * Templates of the rules' READMEs + values from the repository → sentences.
 * INVARIANT: text from a repository is data. It cannot mention anyone, format the page, or grow without bound.
 */
import type { Language, Values } from '../model/finding.ts';
import { piecesOf } from '../model/prose.ts';

const MAX_VALUE = 200;
const MAX_MESSAGE = 2_000;
/** Lines of a block of code. */
const MAX_LINES = 80;
/** Items of a list that are named; the rest is counted. */
const MAX_LISTED = 10;

export interface Worded {
  readonly text: string;
  /** Keys that the template names and the values lack: a bug of the rule. */
  readonly missing: readonly string[];
}

/**
 * Fills `{key}` in a template; `{{` and `}}` are braces. A list is joined in the reader's language; alone on a line of a
 * block of code, each of its items is a line.
 */
export function fillTemplate(template: string, values: Values, language: Language): Worded {
  const missing: string[] = [];
  const filled = piecesOf(template).map((piece) => {
    if (piece.kind === 'block') return `\`\`\`${piece.info}\n${fillBlock(piece.text, values, missing)}\n\`\`\``;
    const worded = fillWords(piece.text, values, language);
    missing.push(...worded.missing);
    return worded.text;
  });
  return { text: filled.join('\n'), missing };
}

function fillBlock(template: string, values: Values, missing: string[]): string {
  const lines = template.split('\n').flatMap((line) => {
    const alone = /^(\s*)\{([A-Za-z][A-Za-z0-9]*)\}$/.exec(line);
    const list = alone && Object.hasOwn(values, alone[2] ?? '') ? values[alone[2] ?? ''] : undefined;
    if (Array.isArray(list)) return list.map((item) => `${alone?.[1] ?? ''}${cleanLine(item)}`);
    return line.replace(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (_, key: string) => {
      const value = Object.hasOwn(values, key) ? values[key] : undefined;
      if (value === undefined) missing.push(key);
      return value === undefined ? '…' : cleanLine(Array.isArray(value) ? value.join(', ') : String(value));
    });
  });
  return lines.length <= MAX_LINES ? lines.join('\n') : [...lines.slice(0, MAX_LINES - 1), '…'].join('\n');
}

/** One line of code from a repository: its own indentation, and nothing that ends the block. */
function cleanLine(value: string): string {
  const indent = /^ */.exec(value)?.[0] ?? '';
  return `${indent}${clean(value)}`;
}

function fillWords(template: string, values: Values, language: Language): Worded {
  const missing: string[] = [];
  let inCode = false;
  let text = '';
  let read = 0;
  for (const match of template.matchAll(/`\{([A-Za-z][A-Za-z0-9]*)\}`|\{([A-Za-z][A-Za-z0-9]*)\}|\{\{|\}\}/g)) {
    const literal = template.slice(read, match.index);
    read = match.index + match[0].length;
    text += literal;
    if (countBackticks(literal) % 2 === 1) inCode = !inCode;
    const key = match[1] ?? match[2];
    if (key === undefined) {
      text += match[0].charAt(0);
      continue;
    }
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    if (value === undefined) missing.push(key);
    // A whole code span becomes one span for each item of a list.
    const style = match[1] !== undefined && !inCode ? asCode : inCode ? clean : asText;
    text += value === undefined ? '…' : join(value, style, inCode ? ', ' : null, language);
  }
  return { text: bound(text + template.slice(read)), missing };
}

/** "a, b and c" or "a, b et c". */
export function joinWords(items: readonly string[], language: Language): string {
  const last = items.at(-1) ?? '';
  if (items.length < 2) return last;
  return `${items.slice(0, -1).join(', ')} ${language === 'fr' ? 'et' : 'and'} ${last}`;
}

/** A value from the repository inside a sentence: bare where nothing in it means anything to Markdown, as code otherwise. */
export function asText(value: string): string {
  const text = clean(value);
  return /^[\p{L}\p{N} .,-]+$/u.test(text) && !/\bwww\.|\bGH-\d/i.test(text) ? text : asCode(value);
}

/** A value from the repository as a code span. */
export function asCode(value: string): string {
  return `\`${clean(value) || '""'}\``;
}

function join(
  value: string | number | readonly string[],
  style: (text: string) => string,
  separator: string | null,
  language: Language,
): string {
  if (typeof value === 'number') return style(String(value));
  if (typeof value === 'string') return style(value);
  // One item that must be code makes them all code: a list in two styles reads like a mistake.
  const uniform = style === asText && value.some((item) => asText(item) === asCode(item)) ? asCode : style;
  const items = value.slice(0, MAX_LISTED).map(uniform);
  const more = value.length - items.length;
  if (more > 0) items.push(language === 'fr' ? `${more} autre${more > 1 ? 's' : ''}` : `${more} more`);
  return separator === null ? joinWords(items, language) : items.join(separator);
}

/** Without control and invisible characters (bidirectional overrides among them), line breaks and backticks. */
function clean(value: string): string {
  const text = value
    .slice(0, MAX_VALUE * 4)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .replaceAll('`', "'")
    .trim();
  return text.length <= MAX_VALUE ? text : `${cut(text, MAX_VALUE - 1)}…`;
}

function bound(text: string): string {
  if (text.length <= MAX_MESSAGE) return text;
  const short = cut(text, MAX_MESSAGE - 2);
  return countBackticks(short) % 2 === 1 ? `${short}…\`` : `${short}…`;
}

/** The first `length` UTF-16 units, without half a character at the end. */
function cut(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

function countBackticks(text: string): number {
  return text.split('`').length - 1;
}
