/** What an expression can be while routers are put together: the objects of an abstract run of module-level code. */

import type { ClassDef, Expr, FunctionDef } from '../../model/python.ts';
import type { Framework } from '../../model/routes.ts';
import type { Range } from '../../model/span.ts';
import { type Constant, isLarge } from '../constants.ts';
import type { Site } from '../resolve.ts';

/** A node and the file it stands in. */
export interface Node {
  readonly path: string;
  readonly range: Range;
}

/** The names of a module or of one call of a function. */
export interface Scope {
  readonly site: Site;
  readonly names: Map<string, Value>;
  readonly parent: Scope | null;
}

export type Value =
  | { readonly k: 'const'; readonly v: Constant }
  | RouterValue
  | { readonly k: 'list'; readonly items: Value[]; complete: boolean }
  | { readonly k: 'dict'; readonly entries: [Value, Value][] }
  | FunctionValue
  | ClassValue
  | Instance
  | { readonly k: 'module'; readonly path: string }
  /** Something of a library: `fastapi.Depends`. */
  | { readonly k: 'external'; readonly dotted: string }
  | Made
  /** A method of a known value, waiting for its arguments. */
  | { readonly k: 'method'; readonly of: Value; readonly name: string }
  /** `router.get("/x")`: a decorator that will register what it is given. */
  | { readonly k: 'registrar'; readonly register: (handler: Value, at: Node) => void }
  /** One route or mount of a `routes=[…]` list. */
  | { readonly k: 'entry'; readonly entry: Entry }
  /** `fold` says what it is under default settings, where that can be told: asked only when text is needed. */
  | {
      readonly k: 'unknown';
      readonly reason: string;
      readonly fold?: () => Constant | undefined;
      /** What `fold` said. */
      readonly known?: Constant | undefined;
    };

export interface RouterValue {
  readonly k: 'router';
  readonly router: Router;
  /** `super()` inside one of its methods: the library's methods are meant. */
  readonly plain?: true;
}

export interface FunctionValue {
  readonly k: 'function';
  readonly site: Site;
  readonly def: FunctionDef;
  /** Where its free names live; `null` for the module's. */
  readonly scope: Scope | null;
  readonly self: Instance | RouterValue | null;
  /** What wraps it where it is registered: `require_auth(handler)`. */
  readonly wrappers: readonly Wrapper[];
}

interface Wrapper {
  readonly value: Value;
  readonly at: Node;
}

export interface ClassValue {
  readonly k: 'class';
  readonly site: Site;
  readonly def: ClassDef;
  /** Where it was defined. */
  readonly scope: Scope | null;
  /** What its body bound, where that was run. */
  readonly body?: Scope;
}

export interface Instance {
  readonly k: 'instance';
  readonly site: Site;
  readonly def: ClassDef;
  readonly fields: Map<string, Value>;
  /** `super()` inside one of its methods: looked up in a class above, methods still act on this object. */
  readonly acting?: Instance;
}

/** The result of calling something of a library: `fastapi.Depends(get_user)`. */
export interface Made {
  readonly k: 'made';
  readonly dotted: string;
  readonly args: readonly Value[];
  readonly kw: ReadonlyMap<string, Value>;
  readonly at: Node;
}

/** What a router, an inclusion or a registration says for OpenAPI. */
export interface Shown {
  /** `response_model=` as code. */
  readonly responseModel: string | null;
  readonly tags: readonly string[];
  readonly operationId: string | null;
  readonly name: string | null;
  readonly deprecated: boolean;
  readonly inSchema: boolean;
}

/** An application, router or blueprint, identified by the call that makes it. */
export interface Router {
  readonly kind: 'app' | 'router';
  readonly isBlueprint: boolean;
  readonly framework: Framework;
  readonly at: Node;
  readonly shown: Shown;
  name: string | null;
  /** The class of the repository that it is an instance of, where it extends the library's. */
  extends: { readonly site: Site; readonly def: ClassDef } | null;
  /** `undefined`: there is one, and it could not be read. */
  readonly prefix: string | undefined;
  readonly dependencies: Value[];
  readonly entries: Entry[];
  /** What its class, or code that has it, keeps in it. */
  readonly fields: Map<string, Value>;
  readonly middleware: Middleware[];
  /** What a blueprint puts around the requests of the application that registers it: `before_app_request`. */
  readonly appMiddleware: Middleware[];
  /** Routes are taken out where later ones answer instead. */
  overrides: boolean;
  /** A namespace of flask-restx. */
  readonly namespace?: true;
  /** Made in a test. */
  readonly test: boolean;
  /** Code that is not followed got hold of it, and may include it. */
  escapes: boolean;
}

interface Middleware {
  readonly value: Value;
  readonly at: Node;
}

/** The `if` around a registration. */
export interface Condition {
  readonly test: Expr;
  /** Under default settings, what is inside is not run. */
  readonly off: boolean;
}

export type Entry = RouteEntry | IncludeEntry;

export interface RouteEntry {
  readonly k: 'route';
  /** `null`: those that the handler class defines. */
  readonly methods: readonly string[] | null;
  readonly path: string | undefined;
  readonly handler: Value;
  /** Starlette's own way in a router of FastAPI, whose prefix and dependencies do not apply to it. */
  readonly plain: boolean;
  readonly dependencies: readonly Value[];
  readonly shown: Shown;
  readonly at: Node;
  readonly condition: Condition | null;
  /** Run once, in the order of the file. */
  readonly straight: boolean;
}

export interface IncludeEntry {
  readonly k: 'include';
  readonly child: Router;
  readonly prefix: string | undefined;
  /** Answers only to this host: `Host("api.example.org", …)`, `subdomain=`. */
  readonly host?: string;
  /** Flask: the prefix of the registration replaces the blueprint's own. */
  readonly replaces: boolean;
  /** What the child has at this moment counts: FastAPI copies its routes, Flask refuses later ones. */
  readonly copies: boolean;
  readonly dependencies: readonly Value[];
  readonly shown: Shown;
  readonly at: Node;
  readonly condition: Condition | null;
  /** Run once, in the order of the file. */
  readonly straight: boolean;
}

export const unknown = (reason: string): Value => ({ k: 'unknown', reason });
/** What doubles at each name is no path. */
export const constant = (v: Constant): Value => (isLarge(v) ? unknown('a long text') : { k: 'const', v });
export const list = (items: Value[]): Value => ({ k: 'list', items, complete: true });
/** A constant where one can be told, else the value itself. */
export function folded(value: Value): Value {
  const known = value.k === 'unknown' ? (value.known ?? value.fold?.()) : undefined;
  return known === undefined ? value : constant(known);
}
/** Routes that are listed; a list that is added to itself doubles. */
const MAX_LISTED = 20_000;
/** Adds to a list as much as it can hold; whether that was all. */
export function addTo(items: Value[], more: readonly Value[]): boolean {
  for (const item of more.slice(0, Math.max(0, MAX_LISTED - items.length))) items.push(item);
  return items.length < MAX_LISTED;
}
/** The text of a value, `undefined` when it is not a known string. */
export function textOf(value: Value | undefined): string | undefined {
  const known = value && folded(value);
  return known?.k === 'const' && typeof known.v === 'string' ? known.v : undefined;
}
export const isNone = (value: Value | undefined): boolean => value?.k === 'const' && value.v === null;
/** The items of a list or of a constant sequence; `null` for anything else. */
export function itemsOf(value: Value | undefined): readonly Value[] | null {
  if (value?.k === 'list') return value.items;
  const known = value && folded(value);
  return known?.k === 'const' && Array.isArray(known.v) ? known.v.map(constant) : null;
}
/** What a loop runs over: `null` where nothing of it is known. */
export function loopItems(value: Value): readonly Value[] | null {
  return value.k === 'list' && !value.complete && value.items.length === 0 ? null : itemsOf(value);
}

/** Marks the routers in a value that code which is not followed gets hold of. */
export function letGo(value: Value): void {
  if (value.k === 'router') value.router.escapes = true;
  else if (value.k === 'entry' && value.entry.k === 'include') value.entry.child.escapes = true;
  else if (value.k === 'list') for (const item of value.items) letGo(item);
}

/** Whether a value counts as true, `null` where that depends on what is not known. */
export function truthOf(value: Value): boolean | null {
  switch (value.k) {
    case 'const':
      return Array.isArray(value.v) ? value.v.length > 0 : Boolean(value.v);
    case 'list':
      return value.items.length > 0 || (value.complete ? false : null);
    case 'dict':
      return value.entries.length > 0;
    case 'router':
    case 'function':
    case 'class':
    case 'instance':
    case 'module':
    case 'entry':
      return true;
    default:
      return null;
  }
}

/** It is one thing however often it is asked for: a router that a class keeps is not made anew. */
export function isObject(value: Value): boolean {
  return value.k === 'router' || value.k === 'list' || value.k === 'dict' || value.k === 'instance';
}
