/** What is known of a value while a request without credentials is followed through the code that may refuse it. */
import type { Range } from '../../model/span.ts';
import { type Constant, isLarge } from '../constants.ts';

/**
 * What a value, or the choice between two branches, is decided by. `anonymous`: by the credentials that the caller lacks;
 * `setting`: by the configuration; `foreign`: by anything else. Later ones say less about who may call.
 */
export type Source = 'sure' | 'anonymous' | 'setting' | 'foreign';

const ORDER: readonly Source[] = ['sure', 'anonymous', 'setting', 'foreign'];

export function least(a: Source, b: Source): Source {
  return ORDER.indexOf(a) <= ORDER.indexOf(b) ? a : b;
}

export function most(a: Source, b: Source): Source {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}

/** The parts of a request, and what frameworks keep beside it. */
export type Part = 'headers' | 'cookies' | 'session' | 'user' | 'state' | 'scope' | 'url' | 'query';

export type Value =
  | { readonly k: 'const'; readonly v: Constant; readonly from: Source }
  /** `caller`: whatever else decides it, credentials do, too. */
  | { readonly k: 'some'; readonly from: Source; readonly caller?: true }
  | { readonly k: 'request' }
  | { readonly k: 'part'; readonly of: Part }
  /** The path of the request, as the route has it. */
  | { readonly k: 'path'; readonly text: string }
  /** The function that answers, as frameworks name it. */
  | { readonly k: 'endpoint'; readonly names: readonly string[] }
  /** An answer or exception: its status, 0 where it is none of HTTP. */
  | { readonly k: 'refusal'; readonly status: number; readonly name: string }
  /** What lets the request through: `call_next`, the decorated function. */
  | { readonly k: 'next' };

export const FOREIGN: Value = { k: 'some', from: 'foreign' };
export const ANONYMOUS: Value = { k: 'some', from: 'anonymous' };
export const NOTHING: Value = { k: 'const', v: null, from: 'anonymous' };
export const some = (from: Source): Value => ({ k: 'some', from });
/** What doubles at each assignment is soon nothing that a guard compares with. */
export const known = (v: Constant, from: Source = 'sure'): Value =>
  isLarge(v) ? some(most(from, 'setting')) : { k: 'const', v, from };

/** Whether a value comes from the caller's credentials, or holds them. */
export function isOfCaller(value: Value): boolean {
  if (value.k === 'part') return value.of !== 'url' && value.of !== 'query';
  return value.k === 'request' || ((value.k === 'const' || value.k === 'some') && value.from === 'anonymous');
}

/** What a value tells of where it comes from. */
export function sourceOf(value: Value): Source {
  if (value.k === 'const' || value.k === 'some') return value.from;
  if (value.k === 'part') return value.of === 'url' || value.of === 'query' ? 'foreign' : 'anonymous';
  return value.k === 'request' ? 'anonymous' : 'sure';
}

/** Either of two values. */
export function either(a: Value, b: Value): Value {
  if (a === b || JSON.stringify(a) === JSON.stringify(b)) return a;
  const [left, right] = [sourceOf(a), sourceOf(b)];
  if (left === 'anonymous' || right === 'anonymous') return ANONYMOUS;
  return some(most('setting', most(left, right)));
}

/** An item whose truth is open, inside a list that is known otherwise. */
export const MAYBE = '\u0000maybe';
/** Lists of paths are short. */
export const MAX_ITEMS = 200;

/** A truth value, `null` where the branch is open, and what decides it. */
export interface Truth {
  readonly value: boolean | null;
  readonly from: Source;
  readonly caller?: true;
}

export function truthOf(value: Value): Truth {
  switch (value.k) {
    case 'const':
      return { value: Array.isArray(value.v) ? value.v.length > 0 : Boolean(value.v), from: value.from };
    case 'some':
      return {
        value: null,
        from: value.from === 'sure' ? 'foreign' : value.from,
        ...(value.caller ? { caller: true } : {}),
      };
    case 'part':
      // An anonymous user object exists; a session of nobody is empty.
      return value.of === 'session' || value.of === 'user'
        ? { value: value.of === 'user' ? null : false, from: 'anonymous' }
        : { value: true, from: 'sure' };
    default:
      return { value: true, from: 'sure' };
  }
}

/** How the request got to a statement: by what the branches on the way were decided. */
export interface Way {
  readonly from: Source;
  /** One of them by missing credentials. */
  readonly anonymous: boolean;
  /** The setting that opened it, as code. */
  readonly setting?: string;
}

export const START: Way = { from: 'sure', anonymous: false };

export function along(way: Way, { from, caller }: Truth, isOpen: boolean): Way {
  return {
    ...way,
    from: isOpen ? most(way.from, from) : way.from,
    anonymous: way.anonymous || from === 'anonymous' || caller === true,
  };
}

/** An end of a function. */
export interface Exit {
  readonly k: 'refuse' | 'pass';
  readonly way: Way;
  readonly status: number;
  /** By an exception of this name. */
  readonly raised: string | null;
  readonly value: Value;
  readonly at: Range;
}

/** What a function does to a request without credentials. Plain data: it is remembered. */
export interface Outcome {
  /** `maybe`: on a condition that has to do neither with the caller nor with the configuration. */
  readonly refuses: 'yes' | 'maybe' | 'no';
  readonly status: number;
  /** Because credentials are missing, and not whoever calls. */
  readonly anonymous: boolean;
  readonly kind: 'credentials' | 'signature';
  /** What it gives where it does not refuse. */
  readonly value: Value;
  /** The answer depends on the path, the method or the handler. */
  readonly usesRoute: boolean;
  /** It asks somebody else about credentials whose code is not there. */
  readonly opaque: boolean;
  /** It looks at credentials. */
  readonly looks: boolean;
  /** Where it lets a caller without credentials pass because of a setting. */
  readonly opens: readonly Opening[];
}

export interface Opening {
  readonly setting: string;
  readonly path: string;
  readonly at: Range;
}

export const HARMLESS: Outcome = {
  refuses: 'no',
  status: 0,
  anonymous: false,
  kind: 'credentials',
  value: FOREIGN,
  usesRoute: false,
  opaque: false,
  looks: false,
  opens: [],
};
export const REFUSES: Outcome = { ...HARMLESS, refuses: 'yes', status: 401, anonymous: true, value: ANONYMOUS };

/** The request as far as a route tells. */
export interface RouteShape {
  readonly path: string;
  readonly methods: readonly string[];
  /** Names by which frameworks may know the handler. */
  readonly endpoints: readonly string[];
}
