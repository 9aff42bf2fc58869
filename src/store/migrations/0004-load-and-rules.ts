import type { Migration } from './migration.ts';

export const loadAndRules: Migration = {
  version: 4,
  sql: `
-- Since when a lane has something to do: how old the oldest job is.
ALTER TABLE vigie.lane ADD COLUMN since timestamptz NOT NULL DEFAULT now();

-- New findings of a verdict, by rule.
ALTER TABLE vigie.audit ADD COLUMN rules jsonb NOT NULL DEFAULT '{}';
`,
};
