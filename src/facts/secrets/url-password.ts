/** Passwords in URLs: `postgresql+asyncpg://user:password@host/db`. */
import type { Range } from '../../model/span.ts';
import { ALPHABETS, isIn, runStart } from './alphabet.ts';
import { isReference, type Judgement, placeholderDoubt } from './judge-value.ts';
import { isMonotone } from './randomness.ts';

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
  if (isReference(password) || isReference(user) || /[%$]/.test(password.slice(-1))) return null;
  const host = hostAt(text, at + 1);
  if (host === '' || isReference(host)) return null;
  const product = productOf(text, from);
  // `:pserver:anonymous@host`: only some protocols do without a user.
  if (user === '' && product === null) return null;
  return {
    ...range,
    label: product === null ? 'password in a URL' : `${product} password in a URL`,
    judgement: judge(user, password, host, product),
  };
}

function judge(user: string, password: string, host: string, product: string | null): Judgement {
  if (isExampleHost(host)) return { doubt: 'example', confidence: 'low' };
  if (isChosenAsPlaceholder(user, password)) return { doubt: 'placeholder', confidence: 'low' };
  if (isLocal(host)) return { doubt: 'local', confidence: 'low' };
  // Whoever writes `https://me:durian@…` shows how URLs are made; a database's password may be a word.
  const doubt = product === null && /^[a-z]*$/.test(password) ? 'placeholder' : placeholderDoubt(password);
  return { doubt, confidence: doubt === null ? 'high' : 'low' };
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

function isLocal(host: string): boolean {
  return (
    !host.includes('.') ||
    /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.0\.0\.0)/.test(host) ||
    /\.(?:local|localhost|internal|svc|lan|test|cluster\.local)$/i.test(host)
  );
}

function isExampleHost(host: string): boolean {
  return /(?:^|[.-])(?:example|exemple|domain|yourdomain|your-?host|hostname|acme|company|foo|bar)(?:[.-]|$)|\.(?:example|invalid)$/i.test(
    host,
  );
}

/** The `@` that ends the userinfo, or -1. */
function userinfoEnd(text: string, from: number): number {
  const limit = Math.min(text.length, from + MAX_USERINFO);
  for (let at = from; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 64) return at;
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
