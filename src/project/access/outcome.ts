/** What the ends of a function mean for a caller without credentials. */
import type { Expr } from '../../model/python.ts';
import type { Follow, Role } from './follow.ts';
import { type Exit, either, FOREIGN, HARMLESS, type Opening, type Outcome, type Value } from './values.ts';

export function conclude(follow: Follow): Outcome {
  const { exits, asking } = follow;
  const refusals = exits.filter((exit) => exit.k === 'refuse' && counts(exit, asking.role, follow.signature));
  const passes = exits.filter((exit) => exit.k === 'pass');
  const sure = refusals.find((exit) => isSure(exit, asking.role));
  const isOpen =
    asking.role === 'middleware' && passes.some((exit) => exit.way.from === 'foreign' && isBefore(exit, sure));
  const refuses = sure
    ? isOpen
      ? 'maybe'
      : 'yes'
    : refusals.some((exit) => exit.way.anonymous || asking.role !== 'body') && refusals.length > 0
      ? 'maybe'
      : 'no';
  const first = sure ?? refusals[0];
  return {
    refuses: refuses === 'maybe' && asking.role === 'helper' && !first?.way.anonymous ? 'no' : refuses,
    status: first?.status ?? 0,
    anonymous: first?.way.anonymous ?? false,
    kind: follow.signature ? 'signature' : 'credentials',
    value: given(exits),
    usesRoute: follow.usesRoute,
    opaque: follow.opaque,
    looks: follow.looks > 0,
    opens: sure ? openings(follow, passes) : [],
  };
}

function isBefore(exit: Exit, other: Exit | undefined): boolean {
  return other === undefined || exit.at.s < other.at.s;
}

/** 401 is about credentials; 403 and others only where their lack leads to it. */
function counts(exit: Exit, role: Role, isSigned: boolean): boolean {
  if (exit.status === 401) return role !== 'body' || exit.way.anonymous;
  if (exit.status === 403) return exit.way.anonymous;
  return (
    (role === 'dependency' || role === 'helper' || isSigned) &&
    exit.way.anonymous &&
    exit.status !== 429 &&
    exit.status < 500
  );
}

function isSure(exit: Exit, role: Role): boolean {
  if (exit.way.from !== 'foreign') return true;
  // A dependency that answers 401 is there for that; what it asks may be anywhere.
  return exit.status === 401 && role === 'dependency';
}

function given(exits: readonly Exit[]): Value {
  // What is given because credentials are missing says so.
  const values = exits
    .filter((exit) => exit.k === 'pass')
    .map(({ value, way }): Value => (value.k === 'const' && way.anonymous ? { ...value, from: 'anonymous' } : value));
  const answers = exits.filter((exit) => exit.k === 'refuse' && exit.raised === null);
  const [first, ...others] = values;
  const [answer] = answers;
  if (!first) return answer ? { k: 'refusal', status: answer.status, name: '' } : { k: 'const', v: null, from: 'sure' };
  const all = others.reduce<Value>(either, first);
  return all.k === 'next' || all.k === 'path' || all.k === 'endpoint' || all.k === 'refusal' ? FOREIGN : all;
}

/**
 * A caller without credentials gets what others need credentials for: a value that stands for a user, or, of a function
 * that gives nothing at all, its consent.
 */
function openings(follow: Follow, passes: readonly Exit[]): Opening[] {
  const isNothing = ({ value }: Exit) => value.k === 'const' && !value.v;
  const isCheck = passes.every(isNothing);
  return passes
    .filter((exit) => exit.way.from === 'setting' && (isCheck || !isNothing(exit)))
    .map(({ at, way }) => ({ setting: way.setting ?? '', path: follow.site.path, at: { s: at.s, e: at.e } }));
}

/** The same with a name instead of code. */
export function promised(by: boolean): Outcome {
  return by
    ? { ...HARMLESS, refuses: 'yes', status: 401, anonymous: true, opaque: true }
    : { ...HARMLESS, opaque: true };
}

export function isFalse(expr: Expr | undefined): boolean {
  return expr?.k === 'const' && expr.v === false;
}

export function isTrue(expr: Expr | undefined): boolean {
  return expr?.k === 'const' && expr.v === true;
}
