/** What a router holds: routes and other routers, as the calls that register them say. */
import { settled } from './copies.ts';
import { type Arguments, isStraight, type Run } from './run.ts';
import { NOTHING_SHOWN, shownBy } from './shown.ts';
import {
  type Condition,
  type IncludeEntry,
  itemsOf,
  type Node,
  type RouteEntry,
  type Router,
  type Value,
} from './values.ts';

interface RouteGiven {
  readonly methods: readonly string[] | null;
  readonly path: string | undefined;
  readonly handler: Value;
  readonly at: Node;
  readonly plain?: boolean;
  /** `null` for a library that registers without arguments of its own. */
  readonly from: Arguments | null;
  /** Where it is not that of this moment. */
  readonly condition?: Condition | null;
}

export function routeEntry(run: Run, given: RouteGiven): RouteEntry {
  const { methods, path, handler, at, from, plain = false, condition } = given;
  return {
    k: 'route',
    methods,
    path,
    handler: settled(handler),
    plain,
    dependencies: dependenciesIn(from),
    shown: from ? shownBy(from) : NOTHING_SHOWN,
    at,
    condition: condition === undefined ? (run.conditions.at(-1) ?? null) : condition,
    straight: isStraight(run),
  };
}

interface IncludeGiven {
  readonly child: Router;
  readonly prefix: string | undefined;
  readonly at: Node;
  readonly from: Arguments | null;
  readonly replaces?: boolean;
  readonly copies?: boolean;
  readonly condition?: Condition | null;
  readonly host?: string;
}

export function includeEntry(run: Run, include: IncludeGiven): IncludeEntry {
  const { child, prefix, at, from, replaces = false, copies = false, condition, host } = include;
  return {
    k: 'include',
    child,
    prefix,
    replaces,
    copies,
    dependencies: dependenciesIn(from),
    shown: from ? shownBy(from) : NOTHING_SHOWN,
    at,
    condition: condition === undefined ? (run.conditions.at(-1) ?? null) : condition,
    straight: isStraight(run),
    ...(host === undefined ? {} : { host }),
  };
}

function dependenciesIn(from: Arguments | null): readonly Value[] {
  return (itemsOf(from?.kw.get('dependencies')) ?? []).map(settled);
}
