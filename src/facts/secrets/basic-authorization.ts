/** `Authorization: Basic dXNlcjpwYXNz…`: a user and a password, in base64. */
import { ALPHABETS, runEnd } from './alphabet.ts';
import type { Candidate } from './candidate.ts';
import { isReference } from './own-form.ts';
import { isCommon, placeholderDoubt } from './placeholder.ts';
import { isChosenAsPlaceholder } from './url-password.ts';

/** The credentials behind the word that ends at `end`. */
export function basicAuthorization(text: string, end: number): Candidate | null {
  if (text[end] !== ' ') return null;
  const s = end + 1;
  const e = runEnd(text, s, ALPHABETS.base64, 300);
  if (e - s < 12) return null;
  const [, user, password] = /^([\x21-\x39\x3b-\x7e]+):([\x21-\x7e]{6,})$/.exec(decode(text.slice(s, e))) ?? [];
  if (user === undefined || password === undefined || isReference(password)) return null;
  const placeholder =
    isChosenAsPlaceholder(user, password) || placeholderDoubt(password) !== null || isCommon(password);
  return {
    s,
    e,
    type: 'generic-password',
    label: 'password',
    revoke: null,
    name: 'Authorization',
    confidence: placeholder ? 'low' : 'high',
    doubt: placeholder ? 'placeholder' : null,
  };
}

function decode(value: string): string {
  return Buffer.from(value, 'base64').toString('latin1');
}
