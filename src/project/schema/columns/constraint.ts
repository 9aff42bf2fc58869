/** Unique and check constraints as calls declare them. */
import type { TableConstraint } from '../../../model/schema.ts';
import { placeOf } from '../place.ts';
import type { Machine } from '../python/machine.ts';
import { type CallValue, shortName, textOf, type Value } from '../python/value.ts';

/** The unique and check constraints among the elements of a table; `null` where one could not be read. */
export function tableConstraints(m: Machine, values: readonly Value[]): TableConstraint[] | null {
  const found: TableConstraint[] = [];
  for (const value of values) {
    if (value.k !== 'call') continue;
    const kind = KINDS[shortName(value.fn) ?? ''];
    if (kind === undefined) continue;
    const constraint = readConstraint(m, value, kind);
    if (constraint === null) return null;
    found.push(constraint);
  }
  return found;
}

const KINDS: Readonly<Record<string, 'unique' | 'check'>> = { UniqueConstraint: 'unique', CheckConstraint: 'check' };

function readConstraint(m: Machine, call: CallValue, kind: 'unique' | 'check'): TableConstraint | null {
  const given = call.kw.name ?? (kind === 'check' ? call.args[1] : undefined);
  const name = textOf(given);
  const isNamed = given !== undefined && !(given.k === 'const' && given.v === null);
  const columns = kind === 'unique' ? call.args.map((arg) => textOf(arg)) : [];
  if ((isNamed && name === null) || call.partial || columns.some((column) => column === null)) return null;
  return {
    ...placeOf(m.db, call.path, call),
    kind,
    name,
    columns: columns.filter((column) => column !== null),
  };
}
