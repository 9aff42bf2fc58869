/** Credentials that well-known functions take by position: `Fernet(b"…")`, `jwt.encode(claims, "…")`, `login(user, "…")`. */
import type { Range } from '../../model/span.ts';
import type { Candidate } from './candidate.ts';
import type { Meaning } from './judge-name.ts';
import { judgeValue } from './judge-value.ts';
import { type Literal, quotedValue, whiteSpace } from './literal.ts';

export interface Callee {
  /** How the call is written, up to its parenthesis. */
  readonly head: string;
  readonly positions: readonly number[];
  readonly meaning: Meaning;
  /** A part of a longer name may stand before it: `URLSafeTimedSerializer(`. */
  readonly suffix?: true;
  /** Only with this many arguments or more. */
  readonly atLeast?: number;
  /** Not with others: `keyring.set_password(service, user, password)`. */
  readonly alone?: true;
}

const keys = (positions: readonly number[], ...heads: string[]): readonly Callee[] =>
  heads.map((head) => ({ head, positions, meaning: 'key' }));

export const CALLEES: readonly Callee[] = [
  ...keys([0], 'Fernet(', 'TimestampSigner(', 'AES.new(', 'SecretBox(', 'hmac.new(', 'HMAC(', 'HMAC.new('),
  { head: 'Serializer(', positions: [0], meaning: 'key', suffix: true },
  { head: 'Signer(', positions: [0], meaning: 'key', suffix: true },
  { head: 'APIClient(', positions: [0, 1], meaning: 'key', suffix: true },
  ...['jwt.encode(', 'jwt.decode(', 'jwt.sign(', 'jwt.verify(', 'jws.sign(', 'jws.verify('].map(
    (head): Callee => ({ head, positions: [1], meaning: 'secret', suffix: true }),
  ),
  ...keys([1], 'createHmac(', 'SearchClient.create('),
  ...keys([0, 1], 'compare_digest(', 'timingSafeEqual('),
  ...keys(
    [0],
    'OpenAI(',
    'AsyncOpenAI(',
    'Anthropic(',
    'Groq(',
    'Mistral(',
    'WebClient(',
    'Bot(',
    'Github(',
    'Gitlab(',
  ),
  ...keys([0, 1, 2], 'Client(', 'OAuthHandler(', 'set_access_token(', 'OAuth1(', 'OAuth1Session(', 'Minio(', 'Pusher('),
  { head: '.login(', positions: [1], meaning: 'password', suffix: true },
  { head: 'BasicAuth(', positions: [1], meaning: 'password', suffix: true },
  { head: '.connect(', positions: [2, 3], meaning: 'password', suffix: true, atLeast: 3 },
  { head: 'password_hash(', positions: [0], meaning: 'password', suffix: true },
  { head: 'hash_password(', positions: [0], meaning: 'password', suffix: true },
  { head: 'context.hash(', positions: [0], meaning: 'password', suffix: true },
  { head: 'create_user(', positions: [1, 2], meaning: 'password', suffix: true },
  { head: 'create_superuser(', positions: [1, 2], meaning: 'password', suffix: true },
  { head: 'set_password(', positions: [0], meaning: 'password', suffix: true, alone: true },
];

const MAX_CALL = 400;

/** The literal that a call of `callee` is given; the call's parenthesis ends at `end`. */
export function callArgument(text: string, callee: Callee, end: number): Candidate | null {
  const start = end - callee.head.length;
  if (!text.startsWith(callee.head, start)) return null;
  if (callee.suffix === undefined && /[\w$]/.test(text[start - 1] ?? '')) return null;
  const args = argumentsAt(text, end, Math.max(...callee.positions, (callee.atLeast ?? 1) - 1) + 2);
  if (args.length < (callee.atLeast ?? 1) || (callee.alone === true && args.length > 1)) return null;
  for (const position of callee.positions) {
    const literal = literalIn(text, args[position]);
    const judgement = literal && judgeValue(literal.value ?? text.slice(literal.s, literal.e), callee.meaning, 'code');
    if (literal && judgement) return candidateOf(literal, judgement, callee);
  }
  return null;
}

function candidateOf(literal: Literal, judgement: Pick<Candidate, 'doubt' | 'confidence'>, callee: Callee): Candidate {
  const password = callee.meaning === 'password';
  return {
    ...literal,
    ...judgement,
    type: password ? 'generic-password' : 'generic-key',
    label: password ? 'password' : 'secret key or token',
    revoke: null,
    name: callee.head.replace(/^\.|\($/g, ''),
    context: 'argument',
  };
}

/** A literal, with nothing but an encoding behind it; `key=` before it is the same. */
function literalIn(text: string, argument: Range | undefined): Literal | null {
  if (argument === undefined) return null;
  const keyword = /^(?:key|secret|secret_key|token|password)[ \t]{0,4}=[ \t]{0,4}/.exec(
    text.slice(argument.s, Math.min(argument.e, argument.s + 24)),
  );
  const literal = quotedValue(text, argument.s + (keyword?.[0].length ?? 0));
  if (literal === null || literal.e >= argument.e + 1) return null;
  return /^["'`]{0,3}\s*(?:\.(?:encode|toString)\([^()]*\))?\s*$/.test(text.slice(literal.e, argument.e))
    ? literal
    : null;
}

/** The first arguments of a call, as far as they can be told apart nearby. */
function argumentsAt(text: string, from: number, wanted: number): readonly Range[] {
  const args: Range[] = [];
  const limit = Math.min(text.length, from + MAX_CALL);
  let depth = 0;
  let s = whiteSpace(text, from);
  for (let at = s; at < limit && args.length < wanted; at += 1) {
    const char = text[at] ?? '';
    if (char === '"' || char === "'" || char === '`') at = endOfString(text, at, limit);
    else if (char === '(' || char === '[' || char === '{') depth += 1;
    else if (char === ')' || char === ']' || char === '}') {
      depth -= 1;
      if (depth >= 0) continue;
      if (at > s) args.push({ s, e: at });
      break;
    } else if (char === ',' && depth === 0) {
      args.push({ s, e: at });
      s = whiteSpace(text, at + 1);
    } else if (char === ';') break;
  }
  return args;
}

function endOfString(text: string, from: number, limit: number): number {
  const quote = text[from];
  for (let at = from + 1; at < limit; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
    else if (text[at] === '\n' && quote !== '`') return at;
  }
  return limit;
}
