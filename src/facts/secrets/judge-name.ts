/** What the name of a value promises: a credential or not. */

/** `password`: people choose it; `key`: machines make it, so that it looks random; `secret`: either. */
export type Meaning = 'password' | 'secret' | 'key';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const PASSWORD = words(
  'password passwd pwd passphrase pw mdp passe motdepasse passwort kennwort contrasena contraseña senha clave userpass dbpass requirepass storepass keypass masterauth',
);
const SECRET = words('secret secretkey pepper');
const KEY = words(
  'token apikey apitoken authtoken accesstoken accesskey privatekey authkey credential credentials auth bearer pat dsn hmac jeton',
);
/** Lists of them, whose first element counts. */
const PLURAL = words('secrets tokens apikeys');
/** "key" alone says little; with one of these before it, it is a credential. */
const KEY_OF = words(
  'api secret private access signing sign encryption encrypt crypt crypto master auth jwt service account app application admin ' +
    'client hmac fernet session cookie webhook server security shared license licence root deploy rest ssh anthropic aws azure ' +
    'gcp google gemini openai mistral groq cohere stripe twilio sendgrid mailgun resend datadog dd sentry github gitlab slack ' +
    'supabase algolia mapbox integration subscription bing hugging face tavily aes cipher validation serp serpapi deepl pinecone elevenlabs runway replicate deepseek openrouter',
);
/** A salt is public unless it stands for a key, as in Flask-Security. */
const SALT_OF = words('password secret security auth session jwt token');
/** With one of these before it, a token or key is no credential: part of a protocol, a text or a data structure. */
const HARMLESS = words(
  'csrf xsrf csrfmiddleware page next prev previous continuation cursor cancel cancellation pagination design start end eos bos ' +
    'pad unk mask cls sep stop special max min num total count public publishable primary foreign cache sort partition storage ' +
    'query translation lookup row object routing idempotency group event unique column field setting site site_key anon hash ' +
    'no missing invalid wrong bad incorrect expired color colour parameter device website push sync search write mixpanel amplitude ' +
    'posthog analytics segment authenticity recaptcha captcha hcaptcha instrumentation ingestion',
);
/** What a baseline of another scanner or a table of users holds: nothing that opens a door. */
const HASHED = words('hashed hash digest sha1 sha256 sha512 md5 masked redacted');
/** Wherever they stand in a name. */
const HARMLESS_ANYWHERE = words('public sha1 sha256 sha512 md5');
/** Words behind the one that counts. */
const TRAILING = words(
  'confirmation value base default prod production dev development staging live old new current str string raw plain b64 base64 hex env 1 2 3',
);

/** Null when the name is not that of a credential: `token_type`, `max_tokens`, `password_field`, `cache_key`. */
export function meaningOf(name: string): Meaning | null {
  // The field of a form: `form.password.data`.
  const parts = wordsOf(name.replace(/\.(?:data|value|text)$/, ''));
  // Parts of a presigned URL, which expires.
  if (parts[0] === 'x' && (parts[1] === 'amz' || parts[1] === 'goog')) return null;
  while (parts.length > 1 && TRAILING.has(parts.at(-1) ?? '')) parts.pop();
  const last = parts.at(-1) ?? '';
  const before = parts.at(-2) ?? '';
  if (HASHED.has(parts[0] ?? '') || parts.some((part) => HARMLESS_ANYWHERE.has(part))) return null;
  // What signs such tokens is secret.
  if (HARMLESS.has(before) && !(last === 'secret' && /^[cx]srf$/.test(before))) return null;
  if (PASSWORD.has(last) || /^(?:pass|passwords)$/.test(last) || /.(?:password|passwd|pwd)$/.test(last))
    return 'password';
  if (SECRET.has(last) || /.(?:secret|secretkey)$/.test(last)) return 'secret';
  if (PLURAL.has(last)) return 'key';
  if (KEY.has(last) || /.(?:apikey|authtoken|accesstoken)$/.test(last)) return 'key';
  if (last === 'salt') return SALT_OF.has(before) ? 'key' : null;
  if (last === 'key' && /^(?:secret|signing|jwt|session)$/.test(before)) return 'secret';
  if (last === 'key') return KEY_OF.has(before) || /^[A-Z][A-Z0-9]*_[A-Z0-9_]*KEY$/.test(name) ? 'key' : null;
  return null;
}

/** Names whose values a build puts into the pages that browsers load: public, whatever they are called. */
export function isPublicName(name: string): boolean {
  return /^(?:VITE|REACT_APP|(?:NEXT|NUXT|EXPO|GATSBY)(?:_PUBLIC)?|PUBLIC)_/.test(name);
}

/** `spring.datasource.dbPassword` → spring, datasource, db, password. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_\-.$]+/)
    .filter((word) => word !== '');
}
