import { describe, expect, it } from '@jest/globals';
import { projectFrom, routesIn } from './project-from.ts';

describe('Styles of registering', () => {
  it('knows the routers of extensions, which are FastAPI routers, but not those that bring unknown routes', () => {
    const routes = routesIn({
      'routers.py': `
from fastapi_error_map import ErrorAwareRouter

def make_router(**kwargs):
    return ErrorAwareRouter(prefix="/accounts", **kwargs)
`,
      'main.py': `
from fastapi import FastAPI
from faststream.kafka.fastapi import KafkaRouter
from fastapi_crudrouter import MemoryCRUDRouter
from routers import make_router

accounts = make_router()
broker = KafkaRouter("localhost")

@accounts.post("/")
def sign_up(): ...

@broker.get("/lag")
def lag(): ...

app = FastAPI()
app.include_router(accounts, prefix="/api")
app.include_router(broker)
app.include_router(MemoryCRUDRouter(schema=object))
`,
    });
    expect(routes).toEqual(['POST /api/accounts/ main.sign_up', 'GET /lag main.lag']);
  });

  it('finds one router where a class keeps it, its own or inherited, or gives it as a property', () => {
    const routes = routesIn({
      'base.py': `
from fastapi import APIRouter

class Controller:
    PREFIX = "users"
    ROUTER = APIRouter(prefix=f"/{PREFIX}")

class Admin(Controller): ...

class Auth:
    @property
    def router(self):
        router = APIRouter()
        for path, method, handler in [("/login", "post", log_in)]:
            getattr(router, method)(path)(handler)
        return router

def log_in(): ...
`,
      'users.py': `
from base import Admin, Controller

class Users:
    @staticmethod
    @Controller.ROUTER.get("/")
    def find(): ...

@Admin.ROUTER.delete("/{id}")
def remove(id: int): ...
`,
      'main.py': `
from itertools import chain
from fastapi import FastAPI
import users
from base import Auth, Controller

app = FastAPI()
for router in chain.from_iterable([[Controller.ROUTER], [Auth().router]]):
    app.include_router(router)
`,
    });
    expect(routes).toEqual([
      'GET /users/ users.Users.find',
      'DELETE /users/{id} users.remove',
      'POST /login base.log_in',
    ]);
  });

  it('reads the defaults of traits', () => {
    const routes = routesIn({
      'server.py': `
from fastapi import APIRouter, FastAPI
from traitlets import Unicode
from traitlets.config import Application

router = APIRouter()

@router.get("/status")
def status(): ...

class Server(Application):
    url_prefix = Unicode("/hub/", help="Where it stands", config=True)

    def make_app(self):
        def trim(url):
            return url[:-1] if url.endswith("/") else url

        app = FastAPI()
        app.include_router(router, prefix=trim(self.url_prefix))
        return app
`,
    });
    expect(routes).toEqual(['GET /hub/status server.status']);
  });

  it("gives Starlette's routes in a router of FastAPI no prefix and no dependencies of that router", () => {
    const { routes } = projectFrom({
      'main.py': `
from fastapi import APIRouter, Depends, FastAPI

def require_user(): ...

router = APIRouter(prefix="/own", dependencies=[Depends(require_user)])

@router.route("/plain", methods=["GET"])
async def plain(request): ...

@router.get("/typed")
async def typed(): ...

app = FastAPI()
app.include_router(router, prefix="/api")
`,
    }).routes();
    expect(routes.map(({ path, authenticated }) => [path, authenticated])).toEqual([
      ['/api/plain', false],
      ['/api/own/typed', true],
    ]);
  });

  it('follows routers of the project that register a function around the one they are given', () => {
    const routes = routesIn({
      'routing.py': `
from functools import wraps
from starlette.routing import Router

class APIRouter(Router):
    def __init__(self, prefix: str = ""):
        self.prefix = prefix
        super().__init__()

    def post(self, path):
        def decorator(func):
            @wraps(func)
            async def answer(request):
                return await func(request=request)

            self.add_route(path=self.prefix + path, endpoint=answer, methods=["POST"])
            return answer

        return decorator

    def include_router(self, router, prefix=""):
        self.mount(path=self.prefix + prefix, app=router)
`,
      'main.py': `
from starlette.applications import Starlette
from routing import APIRouter

kernel = APIRouter("/v2")

@kernel.post("/run")
async def run(request): ...

def build_routes():
    router = APIRouter(prefix="/base")
    router.include_router(kernel, prefix="/kernel")
    return router.routes

def create_app():
    return Starlette(routes=build_routes())
`,
    });
    expect(routes).toEqual(['POST /base/kernel/v2/run main.run']);
  });

  it('follows routes that are handed from one application to another', () => {
    const routes = routesIn({
      'main.py': `
from fastapi import APIRouter, FastAPI

class Base:
    def __init__(self, services):
        self.router = APIRouter()
        self._setup_routes()

    def get_router(self):
        return self.router

class Users(Base):
    def __init__(self, services):
        super().__init__(services)

    def _setup_routes(self):
        @self.router.get("/users")
        async def find(): ...

class Service:
    def __init__(self, users_router: APIRouter):
        self.users_router = users_router
        self.app = FastAPI()
        self.app.include_router(self.users_router, prefix="/v3")

class Builder:
    async def build(self, *args, **kwargs) -> Service:
        routers = {"users_router": Users(services=None).get_router()}
        return Service(**routers)

async def lifespan(app):
    service = await Builder().build()
    app.router.routes = service.app.routes
    yield

app = FastAPI(lifespan=lifespan)
`,
    });
    expect(routes).toEqual(['GET /v3/users main.Users._setup_routes.find']);
  });

  it('follows decorators of other files that are given the method of a router', () => {
    const routes = routesIn({
      'guards.py': `
from functools import wraps
from fastapi import Security

def requires(scopes):
    def decorator(func):
        @wraps(func)
        def guarded(*args, **kwargs):
            return func(*args, **kwargs)

        return guarded

    return decorator

def protected_route(method, path, scopes=None, **kwargs):
    def decorator(func):
        fn = requires(scopes or [])(func)
        return method(path, dependencies=[Security(object)], **kwargs)(fn)

    return decorator
`,
      'main.py': `
from fastapi import APIRouter, FastAPI
from guards import protected_route

router = APIRouter(prefix="/roms")

@protected_route(router.get, "/{id}", ["read"])
def get_rom(id: int): ...

app = FastAPI()
app.include_router(router, prefix="/api")
`,
    });
    expect(routes).toEqual(['GET /api/roms/{id} main.get_rom']);
  });

  it('finds the methods that a view inherits', () => {
    const routes = routesIn({
      'main.py': `
from flask import Flask
from flask_restful import Api, Resource

class BaseResource(Resource): ...

class BaseList(BaseResource):
    def get(self): ...

class Queries(BaseList):
    def post(self): ...

app = Flask(__name__)
api = Api(app)
api.add_resource(Queries, "/queries")
`,
    });
    expect(routes).toEqual(['POST /queries main.Queries.post', 'GET /queries main.BaseList.get']);
  });

  it('knows what a subclass inherits from a library that makes routers, and imports that may fail', () => {
    const { routes, unresolved } = projectFrom({
      'users.py': `
from fastapi_users import FastAPIUsers

class Users(FastAPIUsers[object, int]):
    def other(self): ...

users = Users[object, int]([])
`,
      'reports.py': `
from fastapi import APIRouter
router = APIRouter()

@router.get("/reports")
def reports(): ...
`,
      'main.py': `
from fastapi import FastAPI
from users import users

try:
    import reports
except ImportError:
    reports = None

app = FastAPI()
app.include_router(users.get_verify_router(object), prefix="/auth")
if reports:
    app.include_router(reports.router)

def add_plugins(apis):
    for api in apis:
        app.add_api_route(**api, tags=["plugin"])

add_plugins(load())
`,
    }).routes();
    expect(routes.map(({ path }) => path)).toEqual(['/auth/request-verify-token', '/auth/verify', '/reports']);
    expect(unresolved.map(({ reason }) => reason)).toEqual(['the path of a route could not be read']);
  });

  it('keeps the methods that a router of the project hands on in a copied dictionary', () => {
    const routes = routesIn({
      'routing.py': `
from fastapi import APIRouter

class ToolRouter(APIRouter):
    def _register(self, path, *, methods, tool, **kwargs):
        def decorate(endpoint):
            given = dict(kwargs, tags=["tools"])
            given["methods"] = methods
            self.add_api_route(path, endpoint, **given)
            return endpoint
        return decorate

    def post(self, path, *, tool=False, **kwargs):
        return self._register(path, methods=["POST"], tool=tool, **kwargs)
`,
      'main.py': `
from fastapi import FastAPI
from routing import ToolRouter

app = FastAPI()
router = ToolRouter(prefix="/ai")

@router.post("/models", tool=True)
def create_model(): ...

app.include_router(router)
`,
    });
    expect(routes).toEqual(['POST /ai/models main.create_model']);
  });
});
