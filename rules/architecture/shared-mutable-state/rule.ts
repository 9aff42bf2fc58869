import { defineProjectRule, type Found, type RequestWrite } from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => {
  const groups = Map.groupBy(project.requestWrites(), ({ at, holder }) => `${at.path} ${holder}`);
  return [...groups.values()].flatMap((group) => foundOf(group) ?? []);
});

function foundOf(group: readonly RequestWrite[]): Found | null {
  const [first] = group;
  if (!first) return null;
  const { symbol, target, holder, how, served } = first;
  const attribute = target.slice(target.lastIndexOf('.') + 1);
  const values = { target, attribute, holder, function: symbol, route: served.route ?? served.handler };
  const names = new Map(group.map((one) => [`${one.symbol} ${one.target}`, one]));
  return {
    at: first.at,
    subject: holder,
    symbol: '',
    values,
    parts: [...names].map(([subject, one]) => ({ subject, label: one.target, at: one.at })),
    related: group
      .slice(1, 8)
      .map((one) => ({ ...one.at, note: 'too', values: { function: one.symbol, target: one.target } })),
    ...(how === 'instance' ? {} : { variant: how }),
  };
}
