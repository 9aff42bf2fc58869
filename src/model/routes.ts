/**
 * The routes of the repository as the running applications would have them: prefixes applied, routers followed through
 * packages, factories and loops. What could not be resolved is named in `unresolved` and never guessed.
 */
import type { Place } from './span.ts';

export interface RouteTable {
  /** By application, in order of registration: where two routes match, the earlier one answers. Unmounted ones last. */
  readonly routes: readonly Route[];
  readonly unresolved: readonly UnresolvedRoute[];
}

export interface Route {
  /** Upper case, sorted; `WEBSOCKET` for a web socket. */
  readonly methods: readonly string[];
  /** The full path as the framework writes it: `/api/users/{user_id}`, `/users/<int:id>`. */
  readonly path: string;
  /** The same for comparison: every parameter is `{}` (a rest-of-path one is `{*}`), no trailing slash. */
  readonly pathKey: string;
  readonly framework: Framework;
  readonly handler: RouteHandler;
  /** The application that serves it (`app.main:app`), `null` for a router that no application includes. */
  readonly app: string | null;
  /** False without application, and under a `condition` that default settings do not meet. */
  readonly mounted: boolean;
  /** The host or subdomain that it answers to, `null` for any. */
  readonly host: string | null;
  /** The decorator or call that registers it. */
  readonly at: Place;
  /** The calls that include its router in another and that one in the application, outermost first. */
  readonly includes: readonly Place[];
  /** Outermost first: application, routers, includes, decorator, parameters. */
  readonly dependencies: readonly RouteDependency[];
  /** `null` where it cannot be told: an unknown dependency or middleware may or may not check. */
  readonly authenticated: boolean | null;
  /** The `if` around its registration, as code, or `null`. */
  readonly condition: string | null;
}

export type Framework = 'fastapi' | 'starlette' | 'flask';

export interface RouteHandler {
  /** Dotted name: `app.api.users.get_user`; of a library where the handler comes from there. */
  readonly name: string;
  /** Qualified name inside its module, empty for a lambda or a handler of a library. */
  readonly symbol: string;
  /** The header of the function or class; the registration, for a handler of a library. */
  readonly at: Place;
  readonly async: boolean;
  /** Offset of the definition in its file, which tells two of the same name apart; -1 for a handler of a library. */
  readonly start: number;
}

export interface RouteDependency {
  /** Dotted name of what is depended on, or of the decorator that wraps the handler. */
  readonly name: string;
  readonly from: 'app' | 'router' | 'include' | 'decorator' | 'wrapper' | 'parameter';
  readonly authenticates: boolean | null;
  readonly at: Place;
}

export interface UnresolvedRoute extends Place {
  /** English, names of the code in backticks. */
  readonly reason: string;
}
