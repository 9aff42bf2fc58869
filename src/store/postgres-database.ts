/** A PostgreSQL server, through a pool of connections that are made when they are needed. */
import pg from 'pg';
import type { Database } from './database.ts';
import { toDatabaseError } from './database-errors.ts';

/** Milliseconds. GitHub waits ten seconds for the answer to a webhook, so nothing here may wait longer. */
const CONNECT = 4_000;
const STATEMENT = 8_000;

const CONNECTIONS = 10;

/** `bigint` as a number: nothing here counts beyond 2^53. https://github.com/brianc/node-pg-types */
const BIGINT = 20;

/** Never fails: who asks it something is told when the server cannot be reached. `onTrouble`: a connection broke while idle. */
export function postgresDatabase(url: string, onTrouble: (error: unknown) => void = () => undefined): Database {
  const types = new pg.TypeOverrides();
  types.setTypeParser(BIGINT, Number);
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT,
    query_timeout: STATEMENT,
    keepAlive: true,
    application_name: 'vigie',
    types,
  });
  pool.on('error', (error) => onTrouble(toDatabaseError(error)));
  return {
    ...statementsOf(pool),
    async transaction(work) {
      const client = await guarded(() => pool.connect());
      // The pool listens to idle connections only, and an error nobody listens to ends the process.
      client.on('error', onTrouble);
      let broken: Error | undefined;
      try {
        await guarded(() => client.query('BEGIN'));
        const result = await work(within(client));
        await guarded(() => client.query('COMMIT'));
        return result;
      } catch (error) {
        // A connection that cannot even roll back is not given back to the pool.
        await client.query('ROLLBACK').catch((cause: Error) => {
          broken = cause;
        });
        throw error;
      } finally {
        client.off('error', onTrouble);
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}

type Statements = Pick<Database, 'backend' | 'query' | 'script'>;

function statementsOf(client: pg.Pool | pg.PoolClient): Statements {
  return {
    backend: 'postgres',
    async query<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
      return (await guarded(() => client.query<Row>(sql, [...values]))).rows;
    },
    async script(sql) {
      // Of several statements the driver returns several results, and its types do not know it.
      const results: pg.QueryResult | readonly pg.QueryResult[] = await guarded(() => client.query(sql));
      return (Array.isArray(results) ? results : [results]).flatMap(({ rows }) => rows ?? []);
    },
  };
}

/** A transaction within a transaction is part of it. */
function within(client: pg.PoolClient): Database {
  const self: Database = {
    ...statementsOf(client),
    transaction: (work) => work(self),
    close: async () => undefined,
  };
  return self;
}

async function guarded<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw toDatabaseError(error);
  }
}
