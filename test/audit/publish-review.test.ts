import { expect, it } from '@jest/globals';
import type { CheckContent, Publisher } from '../../src/audit/ports.ts';
import { publishReview } from '../../src/audit/publish-review.ts';
import { DEFAULT_CONFIGURATION } from '../../src/config/defaults.ts';
import { NO_DECISIONS } from '../../src/model/decision.ts';
import { result } from '../report/sample.ts';

const STATE = {
  repository: 1,
  number: 1,
  open: true,
  draft: true,
  fork: false,
  author: 'alice',
  headSha: '1'.repeat(40),
  baseRef: 'main',
  repositoryUrl: 'https://github.com/acme/shop',
  changedFiles: 1,
  commits: 1,
};

it('a commit of a hundred failing pull requests fails, under a title that GitHub accepts', async () => {
  const concluded: (readonly [string, CheckContent])[] = [];
  const publisher: Publisher = {
    begin: async () => ({ url: null }),
    conclude: async (_head, conclusion, content) => void concluded.push([conclusion, content]),
    comment: async () => ({ created: 0, edited: 0, refused: [] }),
    cancel: async () => undefined,
    note: async () => undefined,
    currentHead: async () => STATE.headSha,
    failingElsewhere: async () => Array.from({ length: 100 }, (_, index) => 1_000 + index),
  };
  const links = { ruleUrl: (rule: string) => rule, permalink: () => null };
  await publishReview(
    {
      state: STATE,
      result: result({ findings: [], gate: { conclusion: 'success', reasons: [] } }),
      configuration: DEFAULT_CONFIGURATION,
      files: [],
      notes: [],
      checkUrl: null,
      draft: null,
      decisions: NO_DECISIONS,
    },
    { publisher, catalogue: [], links, full: false, last: true },
  );
  const [conclusion, content] = concluded[0] ?? [];
  expect(conclusion).toBe('failure');
  expect(content?.title).toContain('fails in #1000, #1001');
  expect(content?.title.length).toBeLessThanOrEqual(255);
});
