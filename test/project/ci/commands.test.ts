import { describe, expect, it } from '@jest/globals';
import { classify } from '../../../src/project/ci/classify.ts';
import { shellCommands } from '../../../src/project/ci/commands.ts';
import { toleranceIn } from '../../../src/project/ci/tolerance.ts';

const lost = (script: string, pipefail = false): readonly string[] => {
  const commands = shellCommands(script);
  return commands.flatMap((command, index) => (toleranceIn(commands, index, { pipefail }) ? [command.text] : []));
};

describe('commands of a script', () => {
  it('are told apart at operators and ends of lines, not inside quotes, comments and heredocs', () => {
    const script = `echo "a && b" && pytest -k 'x or y' \\
  --cov # all; of it
cat > .env << EOF
TOKEN=x; pytest
EOF
ruff check . 2>&1 | tee out.txt; mypy app`;
    expect(shellCommands(script).map(({ text, line }) => [text, line])).toEqual([
      ['echo "a && b"', 0],
      ["pytest -k 'x or y'    --cov", 0],
      ['cat > .env', 2],
      ['ruff check . 2>&1', 5],
      ['tee out.txt', 5],
      ['mypy app', 5],
    ]);
  });

  it('stay bounded, whatever is written', () => {
    expect(shellCommands('a;'.repeat(50_000)).length).toBeLessThanOrEqual(301);
    expect(shellCommands(`echo "${'x'.repeat(100_000)}`)).toHaveLength(1);
    expect(shellCommands('cat << EOF\nnever closed')).toHaveLength(1);
  });
});

describe('a failure is lost', () => {
  it.each([
    ['pytest || true', ['pytest']],
    ['pytest --lf || pytest || echo failed', ['pytest --lf', 'pytest']],
    ['ruff check . && mypy app || true', ['ruff check .', 'mypy app']],
    ['(cd app && pytest) || true', ['cd app', 'pytest']],
    ['pytest | tee out.txt', ['pytest']],
    ['set +e\nmypy app\necho done', ['mypy app']],
    ['flake8 --exit-zero app', ['flake8 --exit-zero app']],
  ])('%s', (script, expected) => {
    expect(lost(script)).toEqual(expected);
  });

  it.each([
    'pytest || exit 1',
    'pytest || { echo failed; exit 1; }',
    'pytest || echo failed && exit 1',
    'pytest || code=$?',
    'set +e\npytest\nexit $?',
    'set +e\npytest',
    'if pytest; then echo good; fi',
    'set -o pipefail\npytest | tee out.txt',
    'pytest | reviewdog -fail-on-error',
    'pytest; echo done',
  ])('not in: %s', (script) => {
    expect(lost(script)).toEqual([]);
  });

  it('not in a pipe of a shell that sets pipefail', () => {
    expect(lost('pytest | tee out.txt', true)).toEqual([]);
  });
});

describe('what a command is for', () => {
  it.each([
    ['poetry run pytest -q', 'tests', 'pytest'],
    ['uv run --extra dev --python 3.12 pytest', 'tests', 'pytest'],
    ['python3.12 -m pytest tests', 'tests', 'pytest'],
    ['DATABASE_URL="x y" coverage run -m pytest', 'tests', 'pytest'],
    ['docker compose exec -T api pytest', 'tests', 'pytest'],
    ['.venv/bin/alembic upgrade head', 'migrations', 'alembic'],
    ['docker compose run --rm api alembic upgrade head', 'migrations', 'alembic'],
    ['flask --app shop db upgrade', 'migrations', 'flask'],
    ['make migrate', 'migrations', 'make'],
    ['python -m scripts.db upgrade', 'migrations', 'scripts.db'],
    ['systemctl status app-migrate.service', null, 'systemctl'],
    ['docker compose logs migrate', 'containers', 'docker'],
    ['ruff check --fix .', null, 'ruff'],
    ['black .', null, 'black'],
    ['black --check .', 'lint', 'black'],
    ['ruff format --check', 'lint', 'ruff'],
    ['pip install -r requirements.txt', 'install', 'pip'],
    ['uv sync --frozen', 'install', 'uv'],
    ['docker compose up -d', 'containers', 'docker'],
    ['npm test', null, 'npm'],
    ['poetry run ./scripts/test', 'unread', './scripts/test'],
    ['pytest --version', null, 'pytest'],
    ['grep -r pytest .', null, 'grep'],
  ])('%s', (text, kind, tool) => {
    expect(classify(text)).toMatchObject({ kind, tool });
  });
});
