import { describe, expect, it } from '@jest/globals';
import { dockerPatterns, gitPatterns, isIgnored } from '../../src/rulekit/ignore-patterns.ts';

describe('patterns', () => {
  it.each<[string[], string, boolean]>([
    [['*.md'], 'README.md', true],
    [['*.md'], 'docs/README.md', false],
    [['**/*.md'], 'docs/README.md', true],
    [['docs'], 'docs/deep/file', true],
    [['docs'], 'docs2/file', false],
    [['/config/'], 'config/a.yaml', true],
    [['*', '!src'], 'src/main.py', false],
    [['a?c', '[ab].txt'], 'b.txt', true],
    [['a.txt'], 'axtxt', false],
  ])('.dockerignore %j of %s', (lines, path, expected) => {
    expect(isIgnored(dockerPatterns(lines), path)).toBe(expected);
  });

  it.each<[string[], string, boolean]>([
    [['.env'], 'backend/.env', true],
    [['/.env'], 'backend/.env', false],
    [['build/'], 'a/build/x', true],
    [['logs/*.log'], 'logs/a.log', true],
    [['logs/*.log'], 'b/logs/a.log', false],
    [['*.log', '!keep.log'], 'keep.log', false],
  ])('.gitignore %j of %s', (lines, path, expected) => {
    expect(isIgnored(gitPatterns(lines), path)).toBe(expected);
  });

  it('takes no time for patterns of stars', () => {
    const lines = ['*a*a*a*a*a*a*a*a*b', '**/**/**/**/**/x', `${'*'.repeat(150)}b`];
    const patterns = dockerPatterns(lines);
    expect(isIgnored(patterns, 'a'.repeat(4_000))).toBe(false);
  });
});
