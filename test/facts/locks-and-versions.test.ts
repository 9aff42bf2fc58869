import { describe, expect, it } from '@jest/globals';
import { readLock } from '../../src/facts/config/lock.ts';
import { readVersions } from '../../src/facts/config/versions.ts';

describe('lock files', () => {
  it.each([
    [
      'poetry.lock',
      '[[package]]\nname = "PyJWT"\nversion = "2.8"\n\n[package.dependencies]\ncryptography = "*"\n\n[[package]]\nname = "zope.interface"\n',
      ['pyjwt', 'zope-interface'],
    ],
    [
      'uv.lock',
      'version = 1\n\n[[package]]\nname = "app"\ndependencies = [\n    { name = "fastapi" },\n]\n\n[[package]]\nname = "fastapi"\n',
      ['app', 'fastapi'],
    ],
    [
      'Pipfile.lock',
      '{\n    "default": {\n        "requests": {\n            "hashes": []\n        }\n    },\n    "develop": {}\n}\n',
      ['requests'],
    ],
    ['nothing of the kind', 'a = [', []],
  ])('%s', (_, text, expected) => {
    expect(readLock(text)).toEqual(expected);
  });
});

describe('texts of versions', () => {
  it.each([
    ['runtime.txt', 'python-3.12.1\n', [['python', '3.12.1']]],
    [
      '.python-version',
      '3.12\n3.11.4\n',
      [
        [null, '3.12'],
        [null, '3.11.4'],
      ],
    ],
    [
      '.tool-versions',
      '# asdf\nnodejs 20.1.0\npython 3.11.2 3.10.1\n',
      [
        ['nodejs', '20.1.0'],
        ['python', '3.11.2'],
      ],
    ],
    ['VERSION', 'v1.4.0rc1', [[null, '1.4.0rc1']]],
    ['prose', '3.12\nis what we use\n', []],
    ['a long text', '3.12\n'.repeat(300), []],
  ])('%s', (_, text, expected) => {
    expect(readVersions(text).map(({ tool, version }) => [tool, version])).toEqual(expected);
  });

  it('knows where each stands', () => {
    const text = '# asdf\n  python 3.12\n';
    expect(readVersions(text).map(({ s, e }) => text.slice(s, e))).toEqual(['python 3.12']);
  });
});
