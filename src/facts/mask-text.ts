/** INVARIANT: whatever text enters the facts passes here, so that no value of a secret is ever in them. */
import type { SecretFact } from '../model/facts.ts';

/** Placeholders and documented examples stay readable: they are no secrets, and rules compare them. */
export function mustBeMasked(secret: SecretFact): boolean {
  return secret.doubt !== 'placeholder' && secret.doubt !== 'example';
}

/**
 * `text`, which begins at offset `from` of its file, with every part that overlaps one of `secrets` replaced by that
 * secret's `masked` form. Secrets that overlap each other are masked as one.
 */
export function maskText(text: string, from: number, secrets: readonly SecretFact[]): string {
  const to = from + text.length;
  const inside = secrets.filter((secret) => secret.s < to && secret.e > from && mustBeMasked(secret));
  if (inside.length === 0) return text;
  let masked = '';
  let at = from;
  for (const secret of inside.toSorted((a, b) => a.s - b.s || b.e - a.e)) {
    if (secret.e <= at) continue;
    if (secret.s >= at) masked += text.slice(at - from, secret.s - from) + secret.masked;
    at = Math.min(secret.e, to);
    if (secret.s < from && masked === '') masked = secret.masked;
  }
  return masked + text.slice(at - from);
}
