/** The enumeration types of the database while migrations are replayed. */
import type { Step } from '../../../model/migration.ts';
import type { ChainType, Column } from '../../../model/schema.ts';
import type { Place } from '../../../model/span.ts';
import { HOLE } from '../python/value.ts';
import { bareName } from '../table-names.ts';

type TypeStep = Step & { op: 'create-type' | 'drop-type' | 'rename-type' | 'add-type-value' | 'rename-type-value' };

/** `sa.Enum(…, schema="app")` and `ALTER TYPE app.lang` are about one type; two of a name in two schemas are rare. */
export class TypeStates {
  readonly #types = new Map<string, ChainType>();
  /** A type is altered that nothing created: it was there before the first migration. */
  older = false;

  list(): ChainType[] {
    return [...this.#types.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  all(): ReadonlyMap<string, ChainType> {
    return this.#types;
  }

  /** A column of a type that SQL names and a migration created is an enumeration. */
  resolve(column: Column): Column {
    const { enumeration } = column.type;
    const known = enumeration?.name ? this.#types.get(bareName(enumeration.name)) : undefined;
    if (!enumeration || !known || (column.type.family === 'enum' && enumeration.values !== null)) return column;
    return {
      ...column,
      type: { ...column.type, family: 'enum', enumeration: { ...enumeration, values: known.values } },
    };
  }

  /** Values of a type that somebody changed in a way that could not be read; `null`: of all. */
  forgetValues(name: string | null): void {
    for (const [key, type] of this.#types)
      if (name === null || key === bareName(name)) this.#types.set(key, { ...type, values: null });
  }

  /** Returns what the type was called and is called, where it is called otherwise from now on. */
  apply(step: TypeStep, at: Place): { readonly from: string; readonly to: string } | null {
    const name = bareName(step.name);
    const known = this.#types.get(name);
    if (step.op === 'create-type') {
      // Creating a type that exists adds nothing.
      if (!known || known.values === null) this.#types.set(name, { name, values: step.values, at });
    } else if (step.op === 'drop-type') this.#types.delete(name);
    else if (!known) this.older = true;
    else if (step.op === 'rename-type') {
      const to = bareName(step.to);
      this.#types.delete(name);
      this.#types.set(to, { ...known, name: to });
      return { from: name, to };
    } else if (known.values !== null) this.#types.set(name, { ...known, values: changed(known.values, step) });
    return null;
  }
}

/** `null`: what the step says could not be read. */
function changed(
  values: readonly string[],
  step: TypeStep & { op: 'add-type-value' | 'rename-type-value' },
): readonly string[] | null {
  if (step.value.includes(HOLE) || ('to' in step && step.to.includes(HOLE))) return null;
  if (step.op === 'add-type-value') return [...values.filter((value) => value !== step.value), step.value];
  return values.map((value) => (value === step.value ? step.to : value));
}
