/** Which databases an application talks to, by the drivers that it asks for or imports. */
import type { DataNode } from '../model/facts.ts';
import type { Project, SourceFile } from '../model/project.ts';
import { applicationFiles } from './application.ts';

export interface Databases {
  /** `asyncpg`, `psycopg2`, `pymysql` … */
  readonly drivers: ReadonlySet<string>;
  /** PostgreSQL, and no other server. SQLite beside it is what tests use. */
  readonly postgresOnly: boolean;
}

const POSTGRES = /^(asyncpg|psycopg|psycopg2|psycopg2-binary|psycopg-binary|psycopg2cffi|pg8000)$/;
const OTHERS =
  /^(pymysql|mariadb|aiomysql|asyncmy|mysqlclient|mysql-connector-python|mysqldb|cx-oracle|oracledb|pyodbc|aioodbc|pymssql)$/;

/** The databases of the repository. */
export function databasesOf(project: Project): Databases {
  const drivers = new Set(
    (['python', 'requirements', 'toml'] as const).flatMap((kind) =>
      project.eachFile(kind, 'database-drivers', driversIn),
    ),
  );
  const isPostgres = [...drivers].some((name) => POSTGRES.test(name));
  return { drivers, postgresOnly: isPostgres && ![...drivers].some((name) => OTHERS.test(name)) };
}

function driversIn({ path, facts }: SourceFile): readonly string[] {
  const found = new Set<string>();
  const note = (name: string | null | undefined): void => {
    const plain = name?.toLowerCase().replaceAll('_', '-') ?? '';
    if (POSTGRES.test(plain) || OTHERS.test(plain)) found.add(plain);
  };
  for (const { name } of facts.requirements ?? []) note(name);
  for (const { from, names } of facts.python?.imports ?? [])
    for (const name of from === null ? names.map((one) => one.name) : [from]) {
      note(name.split('.')[0]);
      const dialect = /^sqlalchemy\.dialects\.(postgresql|mysql|oracle|mssql)/.exec(name)?.[1];
      if (dialect === 'postgresql') note('psycopg2');
      else if (dialect !== undefined) note('pymysql');
    }
  if (/(^|\/)(pyproject\.toml|Pipfile)$/.test(path)) for (const node of facts.documents ?? []) noteManifest(node, note);
  return [...found];
}

/** Names of distributions in a manifest: keys of its tables, and what its lists begin with. */
function noteManifest(node: DataNode, note: (name: string) => void): void {
  if (node.k === 'map')
    for (const { key, v } of node.entries) {
      note(key);
      noteManifest(v, note);
    }
  else if (node.k === 'seq') for (const item of node.items) noteManifest(item, note);
  else if (typeof node.v === 'string') note(/^[\w-]+/.exec(node.v)?.[0] ?? '');
}

/**
 * Whether every statement of the application goes through asyncpg: beside another driver that may serve requests, or a
 * synchronous engine, it cannot be told which one a statement meets.
 */
export function isAsyncpgOnly(project: Project): boolean {
  const { drivers } = databasesOf(project);
  return (
    drivers.has('asyncpg') &&
    ![...drivers].some((name) => /^psycopg(-binary)?$/.test(name)) &&
    !applicationFiles(project).some(makesEngine)
  );
}

function makesEngine({ facts }: SourceFile): boolean {
  const names = facts.python?.names ?? [];
  return names.includes('create_engine') || names.includes('engine_from_config');
}
