/** The state of following a request without credentials through one function. */
import type { ClassDef, Expr, FunctionDef } from '../../model/python.ts';
import type { Db } from '../db.ts';
import { attributeOf, resolve, type Site, type Target } from '../resolve.ts';
import { instanceClass } from '../types.ts';
import type { Exit, Outcome, RouteShape, Value } from './values.ts';

/**
 * dependency: asked before the handler, a refusal of any kind counts. body: the handler itself, where only what is decided
 * by credentials counts. helper: called by one of them. middleware: runs for every request.
 */
export type Role = 'dependency' | 'body' | 'helper' | 'middleware';

/** How a function is called: what is known of names in it. */
export interface Asking {
  readonly role: Role;
  readonly depth: number;
  readonly args: Readonly<Record<string, Value>>;
  readonly route: RouteShape | null;
}

/** What a call inside the expression being evaluated does to the request. */
type Interruption =
  | { readonly k: 'pass' }
  | {
      readonly k: 'refuse';
      readonly status: number;
      readonly name: string;
      readonly isSure: boolean;
      readonly anonymous?: true;
    };

export interface Follow {
  readonly db: Db;
  /** Of the functions that this one calls. */
  readonly depth: number;
  readonly site: Site;
  readonly asking: Asking;
  /** Values of names; replaced where branches are tried. */
  names: Map<string, Value>;
  readonly exits: Exit[];
  interruption: Interruption | null;
  jump: 'break' | 'continue' | null;
  /** Counts looks at credentials. */
  looks: number;
  signature: boolean;
  usesRoute: boolean;
  opaque: boolean;
  steps: number;
  evaluate(expr: Expr): Value;
  /** Other functions, asked and remembered. */
  ask(site: Site, def: FunctionDef, asking: Asking): Outcome;
  /** What the decorators of a function do before it runs. */
  decorated(site: Site, def: FunctionDef): Outcome;
}

/** A function longer than this is no guard. */
export const MAX_STEPS = 4_000;
/** A helper of a helper of a dependency. */
export const MAX_DEPTH = 5;

/** The class around a site, with where it stands. */
export function classAround(site: Site): { readonly site: Site; readonly def: ClassDef } | null {
  const index = site.within.findLastIndex((def) => def.k === 'class');
  const def = site.within[index];
  return def?.k === 'class' ? { site: { path: site.path, within: site.within.slice(0, index) }, def } : null;
}

/** The method or function of the repository that `fn` names, through instances of its classes. */
export function calleeOf(db: Db, site: Site, fn: Expr): Target {
  const target = resolve(db, site, fn);
  if (target.kind === 'variable') {
    // `check = Checker(key)`, then `check(request)`.
    const made = instanceClass(db, site, fn);
    const called = made && attributeOf(db, made, '__call__');
    return called?.kind === 'function' ? called : target;
  }
  if (target.kind !== 'unknown' || fn.k !== 'attr') return target;
  const own = fn.obj.k === 'name' && /^(self|cls)$/.test(fn.obj.id) ? classAround(site) : null;
  const owner: Target | null = own ? { kind: 'class', ...own } : instanceClass(db, site, fn.obj);
  return owner ? attributeOf(db, owner, fn.name) : target;
}
