import { defineProjectRule } from '../../../src/rulekit/index.ts';
import { emptyMetrics, hasMetrics, promisedMetrics } from '../../../src/rulekit/metrics.ts';
import { servedApplications } from '../../../src/rulekit/served-application.ts';

export default defineProjectRule(({ project }) => {
  const [app] = servedApplications(project);
  if (!app || hasMetrics(project)) return [];
  const promised = promisedMetrics(project);
  const [first, ...others] = promised;
  if (!first) return [];
  return [
    {
      at: first.at,
      subject: 'metrics',
      symbol: '',
      variant: first.kind,
      values: { names: [...new Set(promised.map(({ name }) => name))].slice(0, 4), app: app.name },
      related: [
        ...others.slice(0, 4).map(({ at }) => ({ ...at, note: 'too' })),
        ...emptyMetrics(project)
          .slice(0, 3)
          .map(({ at, name }) => ({ ...at, note: 'empty', values: { name } })),
      ],
    },
  ];
});
