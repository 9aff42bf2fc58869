import { describe, expect, it } from '@jest/globals';
import { projectFrom, routesIn } from './project-from.ts';

describe('Starlette', () => {
  it('reads lists of routes built by functions, and classes as endpoints', () => {
    const routes = routesIn({
      'server/__init__.py': '',
      'server/routes.py': `
from starlette.endpoints import HTTPEndpoint
from starlette.routing import Mount, Route, WebSocketRoute

async def health(request): ...
async def socket(ws): ...

class Items(HTTPEndpoint):
    async def get(self, request): ...
    async def post(self, request): ...

api = [Route("/items", Items)]

def get_routes():
    return [Route("/health", endpoint=health, methods=["GET"]), Mount("/api", routes=[*api, WebSocketRoute("/ws", socket)])]
`,
      'server/app.py': `
from starlette.applications import Starlette
from server.routes import get_routes

def create_app():
    return Starlette(routes=get_routes())
`,
      'main.py': 'from server.app import create_app\n\napp = create_app()\n',
    });
    expect(routes).toEqual([
      'GET /health server.routes.health',
      'GET /api/items server.routes.Items.get',
      'POST /api/items server.routes.Items.post',
      'WEBSOCKET /api/ws server.routes.socket',
    ]);
  });

  it('names the application as a server would', () => {
    const table = projectFrom({
      'main.py': `
from starlette.applications import Starlette
from starlette.routing import Route

async def home(request): ...

def create_app():
    return Starlette(routes=[Route("/", home)])

app = create_app()
`,
    }).routes();
    expect(table.routes).toMatchObject([{ app: 'main:app', path: '/' }]);
  });
});

describe('Flask', () => {
  it('registers blueprints, nested ones too, inside the factory', () => {
    const routes = routesIn({
      'shop/__init__.py': `
from flask import Flask

def create_app():
    app = Flask(__name__)
    from shop.views import api
    app.register_blueprint(api, url_prefix="/api")
    return app
`,
      'shop/views.py': `
from flask import Blueprint
from flask.views import MethodView

api = Blueprint("api", __name__, url_prefix="/replaced")
items = Blueprint("items", __name__, url_prefix="/items")

@items.route("/<int:item_id>", methods=["GET", "DELETE"])
def item(item_id): ...

class Orders(MethodView):
    def get(self): ...
    def post(self): ...

api.add_url_rule("/orders", view_func=Orders.as_view("orders"))
api.register_blueprint(items)
`,
    });
    expect(routes).toEqual([
      'GET /api/orders shop.views.Orders.get',
      'POST /api/orders shop.views.Orders.post',
      'DELETE,GET /api/items/<int:item_id> shop.views.item',
    ]);
  });

  it('knows the namespaces of flask-restx and the configuration of the application', () => {
    const routes = routesIn({
      'config.py': 'class Config:\n    API_PREFIX = "/backend"\n',
      'main.py': `
from flask import Blueprint, Flask
from flask_restx import Api, Namespace, Resource

app = Flask(__name__)
bp = Blueprint("api", __name__, url_prefix=app.config["API_PREFIX"])
api = Api(bp)
users = Namespace("users")
teams = Namespace("teams")

@users.route("/<int:id>")
class User(Resource):
    def get(self, id): ...

@teams.route("")
class Teams(Resource):
    def post(self): ...

api.add_namespace(users)
api.add_namespace(teams, "/groups")
app.register_blueprint(bp)
`,
    });
    expect(routes).toEqual(['GET /backend/users/<int:id> main.User.get', 'POST /backend/groups main.Teams.post']);
  });
});

describe('who may call', () => {
  const access = (text: string) =>
    Object.fromEntries(
      projectFrom({ 'main.py': text })
        .routes()
        .routes.map(({ path, authenticated }) => [path, authenticated]),
    );

  it('is told from dependencies of the handler, the router and the application, aliases and schemes', () => {
    expect(
      access(`
from typing import Annotated
from fastapi import APIRouter, Depends, FastAPI, Security
from fastapi.security import HTTPBearer

def get_db(): ...
def get_current_user(): ...
def bearer(token=Depends(HTTPBearer())): ...
CurrentUser = Annotated[dict, Depends(get_current_user)]
app = FastAPI()
admin = APIRouter(dependencies=[Depends(get_current_user)])

@app.get("/open")
def a(db=Depends(get_db)): ...
@app.get("/parameter")
def b(user=Depends(get_current_user)): ...
@app.get("/alias")
def c(user: CurrentUser): ...
@app.get("/scheme")
def d(token=Security(HTTPBearer())): ...
@app.get("/indirect")
def e(user=Depends(bearer)): ...
@admin.get("/router")
def f(): ...
app.include_router(admin)
`),
    ).toEqual({
      '/open': false,
      '/parameter': true,
      '/alias': true,
      '/scheme': true,
      '/indirect': true,
      '/router': true,
    });
  });

  it('is unknown behind a middleware that may ask, and known behind one that does not', () => {
    const app = (middleware: string) => `
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from elsewhere import AuthGate
app = FastAPI()
app.add_middleware(${middleware})

@app.get("/x")
def x(): ...
`;
    expect(access(app('AuthGate'))).toEqual({ '/x': null });
    expect(access(app('CORSMiddleware, allow_origins=["*"]'))).toEqual({ '/x': false });
  });

  it('is told from decorators', () => {
    expect(
      access(`
from flask import Flask
from flask_login import login_required
app = Flask(__name__)

@app.route("/private")
@login_required
def private(): ...
@app.route("/public")
def public(): ...
`),
    ).toEqual({ '/private': true, '/public': false });
  });

  it('is told from the decorators of a class, inherited ones too', () => {
    expect(
      access(`
from flask import Flask
from flask_login import login_required
from flask_restful import Api, Resource

class Base(Resource):
    decorators = [login_required]

class Users(Base):
    def get(self): ...

class Open(Resource):
    def get(self): ...

app = Flask(__name__)
api = Api(app)
api.add_resource(Users, "/users")
api.add_resource(Open, "/open")
`),
    ).toEqual({ '/users': true, '/open': false });
  });

  it('is told from what a class-based view asks for', () => {
    expect(
      access(`
from fastapi import APIRouter, Depends, FastAPI
from fastapi_utils.cbv import cbv
def get_current_user(): ...
router = APIRouter()

class Base:
    user = Depends(get_current_user)

@cbv(router)
class Items(Base):
    @router.get("/items")
    def items(self): ...

app = FastAPI()
app.include_router(router)
`),
    ).toEqual({ '/items': true });
  });

  it('is not told from a service that a login route is given', () => {
    expect(
      access(`
from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordRequestForm
def get_auth_service(): ...
app = FastAPI()

@app.post("/login")
def login(form=Depends(OAuth2PasswordRequestForm), service=Depends(get_auth_service)): ...
`)['/login'],
    ).not.toBe(true);
  });

  it('reads the prefix that a blueprint of the project gives itself, through every class above it', () => {
    const sources = {
      'pkg/__init__.py': `
from flask import Blueprint

class Module(Blueprint):
    def __init__(self, name, import_name, **kwargs):
        kwargs.setdefault("url_prefix", "/" + name)
        self.submodules = []
        super().__init__(name, import_name, **kwargs)

class Special(Module):
    def __init__(self, name, import_name):
        super().__init__(name, import_name)

class Endless(Module):
    def __init__(self):
        self.inner = Endless()
        super().__init__("endless", __name__)
`,
      'main.py': `
from flask import Flask
from pkg import Endless, Module, Special

app = Flask(__name__)
about = Module("about", __name__)
root = Module("root", __name__, url_prefix="/")
special = Special("special", __name__)
endless = Endless()

@about.route("/")
def about_index(): ...

@root.route("/")
def root_index(): ...

@special.route("/")
def special_index(): ...

@endless.route("/")
def endless_index(): ...

for blueprint in (about, root, special, endless):
    app.register_blueprint(blueprint)
`,
    };
    expect(routesIn(sources)).toEqual([
      'GET /about/ main.about_index',
      'GET / main.root_index',
      'GET /special/ main.special_index',
      'GET /endless/ main.endless_index',
    ]);
  });
});
