import { describe, expect, it } from '@jest/globals';
import type { Expr } from '../../src/model/python.ts';
import { evaluate } from '../../src/project/constants.ts';
import { Db } from '../../src/project/db.ts';
import { moduleName } from '../../src/project/modules.ts';
import { resolve, type Target } from '../../src/project/resolve.ts';
import { instanceClass } from '../../src/project/types.ts';
import { inputsOf, type Sources } from './linked.ts';

/** The value of the last assignment of `path`, and a database of all sources. */
function lastValue(sources: Sources, path: string): { db: Db; expr: Expr; site: { path: string; within: [] } } {
  const db = new Db(inputsOf(sources));
  const last = db.facts(path)?.python?.body.at(-1);
  if (last?.k !== 'assign' || last.v === null) throw new Error(`${path} must end in an assignment`);
  return { db, expr: last.v, site: { path, within: [] } };
}

function shown(target: Target): string {
  if (target.kind === 'external') return target.dotted;
  if (target.kind === 'module') return `module ${target.path}`;
  if (target.kind === 'function' || target.kind === 'class')
    return `${target.kind} ${target.def.name} in ${target.site.path}`;
  return target.kind === 'variable' ? `variable ${target.name} in ${target.site.path}` : 'unknown';
}

function check(sources: Sources, expected: string, path = 'main.py'): void {
  const { db, expr, site } = lastValue(sources, path);
  expect(shown(resolve(db, site, expr))).toBe(expected);
}

describe('a name means', () => {
  it.each([
    ['an import from outside', 'from fastapi import Depends as D\nx = D\n', 'fastapi.Depends'],
    ['an attribute of an import', 'import sqlalchemy as sa\nx = sa.orm.Session\n', 'sqlalchemy.orm.Session'],
    ['a plain dotted import', 'import os.path\nx = os.path.join\n', 'os.path.join'],
    ['a builtin', 'x = print\n', 'builtins.print'],
    ['an alias of an import', 'import fastapi\nRouter = fastapi.APIRouter\nx = Router\n', 'fastapi.APIRouter'],
    [
      'the import of a guarded import',
      'try:\n    import orjson\nexcept ImportError:\n    orjson = None\nx = orjson.dumps\n',
      'orjson.dumps',
    ],
    ['nothing known', 'x = nowhere\n', 'unknown'],
  ])('%s', (_, source, expected) => check({ 'main.py': source }, expected));

  it('what a package re-exports', () => {
    check(
      {
        'app/__init__.py': 'from .api import router\n',
        'app/api/__init__.py': 'from .users import *\n',
        'app/api/users.py': 'from fastapi import APIRouter\ndef router(): ...\n',
        'main.py': 'from app import router\nx = router\n',
      },
      'function router in app/api/users.py',
    );
  });

  it('a submodule', () => {
    check(
      { 'app/__init__.py': '', 'app/api.py': 'def get(): ...\n', 'main.py': 'from app import api\nx = api.get\n' },
      'function get in app/api.py',
    );
  });

  it('an inherited method', () => {
    const source = 'class A:\n    def run(self): ...\nclass B(A): ...\nx = B.run\n';
    check({ 'main.py': source }, 'function run in main.py');
  });

  it('the standard library, although a file next to it has the same name', () => {
    check(
      { 'app/email.py': 'x = 1\n', 'app/send.py': 'import email\nx = email.message\n' },
      'email.message',
      'app/send.py',
    );
  });

  it('the module of its own service in a repository of several', () => {
    const service = (name: string) => ({
      [`services/${name}/app/__init__.py`]: '',
      [`services/${name}/app/core.py`]: 'def get(): ...\n',
      [`services/${name}/app/main.py`]: 'from app.core import get\nx = get\n',
    });
    check({ ...service('a'), ...service('b') }, 'function get in services/b/app/core.py', 'services/b/app/main.py');
  });

  it('a module under another source root', () => {
    check(
      {
        'backend/app/__init__.py': '',
        'backend/app/core.py': 'def get(): ...\n',
        'tests/test_a.py': 'from app.core import get\nx = get\n',
      },
      'function get in backend/app/core.py',
      'tests/test_a.py',
    );
  });

  it('the module next to it in a package that is started from inside, but never a library of that name', () => {
    const sources = {
      'app/__init__.py': '',
      'app/config.py': 'PREFIX = "/x"\n',
      'app/redis.py': 'import redis\nx = redis.Redis\n',
      'app/main.py': 'from config import PREFIX\nx = PREFIX\n',
    };
    check(sources, 'variable PREFIX in app/config.py', 'app/main.py');
    check(sources, 'redis.Redis', 'app/redis.py');
    // Somebody imports the package: its folder is not on the path.
    check({ ...sources, 'run.py': 'from app import main\n' }, 'config.PREFIX', 'app/main.py');
  });

  it('a library, although a virtual environment with it was committed', () => {
    const sources = {
      'venv/lib/python3.12/site-packages/fastapi/__init__.py': 'class FastAPI: ...\n',
      'main.py': 'from fastapi import FastAPI\nx = FastAPI\n',
    };
    check(sources, 'fastapi.FastAPI');
  });

  it('a library, although a folder that is no package has its name', () => {
    check(
      { 'fastapi/server.py': 'from fastapi import FastAPI\nx = FastAPI\n' },
      'fastapi.FastAPI',
      'fastapi/server.py',
    );
  });

  it('nothing, when imports go in circles', () => {
    check(
      { 'a.py': 'from b import x\n', 'b.py': 'from a import x\n', 'main.py': 'from a import x\ny = x\n' },
      'unknown',
    );
    check({ 'main.py': 'from main import *\ny = x\n' }, 'unknown');
  });
});

describe('the name of a module', () => {
  it('begins at the outermost package', () => {
    const db = new Db(inputsOf({ 'backend/app/__init__.py': '', 'backend/app/api/users.py': '' }));
    expect(moduleName(db, 'backend/app/api/users.py')).toBe('app.api.users');
  });

  it('begins at a folder around the packages, where that is what people import', () => {
    const db = new Db(
      inputsOf({ 'keep/api/__init__.py': '', 'keep/api/users.py': '', 'main.py': 'import keep.api.users\n' }),
    );
    expect(moduleName(db, 'keep/api/users.py')).toBe('keep.api.users');
  });

  it('begins where somebody imports it, without packages', () => {
    const db = new Db(inputsOf({ 'server/handlers/users.py': '', 'main.py': 'from server.handlers import users\n' }));
    expect(moduleName(db, 'server/handlers/users.py')).toBe('server.handlers.users');
  });
});

describe('the value of', () => {
  it.each([
    ['a concatenation', 'BASE = "/api"\nx = BASE + "/v1"\n', '/api/v1'],
    ['an f-string of constants', 'V = 2\nx = f"/api/v{V}"\n', '/api/v2'],
    ['the default of a variable of the environment', 'import os\nx = os.getenv("PREFIX", "/api")\n', '/api'],
    [
      'an enum member',
      'from enum import Enum\nclass P(str, Enum):\n    USERS = "/users"\nx = P.USERS.value\n',
      '/users',
    ],
    ['an entry of a dictionary', 'PATHS = {"users": "/users"}\nx = PATHS["users"]\n', '/users'],
    ['a name with two values', 'P = "/a"\nP = "/b"\nx = P\n', undefined],
    ['a name that is defined by itself', 'x = 1\nx = x\n', undefined],
    [
      'a text that the repository turns into a truth value',
      'import os\ndef parse_boolean(s):\n    return s == "true"\nx = parse_boolean(os.environ.get("MULTI", "false"))\n',
      false,
    ],
    ['what only the run knows', 'import os\nx = os.getenv("PREFIX")\n', undefined],
  ])('%s', (_, source, expected) => {
    const { db, expr, site } = lastValue({ 'main.py': source }, 'main.py');
    expect(evaluate(db, site, expr)).toBe(expected);
  });

  it('a field of the settings, through the function that makes them', () => {
    const { db, expr, site } = lastValue(
      {
        'core/config.py':
          'from pydantic_settings import BaseSettings\nfrom pydantic import Field\nfrom functools import lru_cache\n' +
          'class Settings(BaseSettings):\n    API: str = Field(default="/api/v1", description="x")\n' +
          '@lru_cache\ndef get_settings() -> "Settings":\n    return Settings()\nsettings = get_settings()\n',
        'main.py': 'from core.config import settings\nx = f"{settings.API}/users"\n',
      },
      'main.py',
    );
    expect(evaluate(db, site, expr)).toBe('/api/v1/users');
  });

  it('an expression written to take for ever is unknown, at once', () => {
    const lines = Array.from({ length: 40 }, (_, i) => `a${i} = a${i + 1} + a${i + 1}`);
    const { db, expr, site } = lastValue({ 'main.py': `${lines.join('\n')}\na40 = "x"\nx = a0\n` }, 'main.py');
    expect(evaluate(db, site, expr)).toBeUndefined();
  });
});

describe('the class of', () => {
  const classOf = (source: string) => {
    const { db, expr, site } = lastValue({ 'main.py': source }, 'main.py');
    return instanceClass(db, site, expr)?.def.name ?? null;
  };

  it.each([
    ['an instance', 'class S: ...\ns = S()\nx = s\n', 'S'],
    ['what an annotated function returns', 'class S: ...\ndef make() -> "S | None": ...\nx = make()\n', 'S'],
    [
      'an attribute that __init__ sets',
      'class R: ...\nclass S:\n    def __init__(self):\n        self.repo = R()\ns = S()\nx = s.repo\n',
      'R',
    ],
    ['something outside', 'import redis\nx = redis.Redis()\n', null],
  ])('%s', (_, source, expected) => expect(classOf(source)).toBe(expected));
});
