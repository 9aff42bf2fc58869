/** One finding on a terminal: where, what, the code, the remedy, and what is related. */
import type { Finding, Severity } from '../model/finding.ts';
import { piecesOf } from '../model/prose.ts';
import { wrap } from './display-width.ts';
import { bounded, sentence, visible } from './escape.ts';
import { excerpt } from './excerpt.ts';
import type { Paint } from './terminal-style.ts';
import type { Words } from './words/table.ts';

export interface Terminal {
  readonly words: Words;
  readonly width: number;
  readonly paint: Paint;
  readonly lineAt: (path: string, line: number) => string | null;
}

const RELATED_SHOWN = 5;
const INDENT = '    ';

const MARKS: Readonly<Record<Severity, { readonly mark: string; readonly color: keyof Paint }>> = {
  critical: { mark: '✖', color: 'red' },
  major: { mark: '▲', color: 'red' },
  minor: { mark: '●', color: 'yellow' },
  info: { mark: '·', color: 'blue' },
};

export function renderFinding(finding: Finding, terminal: Terminal): readonly string[] {
  const { words, paint } = terminal;
  const { mark, color } = MARKS[finding.severity];
  const severity = paint[color](`${mark} ${words.severities[finding.severity]}`);
  const place = `${bounded(visible(finding.path))}:${finding.span.line}:${finding.span.column}`;
  const related = finding.related
    .slice(0, RELATED_SHOWN)
    .map((each) => `${bounded(visible(each.path))}:${each.line} ${sentence(each.message)}`.trimEnd());
  if (finding.related.length > RELATED_SHOWN) related.push(words.more(finding.related.length - RELATED_SHOWN));
  return [
    `  ${severity} ${paint.bold(finding.rule)}  ${paint.cyan(place)}`,
    ...paragraph(sentence(finding.message), terminal, { first: INDENT, next: INDENT }),
    ...code(finding, terminal),
    ...remedy(finding, terminal),
    ...related.flatMap((text) =>
      paragraph(text, terminal, { first: `${INDENT}${paint.dim('·')} `, next: `${INDENT}  ` }),
    ),
  ];
}

/** Sentences wrapped behind an arrow, code as it is. */
function remedy(finding: Finding, terminal: Terminal): readonly string[] {
  const { paint } = terminal;
  const next = `${INDENT}  `;
  return piecesOf(finding.remedy).flatMap((piece, index) =>
    piece.kind === 'words'
      ? paragraph(sentence(piece.text), terminal, { first: index === 0 ? `${INDENT}${paint.green('→')} ` : next, next })
      : piece.text.split('\n').map((line) => `${next}  ${paint.cyan(visible(line))}`),
  );
}

/** The first line of the finding with carets under it; nothing for a finding about a file as a whole. */
function code(finding: Finding, { paint, width, lineAt }: Terminal): readonly string[] {
  const { span } = finding;
  const empty = span.line === span.endLine && span.column === span.endColumn;
  const line = empty || finding.commit !== null ? null : lineAt(finding.path, span.line);
  if (line === null || line.trim() === '') return [];
  const number = String(span.line).padStart(4);
  const room = width - INDENT.length - number.length - 3;
  const shown = excerpt(line, span, room);
  const { color } = MARKS[finding.severity];
  return [
    `${INDENT}${paint.dim(`${number} │`)} ${shown.code}`,
    `${INDENT}${paint.dim(`${' '.repeat(number.length)} │`)} ${shown.mark.replace(/\^+$/, (carets) => paint[color](carets))}`,
  ];
}

/** What stands before the first line and before the others; both take as many columns as `next` has characters. */
interface Margins {
  readonly first: string;
  readonly next: string;
}

/** Text wrapped behind its margins, with code in colour. */
export function paragraph(text: string, { width, paint }: Terminal, { first, next }: Margins): string[] {
  let inCode = false;
  return wrap(text, width - next.length).map((line, index) => {
    const pieces = line.split('`').map((piece, position) => {
      if (position > 0) inCode = !inCode;
      return inCode ? paint.cyan(piece) : piece;
    });
    return `${index === 0 ? first : next}${pieces.join('`')}`;
  });
}

/** Green, yellow or red, as a person would judge the score. */
export function scorePaint({ paint }: Terminal, score: number): (text: string) => string {
  if (score >= 8) return paint.green;
  return score >= 5 ? paint.yellow : paint.red;
}
