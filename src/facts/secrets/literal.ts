/** Literals as they are written in any language: quoted, joined from several, or bare. Every look ahead is bounded. */
import type { FileKind } from '../../model/facts.ts';
import type { Range } from '../../model/span.ts';

/** What stands between the quotes; `value` where it is put together from several literals. */
export interface Literal extends Range {
  readonly value?: string;
}

const MAX_VALUE = 1_000;
const MAX_BARE = 300;
const MAX_JOINED = 8;
/** What stands between two literals that become one: blanks in Python and C, `+` elsewhere, a `\` at the end of a line. */
const BETWEEN =
  /["'`]\\?[ \t]{0,8}(?:\\?\r?\n[ \t]{0,40})?(?:\+[ \t]{0,8}(?:\\?\r?\n[ \t]{0,40})?)?(?=[rRbBuUfF]{0,2}["'])/y;

export function blanks(text: string, from: number): number {
  let at = from;
  while (at < from + 40 && (text[at] === ' ' || text[at] === '\t')) at += 1;
  return at;
}

/** Blanks and ends of lines, as between the arguments of a call. */
export function whiteSpace(text: string, from: number): number {
  let at = from;
  while (at < from + 80 && /\s/.test(text[at] ?? '')) at += 1;
  return at;
}

/** The literal that begins at `from`, with those that it is joined with. */
export function quotedValue(text: string, from: number): Literal | null {
  const first = oneLiteral(text, from);
  if (first === null) return null;
  const parts = [first];
  for (let last = first; parts.length < MAX_JOINED; ) {
    BETWEEN.lastIndex = last.e;
    if (last.e === last.s || !BETWEEN.test(text)) break;
    const next = oneLiteral(text, BETWEEN.lastIndex);
    // What describes an attribute stands below it.
    if (next === null || text.startsWith('"""', BETWEEN.lastIndex)) break;
    parts.push(next);
    last = next;
  }
  const last = parts.at(-1) ?? first;
  if (parts.length === 1) return first;
  return {
    s: first.s,
    e: last.e === last.s ? first.e : last.e,
    value: parts.map(({ s, e }) => text.slice(s, e)).join(''),
  };
}

function oneLiteral(text: string, from: number): Range | null {
  let at = from;
  while (at < from + 2 && /[rRbBuUfF]/.test(text[at] ?? '')) at += 1;
  const escaped = text[at] === '\\';
  if (escaped) at += 1;
  const quote = text[at];
  if (quote !== '"' && quote !== "'" && quote !== '`') return null;
  const triple = !escaped && text.startsWith(quote.repeat(3), at);
  const close = escaped ? `\\${quote}` : triple ? quote.repeat(3) : quote;
  const s = at + (triple ? 3 : 1);
  const limit = Math.min(text.length, s + MAX_VALUE);
  for (let e = s; e < limit; e += 1) {
    if (text.startsWith(close, e)) return { s, e };
    if (text[e] === '\n' && !triple) return null;
    if (text[e] === '\\') e += 1;
  }
  return null;
}

/** An unquoted value: to the end of the line in files of settings, to the next delimiter elsewhere. */
export function bareValue(text: string, s: number, name: Range, kind: FileKind): Range | null {
  if (/[[{(<$]/.test(text[s] ?? '')) return null;
  const scheme =
    /^[ \t]+$/.test(text.slice(name.e, s)) && /(?:bearer|^token|^apikey|^key)$/i.test(text.slice(name.s, name.e));
  if ((text[name.s - 1] === '{' && text[name.e] === ':') || scheme) return untilDelimiter(text, s);
  switch (kind) {
    case 'env':
    case 'ini':
    case 'yaml':
    case 'procfile':
    case 'requirements': {
      // `password=…` in a connection string, or in what a step runs.
      if (
        kind === 'yaml' &&
        text[name.e] === '=' &&
        /[\w'"] $|[;?&]$/.test(text.slice(Math.max(0, name.s - 2), name.s))
      )
        return untilDelimiter(text, s);
      // `-H "X-Api-Key: value"`: the quote before the name ends the value.
      if (kind === 'yaml' && /["']/.test(text[name.s - 1] ?? '') && text[name.e] === ':')
        return untilDelimiter(text, s);
      // `run: PGPASSWORD=value psql …`, `run: codecov --token value …`
      if (kind === 'yaml' && (text[name.e] === '=' || text.startsWith('--', name.s))) return untilBlank(text, s);
      const line = /^[^\r\n]*/.exec(text.slice(s, s + MAX_VALUE))?.[0] ?? '';
      const value = line.replace(/[ \t]#.*$/, '').trimEnd();
      // `- NAME="value"` in a list: the quote that closes belongs to the item.
      const bare = /^["']/.test(text[name.s - 1] ?? '') ? value.replace(/["']$/, '') : value;
      return { s, e: s + bare.length };
    }
    case 'dockerfile':
    case 'text': {
      const value = untilDelimiter(text, s);
      // A call or an index: code.
      return /[([{]/.test(text[value.e] ?? '') ? null : value;
    }
    case 'python':
    case 'json':
    case 'toml': {
      // `"test": "codecov --token value"`
      if (kind !== 'python' && text[name.e] === ' ' && text.startsWith('--', name.s)) return untilDelimiter(text, s);
      // Only inside a string, as in a connection string: `Server=…;Password=…;`.
      if (!/[;"'?&\s]/.test(text[name.s - 1] ?? '') || text[name.e] !== '=') return null;
      const value = untilDelimiter(text, s);
      if (/\s/.test(text[name.s - 1] ?? '')) return isInString(text, name.s, value.e) ? value : null;
      return /[;"'&\s]/.test(text[value.e] ?? '') ? value : null;
    }
    case 'lock':
    case 'ignored':
      return null;
    default:
      return kind satisfies never;
  }
}

function untilDelimiter(text: string, s: number): Range {
  const value = /^[^\s"'`;,<>()[\]{}|&\\]*/.exec(text.slice(s, s + MAX_BARE))?.[0] ?? '';
  return { s, e: s + value.length };
}

function untilBlank(text: string, s: number): Range {
  const value = /^[^\s"']*/.exec(text.slice(s, s + MAX_BARE))?.[0] ?? '';
  return { s, e: s + value.length };
}

/** `"dbname=shop user=app password=…"`: pairs before it, and the quote not far away. */
function isInString(text: string, from: number, to: number): boolean {
  return (
    /["'](?:[\w.]{1,40}=[^\s"']{0,80} {1,4}){1,8}$/.test(text.slice(Math.max(0, from - 300), from)) &&
    /^[^\n"']{0,200}["']/.test(text.slice(to, to + 201))
  );
}
