/** Verdicts in the database, for trends. */
import type { AuditStore } from '../audit/audit-record.ts';
import type { Database } from './database.ts';

/** `onTrouble`: told why a verdict could not be kept. */
export function auditStore(database: Database, onTrouble: (error: unknown) => void): AuditStore {
  return {
    async add(record) {
      try {
        await database.query(
          `INSERT INTO vigie.audit
             (repository_id, repository, pull_request, head, base, score, axes, conclusion, counts, engine, milliseconds, at, rules)
           VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9::jsonb, $10, $11, to_timestamp($12::float8 / 1000), $13::jsonb)`,
          [
            record.repository,
            record.repositoryUrl,
            record.pullRequest,
            record.head,
            record.base,
            record.score,
            JSON.stringify(record.axes),
            record.conclusion,
            JSON.stringify(record.counts),
            record.engine,
            record.milliseconds,
            record.at,
            JSON.stringify(record.rules),
          ],
        );
      } catch (error) {
        onTrouble(error);
      }
    },
  };
}
