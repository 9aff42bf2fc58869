/** JSON Web Tokens: what their own claims say about how much they are worth. */
import type { SecretFact } from '../../model/facts.ts';
import type { Range } from '../../model/span.ts';
import { ALPHABETS, runEnd } from './alphabet.ts';
import { isMonotone } from './randomness.ts';

export interface JsonWebToken extends Range {
  readonly type: 'json-web-token' | 'supabase-service-role-key';
  readonly label: string;
  readonly revoke: string | null;
  readonly doubt: SecretFact['doubt'];
}

const MAX_PART = 8_000;
const DAY = 86_400;
const MIN_SIGNATURE = 20;
/** 2024-01-01. What expired before opens nothing: the documentation of libraries is full of it. */
const LONG_AGO = 1_704_067_200;

/** The token that begins at `s`, with its `eyJ`. Null for what does not decode. */
export function jsonWebToken(text: string, s: number): JsonWebToken | null {
  const headerEnd = runEnd(text, s, ALPHABETS.url, MAX_PART);
  if (text[headerEnd] !== '.' || !text.startsWith('eyJ', headerEnd + 1)) return null;
  const payloadEnd = runEnd(text, headerEnd + 1, ALPHABETS.url, MAX_PART);
  if (text[payloadEnd] !== '.') return null;
  const e = runEnd(text, payloadEnd + 1, ALPHABETS.url, MAX_PART);
  if (e - payloadEnd <= MIN_SIGNATURE) return null;
  const header = decode(text.slice(s, headerEnd));
  const claims = decode(text.slice(headerEnd + 1, payloadEnd));
  const signature = text.slice(payloadEnd + 1, e);
  if (header === null || claims === null || typeof header.alg !== 'string') return null;
  const service = claims.role === 'service_role';
  return {
    s,
    e,
    type: service ? 'supabase-service-role-key' : 'json-web-token',
    label: service ? 'Supabase service role key' : 'JSON Web Token',
    revoke: service ? 'https://supabase.com/dashboard/project/_/settings/api-keys' : null,
    doubt: doubtOf(claims, signature),
  };
}

function doubtOf(claims: Readonly<Record<string, unknown>>, signature: string): SecretFact['doubt'] {
  // The key that Supabase gives to browsers is public by design.
  if (claims.role === 'anon') return 'example';
  if (claims.iss === 'supabase-demo' || claims.sub === '1234567890' || claims.name === 'John Doe') return 'example';
  // Without any registered claim it says nothing about anybody: `{"some": "payload"}`.
  if (!['iss', 'sub', 'aud', 'exp', 'iat', 'jti', 'role'].some((claim) => claim in claims)) return 'example';
  if (isMonotone(signature) || /signature|example/i.test(signature)) return 'placeholder';
  const { iat, exp } = claims;
  if (typeof exp === 'number' && exp < LONG_AGO) return 'example';
  // A token that lived for a day was dead before anybody could read it here.
  return typeof iat === 'number' && typeof exp === 'number' && exp - iat <= DAY ? 'test-value' : null;
}

function decode(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const json = Buffer.from(part, 'base64url').toString('utf8');
    // An exception costs more than a look at the end.
    if (!json.endsWith('}')) return null;
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    // Not JSON: three words that happen to begin alike.
    return null;
  }
}
