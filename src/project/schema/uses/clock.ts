/** Whether an expression gives a time with its zone or without. */

import type { Clock } from '../../../model/model-uses.ts';
import type { Call, Expr, FunctionDef } from '../../../model/python.ts';
import { statementsOf } from '../../../model/python-walk.ts';
import type { Db } from '../../db.ts';
import { externalName, inside, resolve, type Site } from '../../resolve.ts';
import { nameOf, type Value } from '../python/value.ts';

const MAX_HOPS = 6;

/** `null`: not a time, or not known. */
export function clockOf(db: Db, site: Site, expr: Expr, hops = 0): Clock | null {
  if (hops > MAX_HOPS) return null;
  // `now + timedelta(days=1)`: an offset changes nothing.
  if (expr.k === 'bin' && (expr.op === '+' || expr.op === '-') && isDuration(db, site, expr.r))
    return clockOf(db, site, expr.l, hops + 1);
  if (expr.k === 'call') return ofCall(db, site, expr, hops);
  if (expr.k !== 'name') return null;
  const target = resolve(db, site, expr);
  const [only] = target.kind === 'variable' ? target.bindings : [];
  return target.kind === 'variable' && target.bindings.length === 1 && only?.kind === 'value' && only.value
    ? clockOf(db, target.site, only.value, hops + 1)
    : null;
}

/** The clock of a default that is called to get the time: `datetime.utcnow`, a lambda, a function of the repository. */
export function clockOfDefault(db: Db, value: Value | undefined): Clock | null {
  if (value?.k === 'ref') return NAIVE.test(value.name) || value.name === 'datetime.datetime.now' ? 'naive' : null;
  if (value?.k === 'lambda') return clockOf(db, value.site, value.body);
  if (value?.k === 'fn') return ofFunction(db, value.site, value.def, 0);
  // `functools.partial(datetime.now, timezone.utc)`
  const [fn, zone] = value?.k === 'call' && nameOf(value.fn) === 'functools.partial' ? value.args : [];
  return fn?.k === 'ref' && fn.name === 'datetime.datetime.now' && zone ? 'aware' : null;
}

const NAIVE = /^datetime\.datetime\.(utcnow|utcfromtimestamp)$/;

function ofFunction(db: Db, site: Site, def: FunctionDef, hops: number): Clock | null {
  const results = statementsOf(def.body).flatMap((stmt) => (stmt.k === 'return' ? [stmt.v] : []));
  const [first] = results;
  return results.length === 1 && first && !def.async ? clockOf(db, inside(site, def), first, hops + 1) : null;
}

function ofCall(db: Db, site: Site, call: Call, hops: number): Clock | null {
  const { fn } = call;
  const name = externalName(db, site, fn);
  const given = call.args.length + call.kw.length;
  if (name !== null && NAIVE.test(name)) return 'naive';
  if (name === 'datetime.datetime.now') {
    const zone = call.args[0] ?? call.kw.find((one) => one.name === 'tz')?.v;
    if (given === 0) return 'naive';
    return zone && !(zone.k === 'const' && zone.v === null) ? 'aware' : null;
  }
  if (name === 'django.utils.timezone.now' || name === 'pendulum.now' || name === 'arrow.utcnow') return 'aware';
  if (fn.k === 'attr' && fn.name === 'replace') {
    const zone = call.kw.find((one) => one.name === 'tzinfo')?.v;
    if (zone === undefined) return clockOf(db, site, fn.obj, hops + 1);
    return zone.k === 'const' && zone.v === null ? 'naive' : 'aware';
  }
  if (fn.k === 'attr' && fn.name === 'astimezone') return 'aware';
  const target = resolve(db, site, fn);
  return target.kind === 'function' ? ofFunction(db, target.site, target.def, hops) : null;
}

function isDuration(db: Db, site: Site, expr: Expr): boolean {
  return expr.k === 'call' && /(^|\.)(timedelta|relativedelta)$/.test(externalName(db, site, expr.fn) ?? '');
}
