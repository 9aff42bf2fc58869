import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CONFIGURATION } from '../../src/config/defaults.ts';
import { applyDecisions } from '../../src/engine/apply-decisions.ts';
import { type Decision, type Ignore, standingDecisions } from '../../src/model/decision.ts';
import { audit, wordRule } from './world.ts';

const rules = [wordRule('bad'), wordRule('worse', { severity: 'critical' })];
const made = { id: '1.0', by: 'alice', role: 'write', at: '2026-11-20T10:00:00Z', reason: 'a rehearsal' };
const ignore = (rest: Partial<Ignore>): Ignore => ({
  ...made,
  kind: 'ignore',
  rule: 'bad',
  path: null,
  fingerprint: null,
  ...rest,
});
const judges = { policy: DEFAULT_CONFIGURATION.gate, catalogue: rules };
const result = audit({ 'app/a.env': 'bad', 'lib/b.env': 'bad', 'old.env': 'bad' }, { 'old.env': 'bad' }, rules);
const open = (decisions: readonly Ignore[]) =>
  applyDecisions(result, decisions, judges)
    .findings.filter(({ status, suppressed }) => status === 'new' && suppressed === null)
    .map(({ path }) => path);

describe('what people set aside', () => {
  it('neither weighs nor gates, everywhere or below a path', () => {
    expect(open([])).toEqual(['app/a.env', 'lib/b.env']);
    expect(open([ignore({ path: 'app/**' })])).toEqual(['lib/b.env']);
    const after = applyDecisions(result, [ignore({})], judges);
    expect(after.gate).toEqual({ conclusion: 'success', reasons: [] });
    expect(after.score.overall).toBeGreaterThan(result.score.overall);
    expect(after.score.base).toEqual(result.score.base);
    expect(after.findings.find(({ path }) => path === 'app/a.env')?.suppressed).toEqual({
      by: 'decision',
      reason: 'a rehearsal',
      until: null,
    });
  });

  it('may be one finding of several, and never one that was there before', () => {
    const one = result.findings.find(({ path }) => path === 'lib/b.env');
    expect(open([ignore({ fingerprint: one?.fingerprint ?? '' })])).toEqual(['app/a.env']);
    const after = applyDecisions(result, [ignore({})], judges);
    expect(after.findings.find(({ path }) => path === 'old.env')).toMatchObject({
      status: 'existing',
      suppressed: null,
    });
  });

  it('leaves the result as it is for another rule', () => {
    expect(applyDecisions(result, [ignore({ rule: 'worse' })], judges)).toEqual(result);
  });
});

describe('a log of decisions', () => {
  const unignore = (rest: object): Decision => ({
    ...made,
    kind: 'unignore',
    rule: 'bad',
    path: null,
    fingerprint: null,
    ...rest,
  });
  const ignoredAfter = (...log: Decision[]) => standingDecisions(log, 'h').ignored.length;

  it('holds until it is taken back: at the same path, in the same thread, or altogether', () => {
    const log = [ignore({}), ignore({ path: 'app/**' }), ignore({ fingerprint: 'f' })];
    expect(ignoredAfter(...log)).toBe(3);
    expect(ignoredAfter(...log, unignore({ path: 'app/**' }))).toBe(2);
    expect(ignoredAfter(...log, unignore({ fingerprint: 'f' }))).toBe(2);
    expect(ignoredAfter(...log, unignore({}))).toBe(0);
    expect(ignoredAfter(...log, unignore({ rule: 'worse' }))).toBe(3);
    expect(ignoredAfter(unignore({}), ignore({}))).toBe(1);
  });

  it('lets the commit pass that was named, and no other', () => {
    const override: Decision = { ...made, kind: 'override', head: 'h' };
    expect(standingDecisions([override], 'h').override).toEqual(override);
    expect(standingDecisions([override], 'next').override).toBeNull();
  });
});
