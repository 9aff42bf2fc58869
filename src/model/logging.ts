/** What the code writes to its logs. */
import type { Keyword } from './python.ts';
import type { Place } from './span.ts';

/**
 * stdlib: a `logging.Logger` for certain. structured: structlog, loguru and others that take any field. unknown: only its name
 * tells that it is a logger. print: the builtin.
 */
export type LoggerKind = 'stdlib' | 'structured' | 'unknown' | 'print';

export interface LogCall {
  readonly at: Place;
  /** Dotted name of the function or class, empty at module level. */
  readonly symbol: string;
  readonly logger: LoggerKind;
  /** As the code has it: `logger.info`, `self.log.error`, `print`. */
  readonly call: string;
  readonly keywords: readonly Keyword[];
  /** Values among what is written that should not stand in a log. */
  readonly exposed: readonly Exposed[];
}

/**
 * password, token, secret: as named. url: an address with its password. headers: all headers of a request. body: an object of a
 * class that holds a password.
 */
export type ExposedKind = 'password' | 'token' | 'secret' | 'url' | 'headers' | 'body';

export interface Exposed {
  readonly kind: ExposedKind;
  /** As the code has it: `settings.DATABASE_URL`. */
  readonly text: string;
  /** The field that makes it one, for a body. */
  readonly field: string | null;
}
