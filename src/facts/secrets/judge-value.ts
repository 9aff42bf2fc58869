/** Would a person take this value for a live credential? Looks at the value alone; linear, on values of a few hundred characters. */
import type { SecretFact } from '../../model/facts.ts';
import type { Meaning } from './judge-name.ts';
import { isMonotone, isRandom, wordShare } from './randomness.ts';

export type Judgement = Pick<SecretFact, 'doubt' | 'confidence'>;

const MAX_VALUE = 600;

/**
 * Null: no credential at all, but a reference, an identifier, a sentence, a path. In `settings` every value is meant
 * literally, in `code` a quoted one is; in `prose` an unquoted word is most often code or text, so only random ones count.
 */
export function judgeValue(value: string, meaning: Meaning, where: 'settings' | 'code' | 'prose'): Judgement | null {
  if (value.length < 8 || value.length > MAX_VALUE) return null;
  if (where === 'prose' && /^[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)+$/.test(value)) return null;
  if (/[\s\u0080-\uFFFF]/.test(value) || isPattern(value)) return null;
  if (!isPunctuated(value) && (isReference(value) || hasItsOwnForm(value))) return null;
  if (isHarmlessInside(value)) return { doubt: 'placeholder', confidence: 'low' };
  if (isRandom(value)) return judgeRandom(value);
  if (isPathOrName(value)) return null;
  const doubt = placeholderDoubt(value) ?? (isMonotone(value) ? 'placeholder' : null);
  if (doubt !== null) return { doubt, confidence: 'low' };
  if (meaning === 'key' || where === 'prose') return isIdentifier(value) ? null : weakKey(value);
  return judgePassword(value, where === 'settings' ? 2 : 3);
}

/** How the random values of well-known documentation begin: RFC 6749 and 7636, Slack, Telegram, Stripe, AWS. */
const DOCUMENTED =
  /^(?:2YotnFZF|tGzv3JOk|dBjftJeZ|E9Melhoa|7Fjfp0ZB|Jhj5dZrV|8f742231|4eC39HqL|wJalrXUt|110201543:|123456:ABC)/;

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
  if (value.length < 30 || /\$\{|\{\{|\$\(/.test(value)) return false;
  return new Set(value.match(/[!@#$%^&*()_=+-]/g) ?? []).size >= 5 && isRandom(value);
}

/** Base64 of something that a person wrote and that is no secret, as in manifests of Kubernetes. */
function isHarmlessInside(value: string): boolean {
  if (value.length > 80 || value.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  const inside = Buffer.from(value, 'base64').toString('latin1');
  return (
    /^[\x20-\x7e]+$/.test(inside) && (placeholderDoubt(inside) !== null || isCommon(inside) || isReference(inside))
  );
}

function weakKey(value: string): Judgement | null {
  return value.length >= 12 && wordShare(value) > 0.5 ? { doubt: 'placeholder', confidence: 'low' } : null;
}

function judgePassword(value: string, minClasses: number): Judgement | null {
  // A setting is meant literally: `kestrel4821` is a password there, and may be a label in code.
  if (minClasses > 2 ? isIdentifier(value) : /^[A-Za-z_.-]+$/.test(value)) return null;
  if (isCommon(value)) return { doubt: 'placeholder', confidence: 'low' };
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((members) => members.test(value)).length;
  if (classes >= minClasses && /[\d\W_]/.test(value))
    return { doubt: null, confidence: value.length >= 12 && wordShare(value) < 0.5 ? 'medium' : 'low' };
  return null;
}

/** A value that is found elsewhere: a variable, a template, a vault. */
export function isReference(value: string): boolean {
  return (
    /^(?:[<[{(#]|\$[A-Za-z_{(]|%[({\w]|![A-Z][A-Za-z]+$|[@*&][A-Za-z_]+$)/.test(value) ||
    /\$\{|\$\(|\{\{|\{[\w.]*\}|%\(|%[sdr]|<[^>]*>|\$[A-Za-z_]/.test(value) ||
    /^(?:env|vault|ssm|op|secret|file|aws|gcp|azure|arn|projects|enc|encrypted|kms|sops|ref|secretsmanager|keyring|doppler)[:/[.]/i.test(
      value,
    ) ||
    /\b(?:os\.environ|getenv|process\.env|import\.meta|settings\.|config\.|secrets\.|self\.|this\.|props\.|request\.|req\.)/.test(
      value,
    ) ||
    /\w\(|\)\s*$|=>|\[\w/.test(value)
  );
}

/** A regular expression, as a detector of credentials holds them. */
function isPattern(value: string): boolean {
  return /\[(?:a-z|A-Z|0-9|\^)|\\[dwsbDWSB][+*{)]|\(\?[:=!<P]|\)[+*?]|\]\{\d/.test(value);
}

/** Identifiers, digests, addresses: things with a form of their own, also where they look random. */
function hasItsOwnForm(value: string): boolean {
  return (
    /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value) ||
    // Half of a pair that is made to be published: Mapbox, Stripe, Clerk, PostHog, Supabase.
    /^(?:pk\.eyJ|pk_|phc_|sb_publishable_|pk-lf-)/.test(value) ||
    // A fingerprint of OpenPGP, as images name the key of a package archive.
    /^[0-9A-F]{40}$/.test(value) ||
    /^(?:sha(?:1|256|384|512)|md5)[-:=]/i.test(value) ||
    /^\$(?:2[abxy]|argon2|pbkdf2|scrypt|[156])\$?/.test(value) ||
    /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ||
    /^[\w.+-]+@[\w-]+\.[\w.]+$/.test(value) ||
    /^[\d.,:_/+ ()-]+$/.test(value) ||
    (/\.[a-z]{2,5}$/.test(value) && /^(?:\.{0,2}|~)\/|^[A-Za-z]:\\|\/[\w.-]*\/|^[\w-]+\.[a-z]+$/.test(value))
  );
}

function isPathOrName(value: string): boolean {
  return (
    /^(?:\.{0,2}|~)\/|^[A-Za-z]:\\/.test(value) ||
    /\.(?:pem|key|crt|json|ya?ml|py|tsx?|jsx?|txt|env|html?|png|svg|md|css|com|org|io|net|dev)$/i.test(value) ||
    /^(?:text|bg|border|flex|grid|font|px|py|mt|mb|ml|mr|--)-/.test(value)
  );
}

const EXAMPLE = /example|beispiel|exemple|documentation|sample/i;
const PLACEHOLDER =
  /change[-_ ]?(?:me|this|it|in)|replace|placeholder|your[-_ ]?|my[-_]|<|>|x{4,}|\*{3,}|\.{3,}|_{4,}|-{4,}|insert|redacted|enter[-_]|put[-_]|todo|dummy|not[-_]?a?[-_]?(?:real|key|secret|token|password)|foobar|modifier|remplace|votre|a[-_]?definir|lorem|generate|do[-_]?not[-_]?use|unsafe|insecure|for[-_]?dev|dev[-_]?only|local[-_]?dev|only[-_]for|supersecret|super[-_]secret|secret[-_]?key|some[-_]|any[-_]/i;
const TEST =
  /(?:^|[^a-z])(?:test|tests|testing|fake|mock|stub|fixture|demo|e2e|ci|qa|pytest|tst|fictive|factice)(?:[^a-z]|$)|^test|test$|^fake|^mock/i;

/** What the words in a value admit. */
export function placeholderDoubt(value: string): 'placeholder' | 'example' | 'test-value' | null {
  if (EXAMPLE.test(value)) return 'example';
  if (PLACEHOLDER.test(value)) return 'placeholder';
  return TEST.test(value) ? 'test-value' : null;
}

const COMMON =
  /passw|passe|secret|admin|changeme|welcome|letmein|qwerty|azerty|postgres|mysql|maria|redis|mongo|rabbit|minio|root|guest|default|temp|user|hello|bonjour|abc123|token|apikey|strong|secure|valid|invalid|wrong|correct|newpass|oldpass|string|hunter2|trustno1|iloveyou|dragon|monkey|football|sunshine|p4ss|super/;

/** Words that are in every list of passwords, also with digits in the place of letters. */
function isCommon(value: string): boolean {
  return COMMON.test(value.toLowerCase()) || COMMON.test(withoutDigits(value));
}

/** In lower case, with letters where people put digits: `Ch4ng3Th1s` is "changethis". */
function withoutDigits(value: string): string {
  return value
    .toLowerCase()
    .replace(/[@4]/g, 'a')
    .replace(/0/g, 'o')
    .replace(/[$5]/g, 's')
    .replace(/3/g, 'e')
    .replace(/[1!]/g, 'i');
}

/** Words joined by separators or camel case: an identifier, a label, a path of a translation. */
function isIdentifier(value: string): boolean {
  return /^[A-Za-z]+(?:[_\-./:][A-Za-z]+|\d{0,4})*$/.test(value) && !/\d{5,}/.test(value) && wordShare(value) > 0.4;
}
