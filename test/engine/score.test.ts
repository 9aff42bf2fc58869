import { describe, expect, it } from '@jest/globals';
import { computeScore, type Weighed } from '../../src/engine/score.ts';
import { AXES, CONFIDENCES, SEVERITIES } from '../../src/model/finding.ts';

const everyAxis = new Set(AXES);
const finding = (changes: Partial<Weighed> = {}): Weighed => ({
  axis: 'data',
  rule: 'r',
  severity: 'major',
  confidence: 'high',
  fingerprint: '0',
  ...changes,
});

/** Pseudo-random, the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state;
  }
}

function findings(seed: number): Weighed[] {
  const next = numbers(seed);
  const pick = <T>(items: readonly T[]): T => items[(next.next().value >> 8) % items.length] as T;
  return Array.from({ length: (next.next().value >> 8) % 40 }, (_, i) =>
    finding({
      axis: pick(AXES),
      rule: pick(['a', 'b', 'c', 'd']),
      severity: pick(SEVERITIES),
      confidence: pick(CONFIDENCES),
      fingerprint: `f${i}`,
    }),
  );
}

const seeds = Array.from({ length: 200 }, (_, i) => i * 7919 + 1);

describe('the score', () => {
  it('is 10 when nothing is found, and below as soon as something weighs', () => {
    expect(computeScore([], everyAxis).overall).toBe(10);
    expect(computeScore([finding({ severity: 'info' })], everyAxis).overall).toBe(10);
    expect(computeScore([finding({ severity: 'minor', confidence: 'low' })], everyAxis).overall).toBeLessThan(10);
  });

  it('never rises with one more finding, never falls with one less', () => {
    for (const seed of seeds) {
      const all = findings(seed);
      const whole = computeScore(all, everyAxis);
      for (const dropped of all) {
        const less = computeScore(
          all.filter((one) => one !== dropped),
          everyAxis,
        );
        expect(less.overall).toBeGreaterThanOrEqual(whole.overall);
        for (const axis of AXES) expect(less.axes[axis]).toBeGreaterThanOrEqual(whole.axes[axis]!);
      }
    }
  });

  it('never rises when a finding gets worse or surer', () => {
    for (const seed of seeds) {
      const all = findings(seed);
      const whole = computeScore(all, everyAxis);
      for (const [i, one] of all.entries()) {
        const worse = all.with(i, { ...one, severity: 'critical', confidence: 'high' });
        expect(computeScore(worse, everyAxis).overall).toBeLessThanOrEqual(whole.overall);
      }
    }
  });

  it('stays between 0 and 10, with one decimal', () => {
    for (const seed of seeds) {
      const { overall, axes } = computeScore(findings(seed), everyAxis);
      for (const score of [overall, ...Object.values(axes)]) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(10);
        expect(score).toBe(Number(score.toFixed(1)));
      }
    }
  });

  it('names a finding for every point: the ledger adds up to what each axis lost', () => {
    for (const seed of seeds) {
      const { axes, ledger } = computeScore(findings(seed), everyAxis);
      for (const axis of AXES) {
        const lost = ledger
          .filter((entry) => entry.axis === axis)
          .reduce((sum, { points }) => sum + Math.round(points * 100), 0);
        expect(lost).toBe(Math.round(axes[axis]! * 100) - 1000);
      }
    }
  });

  it('does not depend on the order of the findings', () => {
    for (const seed of seeds) {
      const all = findings(seed);
      expect(computeScore(all.toReversed(), everyAxis)).toEqual(computeScore(all, everyAxis));
    }
  });

  it('weighs further sites of one rule less and less', () => {
    const sites = (count: number) => Array.from({ length: count }, (_, i) => finding({ fingerprint: `${i}` }));
    const [one, two, fifty] = [1, 2, 50].map((count) => 10 - computeScore(sites(count), everyAxis).axes.data!);
    expect(two).toBeGreaterThan(one ?? 0);
    expect(two).toBeLessThan(2 * (one ?? 0));
    expect(fifty).toBeLessThan(4);
  });

  it('is capped by an open critical finding, which the ledger blames', () => {
    const { overall, axes, ledger } = computeScore(
      [
        finding({ axis: 'security', severity: 'critical', fingerprint: 'key' }),
        finding({ axis: 'security', severity: 'minor', rule: 'm', fingerprint: 'm' }),
      ],
      everyAxis,
    );
    expect(overall).toBeLessThanOrEqual(6);
    expect(axes.security).toBeLessThanOrEqual(4);
    expect(ledger[0]).toMatchObject({ fingerprint: 'key' });
    expect(ledger[0]?.points).toBeLessThan(-5);
  });

  it('counts the axes that some rule looks at, and no others', () => {
    const one = [finding()];
    expect(computeScore(one, new Set(['data'])).overall).toBe(computeScore(one, everyAxis).axes.data);
    expect(computeScore(one, everyAxis).overall).toBeGreaterThan(computeScore(one, new Set(['data'])).overall);
    expect(Object.keys(computeScore(one, new Set(['data'])).axes)).toEqual(['data']);
  });
});
