/** One value in many places. A line "key v1 2" holds the value v1, in a place of rank 2. */
import { describe, expect, it } from '@jest/globals';
import { defineFileRule, type Found } from '../../src/rulekit/index.ts';
import { audit, type Changes, entryOf, type Files, linesWith, told } from './world.ts';

const again = { related: { again: { en: 'Again', fr: 'Encore' } } };
const values = (id: string) =>
  entryOf(
    defineFileRule(({ file }) =>
      linesWith(file, 'key').map((found): Found => {
        const [, value = '', rank = '0'] = (file.facts.env?.[found.at.span.line - 1]?.name ?? '').split(' ');
        return { ...found, subject: value, same: { key: value, rank: Number(rank), note: 'again' } };
      }),
    ),
    { id, ...again },
  );
const rules = [values('a-rule')];
const look = (head: Files, base: Files | null = null, changes: Changes = {}) => audit(head, base, rules, changes);

describe('one value in many places', () => {
  const eighty = Object.fromEntries(Array.from({ length: 80 }, (_, n) => [`f${n}.env`, 'key v1 4']));

  it('is one finding, at its best place, which says how many others there are', () => {
    const result = look({ ...eighty, 'z.env': 'x\nkey v1 0' });
    expect(told(result)).toEqual(['new z.env:2']);
    expect(result.findings[0]?.message).toContain('stands in 80 other places');
    expect(result.findings[0]?.related).toHaveLength(8);
  });

  it('weighs once, at head and at base', () => {
    const once = look({ 'a.env': 'key v1' });
    expect(look(eighty).score.overall).toBe(once.score.overall);
    expect(look(eighty, eighty).score.base?.overall).toBe(once.score.overall);
  });

  it('is one finding within a file, and of two rules', () => {
    const text = Array.from({ length: 300 }, () => 'key v1').join('\n');
    const result = audit({ 'a.env': text }, null, [...rules, values('b-rule')]);
    expect(told(result)).toEqual(['new a.env:1']);
    expect(result.findings[0]?.message).toContain('299 other places');
  });

  it('is told of again where a pull request copies it to another file', () => {
    const result = look({ 'a.env': 'key v1', 'b.env': 'key v1 4' }, { 'a.env': 'key v1' });
    expect(told(result)).toEqual(['new b.env:1']);
    expect(result.findings[0]?.message).toMatch(/before.*one other place.*spreads/);
    expect(result.findings[0]?.related.map(({ path }) => path)).toEqual(['a.env']);
  });

  it('is not told of again in a file that held it', () => {
    expect(told(look({ 'a.env': 'key v1\nx\nkey v1' }, { 'a.env': 'x\nkey v1' }))).toEqual(['existing a.env:1']);
  });

  it('is neither fixed nor new when it leaves one of its places, or moves', () => {
    const both = { 'a.env': 'key v1', 'b.env': 'key v1' };
    expect(told(look({ 'a.env': 'x', 'b.env': 'key v1' }, both))).toEqual(['existing b.env:1']);
    expect(told(look({ 'a.env': 'x', 'b.env': 'key v1' }, { 'a.env': 'key v1', 'b.env': 'x' }))).toEqual([
      'existing b.env:1',
    ]);
    expect(told(look({ 'a.env': 'x', 'b.env': 'x', 'c.env': 'key v1' }, both))).toEqual(['existing c.env:1']);
  });

  it('is fixed once, when it is gone from all places', () => {
    expect(told(look({ 'a.env': 'x', 'b.env': 'x' }, { 'a.env': 'key v1', 'b.env': 'key v1' }))).toEqual([
      'fixed a.env:1',
    ]);
  });

  it('keeps its place at base under a new name of the file', () => {
    const renames = new Map([['b.env', 'a.env']]);
    expect(told(look({ 'b.env': 'key v1\nkey v1' }, { 'a.env': 'key v1' }, { renames }))).toEqual(['existing b.env:1']);
  });

  it('stays where a comment covers one of its places only', () => {
    const accepted = 'key v1 # vigie: ignore[a-rule] -- known here';
    expect(told(look({ 'a.env': accepted, 'b.env': 'key v1 4' }))).toEqual(['suppressed new a.env:1', 'new b.env:1']);
    expect(told(look({ 'a.env': accepted }))).toEqual(['suppressed new a.env:1']);
  });

  it('stays where a decision covers some of its paths only', () => {
    const waivers = [{ rule: 'a-rule', path: 'tests/**', reason: 'made up', until: null }];
    const files = { 'tests/a.env': 'key v1 4', 'tests/b.env': 'key v1 4', 'c.env': 'key v1 0' };
    expect(told(look(files, null, { waivers }))).toEqual(['new c.env:1', 'suppressed new tests/a.env:1']);
  });

  it('is another one beside it', () => {
    expect(told(look({ 'a.env': 'key v1\nkey v2' }))).toEqual(['new a.env:1', 'new a.env:2']);
  });
});
