import { describe, expect, it } from '@jest/globals';
import { projectFrom, projectsFrom, routesIn } from './project-from.ts';

const USERS = `
from fastapi import APIRouter
router = APIRouter(prefix="/users")

@router.get("/{user_id}")
def get_user(user_id: int): ...
`;

describe('FastAPI', () => {
  it('applies prefixes through packages that re-export routers', () => {
    const routes = routesIn({
      'app/__init__.py': '',
      'app/api/__init__.py': 'from .users import router as users_router\n',
      'app/api/users.py': USERS,
      'app/core.py': 'API_V1 = "/api/v1"\n',
      'app/main.py': `
from fastapi import FastAPI
from app import core
from app.api import users_router
app = FastAPI()
app.include_router(users_router, prefix=f"{core.API_V1}")
`,
    });
    expect(routes).toEqual(['GET /api/v1/users/{user_id} app.api.users.get_user']);
  });

  it('asks the module of settings for the path that the environment may put before all others', () => {
    const routes = routesIn({
      'app/__init__.py': '',
      'app/env.py': `
import os

def get_base_path() -> str:
    path = os.getenv("BASE_PATH", "")
    if len(path) == 0:
        return ""
    return "/" + path.strip("/")
`,
      'app/main.py': `
from fastapi import FastAPI
from app import env

v1 = FastAPI()

@v1.get("/spools")
def spools(): ...

app = FastAPI()
app.mount(env.get_base_path() + "/api/v1", v1)
`,
    });
    expect(routes).toEqual(['GET /api/v1/spools app.main.spools']);
  });

  it('reads prefixes from settings defaults, concatenations and enumerations', () => {
    const routes = routesIn({
      'settings.py': `
from enum import Enum
from pydantic_settings import BaseSettings

class Settings(BaseSettings):
    API: str = "/api"

class Prefix(str, Enum):
    USERS = "/people"

settings = Settings()
`,
      'main.py': `
from fastapi import APIRouter, FastAPI
from settings import Prefix, settings
router = APIRouter(prefix=Prefix.USERS.value)

@router.post("/" + "new")
async def create(): ...

app = FastAPI()
app.include_router(router, prefix=settings.API)
`,
    });
    expect(routes).toEqual(['POST /api/people/new main.create']);
  });

  it('follows factories, with their arguments, from start-up code', () => {
    const routes = routesIn({
      'main.py': `
from contextlib import asynccontextmanager
from fastapi import FastAPI
from routes import create_router

async def initialise():
    for name in ("a", "b"):
        app.include_router(create_router(name, services={}), prefix="/v1")

@asynccontextmanager
async def lifespan(app):
    await initialise()
    yield

app = FastAPI(lifespan=lifespan)
`,
      'routes.py': `
from fastapi import APIRouter

def create_router(name, services):
    router = APIRouter(prefix=f"/{name}")

    @router.get("/items")
    def items(): ...

    return router
`,
    });
    expect(routes).toEqual([
      'GET /v1/a/items routes.create_router.items',
      'GET /v1/b/items routes.create_router.items',
    ]);
  });

  it('loops over lists of routers with their prefixes', () => {
    const routes = routesIn({
      'users.py': USERS,
      'main.py': `
from fastapi import APIRouter, FastAPI
import users
extra = APIRouter()

@extra.api_route("/extra", methods=["GET", "POST"])
def extra_handler(): ...

ROUTERS = [(users.router, "/a"), (extra, "/b")]
app = FastAPI()
for router, prefix in ROUTERS:
    app.include_router(router, prefix=prefix)
`,
    });
    expect(routes).toEqual(['GET /a/users/{user_id} users.get_user', 'GET,POST /b/extra main.extra_handler']);
  });

  it('knows subclasses of routers, and what they hand to the library', () => {
    const routes = routesIn({
      'base.py': `
from fastapi import APIRouter

class VersionedRouter(APIRouter):
    def __init__(self, version, **kwargs):
        super().__init__(prefix=f"/v{version}", **kwargs)

    def add_pair(self, path, handler):
        self.add_api_route(path, handler, methods=["GET"])
        super().add_api_route(path + "/raw", handler, methods=["GET"])
`,
      'main.py': `
from fastapi import FastAPI
from base import VersionedRouter

def show(): ...

router = VersionedRouter(2, tags=["x"])
router.add_pair("/x", show)
app = FastAPI()
app.include_router(router)
`,
    });
    expect(routes).toEqual(['GET /v2/x main.show', 'GET /v2/x/raw main.show']);
  });

  it('sees controllers that register their own methods', () => {
    const routes = routesIn({
      'main.py': `
from fastapi import APIRouter, FastAPI

class Users:
    def __init__(self, prefix):
        self.router = APIRouter(prefix=prefix)
        self.router.add_api_route("/", self.list, methods=["GET"])
        self.router.add_api_websocket_route("/live", self.live)

    def list(self): ...
    async def live(self): ...

app = FastAPI()
app.include_router(Users("/users").router)
`,
    });
    expect(routes).toEqual(['GET /users/ main.Users.list', 'WEBSOCKET /users/live main.Users.live']);
  });

  it('mounts sub-applications and metrics', () => {
    const routes = routesIn({
      'main.py': `
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from prometheus_client import make_asgi_app
from prometheus_fastapi_instrumentator import Instrumentator

app = FastAPI()
admin = FastAPI()

@admin.get("/users")
def users(): ...

app.mount("/admin", admin)
app.mount("/static", StaticFiles(directory="static"))
app.mount("/metrics", make_asgi_app())
Instrumentator().instrument(app).expose(app, endpoint="/prom")
`,
    });
    expect(routes).toEqual([
      'GET /admin/users main.users',
      'GET /metrics prometheus_client.make_asgi_app',
      'GET /prom prometheus_fastapi_instrumentator.Instrumentator.expose',
    ]);
  });

  it('follows arguments through helpers that include routers', () => {
    const routes = routesIn({
      'users.py': USERS,
      'main.py': `
from typing import cast
from fastapi import FastAPI
from users import router
GLOBAL = "api"

def include(application, child, **kwargs):
    start = f"/{GLOBAL.strip('/')}" if GLOBAL else ""
    given = cast(str | None, kwargs.get("prefix"))
    if given:
        final = f"{start}/{given.strip('/')}"
    else:
        final = start
    application.include_router(child, **{**kwargs, "prefix": final})

app = FastAPI()
include(app, router)
include(app, router, prefix="/v2/")
`,
    });
    expect(routes).toEqual(['GET /api/users/{user_id} users.get_user', 'GET /api/v2/users/{user_id} users.get_user']);
  });

  it('imports modules by name where the name is known', () => {
    const routes = routesIn({
      'app/__init__.py': '',
      'app/users.py': USERS,
      'main.py': `
import importlib
from fastapi import FastAPI
app = FastAPI()
for name in ["users"]:
    module = importlib.import_module(f"app.{name}")
    app.include_router(getattr(module, "router"))
`,
    });
    expect(routes).toEqual(['GET /users/{user_id} app.users.get_user']);
  });

  it('knows the routers that libraries bring along', () => {
    const routes = routesIn({
      'main.py': `
from fastapi import FastAPI
from fastapi_users import FastAPIUsers
from strawberry.fastapi import GraphQLRouter

users = FastAPIUsers[object, int](None, [])
app = FastAPI()
app.include_router(users.get_auth_router(None), prefix="/auth/jwt")
app.include_router(GraphQLRouter(None), prefix="/graphql")
`,
    });
    expect(routes.map((route) => route.split(' ').slice(0, 2).join(' '))).toEqual([
      'POST /auth/jwt/login',
      'POST /auth/jwt/logout',
      'GET /graphql',
      'POST /graphql',
      'WEBSOCKET /graphql',
    ]);
  });

  it('tells which routes default settings leave out', () => {
    const table = projectFrom({
      'settings.py': `
from pydantic_settings import BaseSettings

class Settings(BaseSettings):
    DEBUG: bool = False

settings = Settings()
`,
      'main.py': `
from fastapi import FastAPI
from settings import settings
app = FastAPI()
if settings.DEBUG:
    @app.get("/debug")
    def debug(): ...
`,
    }).routes();
    expect(table.routes).toMatchObject([{ path: '/debug', mounted: false, condition: 'settings.DEBUG' }]);
  });

  it('names what it cannot resolve, and guesses nothing', () => {
    const table = projectFrom({
      'main.py': `
import importlib, pkgutil
from fastapi import APIRouter, FastAPI
app = FastAPI()
for module in pkgutil.iter_modules(["plugins"]):
    app.include_router(importlib.import_module(module.name).router)
known = APIRouter()

@known.get("/known")
def answer(): ...

app.include_router(known, prefix=open("prefix").read())
`,
    }).routes();
    expect(table.routes.filter((route) => route.mounted)).toEqual([]);
    expect(table.unresolved.map(({ path, span }) => `${path}:${span.line}`).sort()).toEqual([
      'main.py:12',
      'main.py:6',
    ]);
  });

  it('leaves out applications of tests, and lists routers that nobody includes as unmounted', () => {
    const table = projectFrom({
      'main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
      'old.py': USERS,
      'tests/test_app.py': `
from fastapi import FastAPI
app = FastAPI()

@app.get("/fake")
def fake(): ...
`,
    }).routes();
    expect(table.routes.map(({ path, app, mounted }) => ({ path, app, mounted }))).toEqual([
      { path: '/users/{user_id}', app: null, mounted: false },
    ]);
  });

  it('ends on routers that include themselves and functions that call themselves', () => {
    const routes = routesIn({
      'main.py': `
from fastapi import APIRouter, FastAPI
a = APIRouter(prefix="/a")
b = APIRouter(prefix="/b")

@b.get("/x")
def x(): ...

a.include_router(b)
b.include_router(a)
a.include_router(a)

def build(n):
    return build(n + 1)

app = FastAPI()
app.include_router(a)
app.include_router(build(0))
`,
    });
    expect(routes).toEqual(['GET /a/b/x main.x']);
  });

  it('reads ten thousand routes in time that grows with their number', () => {
    const files = (count: number) => {
      const texts: Record<string, string> = {};
      const names = Array.from({ length: count }, (_, i) => `m${i}`);
      for (const name of names) {
        const handlers = Array.from({ length: 50 }, (_, i) => `@router.get("/h${i}")\ndef h${i}(): ...\n`);
        texts[`api/${name}.py`] =
          `from fastapi import APIRouter\nrouter = APIRouter(prefix="/${name}")\n${handlers.join('\n')}`;
      }
      texts['api/__init__.py'] = '';
      texts['main.py'] = [
        'from fastapi import FastAPI',
        ...names.map((name) => `from api import ${name}`),
        'app = FastAPI()',
        ...names.map((name) => `app.include_router(${name}.router)`),
      ].join('\n');
      return texts;
    };
    expect(projectFrom(files(200)).routes().routes).toHaveLength(10_000);
  });
});

describe('an incremental project', () => {
  it('answers as a fresh one does', () => {
    const before = {
      'users.py': USERS,
      'main.py': 'from fastapi import FastAPI\nimport users\napp = FastAPI()\napp.include_router(users.router)\n',
    };
    const changed = { 'users.py': USERS.replace('"/users"', '"/people"') };
    const { base, head } = projectsFrom(before, changed);
    expect(base.routes().routes).toMatchObject([{ path: '/users/{user_id}' }]);
    const derived = head().routes();
    expect(derived).toEqual(projectFrom({ ...before, ...changed }).routes());
    expect(derived.routes).toMatchObject([{ path: '/people/{user_id}' }]);
  });

  it('keeps the table when a file without routes changes', () => {
    const texts = {
      'users.py': USERS,
      'main.py': 'from fastapi import FastAPI\nimport users\napp = FastAPI()\napp.include_router(users.router)\n',
      'other.py': 'x = 1\n',
    };
    const { base, head } = projectsFrom(texts, { 'other.py': 'x = 2\n' });
    const table = base.routes();
    expect(head().routes()).toBe(table);
  });
});
