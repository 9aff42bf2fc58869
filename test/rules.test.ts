/** Every rule's README is its test: marked lines must be reported, every other line must stay silent. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type RuleFolder, readRules } from '../scripts/rule-tree.ts';
import { createExtractor, type Extractor } from '../src/facts/extract-facts.ts';
import type { Rule } from '../src/rulekit/index.ts';
import { parseExamples } from './examples/parse-examples.ts';
import { runExample } from './examples/run-example.ts';

const root = process.cwd();
const AGREEMENT = { silent: [], unexpected: [], noLongerMissed: [], worded: [], problems: [] };

let extractor: Extractor;
beforeAll(async () => {
  extractor = await createExtractor({ digestKey: 'examples' });
});

describe.each(readRules(root))('$axis/$id', (folder) => {
  it('has a complete README, and code', () => {
    expect(folder.readme.errors).toEqual([]);
    expect(folder.hasCode).toBe(true);
  });

  const { meta, examples: blocks } = folder.readme;
  if (!meta || !folder.hasCode) return;
  const examples = parseExamples(blocks);

  it.each(examples)('$heading', async (example) => {
    const rule = await loadRule(folder);
    expect(runExample(example, { meta, rule }, extractor)).toEqual(AGREEMENT);
  });

  it('shows at least one file with a finding and one without', () => {
    const marks = examples.flatMap(({ files }) => files).map(({ findings }) => findings.size);
    expect({ flagged: marks.some((count) => count > 0), silent: marks.includes(0) }).toEqual({
      flagged: true,
      silent: true,
    });
  });
});

/** The rule alone, not the registry: one rule that does not load must not take the others' tests along. */
async function loadRule({ axis, id }: RuleFolder): Promise<Rule> {
  const module: { default: Rule } = await import(pathToFileURL(join(root, 'rules', axis, id, 'rule.ts')).href);
  return module.default;
}
