/** Values that are given to a name which means credential: a provider's when name and shape say so, else generic ones. */
import type { FileKind } from '../../model/facts.ts';
import type { Range } from '../../model/span.ts';
import { ALPHABETS, runEnd, runStart } from './alphabet.ts';
import { type Assigned, assignedValue } from './assigned-value.ts';
import type { Candidate } from './candidate.ts';
import { isPublicName, type Meaning, meaningOf } from './judge-name.ts';
import { judgeValue, type Written } from './judge-value.ts';
import { saidPassword } from './prose.ts';
import { judgeNamed, namedToken } from './token-match.ts';

/** The name that holds the word which ends at `end`. */
export function nameAround(text: string, end: number): Range {
  const e = runEnd(text, end, ALPHABETS.name, 40);
  // The one letter beyond ASCII that names of passwords have: `contraseña`.
  return {
    s: runStart(text, end, ALPHABETS.name, 64),
    e: text[e] === 'ñ' ? runEnd(text, e + 1, ALPHABETS.name, 40) : e,
  };
}

/** What a name leads to. Words inside an unquoted value are not looked at again: `token=token=token=…` stays linear. */
export function namedValue(
  text: string,
  name: Range,
  kind: FileKind,
  meanings: Meanings,
): { candidate: Candidate | null; searchedTo: number } {
  const nothing = { candidate: null, searchedTo: name.e };
  if (!mayBeAssigned(text.charCodeAt(name.e))) return nothing;
  const words = text.slice(name.s, name.e);
  const meaning = remembered(meanings, words);
  if (meaning === null) return nothing;
  const assigned = assignedValue(text, name, kind);
  if (isBoundAttribute(text, name, kind)) return nothing;
  if (isInBadge(text, name.s) || isOfLocalServer(text, name.s) || isBareParameter(text, name.s, kind)) return nothing;
  const candidate = assigned && judged(text, name, assigned.password ? 'password' : meaning, assigned, kind);
  if (candidate === null && kind === 'text' && meaning === 'password')
    return { candidate: saidPassword(text, name), searchedTo: name.e };
  return { candidate, searchedTo: assigned === null || assigned.quoted ? name.e : assigned.e };
}

/** Files say the same names again and again. */
export type Meanings = Map<string, Meaning | null>;

function remembered(meanings: Meanings, words: string): Meaning | null {
  const known = meanings.get(words);
  if (known !== undefined) return known;
  const meaning = meaningOf(words);
  meanings.set(words, meaning);
  return meaning;
}

/** A value given to the name of a credential: a provider's when name and shape say so, else a generic one. */
function judged(text: string, name: Range, meaning: Meaning, assigned: Assigned, kind: FileKind): Candidate | null {
  const words = text.slice(name.s, name.e);
  const value = memberOf(assigned.value ?? text.slice(assigned.s, assigned.e));
  const provider = namedToken(words, value);
  if (provider === null && saysName(value, words)) return null;
  const written = writtenIn(text, name, kind, assigned.quoted);
  const judgement =
    (provider === null ? null : judgeNamed(value)) ??
    judgeValue(value, provider === null ? meaning : 'key', written) ??
    (provider !== null && isHexadecimal(value) ? { doubt: null, confidence: 'medium' } : null);
  if (judgement === null) return null;
  const place = { s: assigned.s, e: assigned.e, name: words, context: assigned.context, ...joinedValue(assigned) };
  if (provider !== null)
    return {
      ...place,
      ...judgement,
      type: provider.id,
      label: provider.label,
      revoke: provider.revoke,
      ...(provider.narrow === true ? { narrow: true } : {}),
    };
  if (isSearchKey(text, name)) return { ...place, ...SHOWN };
  if (kind === 'text' && isSentHome(text, assigned.s))
    return { ...place, ...SHOWN, label: 'key of a local server', doubt: 'local' };
  if (kind === 'text' && isPrinted(text, assigned)) return { ...place, ...SHOWN, label: 'output of a command' };
  const password = meaning === 'password';
  return {
    ...place,
    ...judgement,
    type: password ? 'generic-password' : 'generic-key',
    confidence: isPublicName(words) ? 'low' : judgement.confidence,
    label: password ? 'password' : 'secret key or token',
    revoke: null,
  };
}

/** `"{\\"name\\": \\"root\\", \\"sig\\": \\"value\\"}"`: of a token that is an object in JSON, its longest member. */
function memberOf(value: string): string {
  if (!/^\{[ \t]{0,4}\\?"/.test(value)) return value;
  const members = value.match(/[^"\\{}, \t]{16,200}/g) ?? [];
  return members.toSorted((a, b) => b.length - a.length)[0] ?? value;
}

/** `"ForgotPassword": "cognito-idp:ForgotPassword"`: what is called after itself is a label. */
function saysName(value: string, name: string): boolean {
  return name.length >= 9 && value.toLowerCase().includes(name.toLowerCase());
}

/** The key with which pages of documentation search themselves, beside the name of the index. */
function isSearchKey(text: string, name: Range): boolean {
  return (
    /^api_?key$/i.test(text.slice(name.s, name.e)) &&
    /indexName|docsearch|algolia/i.test(text.slice(Math.max(0, name.s - 250), name.e + 250))
  );
}

const SHOWN = {
  type: 'generic-key',
  label: 'search key',
  revoke: null,
  doubt: 'example',
  confidence: 'low',
} as const;

function joinedValue({ value }: Assigned): { readonly value?: string } {
  return value === undefined ? {} : { value };
}

/** A uuid, or digits of that kind: an identifier elsewhere, the key itself where a provider issues keys of this form. */
function isHexadecimal(value: string): boolean {
  return /^[0-9a-f-]+$/i.test(value) && new Set(value).size >= 8 && !/^(?:0123|1234|abcd)/i.test(value);
}

/** `http://127.0.0.1:8888/?token=…`: what a server on somebody's own machine said when it started. */
function isOfLocalServer(text: string, at: number): boolean {
  if (text[at - 1] !== '?' && text[at - 1] !== '&') return false;
  const before = text.slice(Math.max(0, at - 200), at);
  const url = before.slice(Math.max(0, before.lastIndexOf('://')));
  return !url.includes('\n') && ['localhost', '127.0.0.1', '0.0.0.0', '[::1]'].some((host) => url.includes(host));
}

/** `:has-password="!!user?.has_password"` in a template of Vue: the value is an expression. */
function isBoundAttribute(text: string, { s, e }: Range, kind: FileKind): boolean {
  return kind === 'text' && text[e] === '=' && /^\s[:@]$/.test(text.slice(Math.max(0, s - 2), s));
}

/** `…/badge.svg?token=…`: such a token opens the picture and nothing else. */
function isInBadge(text: string, at: number): boolean {
  return /[?&]/.test(text[at - 1] ?? '') && /badge|\.svg|shields\.io/.test(text.slice(Math.max(0, at - 200), at));
}

/** `curl -H "X-API-Key: …" http://localhost:8000/…`: what a server on one's own machine has handed out. */
function isSentHome(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - MAX_COMMAND), at);
  const after = text.slice(at, at + MAX_COMMAND);
  const command = before.slice(before.lastIndexOf('\n\n') + 1) + (after.split('\n\n')[0] ?? '');
  if (!/(?:^|[\s$])(?:curl|http|https|wget|xh)\s/.test(command)) return false;
  const urls = command.match(/https?:\/\/[^\s/'"]{1,80}/g) ?? [];
  return urls.length > 0 && urls.every((url) => /\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::|$)/.test(url));
}

/** Below `$ openssl rand -hex 32` or `$ ./make-admin.sh`: what a command printed for whoever wrote the page. */
function isPrinted(whole: string, { s, e }: Range): boolean {
  const value = whole.slice(s, e);
  const text = whole.slice(Math.max(0, s - MAX_PAGE), e + MAX_PAGE);
  let at = text.indexOf(value);
  for (let turn = 0; at >= 0 && turn < 4; turn += 1) {
    const lines = text.slice(Math.max(0, at - MAX_COMMAND), at).split('\n');
    const own = lines.pop() ?? '';
    if (!/^\s*\$\s/.test(own) && lines.some((line) => /^\s*\$ \S/.test(line))) return true;
    at = text.indexOf(value, at + value.length);
  }
  return false;
}

const MAX_PAGE = 2_000;
/** A command of a few lines. */
const MAX_COMMAND = 300;

/** `?password=…` without an address before it: what a log or a sentence shows. */
function isBareParameter(text: string, at: number, kind: FileKind): boolean {
  return kind === 'text' && /^(?:^|\s)\?$/.test(text.slice(Math.max(0, at - 2), at));
}

function writtenIn(text: string, name: Range, kind: FileKind, quoted: boolean): Written {
  if (kind === 'env' || kind === 'dockerfile' || kind === 'procfile' || (kind === 'ini' && !quoted)) return 'settings';
  return kind === 'text' && !quoted && !isVariable(text, name) ? 'prose' : 'code';
}

/** `DB_PASSWORD=…` in a shell script, `spring.datasource.password=…` in properties, `--set db.password=…`. */
function isVariable(text: string, name: Range): boolean {
  return (
    text[name.e] === '=' &&
    /^(?:[A-Z][A-Z0-9_]+|[a-z][\w-]*(?:\.[\w-]+)+)$/.test(text.slice(name.s, name.e)) &&
    /(?:^|[\n"']|export[ \t]+|--set[ \t]+)[ \t]*$/.test(text.slice(Math.max(0, name.s - 12), name.s))
  );
}

/** Characters that may stand between a name and its value: anything else gives it none. Settles nearly every hit. */
const BEHIND_NAMES = new Set([...` \t\n\r"'\`=:\\?!>|*,(`].map((char) => char.charCodeAt(0)));

function mayBeAssigned(code: number): boolean {
  return BEHIND_NAMES.has(code);
}
