/** Values that are given to a name which means credential: a provider's when name and shape say so, else generic ones. */
import type { FileKind } from '../../model/facts.ts';
import type { Range } from '../../model/span.ts';
import { ALPHABETS, runEnd, runStart } from './alphabet.ts';
import { type Assigned, assignedValue } from './assigned-value.ts';
import type { Candidate } from './candidate.ts';
import { isPublicName, type Meaning, meaningOf } from './judge-name.ts';
import { judgeValue } from './judge-value.ts';
import { namedToken } from './token-match.ts';

/** The name that holds the word which ends at `end`. */
export function nameAround(text: string, end: number): Range {
  return { s: runStart(text, end, ALPHABETS.name, 64), e: runEnd(text, end, ALPHABETS.name, 40) };
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
  if (assigned === null || isInBadge(text, name.s)) return nothing;
  const candidate = judged(text, name, assigned.password ? 'password' : meaning, assigned, kind);
  return { candidate, searchedTo: assigned.quoted ? name.e : assigned.e };
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
  const value = text.slice(assigned.s, assigned.e);
  const provider = namedToken(words, value);
  const written = writtenIn(text, name, kind, assigned.quoted);
  const judgement =
    judgeValue(value, provider === null ? meaning : 'key', written) ??
    (provider !== null && isHexadecimal(value) ? { doubt: null, confidence: 'medium' } : null);
  if (judgement === null) return null;
  const place = { s: assigned.s, e: assigned.e, name: words, context: assigned.context };
  if (provider !== null)
    return { ...place, ...judgement, type: provider.id, label: provider.label, revoke: provider.revoke };
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

/** A uuid, or digits of that kind: an identifier elsewhere, the key itself where a provider issues keys of this form. */
function isHexadecimal(value: string): boolean {
  return /^[0-9a-f-]+$/i.test(value) && new Set(value).size >= 8 && !/^(?:0123|1234|abcd)/i.test(value);
}

/** `…/badge.svg?token=…`: such a token opens the picture and nothing else. */
function isInBadge(text: string, at: number): boolean {
  return /[?&]/.test(text[at - 1] ?? '') && /badge|\.svg|shields\.io/.test(text.slice(Math.max(0, at - 200), at));
}

function writtenIn(text: string, name: Range, kind: FileKind, quoted: boolean): 'settings' | 'code' | 'prose' {
  if (kind === 'env' || kind === 'dockerfile') return 'settings';
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

/** Blank, end of a line, quote, `=`, `:`, `\`, `?`: anything else behind a name gives it no value. Settles nearly every hit. */
function mayBeAssigned(code: number): boolean {
  return (
    code === 61 ||
    code === 58 ||
    code === 34 ||
    code === 39 ||
    code === 32 ||
    code === 9 ||
    code === 10 ||
    code === 13 ||
    code === 92 ||
    code === 96 ||
    code === 63
  );
}
