/** Which database the repository runs on, as far as manifests, drivers and the migrations themselves say. */
import type { Import } from '../../../model/python.ts';
import { type Db, query } from '../../db.ts';
import { deploymentQuery } from '../../deployment/deployment.ts';

export interface DatabaseServer {
  readonly postgres: boolean;
  readonly mysql: boolean;
  /** The lowest major version that an image names. */
  readonly version: number | null;
}

const IMAGE = /(?:^|\/)(?:postgres|postgresql|postgis|pgvector|timescaledb(?:-ha)?|supabase-postgres|citus)(?::|$)/i;
const MYSQL_IMAGE = /(?:^|\/)(?:mysql|mariadb|percona)(?::|$)/i;
const MYSQL_DRIVER = /\b(?:pymysql|mysqlclient|aiomysql|asyncmy|mysql-connector-python)\b/i;
const DRIVER = /\b(?:psycopg(?:2|c)?|asyncpg|pg8000|aiopg)\b/i;

export const databaseServer = query<DatabaseServer>('database-server', (db) => {
  const images = db
    .get(deploymentQuery)
    .manifests.flatMap(({ services }) => services.flatMap(({ image }) => image ?? []));
  const postgres = images.flatMap((image) => IMAGE.exec(image) ?? []);
  // Images of extensions count their own versions.
  const versions = images.flatMap((image) => {
    const version = Number(/(?:^|\/)postgres(?:ql)?:\D*(\d+)/i.exec(image)?.[1]);
    return version >= 9 && version < 30 ? [version] : [];
  });
  return {
    postgres: postgres.length > 0 || declares(db, DRIVER),
    mysql: images.some((image) => MYSQL_IMAGE.test(image)) || declares(db, MYSQL_DRIVER),
    version: versions.length === 0 ? null : Math.min(...versions),
  };
});

/** Whether a package of that name is among the dependencies. */
function declares(db: Db, driver: RegExp): boolean {
  return db.paths().some((path) => {
    const facts = db.facts(path);
    if (facts?.kind === 'requirements')
      return facts.requirements?.some(({ name }) => name !== null && driver.test(name)) ?? false;
    if (!/(^|\/)(pyproject\.toml|Pipfile|setup\.cfg)$/.test(path)) return false;
    return driver.test(JSON.stringify(facts?.documents ?? []));
  });
}

/** Whether a migration is written for PostgreSQL: it imports its dialect. */
export function importsPostgres(db: Db, path: string): boolean {
  const body = db.facts(path)?.python?.body ?? [];
  return body.some((stmt) => stmt.k === 'import' && namesPostgres(stmt));
}

function namesPostgres({ from, names }: Import): boolean {
  const dialect = 'sqlalchemy.dialects';
  return (
    from?.startsWith(`${dialect}.postgresql`) === true ||
    names.some(({ name }) => (from === dialect && name === 'postgresql') || name.startsWith(`${dialect}.postgresql`))
  );
}
