import { describe, expect, it } from '@jest/globals';
import { parseCommands } from '../../src/audit/command.ts';

const names = (body: string) => parseCommands(body).map((c) => (c.name === 'explain' ? `explain ${c.rule}` : c.name));

describe('commands in a comment', () => {
  it.each([
    ['/audit', ['audit']],
    ['  /audit', []],
    ['please /audit', []],
    ['/auditor', []],
    ['/audit help', ['help']],
    ['/audit fix', ['fix']],
    ['/audit explain duplicate-route', ['explain duplicate-route']],
    ['/audit explain', ['unknown']],
    ['/audit explain @everyone', ['unknown']],
    ['/audit explain duplicate-route please', ['unknown']],
    ['/audit fix everything', ['unknown']],
    ['Thanks!\r\n/audit  \r\nSee you', ['audit']],
    ['> /audit', []],
    ['```\n/audit\n```', []],
    ['```\n/audit\n```\n/audit help', ['help']],
    ['~~~~\n~~~\n/audit\n~~~~', []],
    ['````md\n```\n/audit\n```\n````\n', []],
    ['```\n/audit', []],
    ['<!-- \n/audit\n-->', []],
    ['<!-- x -->/audit', []],
    ['<!-- never closed\n/audit', []],
    ['/audit\n/audit', ['audit']],
    ['/audit nope\n/audit what', ['unknown']],
    ['', []],
  ])('%j gives %j', (body, expected) => {
    expect(names(body)).toEqual(expected);
  });

  it.each([
    [
      '/audit ignore duplicate-route -- two versions live side by side',
      { name: 'ignore', rule: 'duplicate-route', path: null, reason: 'two versions live side by side' },
    ],
    [
      '/audit ignore secret-committed docs/** -- a -- b',
      { name: 'ignore', rule: 'secret-committed', path: 'docs/**', reason: 'a -- b' },
    ],
    ['/audit ignore -- not ours', { name: 'ignore', rule: null, path: null, reason: 'not ours' }],
    ['/audit ignore duplicate-route', { name: 'unfounded', typed: '/audit ignore duplicate-route' }],
    ['/audit ignore duplicate-route --', { name: 'unfounded', typed: '/audit ignore duplicate-route --' }],
    ['/audit ignore duplicate-route /etc -- x', { name: 'unknown', typed: '/audit ignore duplicate-route /etc -- x' }],
    ['/audit unignore duplicate-route', { name: 'unignore', rule: 'duplicate-route', path: null }],
    ['/audit unignore', { name: 'unignore', rule: null, path: null }],
    ['/audit override -- the fix is deployed by hand', { name: 'override', reason: 'the fix is deployed by hand' }],
    ['/audit override -- ok', { name: 'unfounded', typed: '/audit override -- ok' }],
    ['/audit override please -- the fix is deployed by hand', { name: 'unknown' }],
  ])('%j is read as a decision', (body, expected) => {
    expect(parseCommands(body)).toEqual([expect.objectContaining(expected)]);
  });

  it('stops after the fifth', () => {
    const body = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((rule) => `/audit explain ${rule}`).join('\n');
    expect(parseCommands(body)).toHaveLength(5);
  });

  it('takes a large comment of openings in a moment', () => {
    expect(parseCommands('<!--'.repeat(16_000))).toEqual([]);
    expect(parseCommands('```\n'.repeat(16_000))).toEqual([]);
  });
});
