import { describe, expect, it } from '@jest/globals';
import { projectFrom } from '../routes/project-from.ts';

const commandsOf = (sources: Readonly<Record<string, string>>): unknown[] =>
  projectFrom(sources)
    .ci()
    .pipelines.flatMap(({ path, events, jobs }) =>
      jobs.flatMap(({ commands }) =>
        commands
          .filter(({ kind }) => kind !== null)
          .map(({ kind, text, at }) => [path, events.join(), kind, text, `${at.path}:${at.span.line}`]),
      ),
    );

describe('pipelines', () => {
  it('follow local actions, scripts, Makefiles, tox and called workflows to the line that runs', () => {
    const found = commandsOf({
      '.github/actions/setup/action.yml':
        'runs:\n  using: composite\n  steps:\n    - shell: bash\n      run: pip install -r requirements.txt\n',
      '.github/workflows/checks.yml': `on: workflow_call
jobs:
  checks:
    steps:
      - uses: ./.github/actions/setup
      - run: |
          cd server
          make test
      - run: tox
`,
      '.github/workflows/ci.yml': 'on: [push]\njobs:\n  a:\n    uses: ./.github/workflows/checks.yml\n',
      'server/Makefile': 'lint:\n\truff check .\n\ntest: lint\n\t@scripts/test.sh\n',
      'server/scripts/test.sh': '#!/bin/sh\nset -e\nalembic upgrade head\npytest\n',
      'tox.ini': '[testenv:types]\ncommands =\n    mypy app\n',
    });
    expect(found.map((one) => (one as unknown[]).slice(2))).toEqual([
      ['install', 'pip install -r requirements.txt', '.github/actions/setup/action.yml:5'],
      ['lint', 'ruff check .', 'server/Makefile:2'],
      ['migrations', 'alembic upgrade head', 'server/scripts/test.sh:3'],
      ['tests', 'pytest', 'server/scripts/test.sh:4'],
      ['types', 'mypy app', 'tox.ini:2'],
    ]);
    expect(found.map((one) => (one as unknown[])[1])).toContain('workflow_call,push');
  });

  it('of GitLab inherit scripts from what they extend', () => {
    const found = commandsOf({
      '.gitlab-ci.yml': `default:
  before_script:
    - pip install -r requirements.txt
.base:
  script:
    - pytest
tests:
  extends: .base
`,
    });
    expect(found).toEqual([
      ['.gitlab-ci.yml', 'push', 'install', 'pip install -r requirements.txt', '.gitlab-ci.yml:3'],
      ['.gitlab-ci.yml', 'push', 'tests', 'pytest', '.gitlab-ci.yml:6'],
    ]);
  });

  it('survive what is no workflow, calls in a circle and a script that calls itself', () => {
    const sources = {
      '.github/workflows/a.yml': 'on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n',
      '.github/workflows/b.yml': 'on: workflow_call\njobs:\n  b:\n    uses: ./.github/workflows/a.yml\n',
      '.github/workflows/c.yml': '- jobs\n- : [\n',
      '.github/workflows/d.yml':
        'on: push\njobs:\n  d:\n    steps:\n      - uses: ./loop\n      - run: ./run.sh\n      - run: [1, 2]\n',
      'loop/action.yml': 'runs:\n  steps:\n    - uses: ./loop\n',
      'run.sh': '#!/bin/sh\n./run.sh\npytest\n',
    };
    expect(commandsOf(sources)).toEqual([['.github/workflows/d.yml', 'push', 'tests', 'pytest', 'run.sh:3']]);
    expect(
      projectFrom(sources)
        .ci()
        .systems.map(({ isRead }) => isRead),
    ).toEqual([true, true, false, true]);
  });

  it('know a push of tags alone, and systems that are not read', () => {
    const ci = projectFrom({
      '.github/workflows/release.yml': 'on:\n  push:\n    tags: [v*]\njobs: {}\n',
      Jenkinsfile: 'pipeline {}',
    }).ci();
    expect(ci.pipelines.map(({ events }) => events)).toEqual([['tag']]);
    expect(ci.systems.map(({ name }) => name)).toEqual(['GitHub Actions', 'Jenkins']);
  });
});
