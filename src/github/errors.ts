/** Octokit's failures, in the words that the rest of the program understands. */
import { AuditError } from '../audit/ports.ts';

/** What of Octokit's `RequestError` is read here; recognised by shape, because several copies of the class may be installed. */
interface RequestFailure extends Error {
  readonly status: number;
  readonly request?: { readonly method: string; readonly url: string };
  readonly response?: {
    readonly headers: Readonly<Record<string, string | number | undefined>>;
    readonly data: unknown;
  };
}

function isRequestFailure(error: unknown): error is RequestFailure {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}

/** GitHub refused the content of a request. It had no effect, and repeating it as it is would have none. */
export function isRejected(error: unknown): boolean {
  return isRequestFailure(error) && error.status === 422;
}

export function isGone(error: unknown): boolean {
  return error instanceof AuditError && error.kind === 'gone';
}

/** `error` as an `AuditError` where its meaning is known; a rejected request (422) and everything unforeseen stay what they are. */
export function toAuditError(error: unknown): unknown {
  if (error instanceof AuditError || !isRequestFailure(error)) return error;
  // A request that was aborted carries the reason of whoever aborted it.
  if (error.cause instanceof AuditError) return error.cause;
  const kind = kindOf(error);
  return kind === null ? error : new AuditError(kind, describe(error), { cause: error });
}

/**
 * Milliseconds to wait before asking again, or `null` when `error` is no rate limit.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function limitPause(error: unknown, now: number): number | null {
  if (!isRequestFailure(error) || (error.status !== 403 && error.status !== 429)) return null;
  const headers = error.response?.headers ?? {};
  const retryAfter = Number(headers['retry-after']);
  if (Number.isFinite(retryAfter) && retryAfter >= 0) return retryAfter * 1000;
  if (String(headers['x-ratelimit-remaining']) === '0') {
    // A second more: asking at the very second of the reset is too early.
    return Math.max(0, Number(headers['x-ratelimit-reset']) * 1000 - now) + 1000;
  }
  return error.status === 429 || /secondary rate limit/i.test(error.message) ? 60_000 : null;
}

function kindOf(error: RequestFailure): AuditError['kind'] | null {
  if (limitPause(error, 0) !== null) return 'transient';
  // Blobs above 100 MB answer 403 `too_large`: no permission is missing, they cannot be had.
  if (error.status === 403 && /too.large/i.test(error.message)) return 'gone';
  if (error.status === 401 || error.status === 403) return 'denied';
  if (error.status === 404 || error.status === 410 || error.status === 451) return 'gone';
  if (error.status >= 500 || error.status === 408 || error.status === 409) return 'transient';
  return null;
}

/** A sentence without query strings: they could hold what nobody wants in a log. */
function describe(error: RequestFailure): string {
  const what = error.request === undefined ? 'a request' : `${error.request.method} ${pathOf(error.request.url)}`;
  const needed = error.response?.headers['x-accepted-github-permissions'];
  const hint = needed === undefined || needed === '' ? '' : `; the permission it asks for: ${needed}`;
  if (error.response === undefined) return `no answer to ${what} (${error.message})`;
  return `GitHub answered ${error.status} to ${what}: ${error.message.split(' - https://')[0]}${hint}`;
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
