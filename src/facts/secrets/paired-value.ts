/** Values that stand apart from their names: in pairs of settings, markup, tuples and blocks. */
import type { FileKind } from '../../model/facts.ts';
import type { Range } from '../../model/span.ts';
import { bareValue, type Literal, quotedValue } from './literal.ts';

/** `- name: API_KEY`, and `value:` behind it: containers, tasks and collections list their settings like this. */
const PAIR_NAME = /(?:^|[\s{,<-])["']?(?:parameter|option)?(?:name|key|id)["']?[ \t]*[:=][ \t]*$/i;
const PAIR_VALUE = /["']?,?[ \t]{0,8}\r?\n?[ \t]{0,40}["']?(?:parameter|option)?value["']?[ \t]{0,20}[:=][ \t]{0,8}/iy;

export function valueOfPair(
  text: string,
  key: Range,
  name: Range,
  kind: FileKind,
): (Literal & { readonly quoted: boolean }) | null {
  PAIR_VALUE.lastIndex = key.e;
  if (!PAIR_NAME.test(text.slice(Math.max(0, key.s - 24), key.s)) || !PAIR_VALUE.test(text)) return null;
  const at = PAIR_VALUE.lastIndex;
  const literal = quotedValue(text, at);
  if (literal !== null) return { ...literal, quoted: true };
  const bare = kind === 'yaml' ? bareValue(text, at, name, kind) : null;
  return bare && { ...bare, quoted: false };
}

/** `auth=("user", "password")`, `auth=HTTPBasicAuth("user", "password")`. */
const USER =
  /(?:\w{0,20}BasicAuth)?\([ \t\r\n]{0,40}["'][^"'\n]{1,60}["'][ \t]{0,4},[ \t\r\n]{0,40}(?:password[ \t]*=[ \t]*)?/y;

export function passwordOfUser(text: string, at: number): Literal | null {
  USER.lastIndex = at;
  return USER.test(text) ? quotedValue(text, USER.lastIndex) : null;
}

const ELEMENT = /(?:\s{0,40}<value>)?([^<>\n"]{1,300})(?=<\/)/y;

/** `<password>value</password>`, `<property name="password">value</property>`; `at` is behind the `>`. */
export function textOfElement(text: string, at: number): Range | null {
  ELEMENT.lastIndex = at;
  const inside = ELEMENT.exec(text)?.[1];
  if (inside === undefined) return null;
  const trimmed = inside.trim();
  const s = ELEMENT.lastIndex - inside.length + inside.indexOf(trimmed);
  return trimmed === '' ? null : { s, e: s + trimmed.length };
}

const BLOCK_DEFAULT = /[ \t]{0,4}\{[^{}]{0,300}?\bdefault[ \t]{0,20}=[ \t]{0,8}/y;

/** Terraform: `variable "db_password" { … default = "value" }`. */
export function defaultOfBlock(text: string, key: Range): Literal | null {
  if (!/\bvariable[ \t]+$/.test(text.slice(Math.max(0, key.s - 24), key.s))) return null;
  BLOCK_DEFAULT.lastIndex = key.e;
  return BLOCK_DEFAULT.test(text) ? quotedValue(text, BLOCK_DEFAULT.lastIndex) : null;
}

const MAX_TUPLE = 6;

/** `USER, PASSWORD = "bot", "value"`: the literal that stands where the name does. */
export function elementOfTuple(text: string, name: Range): Literal | null {
  const before = /(?:^|\n)[ \t]*\(?((?:\w{1,40}[ \t]*,[ \t]*){0,5})$/.exec(
    text.slice(Math.max(0, name.s - 200), name.s),
  );
  const behind = /^((?:[ \t]*,[ \t]*\w{1,40}){0,5})\)?[ \t]*=[ \t]*\(?(?!=)/.exec(text.slice(name.e, name.e + 200));
  if (before === null || behind === null) return null;
  const index = commasIn(before[1] ?? '');
  const count = index + commasIn(behind[1] ?? '') + 1;
  if (count < 2 || count > MAX_TUPLE) return null;
  let at = name.e + behind[0].length;
  for (let skipped = 0; skipped < index; skipped += 1) {
    const element = /^(?:[rbuf]?"[^"\n]{0,100}"|[rbuf]?'[^'\n]{0,100}'|[\w.]{1,60})[ \t]*,[ \t]*/.exec(
      text.slice(at, at + 120),
    );
    if (element === null) return null;
    at += element[0].length;
  }
  return quotedValue(text, at);
}

function commasIn(list: string): number {
  return list.split(',').length - 1;
}

/** `"name": { "value": "…" }`: templates of clouds. */
const NESTED = /\{\s{0,40}["']?(?:value|default|defaultValue)["']?[ \t]{0,4}:[ \t]{0,4}/y;

export function nestedValue(text: string, at: number): Literal | null {
  NESTED.lastIndex = at;
  return NESTED.test(text) ? quotedValue(text, NESTED.lastIndex) : null;
}

/** `passwords = ["value", …]`, `SECRETS = {"alice": "value"}`: the first. */
const FIRST = /[[{(]\s{0,60}(?:["'][^"'\n]{1,60}["'][ \t]{0,4}:[ \t]{0,4})?/y;

export function firstOfList(text: string, at: number): Literal | null {
  FIRST.lastIndex = at;
  return FIRST.test(text) ? quotedValue(text, FIRST.lastIndex) : null;
}

/** `"value" == token`: the literal in front of the comparison that `name` ends. */
export function comparedWith(text: string, name: Range): Range | null {
  const before = text.slice(Math.max(0, name.s - 140), name.s);
  const found = /(["'])([^"'\s\\]{8,120})\1[ \t]*[!=]==?[ \t]*$/.exec(before);
  if (found === null) return null;
  const s = name.s - before.length + found.index + 1;
  return { s, e: s + (found[2] ?? '').length };
}
