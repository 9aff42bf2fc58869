/** Tokens and URLs that are written in base64, or encoded as part of another URL. */
import { ALPHABETS, isIn, runEnd, runStart } from './alphabet.ts';
import type { Candidate } from './candidate.ts';
import { tokenAt } from './token-match.ts';
import type { TokenType } from './token-type.ts';
import { TOKEN_TYPES } from './tokens/index.ts';
import { urlPassword } from './url-password.ts';

const MAX_WRAPPED = 2_000;

export interface WrappedHead {
  readonly type: TokenType;
  readonly head: string;
  /** How the base64 of the head begins. */
  readonly encoded: string;
}

/** Three characters of a head are four of base64; what has fewer is not told from chance. */
export const WRAPPED_HEADS: readonly WrappedHead[] = TOKEN_TYPES.flatMap((type) =>
  type.before !== undefined || type.names !== undefined || type.weak === true
    ? []
    : type.heads
        .filter((head) => head.length >= 4 && !head.endsWith('=') && !head.includes('/'))
        .map((head) => ({ type, head, encoded: encode(head.slice(0, head.length - (head.length % 3))) })),
);

/** The base64 of a token, whose first characters end at `end`. */
export function wrappedToken(text: string, { type, head, encoded }: WrappedHead, end: number): Candidate | null {
  const s = end - encoded.length;
  if (!text.startsWith(encoded, s) || isIn(ALPHABETS.unpadded, text.charCodeAt(s - 1))) return null;
  const e = runEnd(text, end, ALPHABETS.base64, MAX_WRAPPED);
  const inside = Buffer.from(text.slice(s, e), 'base64').toString('latin1').replace(/\n$/, '');
  const token = inside.startsWith(head) ? tokenAt(inside, type, head, head.length) : null;
  return token && token.e === inside.length ? { ...token, s, e, value: inside } : null;
}

/** `://` as part of another URL. */
export const ENCODED_COLON = '%3A%2F%2F';

const ADDRESSES = TOKEN_TYPES.flatMap((type) =>
  type.heads.filter((head) => head.includes('.com/')).map((head) => ({ type, head })),
);

/** The password in a URL, or the token that a URL is, encoded around the `://` that ends at `end`. */
export function encodedInUrl(text: string, end: number): Candidate | null {
  const s = runStart(text, end - ENCODED_COLON.length, ALPHABETS.percent, 30);
  const e = runEnd(text, end, ALPHABETS.percent, MAX_WRAPPED);
  const url = decoded(text.slice(s, e));
  if (url === null) return null;
  const from = url.indexOf('://') + 3;
  const found = urlPassword(url, from);
  if (found) {
    const value = url.slice(found.s, found.e);
    return { s, e, value, type: 'url-password', label: found.label, revoke: null, ...found.judgement };
  }
  for (const { type, head } of ADDRESSES) {
    const at = url.indexOf(head, from);
    const token = at < 0 ? null : tokenAt(url, type, head, at + head.length);
    if (token) return { ...token, s, e, value: url.slice(token.s, token.e) };
  }
  return null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    // A `%` that encodes nothing.
    return null;
  }
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}
