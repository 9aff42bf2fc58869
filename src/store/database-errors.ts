/** Failures of a database → `AuditError`, where they say nothing about the statement. */
import { AuditError } from '../audit/ports.ts';

/** No connection: what the system says, and what the drivers say without a code. */
const UNREACHABLE = /^(ECONN\w+|ENOTFOUND|EAI_\w+|EPIPE|ETIMEDOUT|EHOST\w+|ENET\w+|ENOENT|EACCES)$/;
const BROKEN_OFF =
  /connection (?:terminated|timeout)|timeout exceeded when trying to connect|not queryable|read timeout|is closed/i;

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const PASSING: readonly (readonly [code: RegExp, reason: string])[] = [
  [/^08|^57P/, 'the database is not available'],
  [/^53100$/, 'the disk of the database is full'],
  [/^53/, 'the database has no room for another connection or for its work'],
  [/^57014$/, 'the database took too long'],
  [/^40/, 'the database had two changes at once'],
  [/^25006$/, 'the database takes no changes at present'],
];

/** Authentication, and a database that is not there: nothing that passes. */
const REFUSED = /^(28|3D)/;

/** The error to throw instead of `thrown`. Anything else that a statement fails with is a defect, and stays as it is. */
export function toDatabaseError(thrown: unknown): unknown {
  if (thrown instanceof AuditError || !(thrown instanceof Error)) return thrown;
  const code = codeOf(thrown);
  // The driver tries every address of a host, and reports them together.
  const first = thrown instanceof AggregateError ? thrown.errors.map(codeOf).find((one) => one !== '') : undefined;
  const system = first ?? code;
  if (UNREACHABLE.test(system)) {
    return new AuditError('transient', `the database does not answer (${system})`, { cause: thrown });
  }
  const passing = PASSING.find(([pattern]) => pattern.test(code));
  if (passing !== undefined) return new AuditError('transient', `${passing[1]} (${code})`, { cause: thrown });
  if (REFUSED.test(code)) {
    const message = `The database refuses the user, the password or the name in DATABASE_URL (${code}): correct it.`;
    return new AuditError('config', message, { cause: thrown });
  }
  if (code === 'ENOSPC') return new AuditError('transient', 'the disk of the database is full', { cause: thrown });
  if (BROKEN_OFF.test(thrown.message)) {
    return new AuditError('transient', 'the connection to the database broke off', { cause: thrown });
  }
  return thrown;
}

/** The code that PostgreSQL or the system gave an error; empty where there is none. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}
