import { describe, expect, it } from '@jest/globals';
import { projectFrom } from '../routes/project-from.ts';

function stagesOf(dockerfile: string): unknown[] {
  const [image] = projectFrom({ Dockerfile: dockerfile }).deployment().images;
  return (image?.stages ?? []).map(({ name, base, copies, healthcheck }) => ({
    name,
    base,
    copies: copies.map(({ sources }) => sources.join(' ')),
    check: healthcheck?.command ?? null,
  }));
}

describe('images', () => {
  it.each<[string, string, unknown[]]>([
    [
      'stages, with arguments filled in',
      'ARG PY=3.12\nARG BASE\nFROM python:${PY}-slim AS Build\nARG DIR=src\nCOPY $DIR /app\nFROM ${BASE}\nCOPY --from=build /app /app\n',
      [
        { name: 'build', base: 'python:3.12-slim', copies: ['src'], check: null },
        { name: null, base: null, copies: [], check: null },
      ],
    ],
    [
      'sources in both forms; URLs, heredocs, quotes and unknown arguments are left out',
      'FROM python\nCOPY ["a b", "c", "./"]\nADD https://example.com/x.tar /x\nCOPY <<EOF /y\nCOPY not this\nEOF\nARG A\nCOPY $A z ./\nONBUILD COPY later ./\n',
      [{ name: null, base: 'python', copies: ['a b c', 'z'], check: null }],
    ],
    [
      'checks',
      'FROM python AS a\nHEALTHCHECK --interval=5s CMD curl -f http://localhost/ || exit 1\nFROM a AS b\nHEALTHCHECK NONE\n',
      [
        { name: 'a', base: 'python', copies: [], check: 'curl -f http://localhost/ || exit 1' },
        { name: 'b', base: 'a', copies: [], check: null },
      ],
    ],
    ['no stage at all', 'RUN true\n', []],
  ])('%s', (_, dockerfile, expected) => {
    expect(stagesOf(dockerfile)).toEqual(expected);
  });
});
