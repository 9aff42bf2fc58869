import { defineProjectRule, type Found, type Setting } from '../../../src/rulekit/index.ts';
import { unusedSettings } from '../../../src/rulekit/unused-settings.ts';

export default defineProjectRule(({ project }) => {
  const byClass = Map.groupBy(unusedSettings(project), ({ at, owner }) => `${at.path} ${owner}`);
  return [...byClass.values()].flatMap(foundOf);
});

function foundOf(fields: readonly Setting[]): Found[] {
  const [first] = fields;
  if (!first) return [];
  return [
    {
      at: first.at,
      subject: `unused ${first.owner}`,
      symbol: first.owner,
      values: { owner: first.owner, example: first.name, variable: first.variables[0] ?? first.name.toUpperCase() },
      parts: fields.map(({ name, at }) => ({ subject: name, label: name, at })),
      related: fields.slice(1, 8).map(({ name, at }) => ({ ...at, note: 'field', values: { name } })),
    },
  ];
}
