/** Would a person take this value for a live credential? Looks at the value alone; linear, on values of a few hundred characters. */
import type { SecretFact } from '../../model/facts.ts';
import { decodedText, passwordOfPair } from './encoded.ts';
import { isGibberish } from './gibberish.ts';
import type { Meaning } from './judge-name.ts';
import { hasItsOwnForm, isPathOrName, isPattern, isReference } from './own-form.ts';
import { isCommon, placeholderDoubt, withoutDigits } from './placeholder.ts';
import { isMonotone, isRandom, wordShare } from './randomness.ts';

export type Judgement = Pick<SecretFact, 'doubt' | 'confidence'>;

const MAX_VALUE = 600;

/** How a value is written: meant literally, as a literal of code, as a bare word, or as what a person is told. */
export type Written = 'settings' | 'code' | 'prose' | 'told';

/**
 * Null: no credential at all, but a reference, an identifier, a sentence, a path. In `settings` every value is meant
 * literally, in `code` a quoted one is; in `prose` an unquoted word is most often code or text.
 */
export function judgeValue(value: string, meaning: Meaning, where: Written): Judgement | null {
  if (value.length > MAX_VALUE || value.length < shortest(value, meaning)) return null;
  if ((where === 'prose' || where === 'told') && /^[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)+$/.test(value))
    return null;
  if (!isOneWord(value, meaning) || isPattern(value)) return null;
  if (!isPunctuated(value) && (isReference(value) || hasItsOwnForm(value))) return null;
  if (/^\d+$/.test(value)) return meaning === 'password' ? judgeDigits(value, where) : null;
  const inside = decodedText(value);
  if (inside !== null) return judgeInside(inside, meaning);
  // A grammar in a bundle, not what a service hands out.
  if (meaning === 'key' && (value.match(/[^A-Za-z0-9]/g)?.length ?? 0) > value.length / 4) return null;
  if (isRandom(value)) return judgeRandom(value);
  if (isPathOrName(value)) return null;
  if (DOCUMENTED.test(value)) return { doubt: 'example', confidence: 'low' };
  const doubt = placeholderDoubt(value) ?? (isMonotone(value) ? 'placeholder' : null);
  if (doubt !== null) return { doubt, confidence: 'low' };
  if (meaning === 'secret' && where === 'settings' && (value.match(/\d/g)?.length ?? 0) >= 2)
    return judgePassword(value, where);
  if (meaning !== 'password') return isIdentifier(value) && !isGibberish(value) ? null : weakKey(value, meaning, where);
  return judgePassword(value, where);
}

/** Fewer characters are an abbreviation as often as a credential. */
function shortest(value: string, meaning: Meaning): number {
  if (meaning !== 'password') return 8;
  return isGibberish(value) ? 5 : /\d/.test(value) ? 6 : 8;
}

function lettersAndDigits(value: string): number {
  return value.match(/[A-Za-z0-9]/g)?.length ?? 0;
}

/** A number that somebody chose; elsewhere it is a length, a port, an identifier. */
function judgeDigits(value: string, where: Written): Judgement | null {
  if (value.length > 12 || where === 'told' || /^(?:19|20)\d{2}(?:\d{2}){0,2}$/.test(value)) return null;
  const doubt = isMonotone(value) || isCounted(value) ? 'placeholder' : null;
  return { doubt, confidence: 'low' };
}

/** `123321`, `112233`, `654321`: what fingers do on a row of digits; `000100`: hardly anything. */
function isCounted(value: string): boolean {
  return /123|321|234|432|(\d)\1\1/.test(value) || new Set(value).size < 4;
}

/** No blanks; letters with accents stand in passwords that people choose, and nowhere else. */
function isOneWord(value: string, meaning: Meaning): boolean {
  return meaning === 'password' ? !/[\s\u0080-\u00a0\u0180-\uffff]/.test(value) : !/[\s\u0080-\uffff]/.test(value);
}

/** Base64 of something that a person can read: a manifest of Kubernetes, the login of a registry. */
function judgeInside(inside: string, meaning: Meaning): Judgement | null {
  const password = passwordOfPair(inside);
  const judgement =
    password === null ? judgeValue(inside, meaning, 'settings') : judgeValue(password, 'password', 'settings');
  return (
    judgement ??
    (placeholderDoubt(inside) !== null || isCommon(inside) ? { doubt: 'placeholder', confidence: 'low' } : null)
  );
}

/** How the random values of well-known documentation begin: RFC 6749 and 7636, Slack, Telegram, Stripe, AWS. */
const DOCUMENTED =
  /^(?:6LeIxAcTAAAAA|JBSWY3DPEHPK3PXP|2YotnFZF|tGzv3JOk|dBjftJeZ|E9Melhoa|7Fjfp0ZB|Jhj5dZrV|correct-?horse|8f742231|4eC39HqL|wJalrXUt|110201543:|123456:ABC)/i;

/** Letters drawn at random now and then make a short word: only what cannot be chance counts. */
function judgeRandom(value: string): Judgement {
  if (DOCUMENTED.test(value) || /example/i.test(value)) return { doubt: 'example', confidence: 'low' };
  if (/^(?:test|fake|dummy|mock|demo)[-_]/i.test(value)) return { doubt: 'test-value', confidence: 'low' };
  const placeholder =
    /placeholder|change[-_]?me|your[-_]|x{6}|\*{5}|\.{3}|dummy|replace[-_]|not[-_]?a[-_]?(?:real|key|secret|token)/i.test(
      value,
    );
  const words = withoutDigits(value);
  if (placeholder || /change(?:me|this|it)/.test(words) || (words !== value && wordShare(words) > 0.6)) {
    return { doubt: 'placeholder', confidence: 'low' };
  }
  // Django marks the key of a new project, which must not reach production, and often does.
  if (value.startsWith('django-insecure-')) return { doubt: null, confidence: 'low' };
  return { doubt: null, confidence: value.length >= 20 ? 'high' : 'medium' };
}

/** Long, and of so many signs that `$x` or `f(` in it are chance: what Django generates. */
function isPunctuated(value: string): boolean {
  // `encrypt(…)` is a call, whatever it is given.
  if (value.length < 30 || /\$\{|\{\{|\$\(|^\w+\(.*\)$/.test(value)) return false;
  return new Set(value.match(/[!@#$%^&*()_=+-]/g) ?? []).size >= 5 && isRandom(value);
}

/** Too short to be sure of, or of words: what a person chose for a key. */
function weakKey(value: string, meaning: Meaning, where: Written): Judgement | null {
  if (lettersAndDigits(value) >= 9 && isGibberish(value) && !isMonotone(value) && placeholderDoubt(value) === null)
    return { doubt: null, confidence: value.length >= 16 ? 'medium' : 'low' };
  const strong =
    value.length >= (meaning === 'secret' ? 8 : 10) && where !== 'prose' && !isCommon(value)
      ? judgePassword(value, 'code')
      : null;
  if (strong !== null && (meaning === 'secret' ? isChosen(value) : isMixed(value) && wordShare(value) < 0.3))
    return strong;
  return value.length >= 12 && wordShare(value) > 0.5 ? { doubt: 'placeholder', confidence: 'low' } : null;
}

function isMixed(value: string): boolean {
  return /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value);
}

/** What people take for a secret: two digits at least, and capitals or signs besides what joins words. */
function isChosen(value: string): boolean {
  return (value.match(/\d/g)?.length ?? 0) >= 2 && (isMixed(value) || /[^A-Za-z0-9_.:/-]/.test(value));
}

function judgePassword(value: string, where: Written): Judgement | null {
  // A bracket or a comma at the end belongs to the text around.
  if (where !== 'settings' && /[:|,]$/.test(value)) return null;
  if (isCommon(value)) return { doubt: 'placeholder', confidence: 'low' };
  if (isGibberish(value) && !isMonotone(value))
    return { doubt: null, confidence: value.length >= 12 ? 'medium' : 'low' };
  // Letters alone are a word.
  const digits = value.match(/\d/g)?.length ?? 0;
  if (/^[\p{L}_.-]+$/u.test(value) || value.length < (where === 'settings' || digits >= 4 ? 6 : 8)) return null;
  // `if_you_see_this_use_the_vault`
  if (digits < 2 && /^(?:[A-Za-z0-9]+_){4,}[A-Za-z0-9]+$/.test(value) && wordShare(value) > 0.3) return null;
  const classes = classesOf(value);
  if (where !== 'settings' && digits < 2 && value === value.toLowerCase() && isName(value)) return null;
  // A setting is meant literally; elsewhere `input1` and `step_2` are names.
  const demanded = where === 'settings' ? 2 : (digits >= 2 || /[a-z]\d[a-z]/i.test(value)) && !isName(value) ? 2 : 3;
  if (classes < demanded || (value.length < 8 && classes < 3 && digits < 4)) return null;
  return { doubt: null, confidence: value.length >= 12 && wordShare(value) < 0.5 ? 'medium' : 'low' };
}

/** Of small and capital letters, digits and signs, how many there are. */
function classesOf(value: string): number {
  return [/[a-zà-ÿ]/, /[A-ZÀ-Þ]/, /\d/, /[^A-Za-z0-9À-ÿ]/].filter((members) => members.test(value)).length;
}

/** Words joined by `_`, `-`, `.`, `/` or `:`: what code calls things. */
function isName(value: string): boolean {
  return /^[A-Za-z]+\d{0,2}(?:[_\-./:][A-Za-z0-9]+)+$/.test(value) && wordShare(value) > 0.3;
}

/** Words joined by separators or camel case: an identifier, a label, a path of a translation. */
function isIdentifier(value: string): boolean {
  return (
    /^[A-Za-z]+(?:[_\-./:][A-Za-z]+|\d{1,4}(?!\d))*$/.test(value) && !/\d{5,}/.test(value) && wordShare(value) > 0.4
  );
}
