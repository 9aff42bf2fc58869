/**
 * Who a finding is, whatever line it stands on.
 * INVARIANT: never made of a line number, a message, or a value of the repository other than the names that the rule chose.
 */
import { createHash } from 'node:crypto';

export interface Identity {
  readonly rule: string;
  readonly path: string;
  readonly symbol: string;
  readonly subject: string;
  /** Place among the findings that are equal in all of the above, by position, from 0. */
  readonly ordinal: number;
}

/** 32 hexadecimal characters. */
export function fingerprintOf({ rule, path, symbol, subject, ordinal }: Identity): string {
  return sha256(JSON.stringify(['v1', rule, path, symbol, subject, ordinal]));
}

/** The first half of a SHA-256, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
