/** Columns whose members a Python class tells and whose type the migrations make: what each side stores. */

import type { Operation } from '../model/migration.ts';
import type { Project } from '../model/project.ts';
import type { Chain, ChainType, Column, EnumMembers, ModelColumn, Pair } from '../model/schema.ts';
import type { Place } from '../model/span.ts';
import { databasesOf } from './databases.ts';

export interface EnumColumn {
  readonly pair: Pair;
  readonly column: ModelColumn;
  readonly stored: Column;
  readonly typeName: string;
  /** What the model stores. */
  readonly written: readonly string[];
  /** What the type holds after all migrations. */
  readonly held: readonly string[];
  /** Where the type was made; the column, where that is not known. */
  readonly madeAt: Place;
  readonly members: EnumMembers | null;
  readonly pythonClass: string | null;
}

/** All columns of native enumerations of which both sides are known. */
export function enumColumns(project: Project): readonly EnumColumn[] {
  const { postgresOnly } = databasesOf(project);
  return project.schema().pairs.flatMap((pair) =>
    pair.model.columns.flatMap((column): EnumColumn[] => {
      const stored = pair.table.columns.find(({ name }) => name.toLowerCase() === column.name.toLowerCase());
      const enumeration = column.type.enumeration;
      const there = stored?.type.enumeration;
      if (!enumeration?.native || enumeration.values === null || column.type.loose) return [];
      if (!stored || !there?.native || stored.type.loose || stored.type.family !== 'enum') return [];
      const type = typeOf(pair, there.name);
      const held = type ? type.values : there.values;
      if (held === null || (there.name === null && postgresOnly)) return [];
      // MySQL keeps the values with the column: what it was altered to last is what it holds.
      if (!postgresOnly && there.values !== null && hasAll(there.values, enumeration.values)) return [];
      const typeName = there.name ?? enumeration.name ?? column.name;
      return [
        {
          pair,
          column,
          stored,
          typeName,
          written: enumeration.values,
          held,
          madeAt: type?.at ?? stored.at,
          members: enumeration.members ?? null,
          pythonClass: enumeration.pythonClass,
        },
      ];
    }),
  );
}

/** Types are kept without their schema. */
function bareName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function typeOf({ chain }: Pair, name: string | null): ChainType | undefined {
  return name === null ? undefined : chain.types.find((type) => type.name === bareName(name));
}

/** Whether the type holds the other reading of the members: their values where names are stored, or the reverse. */
export function isOtherReading({ members, written, held }: EnumColumn): boolean {
  if (members === null || hasAll(held, written)) return false;
  const other = isSame(written, members.names) ? members.values : members.names;
  const fitting = other.filter((text) => held.includes(text)).length;
  return fitting > 0 && fitting * 2 >= other.length && fitting > written.filter((text) => held.includes(text)).length;
}

function hasAll(held: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((text) => held.includes(text));
}

export function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && hasAll(a, b);
}

/** The last part of a dotted name. */
export function classNameOf({ pythonClass, typeName }: EnumColumn): string {
  return pythonClass?.slice(pythonClass.lastIndexOf('.') + 1) ?? typeName;
}

/** Statements that were meant to make a type and found it there, without some of their values to this day. */
export interface UselessCreation {
  readonly type: string;
  readonly at: Place;
  readonly scriptLocation: string;
  readonly lacking: readonly string[];
  readonly revision: string;
  readonly firstAt: Place;
}

/** All of the repository: a type is made once, whatever else is written later. */
export function uselessCreations(project: Project): readonly UselessCreation[] {
  return databasesOf(project).postgresOnly ? project.schema().chains.flatMap(uselessIn) : [];
}

interface Made {
  readonly at: Place;
  readonly values: readonly string[] | null;
}

function uselessIn(chain: Chain): UselessCreation[] {
  const made = new Map<string, Made>();
  const found: UselessCreation[] = [];
  for (const { operations, id } of chain.revisions) {
    for (const operation of operations) {
      const name = 'name' in operation && operation.name !== null ? bareName(operation.name) : '';
      const known = made.get(name);
      if (operation.op !== 'create-type') followType(made, operation, known);
      else if (!known) made.set(name, operation);
      else {
        const { at, values, doubtful } = operation;
        const type = name;
        const held = chain.types.find(({ name }) => name === type)?.values ?? null;
        const now = known.values;
        const lacking =
          held && now ? (values ?? []).filter((value) => !now.includes(value) && !held.includes(value)) : [];
        if (lacking.length > 0 && !doubtful)
          found.push({ type, at, scriptLocation: chain.scriptLocation, lacking, revision: id, firstAt: known.at });
      }
    }
  }
  return found;
}

/** What else happens to a type. */
function followType(made: Map<string, Made>, operation: Operation, known: Made | undefined): void {
  if (!known) return;
  if (operation.op === 'drop-type') made.delete(bareName(operation.name));
  else if (operation.op === 'rename-type') {
    made.delete(bareName(operation.name));
    made.set(bareName(operation.to), known);
  } else if (operation.op === 'add-type-value')
    made.set(bareName(operation.name), { ...known, values: known.values && [...known.values, operation.value] });
  else if (operation.op === 'rename-type-value')
    made.set(bareName(operation.name), {
      ...known,
      values: known.values?.map((value) => (value === operation.value ? operation.to : value)) ?? null,
    });
}
