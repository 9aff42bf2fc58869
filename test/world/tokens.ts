/**
 * Made-up credentials for tests. None stands in the repository: a placeholder in a text is replaced when the test runs.
 * `{{token:ID}}` is a token of that type, `{{random:ALPHABET:LENGTH}}` random characters; `#label` at the end makes
 * two placeholders give the same value, otherwise each is another one. Deterministic.
 */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
const ALPHABETS: Readonly<Record<string, string>> = {
  x: 'x',
  digit: DIGITS,
  hex: `${DIGITS}abcdef`,
  lower: LOWER + DIGITS,
  upper: UPPER + DIGITS,
  base32: `${UPPER}234567`,
  alnum: LOWER + UPPER + DIGITS,
  base64: `${LOWER + UPPER + DIGITS}+/`,
  url: `${LOWER + UPPER + DIGITS}_-`,
  password: `${LOWER + UPPER + DIGITS}!-_.*`,
};

/** What each token looks like: literals, and `<alphabet:length>` for what is random. */
const TOKENS: Readonly<Record<string, string>> = {
  'anthropic-api-key': 'sk-ant-api03-<url:91>AA',
  'aws-access-key-id': 'AKIA<base32:16>',
  // The key id of AWS's own documentation, in two parts.
  'aws-documented-key-id': `${'AKIA'}IOSFODNN7EXAMPLE`,
  'aws-secret-access-key': '<base64:40>',
  'azure-storage-key': 'AccountKey=<base64:86>==',
  'cloudflare-token': 'cfut_<alnum:40>{crc-hex}',
  'datadog-api-key': '<hex:32>',
  'datadog-application-key': '<hex:40>',
  'digitalocean-token': 'dop_v1_<hex:64>',
  'discord-webhook': 'https://discord.com/api/webhooks/<digit:18>/<url:68>',
  'docker-hub-token': 'dckr_pat_<url:27>',
  'elevenlabs-api-key': 'sk_<hex:48>',
  'github-fine-grained-token': 'github_pat_<alnum:22>_<alnum:59>',
  'github-installation-token': 'ghs_<alnum:30>{crc-base62}',
  'github-token': 'ghp_<alnum:30>{crc-base62}',
  'github-token-broken': 'ghp_<alnum:30>000000',
  'github-token-masked': 'ghp_<x:36>',
  'gitlab-token': 'glpat-<alnum:20>',
  'google-api-key': 'AIzaSy<alnum:33>',
  'google-oauth-client-secret': 'GOCSPX-<alnum:28>',
  'groq-api-key': 'gsk_<alnum:52>',
  'hugging-face-token': 'hf_<alnum:34>',
  'neon-password': 'npg_<alnum:16>',
  'npm-token': 'npm_<alnum:30>{crc-base62}',
  'openai-api-key': 'sk-<alnum:20>T3BlbkFJ<alnum:20>',
  'openai-project-key': 'sk-proj-<url:74>T3BlbkFJ<url:74>',
  'pypi-token': 'pypi-AgEIcHlwaS5vcmc<url:120>',
  'resend-key': 're_<alnum:8>_<alnum:24>',
  'runway-api-secret': 'key_<hex:128>',
  'sendgrid-api-key': 'SG.<alnum:22>.<url:43>',
  'sentry-user-token': 'sntryu_<hex:64>',
  'shopify-token': 'shpat_<hex:32>',
  'slack-token': 'xoxb-<digit:12>-<digit:12>-<alnum:24>',
  'slack-webhook': 'https://hooks.slack.com/services/T<upper:10>/B<upper:10>/<alnum:24>',
  'stripe-secret-key': 'sk_live_<alnum:99>',
  'stripe-secret-key-masked': 'sk_live_<x:24>',
  'stripe-test-key': 'sk_test_<alnum:99>',
  'supabase-secret-key': 'sb_secret_<alnum:31>',
  'telegram-bot-token': '<digit:9>:AA<alnum:33>',
};

const PLACEHOLDER = /\{\{(token|random):([a-z0-9:-]+?)(#\w+)?\}\}/g;

/** `text` with every placeholder replaced. Throws on one that is not known. */
export function expandTokens(text: string): string {
  const seen = new Map<string, number>();
  return text.replace(PLACEHOLDER, (whole, kind: string, what: string, label: string | undefined) => {
    const ordinal = label === undefined ? (seen.get(whole) ?? 0) : 0;
    seen.set(whole, ordinal + 1);
    const random = randomSource(`${kind}:${what}${label ?? ''}/${ordinal}`);
    if (kind === 'random') return fill(`<${what}>`, random);
    return token(what, random);
  });
}

function token(id: string, random: () => number): string {
  if (id === 'json-web-token') return jsonWebToken({ sub: 'ops@acme.io', scope: 'admin' }, random);
  if (id === 'supabase-service-role-key') return jsonWebToken({ iss: 'supabase', role: 'service_role' }, random);
  if (id === 'supabase-anon-key') return jsonWebToken({ iss: 'supabase', role: 'anon' }, random);
  if (id === 'private-key') return privateKey('\n', random);
  if (id === 'private-key-escaped') return privateKey('\\n', random);
  const form = TOKENS[id];
  if (form === undefined) throw new Error(`no made-up token of type ${id}`);
  return withChecksum(fill(form, random));
}

function fill(form: string, random: () => number): string {
  return form.replace(/<([a-z0-9]+):(\d+)>/g, (_, name: string, length: string) => {
    const alphabet = ALPHABETS[name];
    if (alphabet === undefined) throw new Error(`no alphabet ${name}`);
    return Array.from({ length: Number(length) }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  });
}

function withChecksum(form: string): string {
  const [, prefix = '', body = '', kind = ''] = /^([a-z]+_)(\w*)\{crc-(hex|base62)\}$/.exec(form) ?? [];
  if (kind === '') return form;
  const sum = crc32(body);
  return prefix + body + (kind === 'hex' ? sum.toString(16).padStart(8, '0') : base62(sum).padStart(6, '0'));
}

function base62(value: number): string {
  const digits = DIGITS + UPPER + LOWER;
  return value === 0 ? '' : base62(Math.floor(value / 62)) + digits[value % 62];
}

function jsonWebToken(claims: object, random: () => number): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${fill('<url:43>', random)}`;
}

function privateKey(lineBreak: string, random: () => number): string {
  const lines = Array.from({ length: 12 }, () => fill('<base64:64>', random));
  const fence = (word: string): string => `-----${word} ${['PRIVATE', 'KEY'].join(' ')}-----`;
  return [fence('BEGIN'), ...lines, fence('END')].join(lineBreak);
}

/** A stream of numbers from 0 to 1 that depends on `seed` alone. */
function randomSource(seed: string): () => number {
  let block = Buffer.alloc(0);
  let at = 0;
  let count = 0;
  return () => {
    if (at + 4 > block.length) {
      block = createHash('sha256').update(`${seed}/${count}`).digest();
      count += 1;
      at = 0;
    }
    at += 4;
    return block.readUInt32BE(at - 4) / 2 ** 32;
  };
}
