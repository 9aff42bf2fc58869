/** Attributes of objects whose class is in the repository: what `__init__` or a data class keeps of its arguments. */
import type { Expr, FunctionDef } from '../../../model/python.ts';
import { attributeOf } from '../../resolve.ts';
import type { Machine } from './machine.ts';
import type { CallValue, Frame, Value } from './value.ts';

/** The attribute `name` of what calling the class `on` made; `null` where it is not simply kept there. */
export function instanceAttribute(m: Machine, call: CallValue, on: Value & { k: 'class' }, name: string): Value | null {
  if (call.partial) return null;
  const init = attributeOf(m.db, { kind: 'class', site: on.site, def: on.def }, '__init__');
  if (init.kind !== 'function') return init.kind === 'unknown' ? fieldOf(m, call, on, name) : null;
  const kept = init.def.body.flatMap((stmt) =>
    stmt.k === 'assign' && stmt.v !== null && !stmt.op && stmt.targets.some((target) => isOwn(target, init.def, name))
      ? [stmt.v]
      : [],
  );
  const [value] = kept;
  if (value === undefined || kept.length > 1) return null;
  const frame: Frame = { vars: new Map(), site: init.site, parent: null };
  for (const [i, param] of init.def.params.slice(1).entries()) {
    if (param.kind === 'args' || param.kind === 'kwargs') return null;
    const given = (param.kind === 'keyword' ? undefined : call.args[i]) ?? call.kw[param.name];
    const bound = given ?? (param.default ? m.evaluate(m, frame, param.default) : null);
    if (bound !== null) frame.vars.set(param.name, bound);
  }
  return m.evaluate(m, frame, value);
}

/** `self.<name>`. */
function isOwn(target: Expr, init: FunctionDef, name: string): boolean {
  return (
    target.k === 'attr' && target.name === name && target.obj.k === 'name' && target.obj.id === init.params[0]?.name
  );
}

/** The field of a data class or named tuple: in the order of the body, or by its name. */
function fieldOf(m: Machine, call: CallValue, on: Value & { k: 'class' }, name: string): Value | null {
  const fields = on.def.body.flatMap((stmt) => {
    const [target] = stmt.k === 'assign' ? stmt.targets : [];
    return stmt.k === 'assign' && stmt.annotation && target?.k === 'name'
      ? [{ name: target.id, fallback: stmt.v }]
      : [];
  });
  const i = fields.findIndex((field) => field.name === name);
  const field = fields[i];
  if (field === undefined || call.args.length > fields.length) return null;
  const given = call.kw[name] ?? call.args[i];
  if (given || field.fallback === null) return given ?? null;
  return m.evaluate(m, { vars: new Map(), site: on.site, parent: null }, field.fallback);
}
