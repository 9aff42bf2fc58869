/** What a pull request does to the routes of the running applications, in files that it touches and in others. */
import type { Place } from './span.ts';

/**
 * opened: could be called by known callers only, and now by anyone (or nobody can tell). closed: the reverse. moved: the same
 * handler answers under another path.
 */
export const ROUTE_CHANGES = ['opened', 'removed', 'moved', 'added', 'closed'] as const;

export interface RouteChange {
  readonly kind: (typeof ROUTE_CHANGES)[number];
  readonly method: string;
  /** At head; at base for a removed route. For several moved routes, what their paths begin with. */
  readonly path: string;
  /** The path at base of what moved, `null` otherwise. */
  readonly from: string | null;
  /** How many routes moved in this way; 1 for all other changes. */
  readonly count: number;
  /** Whether callers must say who they are: at base and at head, `null` where it cannot be told or there is no such route. */
  readonly before: boolean | null;
  readonly after: boolean | null;
  /** The handler at head; at base for a removed route. */
  readonly at: Place;
}
