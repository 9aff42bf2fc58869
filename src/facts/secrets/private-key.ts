/** Private keys in PEM: over several lines, or in one line with escaped line breaks. */
import type { Range } from '../../model/span.ts';
import { ALPHABETS, runEnd, runStart } from './alphabet.ts';
import { isMonotone } from './randomness.ts';

export interface PrivateKey extends Range {
  readonly type: 'private-key' | 'gcp-service-account-key';
  readonly label: string;
  /** Where to withdraw it, for a provider's. */
  readonly revoke?: string;
  /** Opens nothing without its passphrase. */
  readonly narrow?: true;
  readonly doubt: 'placeholder' | 'example' | null;
}

const MAX_KEY = 16_000;
/** `-----BEGIN ` in base64. */
export const ENCODED_HEADER = 'LS0tLS1CRUdJTi';
/** The shortest real key, Ed25519 in PKCS#8, has 64 characters of base64. */
const MIN_BODY = 60;

/** The key whose `-----BEGIN` ends at `from`. Costs one search to the next five dashes, so that many headers cost no more than one. */
export function privateKey(text: string, from: number): PrivateKey | null {
  const header = /^ ((?:[A-Z0-9]+ ){0,3})PRIVATE KEY(?: BLOCK)?-----/.exec(text.slice(from, from + 60));
  if (header === null) return null;
  const bodyStart = from + header[0].length;
  const bodyEnd = text.indexOf('-----', bodyStart);
  if (bodyEnd < 0 || bodyEnd - bodyStart > MAX_KEY || !text.startsWith('-----END', bodyEnd)) return null;
  const raw = text.slice(bodyStart, bodyEnd);
  const body = raw
    .replace(/(?:Proc-Type|DEK-Info|Version|Comment):[^\n\\]*/g, '')
    .replace(/\\[nrt]/g, '')
    .replace(/[^A-Za-z0-9+/=.*<]/g, '');
  if (body.length < MIN_BODY) return null;
  const shown = /placeholder\W{0,8}$/i.test(text.slice(Math.max(0, from - 40), from - '-----BEGIN'.length));
  const placeholder = shown || /\.{3}|\*{3}|<|x{6}|your|example/i.test(body) || isMonotone(body.slice(0, 600));
  const locked = isLocked(header[1] ?? '', raw, body);
  const kind = `${locked ? 'encrypted ' : ''}${(header[1] ?? '').replace('ENCRYPTED', '').trim() || 'PKCS#8'}`;
  const around = text.slice(Math.max(0, from - 1_500), from);
  const google = /"type"\s{0,4}:\s{0,4}"service_account"/.test(around);
  return {
    s: from - '-----BEGIN'.length,
    e: Math.min(text.length, bodyEnd + `-----END${header[0]}`.length),
    type: google ? 'gcp-service-account-key' : 'private-key',
    label: google ? 'Google Cloud service account key' : `${kind} private key`,
    ...(google ? { revoke: 'https://console.cloud.google.com/iam-admin/serviceaccounts' } : {}),
    ...(locked ? { narrow: true } : {}),
    doubt: placeholder ? 'placeholder' : null,
  };
}

/** OpenSSH names the cipher at the beginning of the body: `none`, or another one. */
function isLocked(kind: string, raw: string, body: string): boolean {
  if (kind.includes('ENCRYPTED') || /Proc-Type: ?4, ?ENCRYPTED/.test(raw)) return true;
  return (
    kind.startsWith('OPENSSH') &&
    /(?:aes|chacha|3des|blowfish)/.test(Buffer.from(body.slice(0, 80), 'base64').toString('latin1'))
  );
}

/** Opens the private half of a key of PuTTY. */
export const PUTTY_HEADER = 'Private-Lines: ';

export function puttyKey(text: string, from: number): PrivateKey | null {
  const [header = '', body = ''] =
    /^\d{1,3}\r?\n((?:[A-Za-z0-9+/=]{1,80}\r?\n?){1,200})/.exec(text.slice(from, from + MAX_KEY)) ?? [];
  if (body.length < MIN_BODY || isMonotone(body.slice(0, 600))) return null;
  const s = from - PUTTY_HEADER.length;
  return { s, e: from + header.length, type: 'private-key', label: 'PuTTY private key', doubt: null };
}

/** What stands in the base64 of RSA keys near the beginning: of PKCS#8, and of PKCS#1 with 1024, 2048 or 4096 bits. */
export const DER_HEADERS: readonly string[] = ['IBADANBgkqhkiG9w0BAQEFAASC', 'IBAAKBgQ', 'IBAAKCAQEA', 'IBAAKCAgEA'];
/** Of 512 bits; a line of PEM has 64 characters. */
const MIN_DER = 400;

/** A private key without the lines that PEM puts around it, in one line of base64; one of its headers ends at `from`. */
export function derPrivateKey(text: string, from: number): PrivateKey | null {
  const s = runStart(text, from, ALPHABETS.base64, 48);
  if (!/^MII[CEJ]/.test(text.slice(s, s + 4))) return null;
  const e = runEnd(text, from, ALPHABETS.base64, MAX_KEY);
  return e - s < MIN_DER ? null : { s, e, type: 'private-key', label: 'RSA private key', doubt: null };
}

/** The base64 of a whole PEM file whose first characters end at `from`. */
export function encodedPrivateKey(text: string, from: number): PrivateKey | null {
  const s = from - ENCODED_HEADER.length;
  if (!text.startsWith(ENCODED_HEADER, s)) return null;
  const e = runEnd(text, from, ALPHABETS.base64, MAX_KEY);
  const [, kind] =
    /^-----BEGIN ((?:[A-Z0-9]+ ){0,3})PRIVATE KEY/.exec(
      Buffer.from(text.slice(s, s + 80), 'base64').toString('latin1'),
    ) ?? [];
  if (kind === undefined || e - from < 2 * MIN_BODY) return null;
  return { s, e, type: 'private-key', label: `${kind.trim() || 'PKCS#8'} private key`, doubt: null };
}
