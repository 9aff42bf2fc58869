/** What rules about the safety of migrations share: findings for each revision, and the safe way written out. */
import type { Column } from '../model/column.ts';
import type { Found, Part } from '../model/finding.ts';
import type { Operation } from '../model/migration.ts';
import type { MigrationStep, RevisionSafety } from '../model/migration-safety.ts';
import type { Project } from '../model/project.ts';
import { addColumnLine, columnTypeText } from './schema.ts';

/** What a rule says of one step: how people call it, and the lines to write instead. */
export interface Told {
  readonly label: string;
  readonly code: readonly string[];
  /** It fails whatever the table holds, so it counts for tables of the same pull request, too. */
  readonly certain?: true;
}

/**
 * A finding for each revision that has steps of which `tell` says something, with a part for each of them. Migrations that
 * are merged have run: only what a pull request brings is told, and only of tables that it did not make itself.
 */
export function revisionFindings(
  project: Project,
  tell: (step: MigrationStep, revision: RevisionSafety) => Told | null,
): Found[] {
  return project.migrationSafety().revisions.flatMap((one): Found[] => {
    const parts = one.steps.flatMap((step): Part[] => {
      const told = tell(step, one);
      return told ? [partOf(step, told)] : [];
    });
    const [first] = parts;
    return first ? [{ ...revisionFinding(one), at: first.at, parts: parts.filter(isFirstOfSubject) }] : [];
  });
}

/** What every finding about a revision has in common. */
export function revisionFinding({ revision }: RevisionSafety): Found & { readonly onlyNew: true } {
  return {
    at: { path: revision.at.path, span: revision.at.span },
    subject: revision.id,
    symbol: 'upgrade',
    values: { revision: revision.id },
    onlyNew: true,
  };
}

function partOf({ operation, madeBy, table }: MigrationStep, { label, code, certain }: Told): Part {
  const { at } = operation;
  return {
    subject: `${operation.op} ${table ?? ''} ${label}`,
    label,
    at: { path: at.path, span: at.span },
    code,
    ...(madeBy === null || certain ? {} : { upon: madeBy }),
  };
}

function isFirstOfSubject({ subject }: Part, position: number, all: readonly Part[]): boolean {
  return all.findIndex((other) => other.subject === subject) === position;
}

/** Whether a step is certain to run, on a table that may hold rows. */
export function meetsRows({ operation, fresh }: MigrationStep): boolean {
  return !fresh && !operation.doubtful;
}

/** `"users", schema="audit"`, as Alembic takes a table. */
export function tableArguments(table: string): { readonly name: string; readonly schema: string } {
  const dot = table.lastIndexOf('.');
  return dot < 0
    ? { name: `"${table}"`, schema: '' }
    : { name: `"${table.slice(dot + 1)}"`, schema: `, schema="${table.slice(0, dot)}"` };
}

/** A NOT NULL column that existing rows can take: at once where a constant will do, else in three steps. */
export function addRequiredColumn(table: string, column: Column): string[] {
  const line = addColumnLine({ name: table }, { ...column, nullable: false });
  if (line.includes('server_default=')) return [line];
  return [addColumnLine({ name: table }, { ...column, nullable: true }), ...fillThenRequire(table, column.name)];
}

/** The rows first, then the constraint. */
export function fillThenRequire(table: string, column: string): string[] {
  const { name, schema } = tableArguments(table);
  return [
    `op.execute("UPDATE ${table} SET ${column} = … WHERE ${column} IS NULL")`,
    `op.alter_column(${name}, "${column}", nullable=False${schema})`,
  ];
}

/** `op.alter_column(…, type_=…, postgresql_using=…)`. */
export function convertedColumn(table: string, operation: Operation & { readonly op: 'alter-column' }): string[] {
  if (!operation.type) return [];
  const { name, schema } = tableArguments(table);
  const { type, column } = operation;
  const target = (type.enumeration?.name ?? type.text).toLowerCase();
  const type_ = columnTypeText(type);
  return [`op.alter_column(${name}, "${column}", type_=${type_}, postgresql_using="${column}::${target}"${schema})`];
}

/** An index that is built while others write; PostgreSQL does that outside of transactions only. */
export function concurrentIndex(
  table: string,
  index: { readonly name: string | null; readonly columns: readonly string[]; readonly unique: boolean },
): string[] {
  const { name, schema } = tableArguments(table);
  const list = index.columns.length === 0 ? '…' : index.columns.map((column) => `"${column}"`).join(', ');
  const unique = index.unique ? ', unique=True' : '';
  const called = `"${index.name ?? `ix_${table}_${index.columns.join('_')}`}"`;
  return [
    'with op.get_context().autocommit_block():',
    `    op.create_index(${called}, ${name}, [${list}]${unique}, postgresql_concurrently=True${schema})`,
  ];
}
