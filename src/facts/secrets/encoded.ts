/** Text in base64, as manifests of Kubernetes and registries hold it. */

const MAX_ENCODED = 600;

/** What `value` encodes, when that is printable text; null for everything else. */
export function decodedText(value: string): string | null {
  if (value.length < 8 || value.length > MAX_ENCODED || value.length % 4 !== 0) return null;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return null;
  const inside = Buffer.from(value, 'base64').toString('latin1').replace(/\n$/, '');
  return inside.length >= 4 && /^[\x20-\x7e]+$/.test(inside) ? inside : null;
}

/** The part behind the colon of `user:password`. */
export function passwordOfPair(pair: string): string | null {
  return /^[\w.@+-]{1,80}:([\x21-\x7e]{4,})$/.exec(pair)?.[1] ?? null;
}

/** How the base64 of connection URLs begins, three characters of the scheme for four of the code. */
export const ENCODED_SCHEMES: readonly string[] = [
  'postgres',
  'mysql://',
  'mysql+',
  'mongodb',
  'redis://',
  'rediss:',
  'amqp://',
  'amqps:/',
].map((scheme) => Buffer.from(scheme.slice(0, scheme.length - (scheme.length % 3))).toString('base64'));
