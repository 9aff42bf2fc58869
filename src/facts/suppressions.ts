/** Comments that ask for silence: `# vigie: ignore[rule-a, rule-b] until=2027-01-31 -- reason`. */
import type { FileKind, SecretFact, SuppressionError, SuppressionFact } from '../model/facts.ts';
import { maskText } from './mask-text.ts';

const MARK = /(?:#|\/\/|<!--)[ \t]*vigie:/g;
const SHAPE = /^ignore(?![-\w])[ \t]*(?:\[([^\]]*)\])?([\s\S]*)$/;
const RULE_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** What a suppression's comment says, without its place. */
type Said = Pick<SuppressionFact, 'rules' | 'until' | 'reason' | 'error'>;

/**
 * Suppressions in `text`, in order. Malformed ones are kept, with what is wrong. In Python only what stands in a comment
 * counts: `comments` holds the start and end of each, one after the other. JSON has no comments.
 */
export function findSuppressions(
  text: string,
  kind: FileKind,
  lineStarts: readonly number[],
  secrets: readonly SecretFact[],
  comments: readonly number[],
): SuppressionFact[] {
  if (kind === 'json' || kind === 'ignored' || !text.includes('vigie:')) return [];
  const found: SuppressionFact[] = [];
  for (const match of text.matchAll(MARK)) {
    const s = match.index;
    const line = lineAt(lineStarts, s);
    const lineStart = lineStarts[line - 1] ?? 0;
    if (kind === 'python' ? !isInComment(comments, s) : !opensComment(kind, match[0], text.slice(lineStart, s)))
      continue;
    const from = s + match[0].length;
    const [e, body] = bodyOf(text, from, match[0].startsWith('<!--'), lineStarts[line] ?? text.length);
    const said = parse(body.trim());
    const reason = maskText(said.reason, from + body.lastIndexOf(said.reason), secrets);
    found.push({ s, e, line, alone: text.slice(lineStart, s).trim() === '', ...said, reason });
  }
  return found;
}

/** Configuration formats know `#` only; whatever else may be in a text file. A mark within quotes or a URL is none. */
function opensComment(kind: FileKind, mark: string, before: string): boolean {
  if (kind !== 'text' && !mark.startsWith('#')) return false;
  return before === '' || /[ \t]$/.test(before);
}

function isInComment(comments: readonly number[], offset: number): boolean {
  let low = 0;
  let high = comments.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (offset < (comments[2 * middle] ?? 0)) high = middle - 1;
    else if (offset >= (comments[2 * middle + 1] ?? 0)) low = middle + 1;
    else return true;
  }
  return false;
}

/** Where the comment ends, and what it says after `vigie:`. */
function bodyOf(text: string, from: number, isMarkup: boolean, lineEnd: number): [end: number, body: string] {
  const close = isMarkup ? text.indexOf('-->', from) : -1;
  if (close !== -1 && close < lineEnd) return [close + 3, text.slice(from, close)];
  const body = text.slice(from, lineEnd).trimEnd();
  return [from + body.length, body];
}

function parse(body: string): Said {
  const wrong = (error: SuppressionError, part: Partial<Said> = {}): Said => ({
    rules: [],
    until: null,
    reason: '',
    ...part,
    error,
  });
  const shape = SHAPE.exec(body);
  if (!shape) return wrong('instruction');
  const [, list, rest = ''] = shape;
  if (list === undefined) return wrong('no-rule');
  const rules = list.split(',').map((rule) => rule.trim());
  if (rules.every((rule) => rule === '')) return wrong('no-rule');
  if (rules.some((rule) => !RULE_ID.test(rule))) return wrong('rule-id');
  const dash = /(?:^|[ \t])--(?:[ \t]|$)/.exec(rest);
  const options = (dash === null ? rest : rest.slice(0, dash.index)).trim();
  const reason = dash === null ? '' : rest.slice(dash.index + dash[0].length).trim();
  const until = /^until=(\S+)$/.exec(options)?.[1] ?? null;
  if (options !== '' && until === null) return wrong('option', { rules, reason });
  if (until !== null && !isDate(until)) return wrong('date', { rules, reason });
  if (reason === '') return wrong('no-reason', { rules, until });
  return { rules, until, reason, error: null };
}

/** A day of the calendar: 2027-02-30 is none. */
function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (day === undefined) return false;
  const days = [
    31,
    Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  return Number(day) >= 1 && Number(day) <= (days[Number(month) - 1] ?? 0);
}

function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
