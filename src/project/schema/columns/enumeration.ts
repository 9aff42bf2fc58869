/** What an `Enum` column may hold. */
import type { Enumeration } from '../../../model/schema.ts';
import { classBindings } from '../../bindings.ts';
import { moduleName } from '../../modules.ts';
import { inside } from '../../resolve.ts';
import type { Machine } from '../python/machine.ts';
import { type CallValue, nameOf, rawTextOf, textOf, truth, type Value } from '../python/value.ts';

/** `sa.Enum("a", "b", name="status")`, `sa.Enum(Status, values_callable=…)`, `postgresql.ENUM(…)`. */
export function enumerationOf(m: Machine, call: CallValue): Enumeration {
  const first = call.args[0];
  const given = call.kw.name;
  const native = truth(call.kw.native_enum ?? { k: 'const', v: true }) !== false;
  if (first?.k === 'class') {
    const members = membersOf(m, first);
    const byValue = call.kw.values_callable !== undefined && nameOf(call.kw.values_callable) !== 'builtins.None';
    return {
      name: given ? textOf(given) : first.def.name.toLowerCase(),
      values: members && (byValue ? members.values : members.names),
      pythonClass: `${moduleName(m.db, first.site.path)}.${first.def.name}`,
      native,
    };
  }
  const texts = call.args.map((arg) => textOf(arg));
  const read = !call.partial && texts.every((text) => text !== null) && texts.length > 0;
  return {
    name: given ? textOf(given) : null,
    values: read ? texts.filter((text) => text !== null) : null,
    pythonClass: null,
    native,
  };
}

/** Names and values of the members of a Python enumeration, or `null` where one could not be read. */
export function membersOf(m: Machine, on: Value & { k: 'class' }): { names: string[]; values: string[] | null } | null {
  const names: string[] = [];
  const values: (string | null)[] = [];
  for (const [name, bindings] of classBindings(on.def).names) {
    const binding = bindings.at(-1);
    if (binding?.kind !== 'value' || binding.value === null || name.startsWith('_')) continue;
    names.push(name);
    const value = m.evaluate(m, { vars: new Map(), site: inside(on.site, on.def), parent: null }, binding.value);
    const isAuto = value.k === 'call' && nameOf(value.fn) === 'enum.auto';
    values.push(isAuto ? name.toLowerCase() : value.k === 'seq' ? rawTextOf(value.items[0]) : rawTextOf(value));
  }
  if (names.length === 0) return null;
  return { names, values: values.every((value) => value !== null) ? values : null };
}
