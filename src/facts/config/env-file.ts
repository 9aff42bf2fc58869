/** `.env` files as docker compose and python-dotenv read them: `export`, quotes (also over several lines), comments. */
import type { EnvEntry } from '../../model/facts.ts';
import { lineEnd, type Reading } from './reading.ts';

const ENTRY = /[ \t\uFEFF]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*/y;
/** A quoted value that does not end within this many characters is an apostrophe in an unquoted one. */
const MAX_QUOTED = 20_000;

export function readEnvFile(reading: Reading): readonly EnvEntry[] {
  const { text } = reading;
  const entries: EnvEntry[] = [];
  let at = 0;
  while (at < text.length) {
    ENTRY.lastIndex = at;
    const match = ENTRY.exec(text);
    const name = match?.[1];
    let end = lineEnd(text, at);
    if (match !== null && name !== undefined && match[0].length + at <= end) {
      const valueStart = at + match[0].length;
      const s = at + match[0].indexOf(name);
      const value = valueAt(text, valueStart);
      entries.push({ name, value: reading.mask(value.text, { s: value.s, e: value.e }), s, e: value.end });
      reading.count({ s, e: value.end }, 0);
      end = lineEnd(text, value.end);
    }
    const next = text.indexOf('\n', end);
    at = next < 0 ? text.length : next + 1;
  }
  return entries;
}

function valueAt(text: string, s: number): { text: string; s: number; e: number; end: number } {
  const quote = text[s];
  if (quote === '"' || quote === "'") {
    const close = closing(text, s + 1, quote);
    if (close >= 0) {
      const raw = text.slice(s + 1, close);
      const decoded = quote === '"' ? raw.replace(/\\(["\\$n])/g, (_, c: string) => (c === 'n' ? '\n' : c)) : raw;
      return { text: decoded, s: s + 1, e: close, end: close + 1 };
    }
  }
  const line = text.slice(s, lineEnd(text, s));
  const comment = line.search(/(?:^|[ \t])#/);
  const value = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
  return { text: value, s, e: s + value.length, end: s + value.length };
}

function closing(text: string, from: number, quote: string): number {
  const limit = Math.min(text.length, from + MAX_QUOTED);
  for (let at = from; at < limit; at += 1) {
    if (text[at] === '\\' && quote === '"') at += 1;
    else if (text[at] === quote) return at;
  }
  return -1;
}
