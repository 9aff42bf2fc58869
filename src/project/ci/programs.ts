/** Programs that CI calls, by what they are for. */
import type { CommandKind } from '../../model/ci.ts';

export const KINDS: Readonly<Record<string, CommandKind>> = {
  pytest: 'tests',
  'py.test': 'tests',
  unittest: 'tests',
  nose2: 'tests',
  nosetests: 'tests',
  stestr: 'tests',
  ward: 'tests',
  behave: 'tests',
  trial: 'tests',
  flake8: 'lint',
  ruff: 'lint',
  pylint: 'lint',
  black: 'lint',
  isort: 'lint',
  yapf: 'lint',
  autoflake: 'lint',
  pycodestyle: 'lint',
  pydocstyle: 'lint',
  'pre-commit': 'lint',
  prek: 'lint',
  prospector: 'lint',
  'lint-imports': 'lint',
  mypy: 'types',
  dmypy: 'types',
  pyright: 'types',
  basedpyright: 'types',
  pytype: 'types',
  ty: 'types',
  bandit: 'audit',
  safety: 'audit',
  'pip-audit': 'audit',
  uvicorn: 'server',
  gunicorn: 'server',
  hypercorn: 'server',
  granian: 'server',
  daphne: 'server',
  fastapi: 'server',
  waitress: 'server',
};

/** `backend/.venv/bin/pytest`, `$(PYTEST)`, `@pytest` → `pytest`. */
export function programOf(word: string): string {
  const bare = word.replace(/^[@+-]+/, '').replace(/^\$[({](\w+)[)}]$/, (_, name: string) => name.toLowerCase());
  if (/\.(sh|bash|py)$/.test(bare)) return bare;
  const name = bare.slice(bare.lastIndexOf('/') + 1);
  return /^python[\d.]*(\.exe)?$/.test(name) ? 'python' : /^pip[\d.]*$/.test(name) ? 'pip' : name;
}

/** Whether a word is the name of a program that tells what a command does. */
export function isKnown(program: string): boolean {
  return (
    KINDS[program] !== undefined || /^(alembic|python|flask|sh|bash|poetry|uv|make|tox|nox|coverage)$/.test(program)
  );
}
