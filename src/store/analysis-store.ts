/** The newest analysis of each pull request, in the database, for as long as something may follow from it. */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Analysis, AnalysisStore } from '../audit/analyse-pull-request.ts';
import type { Database } from './database.ts';

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** Nobody decides about a pull request that was last audited longer ago; if somebody does, it is analysed again. */
const KEPT = '30 days';

export function analysisStore(database: Database): AnalysisStore {
  return {
    async get({ repository, number }, key) {
      const [row] = await database.query<{ readonly value: Uint8Array }>(
        'SELECT value FROM vigie.analysis WHERE repository_id = $1 AND pull_request = $2 AND key = $3',
        [repository, number, key],
      );
      // Written by `put` of this version: the key names the version of the extractor.
      return row === undefined ? null : (JSON.parse((await expand(row.value)).toString('utf8')) as Analysis);
    },
    async put({ repository, number }, key, analysis) {
      const value = await compress(JSON.stringify(analysis));
      await database.query(
        `INSERT INTO vigie.analysis (repository_id, pull_request, key, value) VALUES ($1, $2, $3, $4)
         ON CONFLICT (repository_id, pull_request) DO UPDATE SET key = excluded.key, value = excluded.value, at = now()`,
        [repository, number, key, value],
      );
      await database.query('DELETE FROM vigie.analysis WHERE at < now() - $1::interval', [KEPT]);
    },
  };
}
