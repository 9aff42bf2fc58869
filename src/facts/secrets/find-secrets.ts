/**
 * Text of any file → what looks like a credential in it. One pass of an automaton finds beginnings of tokens and
 * words of names; everything else looks at a bounded window around such a hit, so that time is linear on any input.
 * INVARIANT: no value leaves this folder, only its masked form and a digest.
 */
import type { FileKind, SecretFact } from '../../model/facts.ts';
import { ALPHABETS, isIn } from './alphabet.ts';
import { Automaton } from './automaton.ts';
import { basicAuthorization } from './basic-authorization.ts';
import { CALLEES, type Callee, callArgument } from './call-argument.ts';
import type { Candidate } from './candidate.ts';
import { COMMANDS, type Command, commandLine } from './command-line.ts';
import { contextAt } from './context.ts';
import { digestOf, maskOf } from './disguise.ts';
import { ENCODED_SCHEMES } from './encoded.ts';
import { jsonWebKey, KEY_TYPE } from './json-web-key.ts';
import { jsonWebToken } from './json-web-token.ts';
import { isNameNearby } from './name-nearby.ts';
import { type Meanings, nameAround, namedValue } from './named-value.ts';
import {
  DER_HEADERS,
  derPrivateKey,
  ENCODED_HEADER,
  encodedPrivateKey,
  PUTTY_HEADER,
  privateKey,
  puttyKey,
} from './private-key.ts';
import { identifiedBy, passwordFileLine, pipedPassword, saidOfAdmin, saidPair } from './prose.ts';
import { tokenAt } from './token-match.ts';
import type { TokenType } from './token-type.ts';
import { TOKEN_TYPES } from './tokens/index.ts';
import { encodedUrl, tokenInUrl, urlPassword } from './url-password.ts';
import { ENCODED_COLON, encodedInUrl, WRAPPED_HEADS, type WrappedHead, wrappedToken } from './wrapped-token.ts';

/** Far above what a real file holds: whatever is not found is not masked either. */
const MAX_SECRETS = 5_000;

type Literal =
  | { readonly k: 'token'; readonly type: TokenType; readonly head: string }
  | { readonly k: 'token64'; readonly wrapped: WrappedHead }
  | { readonly k: 'call'; readonly callee: Callee }
  | { readonly k: 'command'; readonly command: Command }
  | {
      readonly k:
        | 'url'
        | 'url64'
        | 'url-in-url'
        | 'basic'
        | 'pem'
        | 'pem64'
        | 'der'
        | 'putty'
        | 'jwk'
        | 'jwt'
        | 'login'
        | 'admin'
        | 'pgpass'
        | 'piped'
        | 'identified';
    };
type Head = Literal | { readonly k: 'name' };
const NAME_WORDS =
  'pass pwd secret token key credential auth bearer mdp dsn hmac pepper salt _pat jeton kennwort contrase clave senha pw storepass keypass'.split(
    ' ',
  );
const HEADS: readonly (readonly [string, Head])[] = [
  ...TOKEN_TYPES.flatMap((type) => type.heads.map((head): [string, Head] => [head, { k: 'token', type, head }])),
  ...NAME_WORDS.map((word): [string, Head] => [word, { k: 'name' }]),
  ...CALLEES.map((callee): [string, Head] => [callee.head, { k: 'call', callee }]),
  ...COMMANDS.map((command): [string, Head] => [command.head, { k: 'command', command }]),
  ...ENCODED_SCHEMES.map((head): [string, Head] => [head, { k: 'url64' }]),
  ...['login', 'identifiant', 'credential', 'compte'].map((head): [string, Head] => [head, { k: 'login' }]),
  ['admin', { k: 'admin' }],
  ['identified by', { k: 'identified' }],
  ['password-stdin', { k: 'piped' }],
  ['chpasswd', { k: 'piped' }],
  [':*:', { k: 'pgpass' }],
  [':5432:', { k: 'pgpass' }],
  ['://', { k: 'url' }],
  [ENCODED_COLON, { k: 'url-in-url' }],
  ...WRAPPED_HEADS.map((wrapped): [string, Head] => [wrapped.encoded, { k: 'token64', wrapped }]),
  [KEY_TYPE, { k: 'jwk' }],
  ['basic', { k: 'basic' }],
  ['-----BEGIN', { k: 'pem' }],
  [ENCODED_HEADER, { k: 'pem64' }],
  [PUTTY_HEADER, { k: 'putty' }],
  ...DER_HEADERS.map((head): [string, Head] => [head, { k: 'der' }]),
  ['eyJ', { k: 'jwt' }],
];
const automaton = new Automaton(HEADS.map(([word]) => word));

/**
 * Credentials in `text`, in the order in which they stand, without overlaps. `digestKey` keys the digests of what
 * people choose: the same value has the same digest wherever that key is used. Never throws; linear time.
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
      candidate = literalValue(text, head, end, kind);
    }
    if (candidate !== null) found.push(candidate);
  });
  if (found.length === 0) return [];
  const credentials = found.filter((candidate) => !isNameNearby(text, candidate));
  return withoutOverlaps(credentials).map((candidate) => factOf(text, candidate, kind, digestKey));
}

function literalValue(text: string, head: Literal, end: number, kind: FileKind): Candidate | null {
  switch (head.k) {
    case 'token':
      return tokenAt(text, head.type, head.head, end);
    case 'call':
      return kind === 'python' || kind === 'text' || kind === 'json' ? callArgument(text, head.callee, end) : null;
    case 'command':
      return kind === 'python' ? null : commandLine(text, head.command, end);
    case 'login':
      return kind === 'text' ? saidPair(text, end) : null;
    case 'admin':
      return kind === 'text' ? saidOfAdmin(text, end) : null;
    case 'piped':
      return pipedPassword(text, end);
    case 'identified':
      return identifiedBy(text, end);
    case 'pgpass':
      return kind === 'text' ? passwordFileLine(text, end) : null;
    case 'token64':
      return wrappedToken(text, head.wrapped, end);
    case 'url-in-url':
      return encodedInUrl(text, end);
    case 'url64':
      return encodedUrl(text, end);
    case 'url': {
      const url = urlPassword(text, end) ?? tokenInUrl(text, end);
      return url && { s: url.s, e: url.e, type: 'url-password', label: url.label, revoke: null, ...url.judgement };
    }
    case 'basic':
      return basicAuthorization(text, end);
    case 'pem':
    case 'pem64':
    case 'der':
    case 'putty':
    case 'jwk': {
      const readers = {
        pem: privateKey,
        pem64: encodedPrivateKey,
        der: derPrivateKey,
        putty: puttyKey,
        jwk: jsonWebKey,
      };
      const key = readers[head.k](text, end);
      return key && { revoke: null, ...key, confidence: 'high' };
    }
    case 'jwt': {
      const s = end - 3;
      if (!text.startsWith('eyJ', s) || isIn(ALPHABETS.dotted, text.charCodeAt(s - 1))) return null;
      const token = jsonWebToken(text, s);
      return token && { ...token, confidence: token.type === 'json-web-token' ? 'medium' : 'high' };
    }
    default:
      return head satisfies never;
  }
}

/** Of two that overlap the one with a provider stays, else the first; of two of the same extent the one with the longer head. */
function withoutOverlaps(found: readonly Candidate[]): readonly Candidate[] {
  const rank = (candidate: Candidate): number =>
    candidate.type.startsWith('generic-') ? 2 : candidate.type === 'url-password' ? 1 : 0;
  const kept: Candidate[] = [];
  for (const candidate of found.toSorted((a, b) => a.s - b.s || rank(a) - rank(b) || b.e - a.e)) {
    const last = kept.at(-1);
    if (last === undefined || candidate.s >= last.e) kept.push(candidate);
    else if (
      rank(candidate) < rank(last) ||
      (candidate.s === last.s && candidate.e === last.e && rank(candidate) === 0)
    )
      kept[kept.length - 1] = { ...candidate, ...(last.name === undefined ? {} : { name: last.name }) };
  }
  return kept;
}

function factOf(text: string, candidate: Candidate, kind: FileKind, digestKey: string): SecretFact {
  const { s, e, type, label, revoke, narrow, confidence, doubt } = candidate;
  const value = candidate.value ?? text.slice(s, e);
  const place = contextAt(text, { s, e }, kind);
  const generic = type.startsWith('generic-');
  const illustrates =
    doubt === null && (place.illustrates || (generic && (place.inExample || place.context === 'docstring')));
  // Nobody writes by chance what a provider would take for its own: an example of that form is masked, and told of.
  const isToken = !generic && !['url-password', 'json-web-token', 'private-key'].includes(type);
  return {
    s,
    e,
    type,
    label,
    masked: maskOf(value, type),
    digest: digestOf(value, type, digestKey),
    name: candidate.name ?? place.name,
    revoke,
    ...(narrow === true ? { narrow } : {}),
    confidence: illustrates ? 'low' : confidence,
    doubt: illustrates && !isToken ? 'example' : doubt,
    context: place.context ?? (type === 'url-password' ? 'url' : (candidate.context ?? place.assigned)),
  };
}
