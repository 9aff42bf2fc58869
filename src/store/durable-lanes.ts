/**
 * Lanes in a database. A row of `vigie.lane` says what waits and what runs; a job of pg-boss, one for each lane that has
 * something to do, says whose turn it is. INVARIANT: both change in the same transaction.
 */
import { randomUUID } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import { AuditError } from '../audit/ports.ts';
import { type Claim, deliveryOf, type Ending, type Lanes, type Merge, type Standing } from '../jobs/lanes.ts';
import type { Job } from '../jobs/queue.ts';
import { bossDatabase, QUEUE } from './boss.ts';
import type { Database } from './database.ts';
import { codeOf } from './database-errors.ts';

export interface DurableOptions<P> {
  readonly database: Database;
  readonly boss: PgBoss;
  /** A UUID for this thread: what it ran is taken from it by `abandon`. */
  readonly owner: string;
  readonly merge: Merge<P>;
  /** Seconds without a sign of life after which a run counts as ended with its process. */
  readonly silence?: number | undefined;
  /** Milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

export interface DurableLanes<P> extends Lanes<P> {
  /** Hands out again what an owner ran, who is known to be gone; `null`: whoever ran anything. */
  abandon(owner: string | null): Promise<void>;
  /** Forgets deliveries that nobody will send again. */
  tidy(): Promise<void>;
}

/**
 * A run that was not heard of for so long has ended with its process. Seconds. A worker says nothing while it computes: the
 * rules of a repository of 10,000 files take more than five seconds of a core, and longer where the core is shared.
 */
const SILENCE = 20;

/** GitHub keeps deliveries for three days: https://docs.github.com/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks */
const REMEMBERED = '4 days';
const MAX_DELIVERIES = 500_000;

/** Milliseconds between two looks whether everything is done. */
const LOOK = 20;

interface Lane {
  readonly waiting: unknown;
  readonly waiting_delivery: string | null;
  readonly running: unknown;
  readonly running_delivery: string | null;
  readonly token: string | null;
  readonly attempts: number;
  readonly kills: number;
}

export function durableLanes<P>({
  database,
  boss,
  owner,
  merge,
  pause,
  silence = SILENCE,
}: DurableOptions<P>): DurableLanes<P> {
  const add = (job: Job<P>) =>
    database.transaction(async (within) => {
      const db = bossDatabase(within);
      const fresh = await within.query(
        'INSERT INTO vigie.delivery (id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING number',
        [deliveryOf(job)],
      );
      if (fresh.length === 0) return 'duplicate';
      // The update changes nothing, and holds the row until the end of the transaction.
      const [lane] = await within.query<Lane>(
        'INSERT INTO vigie.lane (key) VALUES ($1) ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING *',
        [job.key],
      );
      const older = payloadOf<P>(lane?.waiting);
      const payload = older === null ? job.payload : merge(older, job.payload);
      await within.query('UPDATE vigie.lane SET waiting = $2, waiting_delivery = $3 WHERE key = $1', [
        job.key,
        JSON.stringify(payload),
        job.delivery,
      ]);
      if (lane?.token != null) return 'coalesced';
      if (older === null) {
        await boss.send(QUEUE, { key: job.key }, { singletonKey: job.key, db });
        return 'queued';
      }
      if (lane !== undefined && lane.attempts > 0) {
        // It waits for another attempt; what is new need not.
        await within.query('UPDATE vigie.lane SET attempts = 0 WHERE key = $1', [job.key]);
        await boss.update(QUEUE, undefined, { singletonKey: job.key, startAfter: 0, db });
      }
      return 'coalesced';
    });

  const claim = (limit: number) =>
    database.transaction(async (within) => {
      const db = bossDatabase(within);
      const claims: Claim<P>[] = [];
      for (const job of await boss.fetch<{ key: string }>(QUEUE, { batchSize: limit, db })) {
        const { key } = job.data;
        const [lane] = await within.query<Lane>('SELECT * FROM vigie.lane WHERE key = $1 FOR UPDATE', [key]);
        const next = lane && nextOf(lane, merge);
        if (!next) {
          await boss.complete(QUEUE, job.id, null, { db });
          continue;
        }
        const token = randomUUID();
        await within.query(
          `UPDATE vigie.lane SET running = $2, running_delivery = $3, waiting = NULL, waiting_delivery = NULL, token = $4,
             owner = $5, job = $6, beat = now(), attempts = $7, kills = $8 WHERE key = $1`,
          [key, JSON.stringify(next.payload), next.delivery, token, owner, job.id, next.attempts, next.kills],
        );
        const { delivery, payload, attempts, kills } = next;
        claims.push({ job: { key, delivery, payload }, token, attempt: attempts + 1, kills });
      }
      return claims;
    });

  const end = ({ job, token, attempt, kills }: Claim<P>, ending: Ending) =>
    database.transaction(async (within) => {
      const db = bossDatabase(within);
      const [lane] = await within.query<Lane & { job: string }>(
        'SELECT * FROM vigie.lane WHERE key = $1 AND token = $2 FOR UPDATE',
        [job.key, token],
      );
      if (lane === undefined) return;
      if (ending.how === 'failed' && ending.forget) {
        await within.query('DELETE FROM vigie.delivery WHERE id = $1', [deliveryOf(job)]);
      }
      await boss.complete(QUEUE, lane.job, null, { db });
      const waiting = payloadOf<P>(lane.waiting);
      const isAgain = waiting === null && (ending.how === 'retry' || ending.how === 'back');
      if (waiting === null && !isAgain) {
        await within.query('DELETE FROM vigie.lane WHERE key = $1', [job.key]);
        return;
      }
      const payload = waiting === null ? job.payload : ending.how === 'done' ? waiting : merge(job.payload, waiting);
      const attempts = !isAgain ? 0 : ending.how === 'retry' ? attempt : attempt - 1;
      const keptKills = isAgain && ending.how === 'back' ? kills : 0;
      await within.query(
        `UPDATE vigie.lane SET waiting = $2, waiting_delivery = $3, running = NULL, running_delivery = NULL, token = NULL,
           owner = NULL, job = NULL, beat = NULL, attempts = $4, kills = $5 WHERE key = $1`,
        [job.key, JSON.stringify(payload), lane.waiting_delivery ?? job.delivery, attempts, keptKills],
      );
      const startAfter = isAgain && ending.how === 'retry' ? Math.ceil(ending.after / 1_000) : 0;
      const priority = keptKills > 0 ? 1 : 0;
      await boss.send(QUEUE, { key: job.key }, { singletonKey: job.key, startAfter, priority, db });
    });

  const handOutAgain = async (rows: readonly { readonly job: string }[]) => {
    if (rows.length > 0)
      await boss.fail(
        QUEUE,
        rows.map(({ job }) => job),
      );
  };

  return {
    add: (job) => repeated(() => add(job)),
    async claim(limit) {
      await handOutAgain(
        await database.query<{ job: string }>(
          'SELECT job FROM vigie.lane WHERE token IS NOT NULL AND beat < now() - make_interval(secs => $1)',
          [silence],
        ),
      );
      return await repeated(() => claim(limit));
    },
    async beat(claims) {
      const rows = await database.query<{ token: string; superseded: boolean }>(
        'UPDATE vigie.lane SET beat = now() WHERE token = ANY($1::uuid[]) RETURNING token, waiting IS NOT NULL AS superseded',
        [claims.map(({ token }) => token)],
      );
      const standings = new Map(rows.map(({ token, superseded }) => [token, superseded]));
      const standingOf = (token: string): Standing => {
        const superseded = standings.get(token);
        return superseded === undefined ? 'lost' : superseded ? 'superseded' : 'current';
      };
      return new Map(claims.map((one) => [one, standingOf(one.token)]));
    },
    end: (one, ending) => repeated(() => end(one, ending)),
    async idle() {
      while ((await database.query('SELECT 1 AS one FROM vigie.lane LIMIT 1')).length > 0) await pause(LOOK);
    },
    async abandon(gone) {
      await handOutAgain(
        await database.query<{ job: string }>(
          'SELECT job FROM vigie.lane WHERE token IS NOT NULL AND ($1::uuid IS NULL OR owner = $1)',
          [gone],
        ),
      );
    },
    async tidy() {
      await database.query(
        `DELETE FROM vigie.delivery
         WHERE at < now() - $1::interval OR number <= (SELECT max(number) FROM vigie.delivery) - $2`,
        [REMEMBERED, MAX_DELIVERIES],
      );
    },
  };
}

/** What a lane that is handed out is to do: what waits, and what a run owes that ended with its process. */
function nextOf<P>(lane: Lane, merge: Merge<P>) {
  const waiting = payloadOf<P>(lane.waiting);
  const running = payloadOf<P>(lane.running);
  const payload = waiting === null ? running : running === null ? waiting : merge(running, waiting);
  if (payload === null) return null;
  return {
    payload,
    delivery: lane.waiting_delivery ?? lane.running_delivery ?? '',
    attempts: waiting !== null && running !== null ? 0 : lane.attempts,
    kills: running === null ? lane.kills : lane.kills + 1,
  };
}

/** What `add` wrote as JSON: whoever opens a queue on a database gives it the type that was written there. */
function payloadOf<P>(value: unknown): P | null {
  return value === undefined ? null : (value as P | null);
}

/** Two that locked the same rows in another order: one of them is told to try again. */
const CONFLICT = /^40/;

async function repeated<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const conflict = error instanceof AuditError && CONFLICT.test(codeOf(error.cause));
      if (!conflict || attempt === 5) throw error;
    }
  }
}
