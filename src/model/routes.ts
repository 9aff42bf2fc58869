/**
 * The routes of the repository as the running applications would have them: prefixes applied, routers followed through
 * packages, factories and loops. What could not be resolved is named in `unresolved` and never guessed.
 */
import type { Place } from './span.ts';

export interface RouteTable {
  /** By application, in order of registration: where two routes match, the earlier one answers. Unmounted ones last. */
  readonly routes: readonly Route[];
  /** What the routes hang on: every application, router and blueprint that the code makes, by place. */
  readonly routers: readonly RouterNode[];
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
  /** False without application, under a `condition` that default settings do not meet, and for one that is `late`. */
  readonly mounted: boolean;
  /**
   * The inclusion that came too early for this route: FastAPI copies the routes that a router has at that moment, Flask
   * refuses later ones. `null` for all routes that are served, and wherever the order is not certain.
   */
  readonly late: Place | null;
  /** The host or subdomain that it answers to, `null` for any. */
  readonly host: string | null;
  /** The decorator or call that registers it. */
  readonly at: Place;
  /** The calls that include its router in another and that one in the application, outermost first. */
  readonly includes: readonly Place[];
  /** The parts of `path` before what the registration itself says, outermost first; empty ones left out. */
  readonly prefixes: readonly RoutePrefix[];
  /** Outermost first: application, routers, includes, decorator, parameters. */
  readonly dependencies: readonly RouteDependency[];
  /** `null` where it cannot be told: an unknown dependency or middleware may or may not check. */
  readonly authenticated: boolean | null;
  /** Why `authenticated` is true, outermost first; empty where it is not. */
  readonly guards: readonly Guard[];
  /** It looks at the caller's credentials, whether or not it insists on them. */
  readonly identifies: boolean;
  /** The `if` around its registration, as code, or `null`. */
  readonly condition: string | null;
  /** FastAPI, as code: `response_model=` (`None` where it is switched off), else the return annotation. */
  readonly responseModel: string | null;
  /** Outermost first, as OpenAPI shows them: inclusions, routers, decorator. Those that could not be read are left out. */
  readonly tags: readonly string[];
  /** As given; `null` where the framework makes one up. */
  readonly operationId: string | null;
  /** `name=`, `endpoint=` in Flask; `null` where it is that of the function. */
  readonly name: string | null;
  readonly deprecated: boolean;
  /** False where the registration, a router or an inclusion keeps it out of the OpenAPI document. */
  readonly inSchema: boolean;
}

export interface RoutePrefix {
  readonly text: string;
  /** The call that gives it: the inclusion, or the one that makes the router. */
  readonly at: Place;
}

/** An application, router or blueprint, made by one call. Those of tests are left out. */
export interface RouterNode {
  /** `app.api.users:router`; `app.api:make_router()` where only the function that makes it has a name. */
  readonly name: string | null;
  readonly kind: 'app' | 'router' | 'blueprint';
  readonly framework: Framework;
  /** The call that makes it. */
  readonly at: Place;
  /** Its own prefix: empty for none, `null` for one that could not be read. */
  readonly prefix: string | null;
  readonly tags: readonly string[];
  /** How many routes are registered on it itself. */
  readonly routes: number;
  /** Everything that takes it in, by the order in which those were made. */
  readonly includes: readonly RouterInclusion[];
  /** Whether it is an application, or one of those takes it in, directly or through other routers. */
  readonly reached: boolean;
  /** Where `reached` is false: something that was not followed may take it in all the same. */
  readonly dynamic: boolean;
}

export interface RouterInclusion {
  /** The name of the router or application that takes it in. */
  readonly into: string | null;
  readonly at: Place;
  readonly prefix: string | null;
  readonly tags: readonly string[];
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

/** What refuses callers without credentials. */
export interface Guard {
  /** body: the handler itself. signature: what checks that the message was signed by who sent it. */
  readonly kind: 'dependency' | 'decorator' | 'middleware' | 'body' | 'signature';
  /** Dotted name of the function, class or library. */
  readonly name: string;
  readonly at: Place;
  /** Where it lets everybody pass under a setting. */
  readonly opens?: readonly GuardOpening[];
}

export interface GuardOpening extends Place {
  /** The condition, as code. */
  readonly setting: string;
}

export interface RouteDependency {
  /** Dotted name of what is depended on, or of the decorator that wraps the handler. */
  readonly name: string;
  readonly from: 'app' | 'router' | 'include' | 'decorator' | 'wrapper' | 'parameter';
  readonly authenticates: boolean | null;
  /** It checks a signature instead of a caller. */
  readonly signs?: true;
  /** Where it lets everybody pass under a setting. */
  readonly opens?: readonly GuardOpening[];
  readonly at: Place;
}

export interface UnresolvedRoute extends Place {
  /** English, names of the code in backticks. */
  readonly reason: string;
}
