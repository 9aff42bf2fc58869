import { describe, expect, it } from '@jest/globals';
import type { Project } from '../../../src/model/project.ts';
import { createProject } from '../../../src/project/create-project.ts';
import { inputsOf } from '../linked.ts';
import { projectFrom } from '../routes/project-from.ts';

/** `runs symbol: kind call (via helper)` of every coroutine that holds up its loop. */
function blocked(texts: Readonly<Record<string, string>>): string[] {
  return blockedIn(projectFrom(texts));
}

function blockedIn(project: Project): string[] {
  return project.filesOfKind('python').flatMap(({ path }) =>
    project.blockedCoroutines(path).flatMap(({ runs, symbol, blocking }) =>
      blocking.map(({ kind, call, chain }) => {
        const via = chain.map(({ name }) => name).join(' > ');
        return `${runs} ${symbol}: ${kind} ${call}${via ? ` via ${via}` : ''}`;
      }),
    ),
  );
}

const APP = 'import time\nimport requests\nfrom fastapi import Depends, FastAPI\napp = FastAPI()\n';
const SLOW = 'def slow():\n    time.sleep(1)\n';

describe('where a coroutine runs', () => {
  it.each([
    ['a handler', '@app.get("/")\nasync def f():\n    time.sleep(1)\n'],
    [
      'a dependency',
      'async def f():\n    time.sleep(1)\n@app.get("/")\nasync def handler(x=Depends(f)):\n    return x\n',
    ],
    ['a middleware', '@app.middleware("http")\nasync def f(request, call_next):\n    time.sleep(1)\n'],
    ['a web socket', '@app.websocket("/ws")\nasync def f(socket):\n    time.sleep(1)\n'],
    [
      'what a handler awaits',
      'async def f():\n    time.sleep(1)\n@app.get("/")\nasync def handler():\n    await f()\n',
    ],
  ])('%s answers requests', (_, code) => {
    expect(blocked({ 'main.py': APP + code })).toEqual(['request f: sleep time.sleep']);
  });

  it('a task of a worker has its loop to itself', () => {
    const code = `${APP}import asyncio\nfrom celery import shared_task\nasync def f():\n    time.sleep(1)\n@shared_task\ndef task():\n    asyncio.run(f())\n`;
    expect(blocked({ 'main.py': code })).toEqual(['worker f: sleep time.sleep']);
  });

  it('so has what a plain handler runs on a loop that it starts, unless a coroutine awaits it, too', () => {
    const code = `${APP}import asyncio\nasync def f():\n    time.sleep(1)\n@app.get("/a")\ndef plain():\n    asyncio.run(f())\n`;
    expect(blocked({ 'main.py': code })).toEqual(['worker f: sleep time.sleep']);
    const shared = `${code}@app.get("/b")\nasync def other():\n    await f()\n`;
    expect(blocked({ 'main.py': shared })).toEqual(['request f: sleep time.sleep']);
  });

  it('nothing shows where one runs that nobody calls', () => {
    expect(blocked({ 'main.py': `${APP}async def f():\n    time.sleep(1)\n` })).toEqual(['other f: sleep time.sleep']);
  });
});

describe('what holds up the loop', () => {
  const handler = (body: string) => ({ 'main.py': `${APP}${SLOW}@app.get("/")\nasync def f(x=None):\n${body}` });

  it.each([
    [
      'a synchronous function, several calls deep',
      '    middle()\ndef middle():\n    slow()\n',
      'sleep time.sleep via middle > slow',
    ],
    ['what is an argument of something awaited', '    await g(requests.get("u"))\n', 'http requests.get'],
    ['a session of the library', '    with requests.Session() as s:\n        s.post("u")\n', 'http s.post'],
  ])('%s', (_, body, expected) => {
    expect(blocked(handler(body))).toEqual([`request f: ${expected}`]);
  });

  it.each([
    ['a function that is handed to a thread', '    await asyncio.to_thread(slow)\n'],
    ['a lambda', '    await g(lambda: slow())\n'],
    ['a function inside it that nobody calls', '    def inner():\n        slow()\n    await g(inner)\n'],
    ['a sleep that nobody notices', '    time.sleep(0.001)\n'],
    ['a generator, which streams run in a thread', '    return g(lines())\ndef lines():\n    yield slow()\n'],
    ['a function that a decorator may run elsewhere', '    later()\n@in_thread\ndef later():\n    slow()\n'],
    ['what prepares a client once', '    get_client()\ndef get_client():\n    slow()\n'],
    ['a coroutine of its own', '    await other()\nasync def other():\n    return 1\n'],
  ])('not %s', (_, body) => {
    expect(blocked(handler(body))).toEqual([]);
  });

  it('functions that call each other are followed once', () => {
    const code = `${APP}${SLOW}def a():\n    b()\ndef b():\n    a()\n    slow()\n@app.get("/")\nasync def f():\n    a()\n`;
    expect(blocked({ 'main.py': code })).toEqual(['request f: sleep time.sleep via a > b > slow']);
  });

  it('clients are told apart by what makes them', () => {
    const clients = `${APP}import httpx, redis, redis.asyncio, boto3\nfrom openai import OpenAI, AsyncOpenAI\nasync def f():\n    httpx.Client().get("u")\n    httpx.AsyncClient().get("u")\n    redis.Redis().get("k")\n    redis.asyncio.Redis().get("k")\n    boto3.client("s3").put_object()\n    boto3.client("s3").generate_presigned_url()\n    OpenAI().chat.completions.create()\n    AsyncOpenAI().chat.completions.create()\n`;
    expect(blocked({ 'main.py': clients }).map((one) => one.split(' ')[2])).toEqual(['http', 'cache', 'sdk', 'sdk']);
  });
});

describe('loops of tasks', () => {
  const engine =
    'from sqlalchemy.ext.asyncio import *\nengine = create_async_engine("postgresql+asyncpg://h/d")\nmaker = async_sessionmaker(engine)\n';
  const tasksOf = (texts: Readonly<Record<string, string>>) =>
    projectFrom(texts)
      .loopedTasks()
      .map(({ symbol, starter, engine: { name } }) => `${symbol} ${starter.loop} ${starter.call} ${name}`);
  const task = (body: string) =>
    `import asyncio\nfrom celery import shared_task\nfrom db import *\nasync def work():\n    async with maker() as s:\n        await s.commit()\n@shared_task\ndef task():\n${body}`;

  it.each([
    ['asyncio.run', '    asyncio.run(work())\n', 'task new asyncio.run engine'],
    [
      'async_to_sync',
      '    from asgiref.sync import async_to_sync\n    async_to_sync(work)()\n',
      'task new async_to_sync engine',
    ],
    [
      'a new loop',
      '    loop = asyncio.new_event_loop()\n    loop.run_until_complete(work())\n',
      'task new loop.run_until_complete engine',
    ],
    [
      'whichever loop there is',
      '    asyncio.get_event_loop().run_until_complete(work())\n',
      'task current asyncio.get_event_loop().run_until_complete engine',
    ],
  ])('%s', (_, body, expected) => {
    expect(tasksOf({ 'db.py': engine, 'tasks.py': task(body) })).toEqual([expected]);
  });

  it('an engine that a cached function or a singleton keeps', () => {
    const cached =
      'from functools import lru_cache\nfrom sqlalchemy.ext.asyncio import *\n@lru_cache\ndef get_maker():\n    return async_sessionmaker(create_async_engine("postgresql://h"))\ndef maker():\n    return get_maker()()\n';
    expect(tasksOf({ 'db.py': cached, 'tasks.py': task('    asyncio.run(work())\n') })).toEqual([
      'task new asyncio.run get_maker()',
    ]);
    const kept =
      'from sqlalchemy.ext.asyncio import *\nclass Db:\n    def __init__(self):\n        self.session_factory = async_sessionmaker(create_async_engine("postgresql://h"))\n    def session(self):\n        return self.session_factory()\nstore = Db()\ndef maker():\n    return store.session()\n';
    expect(tasksOf({ 'db.py': kept, 'tasks.py': task('    asyncio.run(work())\n') })).toEqual([
      'task new asyncio.run Db.session_factory',
    ]);
  });

  it('none where the pool keeps nothing', () => {
    const unpooled = engine
      .replace('h/d")', 'h/d", poolclass=NullPool)')
      .replace('\n', '\nfrom sqlalchemy.pool import NullPool\n');
    expect(tasksOf({ 'db.py': unpooled, 'tasks.py': task('    asyncio.run(work())\n') })).toEqual([]);
  });
});

it('a project derived from another tells the same as a fresh one', () => {
  const main = `${APP}from helper import slow\n@app.get("/")\nasync def f():\n    slow()\n`;
  const before = { 'main.py': main, 'helper.py': 'def slow(): ...\n' };
  const after = { 'main.py': main, 'helper.py': 'import time\ndef slow():\n    time.sleep(1)\n' };
  const base = createProject(inputsOf(before));
  expect(blockedIn(base)).toEqual([]);
  expect(blockedIn(createProject(inputsOf(after), base))).toEqual(['request f: sleep time.sleep via slow']);
});
