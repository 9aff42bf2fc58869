import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CONFIGURATION } from '../../src/config/defaults.ts';
import { runRules } from '../../src/engine/run-rules.ts';
import { selectRules } from '../../src/engine/select-rules.ts';
import { createProject } from '../../src/project/create-project.ts';
import { defineFileRule } from '../../src/rulekit/index.ts';
import { audit, entryOf, factsOf, linesWith, projectRule, wordRule } from './world.ts';

describe('an audit', () => {
  const catalogue = [wordRule('bad'), entryOf(projectRule('odd'), { id: 'odd', axis: 'data' })];

  it('gives the same bytes each time, whatever the order of files and rules', () => {
    const head = { 'a.env': 'bad odd', 'b.env': 'odd\nbad', 'c.env': 'bad' };
    const base = { 'a.env': 'bad', 'b.env': 'odd' };
    const reversed = Object.fromEntries(Object.entries(head).reverse());
    const first = JSON.stringify(audit(head, base, catalogue));
    expect(JSON.stringify(audit(reversed, base, catalogue.toReversed()))).toBe(first);
  });

  it('runs file rules again on changed files only', () => {
    const ran: string[] = [];
    const rule = defineFileRule(({ file }) => {
      ran.push(file.path);
      return linesWith(file, 'bad');
    });
    const rules = selectRules([entryOf(rule)], DEFAULT_CONFIGURATION, null);
    const files = new Map(['a', 'b', 'c'].map((path) => [path, factsOf('bad')]));
    const inputs = { paths: ['a', 'b', 'c'], files, hints: DEFAULT_CONFIGURATION.paths };
    const base = createProject(inputs);
    runRules(base, rules, () => false);
    const head = createProject({ ...inputs, files: new Map(files).set('b', factsOf('fine\nbad')) }, base);
    const { detected } = runRules(head, rules, () => false);
    expect(ran).toEqual(['a', 'b', 'c', 'b']);
    expect(detected.map(({ found }) => `${found.at.path}:${found.at.span.line}`)).toEqual(['a:1', 'b:2', 'c:1']);
  });
});
