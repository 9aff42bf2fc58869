/** The route table after a change, derived from the one before, is what a fresh look gives: whatever module is edited. */
import { describe, expect, it } from '@jest/globals';
import { createExtractor } from '../../src/facts/extract-facts.ts';
import type { FileFacts } from '../../src/model/facts.ts';
import type { ProjectInputs } from '../../src/model/project.ts';
import { createProject } from '../../src/project/create-project.ts';

type Tree = Readonly<Record<string, string>>;

const extractor = await createExtractor({ digestKey: 'test' });

/** Routers that run by themselves, and all that does not: state shared by modules, factories, circles, loops, classes. */
const FASTAPI: Tree = {
  'app/__init__.py': '',
  'app/settings.py': 'PREFIX = "/api"\nDEBUG = False\n',
  'app/deps.py': 'from fastapi import Depends, HTTPException\n\ndef get_user():\n    raise HTTPException(401)\n',
  'app/routing.py': `
from fastapi import APIRouter

class Versioned(APIRouter):
    def __init__(self, version, **kw):
        super().__init__(prefix=f"/v{version}", **kw)

def register(router, path, handler):
    router.add_api_route(path, handler, methods=["GET"])
`,
  'app/users.py': `
from fastapi import APIRouter, Depends
from app.deps import get_user
from app.settings import PREFIX

router = APIRouter(prefix="/users", tags=["users"], dependencies=[Depends(get_user)])
PATHS = ["/one", "/two"]

@router.get("/{user_id}")
def one(user_id: int) -> dict: ...

for path in PATHS:
    @router.post(path)
    def posted(): ...

admin = APIRouter()
router.include_router(admin, prefix="/admin")

@admin.get("/late")
def late(): ...
`,
  'app/items.py': `
from app.deps import get_user
from app.routing import Versioned, register

router = Versioned(2)

def listed(user=None): ...

register(router, "/items", listed)
`,
  'app/extra.py': `
from fastapi import APIRouter
from app.items import router as items

extra = APIRouter(prefix="/extra")

@items.get("/from-extra")
def from_extra(): ...

@extra.websocket("/ws")
async def socket(ws): ...
`,
  'app/api.py': `
from fastapi import APIRouter
from app import extra, items, users

ROUTERS = {"users": users.router, "items": items.router}
api = APIRouter()
for name, router in ROUTERS.items():
    api.include_router(router)
api.include_router(extra.extra, tags=["extra"])
`,
  'app/main.py': `
from contextlib import asynccontextmanager
from fastapi import FastAPI
from app.api import api
from app.settings import DEBUG, PREFIX

@asynccontextmanager
async def lifespan(app):
    from app.admin import router
    app.include_router(router)
    yield

def create_app():
    app = FastAPI(lifespan=lifespan)
    app.include_router(api, prefix=PREFIX)
    if DEBUG:
        app.mount("/debug", FastAPI())
    return app

app = create_app()

@app.get("/health")
def health(): ...
`,
  'app/admin.py': 'from fastapi import APIRouter\n\nrouter = APIRouter()\n\n@router.get("/admin")\ndef admin(): ...\n',
};

const FLASK: Tree = {
  'shop/__init__.py': `
from flask import Flask

def create_app(config=None):
    app = Flask(__name__)
    from shop.main import bp
    from shop.api import api_bp
    app.register_blueprint(bp)
    app.register_blueprint(api_bp, url_prefix="/api")
    return app
`,
  'shop/main/__init__.py': `
from flask import Blueprint

bp = Blueprint("main", __name__, url_prefix="/main")

from shop.main import errors, routes

@bp.route("/own")
def own(): ...
`,
  'shop/main/routes.py': 'from shop.main import bp\n\n@bp.route("/index", methods=["GET", "POST"])\ndef index(): ...\n',
  'shop/main/errors.py': 'from shop.main import bp\n\n@bp.before_request\ndef before(): ...\n',
  'shop/api.py': `
from flask import Blueprint
from flask_restful import Api, Resource

api_bp = Blueprint("api", __name__)
api = Api(api_bp)

class Things(Resource):
    def get(self): ...
    def post(self): ...

api.add_resource(Things, "/things", "/stuff")
`,
  'wsgi.py': 'from shop import create_app\n\napp = create_app()\n',
  'worker.py': 'from shop import create_app\n\ncelery_app = create_app("worker")\n',
};

const seen = new Map<string, FileFacts>();

/** Equal content has the very same facts, as within an audit. */
function inputsOf(tree: Tree): ProjectInputs {
  const paths = Object.keys(tree).sort();
  const files = paths.map((path): [string, FileFacts] => {
    const text = tree[path] ?? '';
    const facts = seen.get(text) ?? extractor.extract(Buffer.from(text), 'python');
    seen.set(text, facts);
    return [path, facts];
  });
  return { paths, files: new Map(files), hints: { ignore: [], services: [], handlers: [], models: [] } };
}

/** The file without each of its lines, with each of them twice, with something before or after it that changes no route. */
function editsOf(text: string): string[] {
  const lines = text.split('\n');
  const each = lines.flatMap((line, i) =>
    line.trim() === '' ? [] : [lines.toSpliced(i, 1).join('\n'), lines.toSpliced(i, 0, line).join('\n')],
  );
  return [...each, `# moved\n${text}`, `${text}\nprint("loaded")\n`, `${text}\n\ndef added(app): ...\n`, ''];
}

describe.each([
  ['FastAPI', FASTAPI],
  ['Flask', FLASK],
])('the routes of a %s application', (_, tree) => {
  it.each(Object.keys(tree))('after any edit of %s', (path) => {
    const base = createProject(inputsOf(tree));
    expect(base.routes().routes.length).toBeGreaterThan(5);
    for (const text of editsOf(tree[path] ?? '')) {
      const inputs = inputsOf({ ...tree, [path]: text });
      const fresh = JSON.stringify(createProject(inputs).routes());
      expect(JSON.stringify(createProject(inputs, base).routes())).toBe(fresh);
    }
  });

  it.each(Object.keys(tree))('with and without %s', (path) => {
    const { [path]: _, ...less } = tree;
    const [all, without] = [createProject(inputsOf(tree)), createProject(inputsOf(less))];
    const [table, smaller] = [JSON.stringify(all.routes()), JSON.stringify(without.routes())];
    expect(JSON.stringify(createProject(inputsOf(tree), without).routes())).toBe(table);
    expect(JSON.stringify(createProject(inputsOf(less), all).routes())).toBe(smaller);
  });
});
