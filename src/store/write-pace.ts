/** The pace of writes to one installation, kept in the database, so that several workers stay below GitHub's limits together. */
import { BURST, type Pace, WRITES_PER_HOUR } from '../jobs/pace.ts';
import type { Database } from './database.ts';

/** `spacing`: milliseconds between two writes. */
export function storedPace(database: Database, installation: number, spacing: number): Pace {
  return {
    async reserve() {
      // The bucket leaks at the hourly rate; what does not fit any more waits until it does.
      const [row] = await database.query<{ readonly wait: number }>(
        `INSERT INTO vigie.pace AS p (installation, next_at, level, at)
         VALUES ($1, clock_timestamp() + $2 * interval '1 millisecond', 1, clock_timestamp())
         ON CONFLICT (installation) DO UPDATE SET
           level = greatest(0, p.level - extract(epoch FROM clock_timestamp() - p.at)::float8 * $3::float8) + 1,
           at = clock_timestamp(),
           next_at = greatest(
             clock_timestamp(),
             p.next_at,
             clock_timestamp() + greatest(
               0, greatest(0, p.level - extract(epoch FROM clock_timestamp() - p.at)::float8 * $3::float8) + 1 - $4::float8
             ) / $3::float8 * interval '1 second'
           ) + $2 * interval '1 millisecond'
         RETURNING extract(epoch FROM next_at - clock_timestamp())::float8 * 1000 - $2::float8 AS wait`,
        [installation, spacing, WRITES_PER_HOUR / 3_600, BURST],
      );
      return Math.max(0, row?.wait ?? 0);
    },
    async hold(milliseconds) {
      await database.query(
        `INSERT INTO vigie.pace AS p (installation, next_at, level, at)
         VALUES ($1, clock_timestamp() + $2 * interval '1 millisecond', 0, clock_timestamp())
         ON CONFLICT (installation) DO UPDATE SET next_at = greatest(p.next_at, excluded.next_at)`,
        [installation, milliseconds],
      );
    },
  };
}
