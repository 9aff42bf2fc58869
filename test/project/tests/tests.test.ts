import { describe, expect, it } from '@jest/globals';
import { projectFrom } from '../routes/project-from.ts';

describe('configurations of pytest', () => {
  it('are read by folder, by the order of their files', () => {
    const { configurations } = projectFrom({
      'pyproject.toml': '[tool.pytest.ini_options]\naddopts = ["-q", "-x"]\n',
      'tox.ini': '[pytest]\naddopts = -q\n',
      'setup.cfg': '[pytest]\naddopts = -q\n',
      'web/pytest.ini': '[tool:pytest]\nmarkers =\n    unit: fast\n',
      'web/pyproject.toml': '[tool.pytest.ini_options]\n',
      'jobs/pyproject.toml': '[tool.pytest]\naddopts = ["-q"]\n',
    }).tests();
    expect(
      configurations.map(({ path, section, ignored, options }) => [
        path,
        section,
        ignored,
        options.map((one) => one.value),
      ]),
    ).toEqual([
      ['jobs/pyproject.toml', 'tool.pytest', null, ['-q']],
      ['pyproject.toml', 'tool.pytest.ini_options', null, ['-q\n-x']],
      ['setup.cfg', 'pytest', 'section', ['-q']],
      ['tox.ini', 'pytest', { by: 'pyproject.toml' }, ['-q']],
      ['web/pyproject.toml', 'tool.pytest.ini_options', { by: 'web/pytest.ini' }, []],
      ['web/pytest.ini', 'tool:pytest', 'section', ['\nunit: fast']],
    ]);
  });
});

describe('tests', () => {
  it('are functions and methods by their names; fixtures, helpers and data are none', () => {
    const { modules } = projectFrom({
      'tests/test_a.py': `import pytest
from unittest import mock

@pytest.fixture
def test_user(): ...

def testing_tools(): ...

class Helper:
    def test_nothing(self): ...

@pytest.mark.slow
class TestA:
    pytestmark = [pytest.mark.asyncio]

    async def test_one(self): ...
`,
      'tests/fixtures/test_sample.py': 'def test_sample(): ...\n',
      'app/login.py': 'def test_connection(): ...\n',
    }).tests();
    expect(
      modules.map(({ path, tests }) => [path, tests.map(({ symbol, marks, idle }) => [symbol, marks, idle])]),
    ).toEqual([['tests/test_a.py', [['TestA.test_one', ['slow', 'asyncio'], null]]]]);
  });

  it.each([
    [
      'a mode on the command line of CI',
      { '.github/workflows/ci.yml': 'on: push\njobs:\n  a:\n    steps:\n      - run: pytest --asyncio-mode=auto\n' },
    ],
    ['a plugin that needs no marks', { 'requirements.txt': 'pytest-aiohttp\n' }],
    ['a section that is not read, which is told elsewhere', { 'pytest.ini': '[tool:pytest]\nasyncio_mode = auto\n' }],
    [
      'a backend of anyio for all',
      { 'conftest.py': 'import pytest\n\n@pytest.fixture(autouse=True)\ndef anyio_backend(): return "asyncio"\n' },
    ],
  ])('that are coroutines run by %s', (_, more) => {
    const idle = (sources: Readonly<Record<string, string>>) =>
      projectFrom(sources).tests().modules[0]?.tests[0]?.idle?.why ?? null;
    const test = { 'tests/test_a.py': 'async def test_a():\n    assert 1\n' };
    expect(idle(test)).toBe('async');
    expect(idle({ ...test, ...more })).toBeNull();
  });
});
