/** What the code tells its clients when something goes wrong, and what it does with the exceptions that it catches. */
import type { Place } from './span.ts';

/**
 * How wide a net an `except` casts. everything: bare, `BaseException`. error: `Exception`. infrastructure: errors of databases,
 * drivers, HTTP clients and the system. expected: all that the code knows by name, its own exceptions among them.
 */
export type Caught = 'everything' | 'error' | 'infrastructure' | 'expected';

/**
 * raised: an HTTP exception. response: a response object. returned: the value of a handler. frame: an event or a message of a
 * web socket. helper: a function of the project that answers.
 */
export type AnswerForm = 'raised' | 'response' | 'returned' | 'frame' | 'helper';

/** One place where a client is answered because of an error, or may be. */
export interface ErrorAnswer {
  readonly at: Place;
  /** Dotted name of the function, empty at module level. */
  readonly symbol: string;
  readonly form: AnswerForm;
  /** What is raised, made or called: `HTTPException`, `JSONResponse`, `error_response`. */
  readonly call: string;
  /** `null` where it cannot be told. */
  readonly status: number | null;
  /** The keys of its body, `null` where they cannot be told. */
  readonly keys: readonly string[] | null;
  /** Inside a function that answers a route. */
  readonly inHandler: boolean;
  /** Answered while an exception is handled: the widest net around it. */
  readonly caught: Caught | null;
  /** The text of an exception that it holds, or `null`. */
  readonly leak: Leak | null;
}

export interface Leak {
  /** As the code has it: `str(e)`. */
  readonly text: string;
  readonly caught: Caught;
  /** The exception classes as the code names them; empty for a bare `except`. */
  readonly types: readonly string[];
  /** It holds a whole stack trace. */
  readonly trace: boolean;
}

/** What the application does with exceptions that no handler catches, and which helpers build its error answers. */
export interface ErrorHandling {
  /** Functions registered for exceptions or status codes. */
  readonly handlers: readonly RegisteredHandler[];
  /** Functions that build error answers and exception classes that a registered handler answers, most used first. */
  readonly helpers: readonly ErrorHelper[];
}

export interface RegisteredHandler {
  readonly path: string;
  /** Offset of the function's definition, -1 where it is none of the repository. */
  readonly start: number;
  /** What it is registered for, as the code names it. */
  readonly type: string;
  readonly caught: Caught;
  /** The exception class, where it is one of the repository. */
  readonly exception: { readonly path: string; readonly start: number } | null;
  readonly at: Place;
}

export interface ErrorHelper {
  /** `error_response`, `ErrorHandler.create_error_response`, `AppError`. */
  readonly name: string;
  readonly kind: 'function' | 'exception';
  readonly path: string;
  readonly start: number;
  readonly at: Place;
  /** The keys of the body that it builds, `null` where they cannot be told. */
  readonly keys: readonly string[] | null;
  /** Where it is used, by file. */
  readonly uses: readonly { readonly path: string; readonly count: number }[];
}

/** A handler that catches whatever comes and does nothing about it: no log, no value, no word. */
export interface SwallowedException {
  readonly at: Place;
  /** Dotted name of the function, empty at module level. */
  readonly symbol: string;
  /** As the code has it: `except Exception`, `except`, `suppress(Exception)`. */
  readonly clause: string;
  /** What it does instead: `pass`, `continue`, `break`. */
  readonly does: string;
  /** The first call that may fail. */
  readonly tried: string;
  /** A bare `except` around an `await`: it swallows the cancellation of the task, too. */
  readonly swallowsCancellation: boolean;
  /**
   * Why it may be meant so: what is tried is tidying up, telling or converting; another failure is being handled; a comment
   * stands beside it. `null`: nothing tells.
   */
  readonly excuse: 'best-effort' | 'conversion' | 'failing' | 'comment' | null;
}
