/** The schema for people and for programs: what the models say, what the migrations give, where they differ. */
import type { Chain, Column, Difference, ModelTable, Schema, Unread } from '../model/schema.ts';
import { visible } from './escape.ts';

/** Readable text: differences first, then what could not be read, then the tables. */
export function renderSchemaText(schema: Schema): string {
  const { models, chains } = schema;
  const differences = schema.differences.filter(isDifference);
  const known = models.tables.filter((table) => table.exempt === null);
  const lines = [`Models: ${counted(known.length, 'table')}, ${counted(countColumns(known), 'column')}`];
  for (const chain of chains) lines.push(...chainLines(chain));
  if (chains.length === 0) lines.push('Migrations: no Alembic tree with revisions was found');
  lines.push('', `Differences (${differences.length})`, '');
  for (const difference of differences) lines.push(...differenceLines(difference));
  lines.push(...(differences.length === 0 ? ['  none', ''] : ['']));
  const unread = unreadOf(schema);
  if (unread.length > 0) {
    lines.push(`Could not be read (${unread.length})`, '');
    for (const { path, span, reason, table } of unread) {
      lines.push(`  ${path}:${span.line}`, `    ${table === null ? '' : `${table}: `}${reason}`);
    }
    lines.push('');
  }
  lines.push('Tables of the models', '');
  for (const table of known)
    lines.push(...tableLines(table.name, `${table.at.path}:${table.at.span.line}`, table.columns));
  return `${lines.map(visible).join('\n').trimEnd()}\n`;
}

/** What a statement that could not be read may have made is no difference of one state: that statement is listed. */
function isDifference(difference: Difference): boolean {
  if ('unread' in difference && difference.unread !== '') return false;
  return difference.kind !== 'missing-columns' || difference.columns.length > 0;
}

function chainLines(chain: Chain): string[] {
  const { scriptLocation, revisions, heads, tables, problems } = chain;
  const lines = [
    `Migrations in ${scriptLocation}: ${counted(revisions.length, 'revision')}, ${counted(tables.length, 'table')}, ${counted(countColumns(tables), 'column')}`,
    `  ${heads.length === 1 ? 'head' : 'heads'}: ${heads.join(', ') || 'none'}`,
  ];
  if (chain.baseline) lines.push('  begins on a database that was there before: its older tables are not known');
  if (chain.createAll) lines.push('  calls create_all: what it creates is not known');
  for (const { path, span, kind, detail } of problems) lines.push(`  ${kind} ${detail} (${path}:${span.line})`);
  return lines;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function countColumns(tables: readonly { readonly columns: readonly Column[] }[]): number {
  return tables.reduce((sum, { columns }) => sum + columns.length, 0);
}

function differenceLines(difference: Difference): string[] {
  const { table } = difference;
  const place = `${table.at.path}:${table.at.span.line}`;
  const doubt =
    'doubtful' in difference && difference.doubtful ? ', unless it was there before the first migration' : '';
  switch (difference.kind) {
    case 'missing-table':
      return [`  ${table.name}  ${place}`, `    mapped, created by no migration${doubt}`];
    case 'missing-columns':
      return [`  ${table.name}  ${place}`, `    mapped, in no migration${doubt}: ${names(difference.columns)}`];
    case 'unmapped-columns':
      return [`  ${table.name}  ${place}`, `    in the migrations, not mapped: ${names(difference.columns)}`];
    case 'dropped':
      return [
        `  ${table.name}  ${place}`,
        `    mapped, dropped by ${difference.revision}${difference.columns.length === 0 ? '' : `: ${names(difference.columns)}`}`,
      ];
    case 'unmapped-table':
      return [`  ${table.name}  ${place}`, '    created by a migration, not mapped'];
  }
}

function names(columns: readonly Column[]): string {
  return columns.map(({ name }) => name).join(', ');
}

function tableLines(name: string, place: string, columns: readonly Column[]): string[] {
  const width = Math.min(32, Math.max(0, ...columns.map((column) => column.name.length)));
  return [
    `  ${name}  ${place}`,
    ...columns.map(
      (column) => `    ${column.name.padEnd(width)}  ${column.type.text}${column.nullable ? '' : ' NOT NULL'}`,
    ),
    '',
  ];
}

function unreadOf({ models, chains }: Schema): readonly Unread[] {
  const inModels = [
    ...models.unknown,
    ...models.tables.filter((table) => table.exempt === null).flatMap((table) => table.unknown),
  ];
  return [
    ...inModels,
    ...chains.flatMap((chain) => [...chain.unknown, ...chain.tables.flatMap((table) => table.unknown)]),
  ];
}

/** The contract of `vigie schema --format json`. */
export function renderSchemaJson({ models, chains, differences: all }: Schema): string {
  const differences = all.filter(isDifference);
  // Views and what migrations leave out are tables of the metadata all the same.
  const known = models.tables.filter((table) => table.exempt !== 'test');
  const data = {
    schemaVersion: 1,
    models: {
      tables: tablesJson(known),
      unknown: [...models.unknown, ...known.flatMap((table) => table.unknown)].map(unreadJson),
    },
    chains: chains.map((chain) => ({
      scriptLocation: chain.scriptLocation,
      heads: chain.heads,
      revisions: chain.revisions.length,
      baseline: chain.baseline,
      tables: Object.fromEntries(
        chain.tables.map((table) => [
          table.name,
          {
            columns: columnsJson(table.columns),
            path: table.at.path,
            line: table.at.span.line,
            complete: table.complete,
          },
        ]),
      ),
      unknown: [...chain.unknown, ...chain.tables.flatMap((table) => table.unknown)].map(unreadJson),
      problems: chain.problems.map(({ kind, revision, detail, path, span }) => ({
        kind,
        revision,
        detail,
        path,
        line: span.line,
      })),
    })),
    differences: differences.map((difference) => ({
      kind: difference.kind,
      table: difference.table.name,
      scriptLocation: difference.chain.scriptLocation,
      columns: 'columns' in difference ? difference.columns.map(({ name }) => name) : [],
      doubtful: 'doubtful' in difference && difference.doubtful,
    })),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

/**
 * Tables by name. Where several have one name, that of the metadata with the most tables stands first, in one metadata the one
 * with the most columns: what was left behind mostly knows less. The rest are its `others`.
 */
function tablesJson(tables: readonly ModelTable[]) {
  const sizes = Map.groupBy(tables, ({ metadata }) => metadata);
  const sizeOf = ({ metadata }: ModelTable) => sizes.get(metadata)?.length ?? 0;
  const byName = Map.groupBy(tables, ({ name }) => name);
  return Object.fromEntries(
    [...byName].map(([name, same]) => {
      const [first, ...others] = same.toSorted((a, b) => sizeOf(b) - sizeOf(a) || b.columns.length - a.columns.length);
      return [
        name,
        { ...(first && tableJson(first)), ...(others.length > 0 ? { others: others.map(tableJson) } : {}) },
      ];
    }),
  );
}

function tableJson({ columns, at, exempt }: ModelTable) {
  const place = { path: at.path, line: at.span.line };
  return { columns: columnsJson(columns), ...place, ...(exempt === null ? {} : { exempt }) };
}

function columnsJson(columns: readonly Column[]) {
  return Object.fromEntries(
    columns.map(({ name, type, nullable, primaryKey, serverDefault, foreignKey }) => [
      name,
      {
        type: type.text,
        family: type.family,
        nullable,
        ...(primaryKey ? { primaryKey } : {}),
        ...(serverDefault === null ? {} : { serverDefault }),
        ...(foreignKey ? { foreignKey: `${foreignKey.table}.${foreignKey.column}` } : {}),
      },
    ]),
  );
}

function unreadJson({ path, span, table, reason }: Unread) {
  return { path, line: span.line, table, reason };
}
