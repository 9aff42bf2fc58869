import { describe, expect, it } from '@jest/globals';
import { fileKind } from '../../src/facts/kind.ts';

describe('fileKind', () => {
  it.each([
    ['app/main.py', 'python'],
    ['app/types.pyi', 'text'],
    ['.env', 'env'],
    ['deploy/.env.production', 'env'],
    ['config/prod.env', 'env'],
    ['compose.yml', 'yaml'],
    ['.github/workflows/ci.yaml', 'yaml'],
    ['pyproject.toml', 'toml'],
    ['Pipfile', 'toml'],
    ['alembic.ini', 'ini'],
    ['setup.cfg', 'ini'],
    ['package.json', 'json'],
    ['requirements.txt', 'requirements'],
    ['requirements-dev.txt', 'requirements'],
    ['requirements/base.txt', 'requirements'],
    ['constraints.txt', 'requirements'],
    ['Dockerfile', 'dockerfile'],
    ['docker/Dockerfile.worker', 'dockerfile'],
    ['worker.dockerfile', 'dockerfile'],
    ['Containerfile', 'dockerfile'],
    ['Procfile', 'procfile'],
    ['poetry.lock', 'lock'],
    ['backend/uv.lock', 'lock'],
    ['Pipfile.lock', 'lock'],
    ['README.md', 'text'],
    ['deploy.sh', 'text'],
    ['main.tf', 'text'],
    ['notebook.ipynb', 'text'],
    ['server.pem', 'text'],
    ['LICENSE', 'text'],
    ['notes/requirements.md', 'text'],
  ])('%s is %s', (path, kind) => {
    expect(fileKind(path)).toBe(kind);
  });

  it.each([
    'docs/logo.PNG',
    'fonts/inter.woff2',
    'static/app.min.js',
    'static/layers.min.json',
    'static/app.js.map',
    'package-lock.json',
    'Cargo.lock',
    'frontend/node_modules/left-pad/index.js',
    '.venv/lib/python3.12/site-packages/jose/jwt.py',
    'app/__pycache__/main.cpython-312.pyc',
    'src/pip/_vendor/six.py',
  ])('%s is not worth reading', (path) => {
    expect(fileKind(path)).toBe('ignored');
  });
});
