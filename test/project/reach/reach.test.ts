import { describe, expect, it } from '@jest/globals';
import { projectFrom } from '../routes/project-from.ts';

/** `kind call (via helper)` of everything that the handler of the only route reaches. */
function usesIn(texts: Readonly<Record<string, string>>): string[] {
  const project = projectFrom(texts);
  const [route] = project.routes().routes;
  if (!route) throw new Error('the example needs a route');
  const { uses } = project.reach(route.handler.at.path, route.handler.start);
  return uses.map(({ kind, call, chain }) => {
    const via = chain.map(({ name }) => name.split('.').at(-1)).join(' > ');
    return `${kind} ${call}${via ? ` via ${via}` : ''}`;
  });
}

const APP = 'from fastapi import Depends, FastAPI\napp = FastAPI()\n';

describe('a session is known', () => {
  it.each([
    ['by its annotation', 'from sqlalchemy.orm import Session\n@app.get("/")\ndef h(x: Session):\n    x.scalars(1)\n'],
    [
      'through Optional, a string and a subclass',
      'from sqlmodel import Session\nclass Mine(Session): ...\n@app.get("/")\ndef h(x: "Mine | None"):\n    x.scalars(1)\n',
    ],
    [
      'through Depends on a generator',
      'from sqlalchemy.orm import sessionmaker\nmake = sessionmaker()\ndef get():\n    with make() as s:\n        yield s\n@app.get("/")\ndef h(x=Depends(get)):\n    x.scalars(1)\n',
    ],
    [
      'through an Annotated alias',
      'from typing import Annotated\nfrom sqlalchemy.ext.asyncio import AsyncSession\nX = Annotated[AsyncSession, Depends(print)]\n@app.get("/")\nasync def h(x: X):\n    await x.scalars(1)\n',
    ],
    [
      'when a context manager of the project gives it',
      'from contextlib import asynccontextmanager\nfrom sqlalchemy.orm import sessionmaker\n@asynccontextmanager\nasync def opened():\n    s = sessionmaker()()\n    yield s\n@app.get("/")\nasync def h():\n    async with opened() as x:\n        x.scalars(1)\n',
    ],
    [
      'as an attribute of an injected object',
      'from sqlalchemy.orm import Session\nclass Context:\n    def __init__(self, s: Session):\n        self.s = s\ndef context() -> Context: ...\n@app.get("/")\ndef h(c: Context = Depends(context)):\n    x = c.s\n    x.scalars(1)\n',
    ],
  ])('%s', (_, code) => {
    expect(usesIn({ 'main.py': APP + code })).toEqual(['session x.scalars']);
  });

  it('by its name only where the method leaves no doubt', () => {
    expect(
      usesIn({
        'main.py': `${APP}@app.get("/")\ndef h(db, session):\n    db.commit()\n    session.get("https://x")\n`,
      }),
    ).toEqual(['transaction db.commit']);
  });
});

describe('a handler reaches', () => {
  it('cursors, engines and vendors', () => {
    expect(
      usesIn({
        'main.py': `${APP}
import psycopg2
import openai
from sqlalchemy import create_engine
engine = create_engine("sqlite://")

def connect():
    return psycopg2.connect("x")

@app.get("/")
def h():
    connection = connect()
    cursor = connection.cursor()
    cursor.execute("SELECT 1")
    with engine.connect() as c:
        c.execute("SELECT 1")
    client = openai.OpenAI()
    client.chat.completions.create()
    try: ...
    except openai.RateLimitError: ...
`,
      }),
    ).toEqual(['cursor cursor.execute', 'engine c.execute', 'sdk openai.OpenAI', 'sdk client.chat.completions.create']);
  });

  it('what its helpers use, with the way there, and stops at services', () => {
    expect(
      usesIn({
        'main.py': `${APP}
import helpers
from services.users import UserService

@app.get("/")
def h(db):
    helpers.first(db)
    UserService(db).all()
`,
        'helpers.py': 'def first(db):\n    return second(db)\n\ndef second(db):\n    return db.query(1)\n',
        'services/users.py':
          'class UserService:\n    def __init__(self, db):\n        self.db = db\n    def all(self):\n        return self.db.query(1)\n',
      }),
    ).toEqual(['session db.query via first > second']);
  });

  it('nothing by merely opening a session and closing it', () => {
    expect(
      usesIn({
        'main.py': `${APP}
from sqlalchemy.orm import sessionmaker
make = sessionmaker()

@app.get("/")
def h():
    db = make()
    db.rollback()
    db.close()
`,
      }),
    ).toEqual([]);
  });
});

describe('layers', () => {
  const texts = {
    'app/services/users.py': 'def all(db):\n    return db.query(1)\n',
    'app/domain/users.py': 'def all(db):\n    return db.query(1)\n',
    'app/api/services.py': 'def show(): ...\n',
  };

  it('are told by folders and names', () => {
    const project = projectFrom(texts);
    expect(project.layerOf('app/services/users.py')).toBe('service');
    expect(project.layerOf('app/crud_user.py')).toBe('repository');
    expect(project.layerOf('app/api/routes/users.py')).toBe('handler');
    expect(project.layerOf('alembic/versions/1_service.py')).toBe('other');
    expect(project.layers().hasServiceLayer).toBe(true);
  });

  it('are what the configuration says, where it says so', () => {
    const hints = { ignore: [], services: ['app/domain/**'], handlers: [], models: [] };
    const { services } = projectFrom(texts, hints).layers();
    expect(services.map(({ path }) => path)).toEqual(['app/domain/users.py']);
  });
});

describe('files, programs, servers and brokers', () => {
  const withRoute = (body: string, head = '') =>
    usesIn({ 'main.py': `${APP}${head}\n@app.get("/")\nasync def h():\n${body}` });

  it.each([
    ['open and its kin', '    open("x").read()\n', '', ['filesystem open']],
    [
      'a path made of others',
      '    target = ROOT / "a"\n    target.write_bytes(b"")\n    target.exists()\n',
      'from pathlib import Path\nROOT = Path("data")',
      ['filesystem target.write_bytes'],
    ],
    [
      'aiofiles, os and shutil',
      '    async with aiofiles.open("x") as f:\n        await f.write(b"")\n    os.remove("x")\n    shutil.rmtree("y")\n    os.path.join("a")\n',
      'import aiofiles, os, shutil',
      ['filesystem aiofiles.open', 'filesystem os.remove', 'filesystem shutil.rmtree'],
    ],
    [
      'programs',
      '    run(["ls"])\n    os.system("ls")\n    await asyncio.create_subprocess_exec("ls")\n    os.getenv("x")\n',
      'import asyncio, os\nfrom subprocess import run',
      ['subprocess run', 'subprocess os.system', 'subprocess asyncio.create_subprocess_exec'],
    ],
    [
      'a server, but not its answer',
      '    async with httpx.AsyncClient() as c:\n        answer = await c.get("https://x")\n    answer.headers.get("a")\n    requests.get("y").json().get("b")\n',
      'import httpx, requests',
      ['http c.get', 'http requests.get'],
    ],
    [
      'a broker',
      '    queue.send_task("a")\n',
      'from celery import Celery\nqueue = Celery()',
      ['queue queue.send_task'],
    ],
  ])('%s', (_, body, head, expected) => {
    expect(withRoute(body, head)).toEqual(expected);
  });

  it('what other methods of the same class use', () => {
    expect(
      usesIn({
        'main.py': `${APP}import httpx\nclass Views:\n    def one(self):\n        return self._ask()\n    def _ask(self):\n        return httpx.get("x")\nviews = Views()\napp.add_api_route("/", views.one)\n`,
      }),
    ).toEqual(['http httpx.get via _ask']);
  });

  it('a client that an injected object made for itself, in another module', () => {
    expect(
      usesIn({
        'main.py': `${APP}from clients import Mailer, get_mailer\n@app.get("/")\nasync def h(m: Mailer = Depends(get_mailer)):\n    await m.http.post("/x")\n    m.model.responses.create()\n`,
        'clients.py':
          'import httpx\nfrom openai import OpenAI\nclass Mailer:\n    def __init__(self):\n        self.http = httpx.AsyncClient()\n        self.model = make_model()\ndef make_model() -> OpenAI:\n    return OpenAI()\ndef get_mailer():\n    return Mailer()\n',
      }),
    ).toEqual(['http m.http.post', 'sdk m.model.responses.create']);
  });
});

it('a fluent client is used once, and reading its answer is no use', () => {
  expect(
    usesIn({
      'main.py': `${APP}from supabase import create_client\n@app.get("/")\ndef h():\n    rows = create_client("a", "b").table("x").select("*").execute().data\n    for row in rows:\n        row.get("a")\n    return rows[0].get("b").strip()\n`,
    }),
  ).toEqual(['sdk create_client("a", "b").table']);
});
