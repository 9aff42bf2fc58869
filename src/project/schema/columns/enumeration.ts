/** What an `Enum` column may hold. */
import type { ClassDef, Expr } from '../../../model/python.ts';
import { expressionsIn, expressionsOf, statementsOf } from '../../../model/python-walk.ts';
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
    const reading = readingOf(call.kw.values_callable);
    return {
      name: given ? textOf(given) : first.def.name.toLowerCase(),
      values: members && reading !== null ? members[reading] : null,
      pythonClass: `${moduleName(m.db, first.site.path)}.${first.def.name}`,
      native,
      ...readMembers(members, first.def),
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

/** What `values_callable` makes of the members: told by the attribute that it asks them for. */
function readingOf(given: Value | undefined): 'names' | 'values' | null {
  if (given === undefined || (given.k === 'const' && given.v === null)) return 'names';
  const asked =
    given.k === 'lambda'
      ? expressionsIn(given.body)
      : given.k === 'fn'
        ? statementsOf(given.def.body).flatMap((stmt) => expressionsOf(stmt).flatMap(expressionsIn))
        : [];
  const attributes = asked.flatMap((expr) => (expr.k === 'attr' ? [expr.name] : []));
  if (attributes.includes('value')) return attributes.includes('name') ? null : 'values';
  return attributes.includes('name') ? 'names' : null;
}

/** What `Enumeration.members` says of a class; nothing where a value could not be read. */
export function readMembers(members: Members | null, def: ClassDef): Pick<Enumeration, 'members'> {
  if (members === null || members.values === null) return {};
  return { members: { names: members.names, values: members.values, text: def.bases.some(isText) } };
}

function isText(base: Expr): boolean {
  const name = base.k === 'name' ? base.id : base.k === 'attr' ? base.name : '';
  return /^(str|StrEnum|TextChoices|.*StrEnum|.*StringEnum|StrictStr)$/.test(name);
}

interface Members {
  readonly names: string[];
  readonly values: string[] | null;
}

/**
 * Names and values of the members of a Python enumeration, or `null` where one could not be read. A second name of one value
 * is an alias, and is not stored.
 */
export function membersOf(m: Machine, on: Value & { k: 'class' }): Members | null {
  const names: string[] = [];
  const values: (string | null)[] = [];
  // Of a class that puts its values together, or adds members, they are not known.
  const isComputed = on.def.body.some(
    (stmt) => stmt.k === 'def' && /^__new__$|^_generate_next_value_$/.test(stmt.name),
  );
  for (const [name, bindings] of classBindings(on.def).names) {
    const binding = bindings.at(-1);
    if (binding?.kind !== 'value' || binding.value === null || name.startsWith('_')) continue;
    const value = m.evaluate(m, { vars: new Map(), site: inside(on.site, on.def), parent: null }, binding.value);
    const text = memberText(value, name, on.def);
    if (text !== null && values.includes(text)) continue;
    names.push(name);
    values.push(text);
  }
  if (names.length === 0) return null;
  return {
    names,
    values: isComputed || values.some((value) => value === null) ? null : values.filter((v) => v !== null),
  };
}

function memberText(value: Value, name: string, def: ClassDef): string | null {
  if (value.k === 'call' && nameOf(value.fn) === 'enum.auto')
    return def.bases.some((base) => base.k === 'name' && /^(Int|Flag)/.test(base.id)) || !def.bases.some(isText)
      ? null
      : name.toLowerCase();
  return value.k === 'seq' ? rawTextOf(value.items[0]) : rawTextOf(value);
}
