import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CONFIGURATION } from '../../src/config/defaults.ts';
import type { GatePolicy } from '../../src/model/audit.ts';
import { audit, type Files, wordRule } from './world.ts';

const rules = [
  wordRule('bad'),
  wordRule('mild', { severity: 'minor' }),
  wordRule('draft', { stage: 'preview', severity: 'critical' }),
];

function gateOf(head: Files, base: Files | null, policy: Partial<GatePolicy> = {}, language: 'en' | 'fr' = 'en') {
  const gate = { ...DEFAULT_CONFIGURATION.gate, ...policy };
  return audit(head, base, rules, { configuration: { gate, language } }).gate;
}

describe('the gate', () => {
  it('fails on a new finding at or above the threshold, and names it', () => {
    expect(gateOf({ 'a.env': 'bad\nmild' }, {})).toEqual({
      conclusion: 'failure',
      reasons: ['1 new finding at or above major: bad (`a.env:1`).'],
    });
    expect(gateOf({ 'a.env': 'bad\nmild' }, {}, { failOn: 'minor' }, 'fr').reasons).toEqual([
      '2 nouveaux constats de gravité mineure ou plus : bad (`a.env:1`) et mild (`a.env:2`).',
    ]);
  });

  it('calls nothing new where there is no base', () => {
    expect(gateOf({ 'a.env': 'bad' }, null).reasons).toEqual(['1 finding at or above major: bad (`a.env:1`).']);
    expect(gateOf({ 'a.env': 'bad' }, null, {}, 'fr').reasons).toEqual([
      '1 constat de gravité majeure ou plus : bad (`a.env:1`).',
    ]);
  });

  it('lets pass what was there before, what is milder, and what a preview rule says', () => {
    expect(gateOf({ 'a.env': 'x\nbad' }, { 'a.env': 'bad' }).conclusion).toBe('success');
    expect(gateOf({ 'a.env': 'mild' }, {}).conclusion).toBe('success');
    expect(gateOf({ 'a.env': 'draft' }, {})).toEqual({ conclusion: 'success', reasons: [] });
    expect(gateOf({ 'a.env': 'bad' }, {}, { failOn: 'never' }).conclusion).toBe('success');
  });

  it('fails below the minimum score and on too deep a drop', () => {
    expect(gateOf({ 'a.env': 'bad' }, null, { failOn: 'never', minScore: 9 }).reasons).toEqual([
      'The score is 8.3, and at least 9 is required.',
    ]);
    expect(gateOf({ 'a.env': 'bad' }, null, { failOn: 'never', minScore: 9 }, 'fr').reasons).toEqual([
      'La note est de 8,3, pour un minimum de 9.',
    ]);
    expect(gateOf({ 'a.env': 'bad' }, {}, { failOn: 'never', maxDrop: 1 }).reasons).toEqual([
      'The score drops from 10 to 8.3, more than the 1 allowed.',
    ]);
    expect(gateOf({ 'a.env': 'bad' }, {}, { failOn: 'never', maxDrop: 1.7 }).conclusion).toBe('success');
  });

  it('only informs while a team adopts it, with the same reasons', () => {
    const enforced = gateOf({ 'a.env': 'bad' }, {});
    expect(gateOf({ 'a.env': 'bad' }, {}, { mode: 'inform' })).toEqual({ ...enforced, conclusion: 'neutral' });
  });
});
