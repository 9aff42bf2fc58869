import { describe, expect, it } from '@jest/globals';
import { routesIn } from './project-from.ts';

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
});
