/** How the demonstration looks: GitHub's Markdown, close enough for a terminal; colours only where there is one. */
import { stripVTControlCharacters, styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** `styleText` leaves colours out where the output is no terminal, and where NO_COLOR is set. */
export const paint = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });

const WIDTH = 100;

export function say(text = ''): void {
  console.log(text);
}

export function chapter(number: number, title: string): void {
  say();
  say(paint(['bold', 'cyan'], `━━ ${number}. ${title} ${'━'.repeat(Math.max(3, WIDTH - title.length - 7))}`));
  say();
}

/** A sentence for the reader, as opposed to what GitHub shows. */
export function tell(text: string): void {
  say(wrap(text, WIDTH));
}

/** What GitHub would show, behind a bar. */
export function panel(title: string, lines: readonly string[], style: Style = 'gray'): void {
  say(`${paint(style, '┌')} ${title}`);
  for (const line of lines) say(`${paint(style, '│')} ${line}`);
  say(paint(style, '└'));
}

/** The lines of some Markdown, without what only GitHub can show. */
export function markdown(text: string): readonly string[] {
  const seen = text
    .replace(/<!--[\s\S]*?-->\n?/g, '')
    .replace(/<details>\s*<summary>(.*?)<\/summary>[\s\S]*?<\/details>/g, '▸ $1')
    .replace(/<\/?(sub|code|br)\s*\/?>/g, '')
    .replace(/\[((?:`+[^`]*`+|[^\]`])*)\]\([^)\s]*\)/g, '$1');
  let fenced = false;
  const lines = seen.split('\n').flatMap((line) => {
    if (/^\s*`{3,}/.test(line)) {
      fenced = !fenced;
      return [];
    }
    if (fenced) return [paint('cyan', `  ${line}`)];
    if (line.startsWith('|')) return row(line).map(inline);
    return wrap(line.replace(CODE, unbreakable), WIDTH - 2)
      .split('\n')
      .map(inline);
  });
  return lines.filter((line, at) => line !== '' || (at > 0 && lines[at - 1] !== ''));
}

const CODE = /(`+).+?\1/g;
const unbreakable = (code: string): string => code.replaceAll(' ', '\u00a0');

function row(line: string): readonly string[] {
  if (/^[|\s:-]+$/.test(line)) return [];
  const [first = '', ...rest] = line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
  return [`  ${first.padEnd(16)}${rest.map((cell) => cell.padStart(8)).join('')}`];
}

function inline(line: string): string {
  const heading = /^#+ (.*)$/.exec(line)?.[1];
  if (heading !== undefined) return paint('bold', heading.replaceAll('`', ''));
  return line
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\*\*(.+?)\*\*/g, (_, bold: string) => paint('bold', bold))
    .replace(/(`+) ?(.+?) ?\1/g, (_, _ticks: string, code: string) => paint('cyan', code.replaceAll('\u00a0', ' ')));
}

/** A value that could be a credential. GitHub shows the line as it was pushed; a terminal and its log need not. */
const LONG_VALUE = /[A-Za-z0-9_]{32,}/g;

/** The last lines of a hunk, the commented one at the end. */
export function hunk(diff: string, lines: number): readonly string[] {
  const [, ...rows] = diff.split('\n');
  return rows
    .slice(-lines)
    .map((text) => text.replace(LONG_VALUE, (value) => `${value.slice(0, 4)}…`))
    .map((text) => (text.length > WIDTH ? `${text.slice(0, WIDTH - 2)} …` : text))
    .map((text) => paint(text.startsWith('+') ? 'green' : text.startsWith('-') ? 'red' : 'gray', text));
}

function wrap(text: string, width: number): string {
  const indent = /^\s*(?:[-*] )?/.exec(text)?.[0].length ?? 0;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (stripVTControlCharacters(longer).length <= width || line === '') line = longer;
    else {
      lines.push(line);
      line = ' '.repeat(indent) + word;
    }
  }
  return [...lines, line].join('\n');
}
