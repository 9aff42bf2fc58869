import { defineProjectRule } from '../../../src/rulekit/index.ts';
import { readinessGap } from '../../../src/rulekit/readiness.ts';

export default defineProjectRule(({ project }) => {
  const gap = readinessGap(project);
  if (!gap) return [];
  const { route, others } = gap;
  return [
    {
      at: route.handler.at,
      subject: 'readiness',
      symbol: route.handler.symbol,
      values: { path: route.path },
      related: others.slice(0, 7).map((other) => ({ ...other.handler.at, note: 'too', values: { path: other.path } })),
    },
  ];
});
