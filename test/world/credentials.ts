/** The App's key and secret, its tokens, and what they allow. Everything is made anew for each world. */
import { createVerify, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { JsonObject } from './github-schema.ts';
import { type Installation, Refusal } from './routes/call.ts';

/** https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app: one hour. */
const TOKEN_LIFE = 3_600_000;
/** A JWT may be at most ten minutes ahead. */
const JWT_LIFE = 600;
/** Making a key takes longer than most stories. */
const KEYS = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

export class Credentials {
  readonly privateKey = KEYS.privateKey;
  readonly webhookSecret = randomBytes(16).toString('hex');
  readonly #tokens = new Map<string, { readonly installation: Installation; readonly expires: number }>();

  issue(installation: Installation, now: number): { readonly token: string; readonly expiresAt: string } {
    // Longer than the forty characters that tokens had for years: nobody may count on their length.
    const token = `ghs_${randomBytes(36).toString('hex')}`;
    this.#tokens.set(token, { installation, expires: now + TOKEN_LIFE });
    return { token, expiresAt: new Date(now + TOKEN_LIFE).toISOString().replace(/\.\d+Z$/, 'Z') };
  }

  /** Every token that was issued becomes unknown, as after a revocation. */
  revokeAll(): void {
    this.#tokens.clear();
  }

  /** Whose call it is: an installation, or `null` for the App itself. Refuses with 401. */
  authenticate(header: string | undefined, appId: number, now: number): Installation | null {
    const given = /^(?:bearer|token) (\S+)$/i.exec(header ?? '')?.[1];
    if (given === undefined) throw new Refusal(401, 'Requires authentication');
    if (given.split('.').length === 3) {
      verifyJwt(given, appId);
      return null;
    }
    const known = this.#tokens.get(given);
    if (!known || known.expires <= now) throw new Refusal(401, 'Bad credentials');
    return known.installation;
  }
}

function verifyJwt(jwt: string, appId: number): void {
  const [head = '', claims = '', signature = ''] = jwt.split('.');
  const valid = createVerify('RSA-SHA256').update(`${head}.${claims}`).verify(KEYS.publicKey, signature, 'base64url');
  if (!valid) throw new Refusal(401, 'A JSON web token could not be decoded');
  // A JWT's claims are an object; these two are numbers or the check below fails.
  const { iss, exp, iat } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Record<string, unknown>;
  if (Number(iss) !== appId) throw new Refusal(401, "'Issuer' claim ('iss') must be an Integer or Client ID");
  if (Number(exp) - Number(iat) > JWT_LIFE + 60)
    throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
}

/** The permission that each operation asks for; anything else is open to every installation. */
const NEEDS: readonly (readonly [prefix: string, permissions: readonly string[], level: 'read' | 'write'])[] = [
  ['checks/create', ['checks'], 'write'],
  ['checks/update', ['checks'], 'write'],
  ['checks/', ['checks'], 'read'],
  ['pulls/create', ['pull_requests'], 'write'],
  ['pulls/update', ['pull_requests'], 'write'],
  ['pulls/', ['pull_requests'], 'read'],
  ['issues/create', ['issues', 'pull_requests'], 'write'],
  ['issues/update', ['issues', 'pull_requests'], 'write'],
  ['issues/', ['issues', 'pull_requests'], 'read'],
  ['reactions/create-for-issue-comment', ['issues', 'pull_requests'], 'write'],
  ['reactions/', ['pull_requests'], 'write'],
  ['git/', ['contents'], 'read'],
  ['repos/get-content', ['contents'], 'read'],
  ['repos/get-commit', ['contents'], 'read'],
  ['repos/compare', ['contents'], 'read'],
  ['repos/get-branch', ['contents'], 'read'],
];

/** Refuses with 403 what the App's permissions do not cover. */
export function authorize(operation: string, granted: JsonObject): void {
  const need = NEEDS.find(([prefix]) => operation.startsWith(prefix));
  if (!need) return;
  const [, permissions, level] = need;
  const allowed = permissions.some((name) => granted[name] === 'write' || granted[name] === level);
  if (!allowed) throw new Refusal(403, 'Resource not accessible by integration');
}
