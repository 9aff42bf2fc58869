/** Letters that are no word may be the name of a product, of a database, of a user. */
import type { Candidate } from './candidate.ts';

const NEARBY = 4_000;
const MAX_NAME = 15;

/** `POSTGRES_PASSWORD=skyvern` beside `POSTGRES_DB=skyvern`: what stands there again is a name, however it sounds. */
export function isNameNearby(text: string, { s, e, type }: Candidate): boolean {
  if (type !== 'generic-password' || e - s > MAX_NAME) return false;
  const value = text.slice(s, e);
  return (
    /^[A-Za-z]+$/.test(value) &&
    (text.slice(Math.max(0, s - NEARBY), s).includes(value) || text.slice(e, e + NEARBY).includes(value))
  );
}
