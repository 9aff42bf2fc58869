import { defineProjectRule, type Found, type IgnoredSession } from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => {
  const all = project.ignoredSessions();
  const notPassed = Map.groupBy(
    all.filter(({ how }) => how === 'not-passed'),
    ({ at }) => at.path,
  );
  return [
    ...all.filter(({ how }) => how !== 'not-passed').map(ignored),
    ...[...notPassed.values()].flatMap((group) => forgotten(group) ?? []),
  ];
});

function ignored({ symbol, head, parameter, call, at, how }: IgnoredSession): Found {
  const values = { function: symbol, parameter, call };
  const related = [{ ...head, note: 'given', values }];
  return { at, subject: parameter, symbol, values, related, ...(how === 'unused' ? { variant: 'unused' } : {}) };
}

/** One for a file: to pass sessions on is a habit that its author has or has not. */
function forgotten(group: readonly IgnoredSession[]): Found | null {
  // Rows that are written in another transaction matter more than rows that are read there.
  const first = group.find(({ callee }) => callee?.writes) ?? group[0];
  if (!first?.callee) return null;
  const { symbol, parameter, call, callee } = first;
  const values = { function: symbol, parameter, call, callee: callee.name, takes: callee.parameter };
  const others = group.filter((one) => one !== first);
  return {
    at: first.at,
    subject: 'not passed on',
    symbol: '',
    values,
    variant: others.length > 0 ? 'not-passed-often' : 'not-passed',
    severity: callee.writes ? 'major' : 'minor',
    confidence: 'medium',
    parts: group.map((one) => {
      const name = `${one.symbol} ${one.callee?.name ?? ''}`;
      return { subject: name, label: one.callee?.name ?? one.call, at: one.at };
    }),
    related: [
      { ...first.head, note: 'given', values },
      { ...callee.opens, note: 'opens', values },
      ...others
        .slice(0, 6)
        .map((one) => ({ ...one.at, note: 'too', values: { call: one.call, function: one.symbol } })),
    ],
  };
}
