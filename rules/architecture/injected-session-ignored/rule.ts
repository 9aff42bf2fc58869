import { defineProjectRule, type Found, type IgnoredSession } from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => project.ignoredSessions().map(foundOf));

function foundOf({ symbol, head, parameter, call, at, how, callee }: IgnoredSession): Found {
  const values = { function: symbol, parameter, call, callee: callee?.name ?? '', takes: callee?.parameter ?? '' };
  return {
    at,
    subject: how === 'not-passed' ? `${parameter} ${values.callee}` : parameter,
    symbol,
    values,
    related: [{ ...head, note: 'given', values }, ...(callee ? [{ ...callee.opens, note: 'opens', values }] : [])],
    ...(how === 'rebound' ? {} : { variant: how }),
    ...(callee ? { confidence: 'medium' as const } : {}),
  };
}
