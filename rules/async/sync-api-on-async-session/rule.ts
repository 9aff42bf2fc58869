import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import { defineProjectRule, type Found, type SessionMisuse } from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => {
  const all = eachApplicationFile(project, 'session-misuses', ({ path }, of) => of.sessionMisuses(path));
  const byFile = Map.groupBy(all, ({ at, kind }) => `${at.path} ${kind}`);
  return [...byFile.values()].map(foundOf);
});

function foundOf(misuses: readonly SessionMisuse[]): Found {
  const [first] = misuses;
  if (!first) throw new Error('a finding has at least one place');
  const { kind, at, call, session, symbol, use } = first;
  const values = { call, session, function: symbol, use: use?.call ?? '' };
  return {
    at,
    subject: kind,
    symbol: '',
    values,
    variant: kind,
    parts: misuses.map((one) => ({
      subject: `${one.at.path} ${one.symbol} ${one.call}`,
      label: one.symbol,
      at: one.at,
      ...(misuses.length > 1 ? { alone: foundOf([one]) } : {}),
    })),
    related: [
      ...(use ? [{ ...use.at, note: 'use', values }] : []),
      ...misuses
        .slice(1, 8)
        .map((one) => ({ ...one.at, note: 'other', values: { function: one.symbol, call: one.call } })),
    ],
  };
}
