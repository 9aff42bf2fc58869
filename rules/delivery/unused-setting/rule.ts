import { defineProjectRule, type Found, type Setting } from '../../../src/rulekit/index.ts';
import { unusedSettings } from '../../../src/rulekit/unused-settings.ts';

export default defineProjectRule(({ project }) => {
  const byFile = Map.groupBy(unusedSettings(project), ({ at }) => at.path);
  return [...byFile.values()].flatMap(foundOf);
});

function foundOf(fields: readonly Setting[]): Found[] {
  const [first] = fields;
  if (!first) return [];
  return [
    {
      at: first.at,
      subject: 'unused settings',
      symbol: first.owner,
      values: { owner: first.owner, variable: first.variables[0] ?? first.name.toUpperCase() },
      parts: fields.map(({ name, owner, at }) => ({ subject: `${owner}.${name}`, label: name, at })),
      related: fields
        .slice(1, 8)
        .map(({ name, owner, at }) => ({ ...at, note: 'field', values: { name: `${owner}.${name}` } })),
    },
  ];
}
