/** Where code runs, and what it keeps waiting: coroutines, and the tasks of workers. */
import type { Step } from './reach.ts';
import type { Place } from './span.ts';

/**
 * sleep, http, mail, subprocess: the standard library and requests-like clients. sdk: a vendor's synchronous client.
 * database: a synchronous session, connection or cursor. cache: a synchronous Redis or Memcached. compute: images, tables,
 * documents and models, for as long as they are large. files: whole files or trees copied.
 */
export type BlockingKind =
  | 'sleep'
  | 'http'
  | 'mail'
  | 'subprocess'
  | 'sdk'
  | 'database'
  | 'cache'
  | 'compute'
  | 'files';

/** A call that returns only when something outside has answered. */
export interface BlockingCall {
  readonly kind: BlockingKind;
  /** As the code says it: `requests.get`. */
  readonly call: string;
  /** What it is: `requests.get`, `openai.OpenAI().chat.completions.create`. */
  readonly target: string;
  readonly at: Place;
  /** The synchronous functions between the coroutine and this call, outermost first, as the code calls them. */
  readonly chain: readonly Pick<Step, 'name' | 'path' | 'at'>[];
}

/** A coroutine function that holds up the event loop somewhere. */
export interface BlockedCoroutine {
  /** Qualified name inside its module. */
  readonly symbol: string;
  readonly head: Place;
  readonly start: number;
  /** request: while requests are answered. worker: on a loop that a task of a worker, or a plain function, starts for it alone. other: nothing shows which. */
  readonly runs: 'request' | 'worker' | 'other';
  /** Nothing in it waits: it could as well be a plain function. */
  readonly awaitsNothing: boolean;
  readonly blocking: readonly BlockingCall[];
}

/** A task of a worker that starts an event loop for coroutines whose database engine outlives it. */
export interface LoopedTask {
  readonly symbol: string;
  /** The library that runs it: `celery`, `dramatiq`, `huey`. */
  readonly queue: string;
  readonly head: Place;
  /**
   * What starts the loop, as written: `asyncio.run`; in the task itself or in a function that it calls. new: a loop for each
   * run. current: whichever loop the thread has.
   */
  readonly starter: { readonly call: string; readonly loop: 'new' | 'current'; readonly at: Place };
  /** The first coroutine that it runs. */
  readonly coroutine: string;
  /** The function that takes the engine or its sessions, and where. */
  readonly use: { readonly name: string; readonly at: Place };
  readonly engine: KeptEngine;
}

/** An asynchronous engine that a module keeps for the life of the process. */
export interface KeptEngine {
  /** The variable, or the function that makes it once. */
  readonly name: string;
  readonly at: Place;
}

/** What is done to an asynchronous session as if it were a synchronous one, or the reverse. */
export interface SessionMisuse {
  /**
   * query: the asynchronous session has no `query`. unawaited: the coroutine is dropped, or taken for the result.
   * passed: a function that works with a synchronous session is given an asynchronous one. awaited: a synchronous session is awaited.
   */
  readonly kind: 'query' | 'unawaited' | 'passed' | 'awaited';
  readonly symbol: string;
  /** As the code says it: `db.query`; the function that is given the session, for `passed`. */
  readonly call: string;
  /** The variable that holds the session. */
  readonly session: string;
  readonly at: Place;
  /** Where the callee uses the session, for `passed`. */
  readonly use: { readonly call: string; readonly at: Place } | null;
}
