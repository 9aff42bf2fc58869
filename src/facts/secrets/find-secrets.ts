/**
 * Text of any file → what looks like a credential in it. One pass of an automaton finds beginnings of tokens and
 * words of names; everything else looks at a bounded window around such a hit, so that time is linear on any input.
 * INVARIANT: no value leaves this folder, only its masked form and a digest.
 */
import type { FileKind, SecretFact } from '../../model/facts.ts';
import type { Range } from '../../model/span.ts';
import { ALPHABETS, isIn, runEnd, runStart } from './alphabet.ts';
import { type Assigned, assignedValue } from './assigned-value.ts';
import { Automaton } from './automaton.ts';
import { contextAt } from './context.ts';
import { digestOf, maskOf } from './disguise.ts';
import { jsonWebToken } from './json-web-token.ts';
import { isPublicName, type Meaning, meaningOf } from './judge-name.ts';
import { judgeValue } from './judge-value.ts';
import { ENCODED_HEADER, encodedPrivateKey, privateKey } from './private-key.ts';
import { namedToken, tokenAt } from './token-match.ts';
import { TOKEN_TYPES, type TokenType } from './token-types.ts';
import { urlPassword } from './url-password.ts';

/** A file with more is a list of made-up ones; the first say enough. */
const MAX_SECRETS = 300;

type Literal =
  | { readonly k: 'token'; readonly type: TokenType; readonly head: string }
  | { readonly k: 'url' | 'pem' | 'pem64' | 'jwt' };
type Head = Literal | { readonly k: 'name' };
/** What a finder knows; the rest is the same for all. */
type Candidate = Pick<SecretFact, 's' | 'e' | 'type' | 'label' | 'revoke' | 'confidence' | 'doubt'> & {
  readonly name?: string;
  readonly context?: SecretFact['context'];
};

const NAME_WORDS = ['pass', 'pwd', 'secret', 'token', 'key', 'credential', 'auth', 'bearer', 'mdp', 'dsn'];
const HEADS: readonly (readonly [string, Head])[] = [
  ...TOKEN_TYPES.flatMap((type) => type.heads.map((head): [string, Head] => [head, { k: 'token', type, head }])),
  ...NAME_WORDS.map((word): [string, Head] => [word, { k: 'name' }]),
  ['://', { k: 'url' }],
  ['-----BEGIN', { k: 'pem' }],
  [ENCODED_HEADER, { k: 'pem64' }],
  ['eyJ', { k: 'jwt' }],
];
const automaton = new Automaton(HEADS.map(([word]) => word));

/**
 * Credentials in `text`, in the order in which they stand, without overlaps. `digestKey` keys the digests: the same
 * value has the same digest wherever that key is used. Never throws; linear time.
 */
export function findSecrets(text: string, kind: FileKind, digestKey: string): readonly SecretFact[] {
  if (kind === 'ignored') return [];
  const found: Candidate[] = [];
  const meanings: Meanings = new Map();
  let nameEnd = 0;
  automaton.scan(text, (word, end) => {
    const head = HEADS[word]?.[1];
    if (head === undefined || found.length >= MAX_SECRETS) return;
    let candidate: Candidate | null;
    if (head.k === 'name') {
      if (end <= nameEnd) return;
      const name = nameAround(text, end);
      const value = namedValue(text, name, kind, meanings);
      nameEnd = Math.max(name.e, value.searchedTo);
      candidate = value.candidate;
    } else {
      candidate = literalValue(text, head, end);
    }
    if (candidate !== null) found.push(candidate);
  });
  if (found.length === 0) return [];
  return withoutOverlaps(found).map((candidate) => factOf(text, candidate, kind, digestKey));
}

function literalValue(text: string, head: Literal, end: number): Candidate | null {
  switch (head.k) {
    case 'token':
      return tokenAt(text, head.type, head.head, end);
    case 'url': {
      const url = urlPassword(text, end);
      return url && { s: url.s, e: url.e, type: 'url-password', label: url.label, revoke: null, ...url.judgement };
    }
    case 'pem':
    case 'pem64': {
      const key = head.k === 'pem' ? privateKey(text, end) : encodedPrivateKey(text, end);
      return key && { ...key, revoke: null, confidence: 'high' };
    }
    case 'jwt': {
      const s = end - 3;
      if (!text.startsWith('eyJ', s) || isIn(ALPHABETS.dotted, text.charCodeAt(s - 1))) return null;
      const token = jsonWebToken(text, s);
      return token && { ...token, revoke: null, confidence: token.type === 'json-web-token' ? 'medium' : 'high' };
    }
    default:
      return head satisfies never;
  }
}

function nameAround(text: string, end: number): Range {
  return { s: runStart(text, end, ALPHABETS.name, 64), e: runEnd(text, end, ALPHABETS.name, 40) };
}

/** What a name leads to. Words inside an unquoted value are not looked at again: `token=token=token=…` stays linear. */
function namedValue(
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
  const candidate = judged(text, words, meaning, assigned, kind);
  return { candidate, searchedTo: assigned.quoted ? name.e : assigned.e };
}

/** Files say the same names again and again. */
type Meanings = Map<string, Meaning | null>;

function remembered(meanings: Meanings, words: string): Meaning | null {
  const known = meanings.get(words);
  if (known !== undefined) return known;
  const meaning = meaningOf(words);
  meanings.set(words, meaning);
  return meaning;
}

/** A value given to the name of a credential: a provider's when name and shape say so, else a generic one. */
function judged(text: string, words: string, meaning: Meaning, assigned: Assigned, kind: FileKind): Candidate | null {
  const value = text.slice(assigned.s, assigned.e);
  const provider = namedToken(words, value);
  const judgement = judgeValue(value, provider === null ? meaning : 'key', writtenIn(kind, assigned.quoted));
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

/** `…/badge.svg?token=…`: such a token opens the picture and nothing else. */
function isInBadge(text: string, at: number): boolean {
  return /[?&]/.test(text[at - 1] ?? '') && /badge|\.svg|shields\.io/.test(text.slice(Math.max(0, at - 200), at));
}

function writtenIn(kind: FileKind, quoted: boolean): 'settings' | 'code' | 'prose' {
  if (kind === 'env' || kind === 'dockerfile') return 'settings';
  return kind === 'text' && !quoted ? 'prose' : 'code';
}

/** Blank, quote, `=`, `:`, `\`, `?`: anything else behind a name gives it no value. Settles nearly every hit. */
function mayBeAssigned(code: number): boolean {
  return (
    code === 61 ||
    code === 58 ||
    code === 34 ||
    code === 39 ||
    code === 32 ||
    code === 9 ||
    code === 92 ||
    code === 96 ||
    code === 63
  );
}

/** Of two that overlap the one with a provider stays, else the first. */
function withoutOverlaps(found: readonly Candidate[]): readonly Candidate[] {
  const rank = (candidate: Candidate): number =>
    candidate.type.startsWith('generic-') ? 2 : candidate.type === 'url-password' ? 1 : 0;
  const kept: Candidate[] = [];
  for (const candidate of found.toSorted((a, b) => a.s - b.s || rank(a) - rank(b) || b.e - a.e)) {
    const last = kept.at(-1);
    if (last === undefined || candidate.s >= last.e) kept.push(candidate);
    else if (rank(candidate) < rank(last))
      kept[kept.length - 1] = { ...candidate, ...(last.name === undefined ? {} : { name: last.name }) };
  }
  return kept;
}

function factOf(text: string, candidate: Candidate, kind: FileKind, digestKey: string): SecretFact {
  const { s, e, type, label, revoke, confidence, doubt } = candidate;
  const value = text.slice(s, e);
  const place = contextAt(text, { s, e }, kind);
  const generic = type.startsWith('generic-');
  const illustrates = doubt === null && (place.illustrates || (generic && place.context === 'docstring'));
  return {
    s,
    e,
    type,
    label,
    masked: maskOf(value, type),
    digest: digestOf(value, digestKey),
    name: candidate.name ?? place.name,
    revoke,
    confidence: illustrates ? 'low' : confidence,
    doubt: illustrates ? 'example' : doubt,
    context: place.context ?? (type === 'url-password' ? 'url' : (candidate.context ?? place.assigned)),
  };
}
