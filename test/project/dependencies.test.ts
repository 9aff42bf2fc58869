import { describe, expect, it } from '@jest/globals';
import type { PythonProject } from '../../src/model/dependencies.ts';
import { createProject } from '../../src/project/create-project.ts';
import { minorsOf } from '../../src/project/dependencies/specifiers.ts';
import { inputsOf, type Sources } from './linked.ts';

const projectsOf = (sources: Sources): readonly PythonProject[] =>
  createProject(inputsOf(sources)).dependencies().projects;

/** `name role specifier` of everything that the manifest at `path` declares. */
function declaredIn(path: string, text: string): readonly string[] {
  const manifest = projectsOf({ [path]: text })
    .flatMap(({ manifests }) => manifests)
    .find((one) => one.path === path);
  return (manifest?.declared ?? []).map(({ name, role, specifier }) => `${name} ${role} ${specifier}`.trim());
}

describe('manifests', () => {
  it.each<[string, string, string, readonly string[]]>([
    [
      'requirements',
      'requirements.txt',
      '-r base.txt\nFastAPI[all]==0.115 ; python_version > "3.8" --hash=sha256:00\n-e git+https://x/y.git#egg=Own\nredis>=5\n',
      ['fastapi runtime ==0.115', 'own runtime', 'redis runtime >=5'],
    ],
    ['requirements for tests', 'requirements-test.txt', 'pytest\n', ['pytest development']],
    ['a folder of requirements', 'requirements/prod.txt', 'gunicorn\n', ['gunicorn runtime']],
    [
      'PEP 621 and 735',
      'pyproject.toml',
      '[project]\nname = "a"\ndependencies = ["httpx>=0.27"]\n[project.optional-dependencies]\ns3 = ["boto3"]\n[dependency-groups]\ndev = ["pytest", {include-group = "x"}]\n[build-system]\nrequires = ["hatchling"]\n',
      ['httpx runtime >=0.27', 'boto3 extra', 'pytest development', 'hatchling build'],
    ],
    [
      'Poetry of two vintages',
      'pyproject.toml',
      '[tool.poetry.dependencies]\npython = "^3.12"\nhttpx = {version = "^0.27", extras = ["http2"]}\nredis = {version = "*", optional = true}\n[tool.poetry.dev-dependencies]\nblack = "24"\n[tool.poetry.group.test.dependencies]\npytest = "*"\n',
      ['httpx runtime ^0.27', 'redis extra', 'black development 24', 'pytest development'],
    ],
    [
      'PDM, uv, Hatch',
      'pyproject.toml',
      '[project]\nname = "a"\n[tool.pdm.dev-dependencies]\nlint = ["ruff"]\n[tool.uv]\ndev-dependencies = ["mypy"]\n[tool.hatch.envs.default]\ndependencies = ["nox"]\n',
      ['ruff development', 'mypy development', 'nox development'],
    ],
    [
      'Pipfile',
      'Pipfile',
      '[packages]\nflask = "==3.0"\n[dev-packages]\npytest = "*"\n[requires]\npython_version = "3.12"\n',
      ['flask runtime ==3.0', 'pytest development'],
    ],
    [
      'setup.py',
      'setup.py',
      'from setuptools import setup\nDEPS = ["httpx>=0.27"]\nsetup(name="a", install_requires=DEPS, extras_require={"s3": ["boto3"]})\n',
      ['httpx runtime >=0.27', 'boto3 extra'],
    ],
    [
      'setup.cfg',
      'setup.cfg',
      '[options]\ninstall_requires =\n    httpx>=0.27\n    redis\n[options.extras_require]\ns3 = boto3\n',
      ['httpx runtime >=0.27', 'redis runtime', 'boto3 extra'],
    ],
    [
      'conda',
      'environment.yml',
      'dependencies:\n  - python=3.12\n  - conda-forge::numpy=1.26\n  - pip:\n    - redis==5.0\n',
      ['python runtime ==3.12', 'numpy runtime ==1.26', 'redis runtime ==5.0'],
    ],
  ])('%s', (_, path, text, expected) => {
    expect(declaredIn(path, text)).toEqual(expected);
  });

  it.each([
    ['requirements.txt', '\u0000]]\n==\n--\n-r\n@ @\n'],
    ['pyproject.toml', '[project\ndependencies = [[{}]]\n[tool.poetry]\ndependencies = 3\n'],
    ['pyproject.toml', '[project]\ndependencies = "httpx"\ndynamic = 1\n[dependency-groups]\ndev = "pytest"\n'],
    ['setup.py', 'from setuptools import setup\nsetup(**open("x").read())\n'],
    ['environment.yml', 'dependencies: {a: [b]}\n'],
    ['Pipfile', '[packages]\na = [[]]\n'],
    ['Dockerfile', `FROM \${A}\nRUN pip install ${'-'.repeat(5_000)}\n`],
  ])('%s that is broken is read as far as it goes', (path, text) => {
    expect(() => projectsOf({ [path]: text, 'app.py': 'import httpx\n' })).not.toThrow();
  });
});

describe('versions of Python', () => {
  it.each([
    ['>=3.10,<3.13', [10, 11, 12]],
    ['^3.14', [14, 15, 16]],
    ['~3.11', [11]],
    ['~=3.11', [11, 12, 13, 14, 15, 16]],
    ['==3.12.*', [12]],
    ['3.11.4', [11]],
    ['>= 3.14, < 4', [14, 15, 16]],
    ['>3.14.2,!=3.15.*', [14, 16]],
    ['3.11||3.12', [11, 12]],
  ])('%s', (specifier, minors) => {
    expect(minorsOf(specifier)).toEqual(minors);
  });

  it.each(['', '*', 'latest', 'three', `>=3.${'9'.repeat(300)}`])('%s says nothing', (specifier) => {
    expect(minorsOf(specifier)).toBeNull();
  });

  it('are found wherever they are written', () => {
    const [project] = projectsOf({
      'pyproject.toml': '[project]\nname = "a"\nrequires-python = ">=3.14"\n[tool.ruff]\ntarget-version = "py312"\n',
      Dockerfile: 'ARG V=3.12\nFROM python:$' + '{V}-slim\n',
      'runtime.txt': 'python-3.12.1\n',
      '.tool-versions': 'nodejs 20.0.0\npython 3.11.0\n',
      'tox.ini': '[tox]\nenvlist = py{311,312}, lint\n',
      '.github/workflows/ci.yml':
        'env: {V: "3.13"}\njobs:\n  t:\n    steps:\n      - uses: actions/setup-python@v5\n        with: {python-version: "$' +
        '{{ env.V }}"}\n      - run: pytest\n  lint:\n    steps:\n      - uses: actions/setup-python@v5\n        with: {python-version: "3.9"}\n      - run: ruff check\n',
    });
    expect(project?.pythons.map(({ kind, where, minors }) => `${kind} ${where} ${minors.join()}`).sort()).toEqual([
      'checks ruff 12',
      'local .tool-versions 11',
      'requires requires-python 14,15,16',
      'runs FROM 12',
      'runs runtime.txt 12',
      'tests python-version 13',
      'tests tox 11,12',
    ]);
  });
});

describe('imports that nothing installs', () => {
  const missing = (sources: Sources) =>
    createProject(inputsOf(sources))
      .undeclaredImports('app/main.py')
      .map(({ distribution }) => distribution);
  const MAIN = 'import jwt\nimport redis\n';

  it.each<[string, Sources, readonly string[]]>([
    ['no manifest', {}, []],
    ['a manifest', { 'requirements.txt': 'redis\n' }, ['pyjwt']],
    [
      'what it includes',
      { 'requirements.txt': '-r requirements/base.in\n', 'requirements/base.in': 'redis\n' },
      ['pyjwt'],
    ],
    [
      'files that include each other',
      { 'requirements.txt': 'redis\n-r requirements-b.txt\n', 'requirements-b.txt': '-r requirements.txt\n' },
      ['pyjwt'],
    ],
    ['a file that is not there', { 'requirements.txt': 'fastapi\n-r private/base.txt\n' }, []],
    ['an extra', { 'requirements.txt': 'celery[redis]\nfastapi-users\n' }, []],
    ['a fork', { 'requirements.txt': 'redis-ng\npyjwt2\n' }, []],
    [
      'the lock',
      {
        'pyproject.toml': '[project]\nname = "a"\ndependencies = ["httpx"]\n',
        'uv.lock': '[[package]]\nname = "redis"\n',
      },
      ['pyjwt'],
    ],
    [
      'the image',
      { 'requirements.txt': 'fastapi\n', Dockerfile: 'RUN pip install --no-cache-dir "redis>=5" PyJWT && true\n' },
      [],
    ],
    ['another project', { 'app/requirements.txt': 'httpx\n', 'worker/requirements.txt': 'redis\npyjwt\n' }, []],
  ])('%s', (_, sources, expected) => {
    expect(missing({ ...sources, 'app/main.py': MAIN })).toEqual(expected);
  });
});
