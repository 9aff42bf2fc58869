/** Follows a request without credentials through statements, and notes where it ends. */
import type { Expr, Stmt } from '../../model/python.ts';
import type { Range } from '../../model/span.ts';
import { describe } from '../describe.ts';
import { type Follow, MAX_STEPS } from './follow.ts';
import {
  along,
  type Exit,
  either,
  FOREIGN,
  isOfCaller,
  known,
  MAX_ITEMS,
  most,
  type Truth,
  truthOf,
  type Value,
  type Way,
} from './values.ts';

/** The way on after a block, or `null` where it ends the function. */
export function block(follow: Follow, body: readonly Stmt[], way: Way): Way | null {
  let at: Way | null = way;
  for (const stmt of body) {
    if (follow.steps > MAX_STEPS) return at;
    at = statement(follow, stmt, at);
    if (at === null || follow.jump !== null) return at;
  }
  return at;
}

function statement(follow: Follow, stmt: Stmt, way: Way): Way | null {
  switch (stmt.k) {
    case 'expr':
      return expression(follow, stmt.v, way);
    case 'assign':
      return assign(follow, stmt, way);
    case 'return':
      return leave(follow, stmt.v ? follow.evaluate(stmt.v) : known(null), stmt, way);
    case 'raise':
      return raise(follow, stmt, way);
    case 'if':
      return choose(follow, stmt, way);
    case 'for':
      return loop(follow, stmt, way);
    case 'while': {
      const truth = truthOf(follow.evaluate(stmt.test));
      if (interrupted(follow, stmt, way) === null) return null;
      if (truth.value === false) return way;
      // `while True:` around the messages of a web socket runs at least once.
      const after = block(follow, stmt.body, truth.value === true ? way : along(way, truth, true));
      follow.jump = null;
      return truth.value === true ? after : way;
    }
    case 'try':
      return attempt(follow, stmt, way);
    case 'with': {
      for (const { v, target } of stmt.items) {
        const value = follow.evaluate(v);
        if (target?.k === 'name') follow.names.set(target.id, value);
      }
      return interrupted(follow, stmt, way) && block(follow, stmt.body, way);
    }
    case 'match': {
      const open: Truth = { value: null, from: isOfCaller(follow.evaluate(stmt.subject)) ? 'anonymous' : 'foreign' };
      for (const { body } of stmt.cases) branch(follow, body, along(way, open, true));
      return way;
    }
    case 'assert': {
      const truth = truthOf(follow.evaluate(stmt.test));
      return truth.value === false
        ? end(follow, { status: 0, raised: 'AssertionError', at: stmt, way: along(way, truth, false) })
        : interrupted(follow, stmt, way);
    }
    case 'break':
    case 'continue':
      follow.jump = stmt.k;
      return way;
    default:
      return way;
  }
}

function expression(follow: Follow, expr: Expr, way: Way): Way | null {
  const value = follow.evaluate(expr);
  if (value.k === 'refusal' && expr.k === 'await')
    return end(follow, { status: value.status, raised: null, at: expr, way });
  if (expr.k === 'yield' || (expr.k === 'await' && expr.v.k === 'yield')) {
    const rest = interrupted(follow, expr, way);
    if (rest) follow.exits.push({ k: 'pass', way, status: 0, raised: null, value, at: expr });
    return null;
  }
  return interrupted(follow, expr, way);
}

function assign(follow: Follow, stmt: Stmt & { k: 'assign' }, way: Way): Way | null {
  const value = stmt.v ? follow.evaluate(stmt.v) : FOREIGN;
  for (const target of stmt.targets) {
    bind(follow, target, stmt.op ? FOREIGN : value);
    // `response.status_code = 401`
    if (
      target.k === 'attr' &&
      target.obj.k === 'name' &&
      /^status(_code)?$/.test(target.name) &&
      value.k === 'const' &&
      (value.v === 401 || value.v === 403)
    ) {
      follow.names.set(target.obj.id, { k: 'refusal', status: value.v, name: '' });
    }
  }
  return interrupted(follow, stmt, way);
}

function bind(follow: Follow, target: Expr, value: Value): void {
  if (target.k === 'name') follow.names.set(target.id, value);
  else if (target.k === 'tuple' || target.k === 'list') {
    const items = value.k === 'const' && Array.isArray(value.v) ? value.v : null;
    target.items.forEach((item, i) => {
      const one = items?.[i];
      bind(
        follow,
        item,
        items && one !== undefined && value.k === 'const'
          ? known(one, value.from)
          : isOfCaller(value)
            ? { k: 'some', from: 'anonymous' }
            : FOREIGN,
      );
    });
  }
}

/** Ends the way where a call on it lets the request through or refuses it. */
function interrupted(follow: Follow, at: Range, way: Way): Way | null {
  const { interruption } = follow;
  follow.interruption = null;
  if (interruption === null) return way;
  if (interruption.k === 'pass') {
    follow.exits.push({ k: 'pass', way, status: 0, raised: null, value: FOREIGN, at });
    return null;
  }
  const { status, name, isSure } = interruption;
  const on: Way = interruption.anonymous ? { ...way, anonymous: true } : way;
  if (isSure) return end(follow, { status, raised: name, at, way: on });
  end(follow, { status, raised: name, at, way: { ...on, from: 'foreign' } });
  return way;
}

function end(follow: Follow, { way, at, ...how }: Pick<Exit, 'way' | 'status' | 'raised' | 'at'>): null {
  follow.exits.push({ k: 'refuse', way, value: FOREIGN, at: { s: at.s, e: at.e }, ...how });
  return null;
}

function leave(follow: Follow, value: Value, at: Range, way: Way): null {
  if (interrupted(follow, at, way) === null) return null;
  if (value.k === 'refusal') return end(follow, { status: value.status, raised: null, at, way });
  follow.exits.push({ k: 'pass', way, status: 0, raised: null, value, at: { s: at.s, e: at.e } });
  return null;
}

function raise(follow: Follow, stmt: Stmt & { k: 'raise' }, way: Way): null {
  const { v } = stmt;
  const value = v ? follow.evaluate(v) : null;
  follow.interruption = null;
  if (value?.k === 'refusal') return end(follow, { status: value.status, raised: value.name, at: stmt, way });
  const name = v?.k === 'name' ? v.id : v?.k === 'attr' ? v.name : '';
  const made = v && v.k !== 'call' ? follow.evaluate({ k: 'call', s: v.s, e: v.e, fn: v, args: [], kw: [] }) : null;
  follow.interruption = null;
  return end(follow, { status: made?.k === 'refusal' ? made.status : v ? 0 : RERAISED, raised: name, at: stmt, way });
}

/** A bare `raise` gives on what it caught. */
const RERAISED = -1;

/** Copying so many names costs about as much as evaluating an expression. */
const NAMES_OF_STEP = 64;

/** Runs a block on a copy of the names; what is left of them if it goes on. */
function branch(
  follow: Follow,
  body: readonly Stmt[],
  way: Way,
): { readonly way: Way; readonly names: Map<string, Value> } | null {
  const before = follow.names;
  follow.names = new Map(before);
  follow.steps += before.size / NAMES_OF_STEP;
  const after = block(follow, body, way);
  const { names } = follow;
  follow.names = before;
  follow.jump = null;
  return after && { way: after, names };
}

function choose(follow: Follow, stmt: Stmt & { k: 'if' }, way: Way): Way | null {
  const truth = truthOf(follow.evaluate(stmt.test));
  if (interrupted(follow, stmt.test, way) === null) return null;
  if (truth.value !== null) {
    const on = along(way, truth, false);
    const after = block(follow, truth.value ? stmt.body : stmt.orelse, on);
    return after;
  }
  const asked = along(way, truth, true);
  const open: Way = truth.from === 'setting' ? { ...asked, setting: describe(stmt.test) } : asked;
  const yes = branch(follow, stmt.body, open);
  const no = branch(follow, stmt.orelse, open);
  if (yes && no) {
    follow.names = merged(yes.names, no.names);
    return way;
  }
  const only = yes ?? no;
  if (!only) return null;
  follow.names = only.names;
  // What follows a branch that ended depends on its condition; a record that is not there says nothing of who may see others.
  return truth.from === 'foreign' ? { ...way, anonymous: way.anonymous } : open;
}

function merged(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): Map<string, Value> {
  const names = new Map<string, Value>();
  for (const [name, value] of a) {
    const other = b.get(name);
    names.set(name, other ? either(value, other) : value);
  }
  for (const [name, value] of b) if (!names.has(name)) names.set(name, value);
  return names;
}

function loop(follow: Follow, stmt: Stmt & { k: 'for' }, way: Way): Way | null {
  const over = follow.evaluate(stmt.iter);
  if (interrupted(follow, stmt.iter, way) === null) return null;
  if (over.k === 'const' && Array.isArray(over.v) && over.v.length <= MAX_ITEMS) {
    let at: Way = way;
    for (const item of over.v) {
      bind(follow, stmt.target, known(item));
      const after = block(follow, stmt.body, at);
      if (after === null) return null;
      at = after;
      const { jump } = follow;
      follow.jump = null;
      if (jump === 'break') return at;
    }
    return block(follow, stmt.orelse, at);
  }
  bind(follow, stmt.target, isOfCaller(over) ? { k: 'some', from: 'anonymous' } : FOREIGN);
  const after = branch(
    follow,
    stmt.body,
    along(way, { value: null, from: isOfCaller(over) ? 'anonymous' : 'foreign' }, true),
  );
  if (after) follow.names = merged(follow.names, after.names);
  return block(follow, stmt.orelse, way);
}

function attempt(follow: Follow, stmt: Stmt & { k: 'try' }, way: Way): Way | null {
  const first = follow.exits.length;
  const looks = follow.looks;
  const before = new Map(follow.names);
  const body = block(follow, stmt.body, way);
  const hasLooked = follow.looks > looks;
  const after = body && stmt.orelse.length > 0 ? block(follow, stmt.orelse, body) : body;
  let goesOn: Way | null = after;
  for (const handler of stmt.handlers) {
    const caught = follow.exits
      .slice(first)
      .filter((exit) => exit.k === 'refuse' && exit.raised !== null && catches(handler.type, exit));
    for (const exit of caught) follow.exits.splice(follow.exits.indexOf(exit), 1);
    const sure = caught.find((exit) => exit.way.from !== 'foreign');
    const on: Way = sure
      ? { from: sure.way.from, anonymous: sure.way.anonymous || hasLooked }
      : along(way, { value: null, from: hasLooked ? 'anonymous' : 'foreign' }, true);
    const outer = follow.names;
    follow.names = merged(before, outer);
    const from = follow.exits.length;
    const rest = block(follow, handler.body, on);
    restore(follow, from, caught);
    if (rest && after === null) goesOn ??= { ...rest, from: most(way.from, sure ? rest.from : 'sure') };
    follow.names = rest ? (after ? merged(outer, follow.names) : follow.names) : outer;
  }
  const final = branch(follow, stmt.final, goesOn ?? way);
  return goesOn && final && goesOn;
}

/** A bare `raise` in a handler is what it caught, or nothing at all. */
function restore(follow: Follow, from: number, caught: readonly Exit[]): void {
  const again = follow.exits.slice(from).filter((exit) => exit.status === RERAISED);
  for (const exit of again) follow.exits.splice(follow.exits.indexOf(exit), 1);
  if (again.length > 0) follow.exits.push(...caught);
}

function catches(type: Expr | null, exit: Exit): boolean {
  if (type === null) return true;
  const types = type.k === 'tuple' ? type.items : [type];
  return types.some((one) => {
    const name = one.k === 'name' ? one.id : one.k === 'attr' ? one.name : '';
    if (name === 'Exception' || name === 'BaseException' || name === exit.raised) return true;
    if (exit.raised === '' && exit.status >= 400 && /HTTPException$/.test(name)) return true;
    if (exit.status === 0 || exit.raised === '')
      return !/^(KeyError|ImportError|IndexError|AttributeError|HTTPException|TimeoutError|OSError)$/.test(name);
    return exit.status >= 400 && /HTTPException$/.test(name) && exit.raised === 'HTTPException';
  });
}
