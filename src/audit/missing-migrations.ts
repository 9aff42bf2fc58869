/** What the migrations of a head lack, and where there is a base, what they did not lack there. */
import type { DraftRefusal, DraftRequest, MigrationDraft, MissingValues, TypeDifference } from '../model/draft.ts';
import type { Project } from '../model/project.ts';
import type { Chain, Difference, Schema } from '../model/schema.ts';
import { typesDiffer } from '../rulekit/column-types.ts';
import { databasesOf } from '../rulekit/databases.ts';
import { enumColumns, isOtherReading } from '../rulekit/enumerations.ts';

/** What is drafted: columns and tables, types of columns, values of enumerations. */
export interface Wanted {
  readonly tables: boolean;
  readonly types: boolean;
  readonly values: boolean;
}

/** Of an enumeration that lacks values, where the database is not known to be PostgreSQL. */
const DEPENDS = 'how an enumeration gains values depends on the database';

const EVERYTHING: Wanted = { tables: true, types: true, values: true };

/** Drafts the migrations that are missing at `head`; with `base`, only for what came since. `today`: an ISO date. */
export function draftMissing(
  head: Project,
  base: Project | null,
  today: string,
  wanted: Wanted = EVERYTHING,
): MigrationDraft {
  const before = base?.schema() ?? null;
  const refused: DraftRefusal[] = [];
  const differences = wanted.tables ? head.schema().differences.flatMap((one) => since(one, before, refused)) : [];
  const knownTypes = new Set(base ? typeDifferences(base).map(keyOfType) : []);
  const knownValues = new Set(base ? missingValues(base).map(keyOfValues) : []);
  const { postgresOnly: postgres } = databasesOf(head);
  const values = wanted.values ? missingValues(head).filter((one) => !knownValues.has(keyOfValues(one))) : [];
  if (!postgres) for (const { type } of values) refused.push({ subject: type, kind: 'no-conversion', detail: DEPENDS });
  const request: DraftRequest = {
    differences,
    types: wanted.types ? typeDifferences(head).filter((one) => !knownTypes.has(keyOfType(one))) : [],
    values: postgres ? values : [],
    postgres,
    today,
  };
  const draft = head.draftMigrations(request);
  return { files: draft.files, refused: [...refused, ...draft.refused] };
}

/** The part of a difference that the base did not have. */
function since(one: Difference, before: Schema | null, refused: DraftRefusal[]): Difference[] {
  if (one.kind === 'unmapped-table') return [];
  const table = before?.models.tables.find(({ name }) => name === one.table.name);
  const known = (before?.differences ?? []).filter(
    (other) => other.kind === one.kind && other.table.name === one.table.name,
  );
  if ('unread' in one && before !== null && !isUnreadAlike(one, before)) return [];
  if (one.kind === 'missing-table') {
    if (!one.doubtful) return known.length > 0 ? [] : [one];
    // It may have been in the database before the first migration: only one that is new is known to be missing.
    if (before !== null) return table ? [] : [one];
    refused.push({ subject: one.table.name, kind: 'doubtful', detail: '' });
    return [];
  }
  const columns = new Set(known.flatMap((other) => ('columns' in other ? other.columns.map(({ name }) => name) : [])));
  if (one.kind === 'missing-columns') {
    if (one.doubtful && before === null) {
      if (one.columns.length > 0) refused.push({ subject: one.table.name, kind: 'doubtful', detail: '' });
      return [];
    }
    const old = new Set(one.doubtful ? table?.columns.map(({ name }) => name) : []);
    const left = one.columns.filter(({ name }) => !columns.has(name) && !old.has(name));
    return left.length === 0 ? [] : [{ ...one, columns: left }];
  }
  return known.length > 0 ? [] : [one];
}

/** A statement that cannot be read and comes with the change may be its migration. */
function isUnreadAlike(one: Difference & { readonly unread: string }, before: Schema): boolean {
  if (one.unread === '') return true;
  if (one.kind === 'missing-columns')
    return before.differences.some(
      (other) => 'unread' in other && other.table.name === one.table.name && other.unread === one.unread,
    );
  const reasons = ({ unknown, createAll }: Chain) =>
    JSON.stringify([createAll, ...unknown.map(({ path, table, reason }) => [path, table, reason])]);
  const chain = before.chains.find(({ scriptLocation }) => scriptLocation === one.chain.scriptLocation);
  return chain !== undefined && reasons(chain) === reasons(one.chain);
}

function typeDifferences(project: Project): TypeDifference[] {
  return project.schema().pairs.flatMap((pair) => {
    const stored = new Map(pair.table.columns.map((column) => [column.name.toLowerCase(), column]));
    return pair.model.columns.flatMap((column): TypeDifference[] => {
      const there = stored.get(column.name.toLowerCase());
      return there && typesDiffer(column.type, there.type) ? [{ pair, column, stored: there }] : [];
    });
  });
}

function keyOfType({ pair, column, stored }: TypeDifference): string {
  return `${pair.model.name} ${column.name} ${column.type.family} ${stored.type.family}`;
}

function missingValues(project: Project): MissingValues[] {
  const found = new Map<string, MissingValues>();
  for (const column of enumColumns(project)) {
    const { pair, typeName, written, held } = column;
    if (isOtherReading(column) || written.every((value) => held.includes(value))) continue;
    found.set(`${pair.chain.scriptLocation} ${typeName}`, { chain: pair.chain, type: typeName, wanted: written, held });
  }
  return [...found.values()];
}

function keyOfValues({ chain, type, wanted, held }: MissingValues): string {
  return JSON.stringify([chain.scriptLocation, type, wanted.filter((value) => !held.includes(value))]);
}
