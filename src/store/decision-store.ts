/** What people decided, in the database: kept for good. */
import type { DecisionStore } from '../audit/ports.ts';
import type { Decision } from '../model/decision.ts';
import type { Database } from './database.ts';

export function decisionStore(database: Database): DecisionStore {
  return {
    async list({ repository, number }) {
      const rows = await database.query<{ readonly decision: Decision }>(
        'SELECT decision FROM vigie.decision WHERE repository_id = $1 AND pull_request = $2 ORDER BY number',
        [repository, number],
      );
      return rows.map(({ decision }) => decision);
    },
    async add({ repository, number }, decision) {
      await database.query(
        'INSERT INTO vigie.decision (repository_id, pull_request, id, decision) VALUES ($1, $2, $3, $4::jsonb) ON CONFLICT DO NOTHING',
        [repository, number, decision.id, JSON.stringify(decision)],
      );
    },
  };
}
