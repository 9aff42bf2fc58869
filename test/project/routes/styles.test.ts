import { describe, expect, it } from '@jest/globals';
import { routesIn } from './project-from.ts';

describe('Styles of registering', () => {
  it('knows the routers of extensions, which are FastAPI routers, but not those that bring unknown routes', () => {
    const routes = routesIn({
      'main.py': `
from fastapi import FastAPI
from fastapi_error_map import ErrorAwareRouter
from faststream.kafka.fastapi import KafkaRouter
from fastapi_crudrouter import MemoryCRUDRouter

def make_router():
    return ErrorAwareRouter(prefix="/accounts")

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
});
