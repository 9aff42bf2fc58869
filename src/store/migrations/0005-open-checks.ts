import type { Migration } from './migration.ts';

export const openChecks: Migration = {
  version: 5,
  sql: `
-- Check-runs that were begun and not concluded: a run that is cut short leaves them to the next one, whatever head that finds.
CREATE TABLE vigie.open_check (
  repository_id bigint NOT NULL,
  pull_request integer NOT NULL,
  head text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (repository_id, pull_request, head)
);
`,
};
