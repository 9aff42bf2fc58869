/** What can go wrong between the App and GitHub, on demand: refusals, outages, lost answers, answers that take their time. */
import type { JsonObject } from './github-schema.ts';

export interface Fault {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  /** How often; once by default. */
  readonly times?: number;
  /** Matching requests to let through first. */
  readonly after?: number;
  /** The request takes effect, and only its answer is lost. */
  readonly applied?: boolean;
  /** Cut the connection instead of answering. */
  readonly reset?: boolean;
  /** Milliseconds that the answer, or its loss, lets wait for itself. */
  readonly delay?: number;
}

/** An operation id (`pulls/create-review`), or a test of it, of the request's body, and of what its path names. */
export type Matcher = string | Matches;

type Matches = (operation: string, body: JsonObject, params: Readonly<Record<string, string>>) => boolean;

export interface Hold {
  /** Resolves when a matching request has arrived. */
  readonly reached: Promise<void>;
  release(): void;
}

interface Armed {
  readonly matches: Matches;
  readonly fault: Fault;
  left: number;
  skip: number;
}

export class Faults {
  readonly #armed: Armed[] = [];
  readonly #holds: {
    readonly matches: Matches;
    readonly arrive: () => void;
    readonly released: Promise<void>;
  }[] = [];

  fail(matcher: Matcher, fault: Fault): void {
    this.#armed.push({ matches: matching(matcher), fault, left: fault.times ?? 1, skip: fault.after ?? 0 });
  }

  /** The next matching request waits until it is released. */
  hold(matcher: Matcher): Hold {
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    this.#holds.push({ matches: matching(matcher), arrive: reached.resolve, released: released.promise });
    return { reached: reached.promise, release: released.resolve };
  }

  take(operation: string, body: JsonObject, params: Readonly<Record<string, string>>): Fault | null {
    for (const armed of this.#armed) {
      if (armed.left === 0 || !armed.matches(operation, body, params)) continue;
      if (armed.skip > 0) {
        armed.skip -= 1;
        continue;
      }
      armed.left -= 1;
      return armed.fault;
    }
    return null;
  }

  async pass(operation: string, body: JsonObject, params: Readonly<Record<string, string>>): Promise<void> {
    const at = this.#holds.findIndex((each) => each.matches(operation, body, params));
    if (at === -1) return;
    const [hold] = this.#holds.splice(at, 1);
    hold?.arrive();
    await hold?.released;
  }
}

function matching(matcher: Matcher): Matches {
  return typeof matcher === 'function' ? matcher : (operation) => operation === matcher;
}
