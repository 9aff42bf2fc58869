/**
 * The log: JSON lines. INVARIANT: no payload, no body of a request, no credential is ever written; what an error carries
 * beside its message is left out, because Octokit's carry the whole event.
 */
import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Header names and the like, wherever a library logs them. */
const REDACTED = [
  'authorization',
  'cookie',
  'token',
  'headers.authorization',
  'req.headers.authorization',
  'req.headers.cookie',
  'req.headers["x-hub-signature-256"]',
  'request.headers.authorization',
  'payload',
  'event.payload',
];

export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, redact: REDACTED, serializers: { err: plainError, error: plainError } };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Libraries log the bodies of what they send and receive on `debug`: theirs begins at `info`, whatever ours says. */
export function logOfLibraries(log: Logger): Logger {
  return log.isLevelEnabled('debug') ? log.child({}, { level: 'info' }) : log.child({});
}

/** Installation tokens and JSON web tokens, of any length. */
const CREDENTIAL = /\b(?:gh[a-z]_|github_pat_|v\d+\.)[\w.-]{10,}|\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: withoutCredentials(String(error)) };
  const errors = error instanceof AggregateError ? error.errors.slice(0, 5).map(plainError) : undefined;
  return {
    type: error.name,
    message: withoutCredentials(error.message),
    stack: withoutCredentials(error.stack ?? ''),
    ...('status' in error && typeof error.status === 'number' ? { status: error.status } : {}),
    ...('kind' in error && typeof error.kind === 'string' ? { kind: error.kind } : {}),
    ...(error.cause === undefined ? {} : { cause: plainError(error.cause) }),
    ...(errors === undefined ? {} : { errors }),
  };
}

function withoutCredentials(text: string): string {
  return text.replace(CREDENTIAL, '[redacted]');
}
