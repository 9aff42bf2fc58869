/** pg-boss on one of our databases: it hands out jobs, keeps those that have to wait, and cleans up after them. */
import { type Db, PgBoss } from 'pg-boss';
import type { Database } from './database.ts';

/** The queue of lanes that have something to do. */
export const QUEUE = 'lanes';

/** Its own schema, so that it may share a server with another user of pg-boss. */
const SCHEMA = 'vigie_queue';

/**
 * A run that is not heard of is taken away long before; this is for runs that nobody knows of. An attempt has 10 minutes.
 */
const EXPIRE = 3_600;

export interface BossOptions {
  /** Whether it looks after the tables. One process is enough; several take turns. */
  readonly supervise: boolean;
  /** Told of what goes wrong beside calls. */
  readonly onTrouble: (error: unknown) => void;
}

/** Any number that no other program is likely to lock, and not that of our own migrations. */
const LOCK = 84_444;

/**
 * Makes its tables where they are not there, while others that start at the same time wait: pg-boss itself fails where two make
 * its schema at once. Throws `AuditError` when the database cannot be reached.
 */
export async function startBoss(database: Database, options: BossOptions): Promise<PgBoss> {
  // An embedded database has one connection, which the lock would hold, and one process.
  if (database.backend === 'pglite') return await startAlone(database, options);
  return await database.transaction(async (within) => {
    await within.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    return await startAlone(database, options);
  });
}

async function startAlone(database: Database, { supervise, onTrouble }: BossOptions): Promise<PgBoss> {
  const boss = new PgBoss({
    db: bossDatabase(database),
    backend: database.backend,
    schema: SCHEMA,
    supervise,
    schedule: false,
  });
  boss.on('error', onTrouble);
  await boss.start();
  await boss.createQueue(QUEUE, {
    // Of one key, at most one is queued or handed out.
    policy: 'exclusive',
    // Attempts are counted by the lane; the queue only hands out again what was lost.
    retryLimit: 1_000_000,
    expireInSeconds: EXPIRE,
    deleteAfterSeconds: EXPIRE,
  });
  // It reads what it knows of the queue once, outside of any transaction: within one, an embedded database would wait for itself.
  await boss.findJobs(QUEUE, { key: '' });
  return boss;
}

/** How pg-boss speaks to a database or to a transaction in it. */
export function bossDatabase(database: Database): Db {
  return {
    async executeSql(text, values = []) {
      const rows = values.length > 0 ? await database.query(text, values) : await database.script(text);
      return { rows: [...rows] };
    },
  };
}
