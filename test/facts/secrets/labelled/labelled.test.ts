/** The labelled set is measured, and the README of the rule says what came out. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { measureAll, table } from './measure.ts';

const README = 'rules/security/secret-committed/README.md';
const measured = measureAll();

describe('the labelled set', () => {
  it.each(measured.map((one) => [one.title, one] as const))(
    '%s: what is written is found, what is no secret is not',
    (_, one) => {
      expect(one.samples).toBeGreaterThanOrEqual(20);
      expect(one.decoys).toBeGreaterThanOrEqual(one.samples);
      expect(one.missed.length / one.samples).toBeLessThan(0.05);
      expect(one.alarms).toEqual([]);
    },
  );

  it('is what the README shows', () => {
    expect(readFileSync(README, 'utf8')).toContain(table(measured));
  });
});
