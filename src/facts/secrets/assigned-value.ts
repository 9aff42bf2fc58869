/** The value that a text gives to a name, in whatever syntax the file is written; every look ahead is bounded. */
import type { FileKind, SecretFact } from '../../model/facts.ts';
import type { Range } from '../../model/span.ts';

export interface Assigned extends Range {
  readonly quoted: boolean;
  readonly context: SecretFact['context'];
  /** The second half of a pair of user and password, whatever the name says. */
  readonly password?: true;
}

const MAX_VALUE = 1_000;
const MAX_BARE = 300;
/** Calls through which a literal reaches the name: the value is their first or `default` argument. */
const WRAPPER =
  /(?:(?:pydantic\.)?(?:SecretStr|SecretBytes|Field|Secret)|(?:dataclasses\.)?field|str|bytes|(?:base64\.)?b64decode)\([ \t]{0,20}(?:(?:default|value)[ \t]{0,4}=[ \t]{0,4})?/y;
/** `os.getenv("A") or "literal"`, `process.env.A || "literal"`. */
const FALLBACK =
  /(?:os\.getenv\(["']\w{1,60}["']\)|os\.environ\.get\(["']\w{1,60}["']\)|process\.env\.\w{1,60}|import\.meta\.env\.\w{1,60})[ \t]{0,4}(?:or|\|\||\?\?)[ \t]{0,4}/y;
/** `- name: API_KEY`, and `value:` behind it: containers, tasks and collections list their settings like this. */
const PAIR_NAME = /(?:^|[\s{,-])["']?(?:name|key)["']?[ \t]*[:=][ \t]*$/i;
const PAIR_VALUE = /["']?,?[ \t]{0,8}\r?\n?[ \t]{0,40}["']?value["']?[ \t]{0,20}[:=][ \t]{0,8}/iy;
/** `auth=("user", "password")`, `auth=HTTPBasicAuth("user", "password")`. */
const USER =
  /(?:\w{0,20}BasicAuth)?\([ \t\r\n]{0,40}["'][^"'\n]{1,60}["'][ \t]{0,4},[ \t\r\n]{0,40}(?:password[ \t]*=[ \t]*)?/y;
const DEFAULTING = /(?:getenv|environ\.get|environ\.setdefault|config|env|env\.str|get_env|getEnv|get|pop|setdefault)$/;

/** Null when nothing literal is given to the name that stands at `name`. */
export function assignedValue(text: string, name: Range, kind: FileKind): Assigned | null {
  const key = keyEnd(text, name);
  const paired = pairedValue(text, key, name, kind);
  if (paired !== null) return paired;
  let at = blanks(text, key.e);
  if (key.quoted && text[at] === ']') at = blanks(text, at + 1);
  if (key.quoted && text[at] === ',') return defaultArgument(text, key.s, at + 1);
  const separator = separatorEnd(text, at, kind, name);
  if (separator < 0) return null;
  at = blanks(text, separator);
  const ofUser = kind === 'python' && /auth$/i.test(text.slice(name.s, name.e)) ? passwordOfUser(text, at) : null;
  if (ofUser !== null) return ofUser;
  at = intoParentheses(text, at, kind);
  const unwrapped = unwrap(text, at);
  const literal = quotedValue(text, unwrapped.at);
  const context = unwrapped.fallback ? 'default' : contextOf(text, name, kind);
  if (literal !== null) return { ...literal, quoted: true, context };
  if (unwrapped.at > at) return null;
  const bare = bareValue(text, at, name, kind);
  return bare && { ...bare, quoted: false, context };
}

function pairedValue(text: string, key: Range, name: Range, kind: FileKind): Assigned | null {
  PAIR_VALUE.lastIndex = key.e;
  if (!PAIR_NAME.test(text.slice(Math.max(0, key.s - 24), key.s)) || !PAIR_VALUE.test(text)) return null;
  const at = PAIR_VALUE.lastIndex;
  const literal = quotedValue(text, at);
  if (literal !== null) return { ...literal, quoted: true, context: 'data' };
  const bare = kind === 'yaml' ? bareValue(text, at, name, kind) : null;
  return bare && { ...bare, quoted: false, context: 'data' };
}

function passwordOfUser(text: string, at: number): Assigned | null {
  USER.lastIndex = at;
  const literal = USER.test(text) ? quotedValue(text, USER.lastIndex) : null;
  return literal && { ...literal, quoted: true, context: 'argument', password: true };
}

function keyEnd(text: string, name: Range): Range & { quoted: boolean } {
  const quote = text[name.s - 1];
  if (quote !== '"' && quote !== "'" && quote !== '`') return { ...name, quoted: false };
  if (text[name.e] === quote) return { s: name.s - 1, e: name.e + 1, quoted: true };
  // Code inside JSON, as in notebooks.
  if (text[name.e] === '\\' && text[name.e + 1] === quote) return { s: name.s - 2, e: name.e + 2, quoted: true };
  return { ...name, quoted: false };
}

function defaultArgument(text: string, keyStart: number, from: number): Assigned | null {
  if (text[keyStart - 1] !== '(' || !DEFAULTING.test(text.slice(Math.max(0, keyStart - 24), keyStart - 1))) return null;
  const at = blanks(text, from);
  const start = text.startsWith('default', at) ? blanks(text, blanks(text, at + 7) + 1) : at;
  const literal = quotedValue(text, start);
  return literal && { ...literal, quoted: true, context: 'default' };
}

/** Where the value may begin, or -1 when no separator follows. */
function separatorEnd(text: string, at: number, kind: FileKind, name: Range): number {
  const next = text[at + 1];
  switch (text[at]) {
    case '=':
      return next === '=' ? -1 : next === '>' ? at + 2 : at + 1;
    case ':':
      if (next === '=') return at + 2;
      if (next === ':') return -1;
      // `${NAME:-default}` in shells and compose files.
      if (text[name.s - 1] === '{' && next !== ' ') return next === '-' ? at + 2 : -1;
      return afterAnnotation(text, at + 1, kind);
    case '?':
      return next === '=' ? at + 2 : -1;
    default:
      return isSpaced(text, at, kind, name) ? at : -1;
  }
}

/** `ENV NAME value` and `--password value` separate by a blank alone. */
function isSpaced(text: string, at: number, kind: FileKind, name: Range): boolean {
  if (at === name.e) return false;
  // `Authorization: Bearer value`
  if (/bearer$/i.test(text.slice(name.s, name.e))) return true;
  if (kind === 'dockerfile') return /(?:^|\n)[ \t]*ENV[ \t]+$/i.test(text.slice(Math.max(0, name.s - 20), name.s));
  if (kind !== 'text') return kind !== 'python' && text.startsWith('--', name.s);
  // `.netrc`: `machine … login … password …`
  return (
    text.startsWith('--', name.s) || /\blogin[ \t]+\S{1,60}\s{1,20}$/.test(text.slice(Math.max(0, name.s - 90), name.s))
  );
}

/** `name: str | None = "value"`: behind the annotation; without one, behind the colon. */
function afterAnnotation(text: string, from: number, kind: FileKind): number {
  if (kind !== 'python' && kind !== 'text') return from;
  const limit = Math.min(text.length, from + 60);
  for (let at = from; at < limit; at += 1) {
    const char = text[at] ?? '';
    if (char === '=') return text[at + 1] === '=' || text[at + 1] === '>' ? from : at + 1;
    if (!/[\w.[\] |,?]/.test(char)) return from;
  }
  return from;
}

/** `NAME = (` with the text on a line of its own. */
function intoParentheses(text: string, from: number, kind: FileKind): number {
  if (text[from] !== '(' || kind !== 'python') return from;
  const quote = /^\([ \t]{0,8}\r?\n[ \t]{0,40}(?=[rbRB]{0,2}["'])/.exec(text.slice(from, from + 60));
  return quote ? from + quote[0].length : from;
}

function unwrap(text: string, from: number): { at: number; fallback: boolean } {
  FALLBACK.lastIndex = from;
  if (FALLBACK.test(text)) return { at: FALLBACK.lastIndex, fallback: true };
  let at = from;
  for (let depth = 0; depth < 2; depth += 1) {
    WRAPPER.lastIndex = at;
    if (!WRAPPER.test(text)) break;
    at = WRAPPER.lastIndex;
  }
  return { at, fallback: false };
}

function quotedValue(text: string, from: number): Range | null {
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
function bareValue(text: string, s: number, name: Range, kind: FileKind): Range | null {
  if (/[[{(<$]/.test(text[s] ?? '')) return null;
  if (text[name.s - 1] === '{' || /bearer$/i.test(text.slice(name.s, name.e))) return untilDelimiter(text, s);
  switch (kind) {
    case 'env':
    case 'ini':
    case 'yaml':
    case 'procfile':
    case 'requirements': {
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
      // Only inside a string, as in a connection string: `Server=…;Password=…;`.
      if (!/[;"'?&]/.test(text[name.s - 1] ?? '') || text[name.e] !== '=') return null;
      const value = untilDelimiter(text, s);
      return /[;"'&]/.test(text[value.e] ?? '') ? value : null;
    }
    case 'ignored':
      return null;
    default:
      return kind satisfies never;
  }
}

function untilDelimiter(text: string, s: number): Range {
  const value = /^[^\s"'`;,<>()[\]{}|&]*/.exec(text.slice(s, s + MAX_BARE))?.[0] ?? '';
  return { s, e: s + value.length };
}

function contextOf(text: string, name: Range, kind: FileKind): SecretFact['context'] {
  if (kind === 'env' || kind === 'procfile' || kind === 'dockerfile') return 'env';
  if (kind === 'python')
    return /[(,][ \t]*$/.test(text.slice(Math.max(0, name.s - 30), name.s)) ? 'argument' : 'assignment';
  return kind === 'text' ? 'text' : 'data';
}

function blanks(text: string, from: number): number {
  let at = from;
  while (at < from + 40 && (text[at] === ' ' || text[at] === '\t')) at += 1;
  return at;
}
