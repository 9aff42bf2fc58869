/** The value that a text gives to a name, in whatever syntax the file is written; every look ahead is bounded. */
import type { FileKind, SecretFact } from '../../model/facts.ts';
import type { Range } from '../../model/span.ts';
import { bareValue, blanks, type Literal, quotedValue, whiteSpace } from './literal.ts';
import {
  comparedWith,
  defaultOfBlock,
  elementOfTuple,
  firstOfList,
  nestedValue,
  passwordOfUser,
  textOfElement,
  valueOfPair,
} from './paired-value.ts';
import { valueOfSetter } from './setter.ts';
import { defaultArgument, unwrap } from './wrapped-value.ts';

export interface Assigned extends Literal {
  readonly quoted: boolean;
  readonly context: SecretFact['context'];
  /** The second half of a pair of user and password, whatever the name says. */
  readonly password?: true;
}

interface Key extends Range {
  readonly quoted: boolean;
}

/** Null when nothing literal is given to the name that stands at `name`. */
export function assignedValue(text: string, name: Range, kind: FileKind): Assigned | null {
  const key = keyEnd(text, name);
  return apartFrom(text, key, name, kind) ?? behind(text, key, name, kind);
}

/** A value that no separator ties to the name. */
function apartFrom(text: string, key: Key, name: Range, kind: FileKind): Assigned | null {
  const paired = valueOfPair(text, key, name, kind);
  if (paired !== null) return { ...paired, context: 'data' };
  const tag =
    text[key.e] === '>'
      ? key.quoted || text[key.s - 1] === '<'
        ? key.e
        : -1
      : text[key.s - 1] === '<'
        ? endOfTag(text, key.e)
        : -1;
  if (tag >= 0) {
    const inside = textOfElement(text, tag + 1);
    return inside && { ...inside, quoted: true, context: 'data' };
  }
  const block = key.quoted && kind === 'text' ? defaultOfBlock(text, key) : null;
  if (block !== null) return { ...block, quoted: true, context: 'default' };
  if (text[name.s - 2] === '=' && /[=!]/.test(text[name.s - 3] ?? '')) {
    const compared = comparedWith(text, name);
    if (compared !== null) return { ...compared, quoted: true, context: 'argument' };
  }
  const tuple =
    kind === 'python' && (text[name.s - 2] === ',' || text[name.e] === ',') ? elementOfTuple(text, name) : null;
  return tuple && { ...tuple, quoted: true, context: 'assignment' };
}

/** A value behind the name and a separator. */
function behind(text: string, key: Key, name: Range, kind: FileKind): Assigned | null {
  let at = blanks(text, key.e);
  if (text[key.e] === '(') {
    const set = kind === 'text' ? valueOfSetter(text, name) : null;
    return set && { ...set, quoted: true, context: 'argument' };
  }
  if (key.quoted && (text[at] === ']' || text[at] === ')')) at = blanks(text, at + 1);
  if (key.quoted && text[at] === ',') {
    // `["redis-server", "--requirepass", "value"]`
    if (text.startsWith('--', name.s)) return literalAt(text, whiteSpace(text, at + 1), 'argument');
    const from = defaultArgument(text, key.s, at + 1);
    return from < 0 ? null : literalAt(text, from, 'default');
  }
  const separator = separatorEnd(text, at, kind, name);
  if (separator < 0) return null;
  at = blanks(text, separator);
  if (isAlternative(text, separator - 1)) return literalAt(text, at, 'default');
  const ofUser = kind === 'python' && /auth$/i.test(text.slice(name.s, name.e)) ? passwordOfUser(text, at) : null;
  if (ofUser !== null) return { ...ofUser, quoted: true, context: 'argument', password: true };
  at = intoParentheses(text, at, kind);
  const unwrapped = unwrap(text, at);
  const context = unwrapped.fallback ? 'default' : contextOf(text, name, kind, text[separator - 1]);
  const literal = unwrapped.joined ? listed(text, unwrapped.at) : literalAt(text, unwrapped.at, context);
  if (literal !== null) return { ...literal, quoted: true, context };
  // `password = secret = "value"`
  const again = kind === 'python' ? /^\w{1,40}[ \t]*=[ \t]*(?!=)/.exec(text.slice(at, at + 60)) : null;
  if (again !== null) return literalAt(text, at + again[0].length, context);
  if (unwrapped.at > at) return null;
  const inside = elementBehind(text, at, name);
  if (inside !== null) return { ...inside, quoted: true, context: 'data' };
  const bare = bareValue(text, at, name, kind);
  return bare && { ...bare, quoted: false, context };
}

/** Plural names have lists, single ones what templates of clouds nest. */
function elementBehind(text: string, at: number, name: Range): Literal | null {
  if (!/[[{(]/.test(text[at] ?? '')) return null;
  return /s$/i.test(text[name.e - 1] ?? '') ? firstOfList(text, at) : nestedValue(text, at);
}

/** The `>` of a tag with attributes that ends nearby, or -1. */
function endOfTag(text: string, from: number): number {
  const attributes = /^[ \t][^<>\n]{0,80}>/.exec(text.slice(from, from + 84));
  return attributes === null ? -1 : from + attributes[0].length - 1;
}

function literalAt(text: string, at: number, context: Assigned['context']): Assigned | null {
  const literal = quotedValue(text, at);
  return literal && { ...literal, quoted: true, context };
}

/** The elements of a list of literals, joined. */
function listed(text: string, from: number): Assigned | null {
  const parts: Literal[] = [];
  for (let at = from; parts.length < 12; ) {
    const part = quotedValue(text, at);
    if (part === null) break;
    parts.push(part);
    at = whiteSpace(text, whiteSpace(text, part.e + 1) + (text[whiteSpace(text, part.e + 1)] === ',' ? 1 : 0));
  }
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined) return null;
  const value = parts.map((part) => part.value ?? text.slice(part.s, part.e)).join('');
  return { s: first.s, e: last.e, value, quoted: true, context: 'assignment' };
}

function keyEnd(text: string, name: Range): Key {
  const quote = text[name.s - 1];
  if (quote !== '"' && quote !== "'" && quote !== '`') return { ...name, quoted: false };
  if (text[name.e] === quote) return { s: name.s - 1, e: name.e + 1, quoted: true };
  // Code inside JSON, as in notebooks.
  if (text[name.e] === '\\' && text[name.e + 1] === quote) return { s: name.s - 2, e: name.e + 2, quoted: true };
  return { ...name, quoted: false };
}

/** The second character of `||`, `??` or `or`, which offer another value. */
function isAlternative(text: string, at: number): boolean {
  const two = text.slice(at - 1, at + 1);
  return two === '||' || two === '??' || two === 'or';
}

/** Where the value may begin, or -1 when no separator follows. */
function separatorEnd(text: string, at: number, kind: FileKind, name: Range): number {
  const next = text[at + 1];
  switch (text[at]) {
    case '=':
      if (next === '=') return text[at + 2] === '=' ? at + 3 : at + 2;
      return next === '>' ? at + 2 : at + 1;
    case '!':
      return next === '=' ? (text[at + 2] === '=' ? at + 3 : at + 2) : -1;
    case '|':
      return next === '|' ? at + 2 : -1;
    case 'i':
      return kind === 'python' && /^in [[({]/.test(text.slice(at, at + 4)) ? at + 4 : -1;
    case "'":
    case '"':
      return isStatement(text, at, name) || isSpaced(text, at, kind, name) ? at : -1;
    case 'o':
      return kind === 'python' && text.startsWith('or ', at) ? at + 2 : -1;
    case ':':
      if (next === '=') return at + 2;
      if (next === ':') return -1;
      // `${NAME:-default}` in shells and compose files.
      if (text[name.s - 1] === '{' && next !== ' ') return next === '-' ? at + 2 : -1;
      return afterAnnotation(text, at + 1, kind);
    case '?':
      return next === '=' || next === '?' ? at + 2 : -1;
    default:
      return isSpaced(text, at, kind, name) ? at : -1;
  }
}

/** SQL: `ALTER USER app WITH PASSWORD 'value'`. */
function isStatement(text: string, at: number, name: Range): boolean {
  return (
    at > name.e &&
    /^password$/i.test(text.slice(name.s, name.e)) &&
    /\b(?:with|encrypted|login|createdb|createrole|superuser|inherit|replication|user[ \t]+\S{1,60}|role[ \t]+\S{1,60})[ \t]+$/i.test(
      text.slice(Math.max(0, name.s - 90), name.s),
    )
  );
}

/** `ENV NAME value` and `--password value` separate by a blank alone. */
function isSpaced(text: string, at: number, kind: FileKind, name: Range): boolean {
  if (at === name.e) return false;
  // `Authorization: Bearer value`, `Authorization: Token value`
  const words = text.slice(name.s, name.e);
  if (/bearer$/i.test(words)) return true;
  if (/^(?:token|apikey|key)$/i.test(words))
    return /authorization["']?[ \t]*[:,=][ \t]*[a-z]?["']?$/i.test(text.slice(Math.max(0, name.s - 30), name.s));
  if (kind === 'dockerfile') return /(?:^|\n)[ \t]*ENV[ \t]+$/i.test(text.slice(Math.max(0, name.s - 20), name.s));
  if (kind !== 'text') return kind !== 'python' && text.startsWith('--', name.s);
  // `.netrc`: `machine … login … password …`
  return (
    text.startsWith('--', name.s) ||
    /^-(?:storepass|keypass|(?:[A-Z]\w{0,30})?Password)$/.test(words) ||
    /\blogin[ \t]+\S{1,60}\s{1,20}$/.test(text.slice(Math.max(0, name.s - 90), name.s))
  );
}

/** `name: str | None = "value"`: behind the annotation; without one, behind the colon. */
function afterAnnotation(text: string, from: number, kind: FileKind): number {
  if (kind !== 'python' && kind !== 'text') return from;
  const annotated = /^[ \t]*(?:typing\.)?Annotated\[[^\n]{1,200}?\][ \t]*=[ \t]*(?!=)/.exec(
    text.slice(from, from + 240),
  );
  if (annotated !== null) return from + annotated[0].length;
  const limit = Math.min(text.length, from + 80);
  for (let at = from; at < limit; at += 1) {
    const char = text[at] ?? '';
    if (char === '=') return text[at + 1] === '=' || text[at + 1] === '>' ? from : at + 1;
    if (!/[\w.[\] |,?]/.test(char)) return from;
  }
  return from;
}

/** `NAME = (` with the text behind it, or on a line of its own. */
function intoParentheses(text: string, from: number, kind: FileKind): number {
  if (text[from] !== '(' || kind !== 'python') return from;
  const quote = /^\(\s{0,60}(?=[rbRBfF]{0,2}["'])/.exec(text.slice(from, from + 80));
  return quote ? from + quote[0].length : from;
}

function contextOf(text: string, name: Range, kind: FileKind, separator = ''): SecretFact['context'] {
  if (kind === 'env' || kind === 'procfile' || kind === 'dockerfile') return 'env';
  if (kind === 'python')
    return /[(,][ \t]*$/.test(text.slice(Math.max(0, name.s - 30), name.s)) ? 'argument' : 'assignment';
  // Code in notebooks; an entry of an object in source or documentation.
  if (kind === 'json') return separator === '=' ? 'assignment' : 'data';
  if (kind !== 'text') return 'data';
  const before = text.slice(Math.max(0, name.s - 24), name.s);
  const isEntry = separator === ':' && /(?:^|[\n{,[])[ \t]*["']?$/.test(before);
  return isEntry && /^["']?[ \t]*:[ \t]*["'`]/.test(text.slice(name.e, name.e + 12)) ? 'data' : 'text';
}
