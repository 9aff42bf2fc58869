import type { Migration } from './migration.ts';

export const decisionsAnalyses: Migration = {
  version: 2,
  sql: `
-- What people decided about pull requests, in order. Nothing is ever deleted: it is what auditors of the gate ask for.
CREATE TABLE vigie.decision (
  repository_id bigint NOT NULL,
  pull_request integer NOT NULL,
  id text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  decision jsonb NOT NULL,
  PRIMARY KEY (repository_id, pull_request, id)
);

-- The newest analysis of each pull request, compressed. key names what it was made of.
CREATE TABLE vigie.analysis (
  repository_id bigint NOT NULL,
  pull_request integer NOT NULL,
  key text NOT NULL,
  value bytea NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (repository_id, pull_request)
);
CREATE INDEX analysis_at ON vigie.analysis (at);
`,
};
