/** What `__init__` puts into the fields of an instance, as far as it is constant. */
import type { ClassDef, Expr, FunctionDef } from '../../model/python.ts';
import { statementsOf } from '../../model/python-walk.ts';
import { type Constant, evaluate } from '../constants.ts';
import type { Db } from '../db.ts';
import { inside, type Site } from '../resolve.ts';
import { known, type Value } from './values.ts';

/** `body`: inside the class. `given`: what the instance was made with, by the names of the parameters. */
export function fieldsOf(
  db: Db,
  body: Site,
  def: ClassDef,
  given: ReadonlyMap<string, Constant>,
): Readonly<Record<string, Value>> {
  const init = def.body.find((stmt) => stmt.k === 'def' && stmt.name === '__init__');
  const fields: Record<string, Value> = {};
  if (init?.k !== 'def') return fields;
  const made: Making = { db, site: inside(body, init), init, given };
  for (const stmt of statementsOf(init.body)) {
    if (stmt.k !== 'assign' || !stmt.v) continue;
    for (const target of stmt.targets) {
      if (target.k !== 'attr' || target.obj.k !== 'name' || target.obj.id !== 'self') continue;
      const value = initial(made, stmt.v);
      if (value !== null) fields[`self.${target.name}`] = known(value);
    }
  }
  return fields;
}

interface Making {
  readonly db: Db;
  readonly site: Site;
  readonly init: FunctionDef;
  readonly given: ReadonlyMap<string, Constant>;
}

/** `exclude or DEFAULT`, `set(exclude)`, a parameter, a constant; `null` for anything else, and for nothing. */
function initial(made: Making, expr: Expr): Constant {
  const next = (inner: Expr) => initial(made, inner);
  if (expr.k === 'bin' && expr.op === 'or') return next(expr.l) ?? next(expr.r);
  if (expr.k === 'bin' && (expr.op === '+' || expr.op === '|')) {
    const [left, right] = [next(expr.l), next(expr.r)];
    return Array.isArray(left) && Array.isArray(right) ? [...left, ...right] : null;
  }
  if (expr.k === 'if') return next(expr.then) ?? next(expr.else);
  if (expr.k === 'call' && expr.fn.k === 'name' && /^(set|list|tuple|frozenset)$/.test(expr.fn.id)) {
    return expr.args[0] ? next(expr.args[0]) : [];
  }
  const param = expr.k === 'name' ? made.init.params.find(({ name }) => name === expr.id) : undefined;
  const passed = param ? made.given.get(param.name) : undefined;
  if (passed !== undefined) return passed;
  const value = evaluate(made.db, made.site, expr);
  // A default that is true or false may be given another way elsewhere.
  return value === undefined || typeof value === 'boolean' ? null : value;
}
