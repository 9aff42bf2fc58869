/** Passwords in URLs: `postgresql+asyncpg://user:password@host/db`. */
import type { Range } from '../../model/span.ts';
import { ALPHABETS, isIn, runEnd, runStart } from './alphabet.ts';
import type { Candidate } from './candidate.ts';
import { isGibberish } from './gibberish.ts';
import type { Judgement } from './judge-value.ts';
import { looksDrawn } from './letter-pairs.ts';
import { isEncrypted, isReference } from './own-form.ts';
import { isCommon, placeholderDoubt } from './placeholder.ts';
import { isMonotone, isRandom } from './randomness.ts';

export interface UrlPassword extends Range {
  readonly label: string;
  readonly judgement: Judgement;
}

const MAX_USERINFO = 300;
const SCHEMES: Readonly<Record<string, string>> = {
  postgres: 'PostgreSQL',
  postgresql: 'PostgreSQL',
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  mssql: 'SQL Server',
  oracle: 'Oracle',
  cockroachdb: 'CockroachDB',
  clickhouse: 'ClickHouse',
  mongodb: 'MongoDB',
  redis: 'Redis',
  rediss: 'Redis',
  amqp: 'RabbitMQ',
  amqps: 'RabbitMQ',
  pyamqp: 'RabbitMQ',
  smtp: 'mail server',
  smtps: 'mail server',
  ldap: 'LDAP',
  ldaps: 'LDAP',
  cloudinary: 'Cloudinary',
  kafka: 'Kafka',
  snowflake: 'Snowflake',
  neo4j: 'Neo4j',
};

/** The password of the URL whose `://` ends at `from`. */
export function urlPassword(text: string, from: number): UrlPassword | null {
  const at = userinfoEnd(text, from);
  if (at < 0) return null;
  const colon = text.indexOf(':', from);
  if (colon < 0 || colon >= at - 1) return null;
  const range = { s: colon + 1, e: at };
  const password = text.slice(range.s, range.e);
  const user = text.slice(from, colon);
  if (isReference(password) || isEncrypted(password) || isReference(user) || /[%$]/.test(password.slice(-1)))
    return null;
  const host = hostAt(text, at + 1);
  const product = productOf(text, from);
  // Only the host is put in at run time: the password is there to be read.
  const isOpen = host === '' ? /^["'][ \t]*\+/.test(text.slice(at + 1, at + 5)) : isReference(host);
  if (isOpen ? product === null || !/\d/.test(password) || isReference(user) : host === '') return null;
  // `:pserver:anonymous@host`: only some protocols do without a user.
  if (user === '' && product === null) return null;
  return {
    ...range,
    label: product === null ? 'password in a URL' : `${product} password in a URL`,
    judgement: judge(user, password, isOpen ? 'db.unknown.host' : host, product),
  };
}

/** `https://token@github.com/…`: a token in the place of a user. What reports errors is told by such URLs, in public. */
export function tokenInUrl(text: string, from: number): UrlPassword | null {
  const e = runEnd(text, from, ALPHABETS.url, 260);
  const token = text.slice(from, e);
  if (text[e] !== '@' || token.length < 20 || !/^http|^git|^ssh/.test(schemeBefore(text, from)) || !isRandom(token))
    return null;
  const host = hostAt(text, e + 1);
  if (host === '' || isReference(host) || /sentry|glitchtip|bugsink|ingest/i.test(host)) return null;
  if (/^\/\d{1,10}(?:\W|$)/.test(text.slice(e + 1 + host.length, e + 13 + host.length))) return null;
  return { s: from, e, label: 'token in a URL', judgement: judge('', token, host, null) };
}

/** A connection URL in base64, as manifests of Kubernetes hold it; its beginning ends at `from`. */
export function encodedUrl(text: string, from: number): Candidate | null {
  const s = runStart(text, from, ALPHABETS.base64, 16);
  const e = runEnd(text, from, ALPHABETS.base64, 600);
  const url = Buffer.from(text.slice(s, e), 'base64').toString('latin1');
  const scheme = /^[a-z][a-z0-9+]{2,30}:\/\//.exec(url);
  const found = scheme && urlPassword(url, scheme[0].length);
  return found && { s, e, type: 'url-password', label: found.label, revoke: null, ...found.judgement };
}

function judge(user: string, password: string, host: string, product: string | null): Judgement {
  if (isExampleHost(host)) return { doubt: 'example', confidence: 'low' };
  if (isChosenAsPlaceholder(user, password)) return { doubt: 'placeholder', confidence: 'low' };
  const plain = decoded(password);
  const local = isLocal(host) && product !== 'Snowflake';
  if (local && !isDrawn(plain)) return { doubt: 'local', confidence: 'low' };
  const letters = plain.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (isCommon(plain) || isMonotone(letters) || (product === null && WORDS.test(plain)))
    return { doubt: 'placeholder', confidence: 'low' };
  // Whoever writes `https://me:durian@…` shows how URLs are made; a database's password may be a word.
  const doubt =
    product === null && /^[a-z]*$/.test(password) && !looksDrawn(password) ? 'placeholder' : placeholderDoubt(password);
  if (local) return { doubt: null, confidence: 'low' };
  const confidence = isRandom(plain) || (product !== null && plain.length >= 8) ? 'high' : 'medium';
  return { doubt, confidence: doubt === null ? confidence : 'low' };
}

/** Nobody draws a password for a database that only they reach. */
function isDrawn(password: string): boolean {
  return (
    password.length >= 8 &&
    (isRandom(password) || isGibberish(password)) &&
    !isCommon(password) &&
    placeholderDoubt(password) === null
  );
}

/** `x-oauth-basic`, `deploy_token_value`: words that a protocol or a test puts there. */
const WORDS = /^[a-z]+(?:[-_][a-z]+)+$/i;

function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    // A password that was not encoded.
    return password;
  }
}

/** What people write for a user's password when they mean none. */
export function isChosenAsPlaceholder(user: string, password: string): boolean {
  const bare = password.toLowerCase().replace(/[\d!@#$%^&*._-]+$/, '');
  return (
    password.length < 5 ||
    password.toLowerCase() === user.toLowerCase() ||
    /^(?:[a-z]+[-_.]?)?(?:password|passwd|pass|pwd|secret|changeme|admin|root|user|guest|postgres|token|key|apikey|motdepasse|string|hidden|default)$/.test(
      bare,
    ) ||
    (/^(?:user|username|login|usr|utilisateur)$/i.test(user) && bare.length < 12) ||
    isMonotone(password)
  );
}

/** Whether a command or a connection string is about this machine, or about none. */
export function isLocalOrExample(words: string): boolean {
  return /(?:^|[\s/@"'=,:(])(?:localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal|\(local\)|(?:[\w-]+\.)*example\.(?:com|org|net))(?:$|[\s/:;"',)\\])/i.test(
    words,
  );
}

function isLocal(host: string): boolean {
  return (
    !host.includes('.') ||
    /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.0\.0\.0)/.test(host) ||
    /\.(?:local|localhost|internal|svc|lan|test|cluster\.local)$/i.test(host)
  );
}

function isExampleHost(host: string): boolean {
  return /(?:^|[.-])(?:example|exemple|domain|yourdomain|your-?host|hostname|acme|company|foo|bar|test)(?:[.-]|$)|\.(?:example|invalid)$/i.test(
    host,
  );
}

/** The `@` that ends the userinfo, or -1. */
function userinfoEnd(text: string, from: number): number {
  const limit = Math.min(text.length, from + MAX_USERINFO);
  for (let at = from; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    // A password that was not encoded may hold the sign itself.
    if (code === 64) return Math.max(at, lastSign(text, at));
    // White space, quotes, `/`, `<`, `>`, backslash, backquote and `|` stand in no userinfo.
    if (
      code <= 32 ||
      code === 34 ||
      code === 39 ||
      code === 47 ||
      code === 60 ||
      code === 62 ||
      code === 92 ||
      code === 96 ||
      code === 124
    )
      return -1;
  }
  return -1;
}

function lastSign(text: string, at: number): number {
  const authority = /^[^\s"'<>/\\`|:?&=,;()]{0,60}/.exec(text.slice(at + 1, at + 61))?.[0] ?? '';
  return at + 1 + authority.lastIndexOf('@');
}

function hostAt(text: string, from: number): string {
  if (text[from] === '[') return 'localhost';
  const host = /^[\w.{}$%-]*/.exec(text.slice(from, from + 255))?.[0] ?? '';
  return host.replace(/\.$/, '');
}

/** What speaks the URL's scheme, where it is known. */
function productOf(text: string, from: number): string | null {
  const end = from - 3;
  let start = runStart(text, end, ALPHABETS.url | ALPHABETS.name, 40);
  while (start < end && text[start] !== '+' && !isIn(ALPHABETS.letter, text.charCodeAt(start))) start += 1;
  const scheme = text.slice(start, end).toLowerCase();
  // `postgresql+asyncpg`: the driver stands behind the `+`, which is no character of a name.
  const beforePlus =
    text[start - 1] === '+' ? text.slice(runStart(text, start - 1, ALPHABETS.alnum, 40), start - 1).toLowerCase() : '';
  return SCHEMES[beforePlus] ?? SCHEMES[scheme] ?? null;
}

function schemeBefore(text: string, from: number): string {
  return text.slice(runStart(text, from - 3, ALPHABETS.alnum, 20), from - 3);
}
