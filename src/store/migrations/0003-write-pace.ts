import type { Migration } from './migration.ts';

export const writePace: Migration = {
  version: 3,
  sql: `
-- When each installation may be written to next, and how full its hour is: all workers share it.
CREATE TABLE vigie.pace (
  installation bigint PRIMARY KEY,
  next_at timestamptz NOT NULL,
  level double precision NOT NULL,
  at timestamptz NOT NULL
);
`,
};
