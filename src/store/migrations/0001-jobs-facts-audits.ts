import type { Migration } from './migration.ts';

export const jobsFactsAudits: Migration = {
  version: 1,
  sql: `
-- Deliveries that were accepted, and for which job: one delivery may ask for several.
CREATE TABLE vigie.delivery (
  id text PRIMARY KEY,
  number bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX delivery_number ON vigie.delivery (number);

-- Of one key, what waits and what runs. A row without either is deleted.
CREATE TABLE vigie.lane (
  key text PRIMARY KEY,
  -- Not jsonb, which refuses characters that a comment may hold.
  waiting json,
  waiting_delivery text,
  running json,
  running_delivery text,
  -- Names one run: whoever holds another one has lost the lane.
  token uuid,
  -- The thread that runs it, and the job of the queue that it holds.
  owner uuid,
  job uuid,
  -- When it was last heard of.
  beat timestamptz,
  -- Failed attempts of what waits or runs; runs that ended with their process.
  attempts integer NOT NULL DEFAULT 0,
  kills integer NOT NULL DEFAULT 0
);
CREATE INDEX lane_running ON vigie.lane (beat) WHERE token IS NOT NULL;

-- Facts of files, compressed, by content.
CREATE TABLE vigie.facts (
  key text PRIMARY KEY,
  value bytea NOT NULL,
  bytes integer NOT NULL,
  used date NOT NULL DEFAULT current_date
);
CREATE INDEX facts_used ON vigie.facts (used);

-- Verdicts, for trends. Counts are of new findings, by severity.
CREATE TABLE vigie.audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  repository_id bigint,
  repository text NOT NULL,
  pull_request integer,
  head text NOT NULL,
  base text NOT NULL,
  score real NOT NULL,
  axes jsonb NOT NULL,
  conclusion text NOT NULL,
  counts jsonb NOT NULL,
  engine text NOT NULL,
  milliseconds integer NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX audit_repository ON vigie.audit (repository, at);
CREATE INDEX audit_at ON vigie.audit (at);
`,
};
