/** Which check-runs are under way, in the database. */
import type { OpenChecks } from '../audit/ports.ts';
import type { Database } from './database.ts';

/** What was begun longer ago is not in the way of anybody: GitHub calls it stale after 14 days. */
const KEPT = '30 days';

export function openChecksIn(database: Database): OpenChecks {
  return {
    async list({ repository, number }) {
      const rows = await database.query<{ readonly head: string }>(
        'SELECT head FROM vigie.open_check WHERE repository_id = $1 AND pull_request = $2 ORDER BY at',
        [repository, number],
      );
      return rows.map(({ head }) => head);
    },
    async add({ repository, number }, head) {
      await database.query(
        'INSERT INTO vigie.open_check (repository_id, pull_request, head) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [repository, number, head],
      );
    },
    async remove({ repository, number }, head) {
      await database.query(
        `DELETE FROM vigie.open_check
         WHERE (repository_id = $1 AND pull_request = $2 AND head = $3) OR at < now() - $4::interval`,
        [repository, number, head, KEPT],
      );
    },
  };
}
