/** What is told of routers themselves, and what routes say beside their paths. */
import { describe, expect, it } from '@jest/globals';
import type { Route, RouterNode } from '../../../src/model/routes.ts';
import type { Sources } from '../linked.ts';
import { projectFrom, projectsFrom } from './project-from.ts';

const MAIN = `
from fastapi import FastAPI
from app import users

app = FastAPI()
app.include_router(users.router, prefix="/api", tags=["public"])
`;

function routers(sources: Sources): ReadonlyMap<string, RouterNode> {
  return new Map(
    projectFrom({ 'app/__init__.py': '', ...sources })
      .routes()
      .routers.map((router) => [router.name ?? '', router]),
  );
}

function routes(sources: Sources): readonly Route[] {
  return projectFrom({ 'app/__init__.py': '', ...sources }).routes().routes;
}

describe('a router', () => {
  it('knows who takes it in, and what it is made with', () => {
    const found = routers({
      'app/main.py': MAIN,
      'app/users.py': `
from fastapi import APIRouter

router = APIRouter(prefix="/users", tags=["users"])
admin = APIRouter()
router.include_router(admin, prefix="/admin")

@router.get("/")
def all_users(): ...
`,
    });
    expect([...found.keys()]).toEqual(['app.main:app', 'app.users:router', 'app.users:admin']);
    expect(found.get('app.users:router')).toMatchObject({
      kind: 'router',
      prefix: '/users',
      tags: ['users'],
      routes: 1,
      reached: true,
      includes: [{ into: 'app.main:app', prefix: '/api', tags: ['public'], at: { path: 'app/main.py' } }],
    });
    expect(found.get('app.users:admin')).toMatchObject({ routes: 0, reached: true, includes: [{ prefix: '/admin' }] });
  });

  const users = (body: string): Sources => ({
    'app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
    'app/users.py': `from fastapi import APIRouter\n\nrouter = APIRouter()\n\n@router.get("/users")\ndef users(): ...\n\n${body}`,
  });

  it.each([
    ['', false],
    ['publish(router)\n', true],
    ['ROUTERS = [router]\n', true],
    ['class Module:\n    routes = router\n', true],
    ['TABLE = {"users": router}\n', true],
    ['def install(app):\n    app.include_router(router)\n', true],
    ['def install(app):\n    for other in routers:\n        app.include_router(other)\n', true],
    ['other = APIRouter()\ndef install(app):\n    app.include_router(other)\n', false],
  ])('that nobody takes in may be taken in by what is not followed: %j', (body, dynamic) => {
    expect(routers(users(body)).get('app.users:router')).toMatchObject({ reached: false, dynamic });
  });

  it.each([
    'import importlib\nfor name in names():\n    app.include_router(importlib.import_module(name).router)\n',
    'for plugin in load_plugins():\n    app.include_router(plugin.router)\n',
  ])('may be found by a name that is put together at run time: %j', (lines) => {
    const sources = users('');
    const found = routers({ ...sources, 'app/main.py': `from fastapi import FastAPI\n\napp = FastAPI()\n${lines}` });
    expect(found.get('app.users:router')).toMatchObject({ reached: false, dynamic: true });
  });

  it('of a library is made for those who import it', () => {
    const { 'app/main.py': _, ...library } = users('');
    expect(routers(library).get('app.users:router')).toMatchObject({ reached: false, dynamic: true });
  });
});

describe('a route', () => {
  it('has the prefixes of all that takes it in, and the tags', () => {
    const [route] = routes({
      'app/main.py': MAIN,
      'app/users.py': `
from fastapi import APIRouter

router = APIRouter(prefix="/users", tags=["users"])

@router.get("/{user_id}", tags=["one", "users"], operation_id="oneUser", deprecated=True)
def one(user_id: int) -> "User | None": ...
`,
    });
    expect(route).toMatchObject({
      path: '/api/users/{user_id}',
      prefixes: [
        { text: '/api', at: { path: 'app/main.py', span: { line: 6 } } },
        { text: '/users', at: { path: 'app/users.py', span: { line: 4 } } },
      ],
      tags: ['public', 'users', 'one'],
      operationId: 'oneUser',
      responseModel: 'User | None',
      deprecated: true,
      inSchema: true,
      late: null,
    });
  });

  it.each([
    ['@router.get("/", response_model=list[User])\ndef f() -> dict: ...', 'list[User]'],
    ['@router.get("/", response_model=dict[str, User])\ndef f(): ...', 'dict[str, User]'],
    ['@router.get("/", response_model=None)\ndef f() -> User: ...', 'None'],
    ['@router.get("/")\ndef f() -> schemas.User: ...', 'schemas.User'],
    ['@router.get("/")\ndef f(): ...', null],
    ['router.add_api_route("/", f, response_model=User)', 'User'],
    ['def add(model):\n    router.add_api_route("/", f, response_model=model)\nadd(User)', 'User'],
  ])('has the response model as written: %j', (body, responseModel) => {
    const [route] = routes({
      'app/main.py': MAIN,
      'app/users.py': `from fastapi import APIRouter\n\nclass User: ...\ndef f(): ...\n\nrouter = APIRouter()\n\n${body}\n`,
    });
    expect(route).toMatchObject({ responseModel });
  });

  it.each([
    ['requirements.txt', 'fastapi==0.115.4\nuvicorn\n', false],
    ['requirements.txt', 'fastapi[all]>=0.100,<0.137\n', false],
    ['pyproject.toml', '[tool.poetry.dependencies]\nfastapi = "^0.110.0"\n', false],
    ['pyproject.toml', '[project]\ndependencies = ["fastapi>=0.110"]\n', true],
    ['requirements.txt', 'fastapi==0.141.1\n', true],
    ['requirements.txt', 'starlette\n', true],
  ])(
    'that is added after its router was included is served by a FastAPI that keeps routers: %s %j %s',
    (path, manifest, served) => {
      const found = routes({
        [path]: manifest,
        'main.py':
          'from fastapi import APIRouter, FastAPI\napp = FastAPI()\nchild = APIRouter()\napp.include_router(child)\n\n@child.get("/late")\ndef late(): ...\n',
      });
      expect(found).toMatchObject([{ mounted: served }]);
    },
  );

  it('that is added after FastAPI copied its router is not served', () => {
    const found = routes({
      'requirements.txt': 'fastapi<0.137\n',
      'app/main.py': `
from fastapi import APIRouter, FastAPI

app = FastAPI()
outer = APIRouter()
inner = APIRouter()

@inner.get("/served")
def served(): ...

outer.include_router(inner)
app.include_router(outer)

@inner.get("/late")
def late(): ...
`,
    });
    expect(found.map(({ path, mounted, late }) => [path, mounted, late?.span.line])).toEqual([
      ['/served', true, undefined],
      ['/late', false, 12],
    ]);
  });

  it.each([
    ['a mount is live', 'child = FastAPI()\napp.mount("/x", child)'],
    ['who calls first is not certain', 'child = APIRouter()\ndef setup():\n    app.include_router(child)\nsetup()'],
    ['a condition', 'child = APIRouter()\nif DEBUG:\n    app.include_router(child)'],
  ])('is not late: %s', (_, lines) => {
    const found = routes({
      'app/main.py': `
from fastapi import APIRouter, FastAPI

app = FastAPI()
${lines}

@child.get("/route")
def route(): ...
`,
    });
    expect(found).toMatchObject([{ late: null, app: 'app.main:app' }]);
  });

  it('of a blueprint that was registered is refused; nesting alone registers nothing', () => {
    const found = routes({
      'app/main.py': `
from flask import Blueprint, Flask

app = Flask(__name__)
outer = Blueprint("outer", __name__)
inner = Blueprint("inner", __name__)
outer.register_blueprint(inner)

@inner.route("/served", endpoint="served")
def served(): ...

app.register_blueprint(outer)

@inner.route("/late")
def late(): ...
`,
    });
    expect(found.map(({ path, mounted, name }) => [path, mounted, name])).toEqual([
      ['/served', true, 'served'],
      ['/late', false, null],
    ]);
  });
});

describe('after a change', () => {
  const users = 'from fastapi import APIRouter\n\nrouter = APIRouter()\n\n@router.get("/users")\ndef users(): ...\n';
  const items = users.replaceAll('users', 'items');
  const sources = {
    'app/__init__.py': '',
    'app/users.py': users,
    'app/items.py': items,
    'app/main.py':
      'from fastapi import FastAPI\nfrom app import items, users\n\napp = FastAPI()\napp.include_router(users.router)\napp.include_router(items.router)\n',
  };

  it('the routes of other routers are the same objects, and those of the router itself new ones', () => {
    const { base, head } = projectsFrom(sources, {
      'app/items.py': `${items}\n@router.post("/items")\ndef add(): ...\n`,
    });
    const [usersBefore, itemsBefore] = base.routes().routes;
    const [usersAfter, itemsAfter, added] = head().routes().routes;
    expect(usersAfter).toBe(usersBefore);
    expect(itemsAfter).toEqual(itemsBefore);
    expect(added?.path).toBe('/items');
  });

  it('that brings no route, the whole table is the same object', () => {
    const { base, head } = projectsFrom(sources, { 'app/items.py': `${items}\n\ndef unrelated(): ...\n` });
    const before = base.routes();
    expect(head().routes()).toBe(before);
  });

  it('start-up code that makes the application anew comes to an end', () => {
    const app = projectFrom({
      'app/main.py': `
from fastapi import FastAPI

async def lifespan(app):
    again = FastAPI(lifespan=lifespan)
    again.get("/again")(lifespan)

app = FastAPI(lifespan=lifespan)

@app.get("/")
def home(): ...
`,
    });
    expect(app.routes().routes.map(({ path }) => path)).toContain('/');
  });
});
