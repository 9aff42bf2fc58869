/** Is this a provider's token? By its beginning and shape, or by the name it is given to and shape. */
import type { SecretFact } from '../../model/facts.ts';
import { ALPHABETS, isIn, runStart } from './alphabet.ts';
import { passes } from './checksum.ts';
import { placeholderDoubt } from './placeholder.ts';
import { isMonotone, isRandom, wordShare } from './randomness.ts';
import { matchShape, parseRun, parseShape, type Run, type Shape } from './shape.ts';
import type { TokenType } from './token-type.ts';
import { TOKEN_TYPES } from './tokens/index.ts';

type Token = Pick<SecretFact, 's' | 'e' | 'type' | 'label' | 'revoke' | 'narrow' | 'confidence' | 'doubt'>;

const SHAPES = new Map<TokenType, Shape>(TOKEN_TYPES.map((type) => [type, parseShape(type.shape)]));
const BEFORE = new Map<TokenType, Run>(
  TOKEN_TYPES.flatMap((type) => (type.before === undefined ? [] : [[type, parseRun(type.before)]])),
);
const NAMED = TOKEN_TYPES.filter((type) => type.heads.length === 0);
/** The names of a type at the beginning of a word; a short one is the whole word: `co_api_key`, and not `disco_api_key`. */
const NAMES = new Map<TokenType, RegExp>(
  TOKEN_TYPES.flatMap((type) => (type.names === undefined ? [] : [[type, beginningWith(type.names)]])),
);
/** Nearly all names are those of no provider, which one look settles. */
const ANY_NAME = beginningWith([...new Set(NAMED.flatMap(({ names = [] }) => names))]);
/** No shape that a name is needed for is shorter. */
const MIN_NAMED = 12;
/** Documented or made-up values say so; letters that happen to make a short word do not. */
const SAYS_EXAMPLE = /EXAMPLE|example|placeholder|your[-_]|changeme|x{6}|X{6}|\*{3}|\.{3}|dummy|fake|redacted|REDACTED/;
/** What the documentations of Slack, SendGrid, Telegram, GitHub and Google show, by a part of it. */
const DOCUMENTED = /pdFZKVeTuE8s|ngeVfQFYQlKU|AAHdqTcvCH1v|16C7e42F292c|DaGmWKa4JsXZ|4eC39HqLyjWD/;
const SAYS_TEST = /(?:^|[-_])(?:test|mock|demo|sample|invalid|fake|dummy|secret|token|key)(?:[-_]|$)/i;

/** The token of `type` whose `head` ends at `end`. */
export function tokenAt(text: string, type: TokenType, head: string, end: number): Token | null {
  const s = startOf(text, end - head.length, { type, head });
  if (s < 0 || !text.startsWith(head, end - head.length)) return null;
  const e = matchShape(SHAPES.get(type) ?? [], text, end);
  if (e < 0) return null;
  if (type.names !== undefined && !isNamed(type, inWords(text.slice(Math.max(0, s - 80), s)))) return null;
  const body = text.slice(type.before === undefined ? end : s, e);
  const isPublic = type.publicNear !== undefined && isPublicHere(text, s, e, type.publicNear);
  if (type.weak === true && !isRandom(text.slice(s, e))) return null;
  // `AccountKey=` is syntax in front of the value, not part of it.
  const from = head.endsWith('=') || head.includes('.com/') ? end : s;
  return {
    s: from,
    e,
    type: type.id,
    label: type.label,
    revoke: type.revoke,
    ...(type.narrow === true ? { narrow: true } : {}),
    ...(isPublic ? { doubt: 'example', confidence: 'low' } : judge(text.slice(s, e), body, type, end - s)),
  };
}

/** A client's configuration stands around it, and its own name is not that of a service that is paid for. */
function isPublicHere(text: string, s: number, e: number, words: readonly string[]): boolean {
  const around = text.slice(Math.max(0, s - 600), e + 600);
  const before = text.slice(Math.max(0, s - 60), s);
  return (
    words.some((word) => around.includes(word)) &&
    !/gemini|genai|maps|places|youtube|vertex|palm|translat|vision|server/i.test(before)
  );
}

/** The provider whose name and shape fit a value without a beginning of its own. */
export function namedToken(name: string, value: string): TokenType | null {
  if (value.length < MIN_NAMED) return null;
  const words = inWords(name);
  if (!ANY_NAME.test(words)) return null;
  const type = NAMED.find(
    (candidate) =>
      isNamed(candidate, words) &&
      matchShape(SHAPES.get(candidate) ?? [], value, 0) === value.length &&
      (candidate.contains === undefined || value.includes(candidate.contains)),
  );
  return type ?? null;
}

/**
 * Name and shape say whose it is, so that a value which chance made look like words is still taken for live. Null: nothing
 * but name and shape speaks for it.
 */
export function judgeNamed(value: string): Pick<Token, 'confidence' | 'doubt'> | null {
  if (SAYS_EXAMPLE.test(value)) return { doubt: /example/i.test(value) ? 'example' : 'placeholder', confidence: 'low' };
  if (isMonotone(value) || wordShare(value) > 0.5 || /^[A-Za-z_-]+$/.test(value)) return null;
  if (isRandom(value)) return { doubt: null, confidence: value.length >= 20 ? 'high' : 'medium' };
  return (value.match(/\d/g)?.length ?? 0) >= 2 && new Set(value).size >= 8 && wordShare(value) < 0.35
    ? { doubt: null, confidence: 'medium' }
    : null;
}

function isNamed(type: TokenType, words: string): boolean {
  return NAMES.get(type)?.test(words) ?? false;
}

/** `awsSecretAccessKey`, `AWS-SECRET` → `aws_secret_access_key`, `aws_secret`. */
function inWords(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3_$2$4')
    .replace(/[-.]/g, '_')
    .toLowerCase();
}

function beginningWith(names: readonly string[]): RegExp {
  return new RegExp(`(?<![a-z0-9])(?:${names.map(wordsOfName).join('|')})`);
}

function wordsOfName(name: string): string {
  const words = name.replace(/[-.]/g, '_');
  return words.length <= 3 && !words.endsWith('_') ? `${words}(?![a-z0-9])` : words;
}

/** Where the token begins, or -1 when its head is the middle of something longer. */
function startOf(text: string, at: number, { type, head }: { type: TokenType; head: string }): number {
  const run = BEFORE.get(type);
  if (run !== undefined) {
    const s = runStart(text, at, run.mask, run.max + 1);
    return at - s >= run.min && at - s <= run.max && !isIn(ALPHABETS.url, text.charCodeAt(s - 1)) ? s : -1;
  }
  const before = text.charCodeAt(at - 1);
  // A head that begins with a mark, or is an address, ends whatever stands before it.
  if (head.includes('.com/') || !isIn(ALPHABETS.url, head.charCodeAt(0))) return at;
  // Three or four letters behind `+` or `/` are the middle of something in base64.
  if (/^[A-Za-z]{3,4}$/.test(head) && (before === 43 || before === 47)) return -1;
  if (!isIn(ALPHABETS.url, before)) return at;
  // `%3Dghp_…`: an equals sign in a URL that is part of another.
  if (/^%[0-9A-F]{2}$/.test(text.slice(Math.max(0, at - 3), at))) return at;
  // `\nghp_…` in a string: the letter belongs to the escape.
  return /[nrt]/.test(text[at - 1] ?? '') && text[at - 2] === '\\' ? at : -1;
}

function judge(token: string, body: string, type: TokenType, prefix: number): Pick<Token, 'confidence' | 'doubt'> {
  if (SAYS_EXAMPLE.test(token)) return { doubt: /example/i.test(token) ? 'example' : 'placeholder', confidence: 'low' };
  if (DOCUMENTED.test(token)) return { doubt: 'example', confidence: 'low' };
  if (isMonotone(body)) return { doubt: 'placeholder', confidence: 'low' };
  if (type.sandbox === true) return { doubt: 'test-value', confidence: 'medium' };
  if (SAYS_TEST.test(body) || (/[a-z]/.test(body) && wordShare(body) > 0.5))
    return { doubt: placeholderDoubt(body) ?? 'test-value', confidence: 'low' };
  if (type.checksum === undefined) return { doubt: null, confidence: 'high' };
  return passes(type.checksum, token, prefix)
    ? { doubt: null, confidence: 'high' }
    : { doubt: 'checksum', confidence: 'low' };
}
