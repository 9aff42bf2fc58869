import { defineProjectRule } from '../../../src/rulekit/index.ts';
import { logOutputs } from '../../../src/rulekit/log-outputs.ts';
import { servedApplications } from '../../../src/rulekit/served-application.ts';

export default defineProjectRule(({ project }) => {
  if (servedApplications(project).length === 0) return [];
  const outputs = logOutputs(project);
  if (outputs.some(({ kind }) => kind === 'console' || kind === 'unknown')) return [];
  const [first, ...others] = outputs.filter(
    // A trail of who did what is kept in a file on purpose.
    ({ kind, at, symbol }) => kind === 'file' && !/audit|access|history|report|trail/i.test(`${at.path} ${symbol}`),
  );
  if (!first) return [];
  return [
    {
      at: first.at,
      subject: 'stdout',
      symbol: first.symbol,
      values: { call: first.call },
      related: others.slice(0, 7).map(({ at }) => ({ ...at, note: 'too' })),
    },
  ];
});
