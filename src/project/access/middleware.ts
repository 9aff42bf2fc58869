/** What a middleware does to a request for one route that comes without credentials. */
import type { ClassDef, Expr, FunctionDef } from '../../model/python.ts';
import { statementsOf } from '../../model/python-walk.ts';
import { evaluate as constantOf } from '../constants.ts';
import { attributeOf, inside, type Site } from '../resolve.ts';
import type { Value as RunValue } from '../routes/values.ts';
import { type Asker, type Named, nameOf } from './dependencies.ts';
import { asks, HARMLESS_MIDDLEWARE } from './names.ts';
import { HARMLESS, known, type Outcome, REFUSES, type RouteShape, type Value } from './values.ts';

/** `given`: the keywords with which the middleware was added. */
export function outcomeOfMiddleware(
  by: Asker,
  value: RunValue,
  given: ReadonlyMap<string, RunValue>,
  route: RouteShape,
): Named | null {
  switch (value.k) {
    case 'made': {
      const inner = value.args[0] ?? value.kw.get('cls');
      if (/(^|\.)Middleware$/.test(value.dotted) && inner) return outcomeOfMiddleware(by, inner, value.kw, route);
      return ofLibrary(by, value.dotted, given, route);
    }
    case 'external':
      return ofLibrary(by, value.dotted, given, route);
    case 'function':
      return { name: nameOf(by.db, value.site, value.def), outcome: ofFunction(by, value.site, value.def, {}, route) };
    case 'class':
    case 'instance':
      return { name: nameOf(by.db, value.site, value.def), outcome: ofClass(by, value, given, route) };
    default:
      return null;
  }
}

function ofLibrary(by: Asker, dotted: string, given: ReadonlyMap<string, RunValue>, route: RouteShape): Named {
  if (/^starlette\.middleware\.authentication\.AuthenticationMiddleware$/.test(dotted)) {
    const backend = given.get('backend');
    const owner = backend?.k === 'instance' || backend?.k === 'class' ? backend : null;
    const member = owner && attributeOf(by.db, { kind: 'class', site: owner.site, def: owner.def }, 'authenticate');
    if (member?.kind === 'function')
      return {
        name: dotted,
        outcome: ofFunction(by, member.site, member.def, fieldsOf(by, member.site, owner?.def ?? null, given), route),
      };
    return { name: dotted, outcome: HARMLESS };
  }
  if (HARMLESS_MIDDLEWARE.test(dotted) || !asks(dotted.replace(/Middleware$/, '')))
    return { name: dotted, outcome: HARMLESS };
  return { name: dotted, outcome: { ...REFUSES, refuses: 'maybe' } };
}

function ofFunction(
  by: Asker,
  site: Site,
  def: FunctionDef,
  fields: Record<string, Value>,
  route: RouteShape,
): Outcome {
  const next = def.params.find((param) => /^(call_next|next|get_response|handler)$/.test(param.name));
  const args: Record<string, Value> = { ...fields };
  if (next) args[next.name] = { k: 'next' };
  return by.ask(site, def, { role: 'middleware', depth: 0, args, route });
}

function ofClass(
  by: Asker,
  { site, def }: { readonly site: Site; readonly def: ClassDef },
  given: ReadonlyMap<string, RunValue>,
  route: RouteShape,
): Outcome {
  for (const name of ['dispatch', '__call__']) {
    const member = attributeOf(by.db, { kind: 'class', site, def }, name);
    if (member.kind === 'function')
      return ofFunction(by, member.site, member.def, fieldsOf(by, inside(site, def), def, given), route);
  }
  return HARMLESS;
}

/** What `__init__` puts into fields: constants, and the keywords with which the middleware was added. */
function fieldsOf(
  by: Asker,
  body: Site,
  def: ClassDef | null,
  given: ReadonlyMap<string, RunValue>,
): Record<string, Value> {
  const init = def?.body.find((stmt) => stmt.k === 'def' && stmt.name === '__init__');
  const fields: Record<string, Value> = {};
  if (init?.k !== 'def') return fields;
  const at = inside(body, init);
  for (const stmt of statementsOf(init.body)) {
    if (stmt.k !== 'assign' || !stmt.v) continue;
    for (const target of stmt.targets) {
      if (target.k !== 'attr' || target.obj.k !== 'name' || target.obj.id !== 'self') continue;
      const value = initial(by, at, stmt.v, init, given);
      if (value) fields[`self.${target.name}`] = value;
    }
  }
  return fields;
}

function initial(
  by: Asker,
  at: Site,
  expr: Expr,
  init: FunctionDef,
  given: ReadonlyMap<string, RunValue>,
): Value | null {
  // `exclude or DEFAULT`, `set(exclude or [])`.
  if (expr.k === 'bin' && expr.op === 'or')
    return initial(by, at, expr.l, init, given) ?? initial(by, at, expr.r, init, given);
  if (expr.k === 'bin' && expr.op === '+') {
    const [left, right] = [initial(by, at, expr.l, init, given), initial(by, at, expr.r, init, given)];
    return left?.k === 'const' && right?.k === 'const' && Array.isArray(left.v) && Array.isArray(right.v)
      ? known([...left.v, ...right.v])
      : null;
  }
  if (expr.k === 'if') return initial(by, at, expr.then, init, given) ?? initial(by, at, expr.else, init, given);
  if (expr.k === 'call' && expr.fn.k === 'name' && /^(set|list|tuple|frozenset)$/.test(expr.fn.id))
    return expr.args[0] ? initial(by, at, expr.args[0], init, given) : known([]);
  const param = expr.k === 'name' ? init.params.find(({ name }) => name === expr.id) : undefined;
  const passed = param ? constantOfRun(given.get(param.name)) : null;
  if (passed) return passed;
  const value = constantOf(by.db, at, expr);
  return value === undefined || value === null || typeof value === 'boolean' ? null : known(value);
}

function constantOfRun(value: RunValue | undefined): Value | null {
  if (value?.k === 'const' && typeof value.v !== 'boolean' && value.v !== null) return known(value.v);
  if (value?.k !== 'list') return null;
  const items = value.items.map((item) => (item.k === 'const' ? item.v : null));
  return known(items.filter((item) => item !== null));
}
