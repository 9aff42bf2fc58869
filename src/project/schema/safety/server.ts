/** Which database the repository runs on, as far as manifests, drivers and the migrations themselves say. */
import type { Import } from '../../../model/python.ts';
import { type Db, query } from '../../db.ts';
import { deploymentQuery } from '../../deployment/deployment.ts';

export interface DatabaseServer {
  readonly postgres: boolean;
  /** The lowest major version that an image names. */
  readonly version: number | null;
}

const IMAGE =
  /(?:^|\/)(?:postgres|postgresql|postgis|pgvector|timescaledb(?:-ha)?|supabase-postgres|citus)(?::\D*(\d+))?/i;
const DRIVER = /\b(?:psycopg(?:2|c)?|asyncpg|pg8000|aiopg)\b/i;

export const databaseServer = query<DatabaseServer>('database-server', (db) => {
  const images = db.get(deploymentQuery).manifests.flatMap(({ services }) =>
    services.flatMap(({ image }) => {
      const hit = image === null ? null : IMAGE.exec(image);
      return hit ? [hit] : [];
    }),
  );
  // Images of extensions count their own versions.
  const versions = images.flatMap((hit) => {
    const version = Number(hit[1]);
    return /postgres(?:ql)?:/.test(hit[0]) && version >= 9 && version < 30 ? [version] : [];
  });
  return {
    postgres: images.length > 0 || declaresDriver(db),
    version: versions.length === 0 ? null : Math.min(...versions),
  };
});

function declaresDriver(db: Db): boolean {
  return db.paths().some((path) => {
    const facts = db.facts(path);
    if (facts?.kind === 'requirements')
      return facts.requirements?.some(({ name }) => name !== null && DRIVER.test(name)) ?? false;
    if (!/(^|\/)(pyproject\.toml|Pipfile|setup\.cfg)$/.test(path)) return false;
    return DRIVER.test(JSON.stringify(facts?.documents ?? []));
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
