import { describe, expect, it } from '@jest/globals';
import { createProject } from '../../src/project/create-project.ts';
import { inputsOf, type Sources } from './linked.ts';

const DB = `from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
SessionLocal = sessionmaker(bind=create_engine("sqlite://"))
def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()
`;

const APP = `from fastapi import BackgroundTasks, Depends, FastAPI
from work import Worker, later, user_of, idle
app = FastAPI()
worker = Worker()
@app.post("/jobs")
def create(tasks: BackgroundTasks, user=Depends(user_of)):
    worker.start(1)
    tasks.add_task(later, 1)
@app.middleware("http")
async def trace(request, call_next):
    return await call_next(request)
`;

const WORK = `class Worker:
    registry: dict = {}
    names = []
    def __init__(self):
        self.jobs = {}
        self.names = []
    def start(self, number):
        self._put(number)
    def _put(self, number):
        self.jobs[number] = "new"
        self.registry[number] = object()
def later(number): ...
def user_of(): ...
def idle(): ...
`;

describe('functions that run during requests', () => {
  const project = createProject(inputsOf({ 'main.py': APP, 'work.py': WORK }));
  const servedAt = (path: string, text: string) =>
    project.servedBy(path, { 'main.py': APP, 'work.py': WORK }[path]?.indexOf(text) ?? -1);

  it.each([
    ['a handler', 'main.py', '@app.post'],
    ['a method of an object of the module', 'work.py', 'def start'],
    ['a method that calls itself through self', 'work.py', 'def _put'],
    ['a task that runs after the answer', 'work.py', 'def later'],
    ['a dependency', 'work.py', 'def user_of'],
  ])('%s', (_, path, text) => {
    const start = text.startsWith('@') ? 'def create' : text;
    const at = servedAt(path, text) ?? servedAt(path, start);
    expect(at).toEqual({ route: 'POST /jobs', handler: 'create' });
  });

  it('middleware has no route', () => {
    expect(servedAt('main.py', 'async def trace') ?? servedAt('main.py', '@app.middleware')).toEqual({
      route: null,
      handler: 'trace',
    });
  });

  it('a function that nobody calls is none', () => {
    expect(servedAt('work.py', 'def idle')).toBeNull();
  });
});

describe('containers that outlive a request', () => {
  const named = (sources: Sources) =>
    createProject(inputsOf(sources))
      .sharedState()
      .map(({ name }) => name);

  it('those of a class with one instance, and of the class itself', () => {
    expect(named({ 'main.py': APP, 'work.py': WORK })).toEqual(['Worker.registry', 'Worker.names', 'Worker.jobs']);
  });

  it('those of a class that functions make for themselves are their own, but for those of the class', () => {
    const other = 'from work import Worker\ndef use():\n    return Worker()\n';
    expect(named({ 'main.py': APP, 'work.py': WORK, 'other.py': other })).toEqual(['Worker.registry']);
  });

  it('shows who writes and why that runs', () => {
    const state = createProject(inputsOf({ 'main.py': APP, 'work.py': WORK })).sharedState();
    const jobs = state.find(({ attribute }) => attribute === 'jobs');
    expect(jobs?.accesses.filter(({ how }) => how === 'set')).toMatchObject([
      { symbol: 'Worker._put', value: null, served: { route: 'POST /jobs' } },
    ]);
  });
});

describe('sessions that are ignored', () => {
  const ways = (body: string) =>
    createProject(
      inputsOf({
        'db.py': DB,
        'main.py': `from db import SessionLocal, get_db\nfrom sqlalchemy.orm import Session\n${body}`,
      }),
    )
      .ignoredSessions()
      .map(({ how, call }) => `${how} ${call}`);

  it.each([
    ['rebound', 'def f(db: Session):\n    db = SessionLocal()\n    db.commit()\n', ['rebound SessionLocal()']],
    [
      'unused',
      'def f(db: Session):\n    with SessionLocal() as own:\n        own.commit()\n',
      ['unused SessionLocal()'],
    ],
    [
      'opened in the middle of a call',
      'def f(db: Session):\n    return repo(SessionLocal())\n',
      ['unused SessionLocal()'],
    ],
    ['read before', 'def f(db: Session):\n    db.close()\n    db = SessionLocal()\n', []],
    ['optional', 'def f(db: Session = None):\n    db = db or SessionLocal()\n', []],
    ['made from the one that is given', 'def f(db: Session):\n    return Session(db.bind)\n', []],
    [
      'opened by a function inside',
      'def f(db: Session):\n    def g():\n        return SessionLocal()\n    return g\n',
      [],
    ],
  ])('%s', (_, body, expected) => {
    expect(ways(body)).toEqual(expected);
  });
});

describe('imports', () => {
  it('tell what is taken, and leave out what only type checkers see', () => {
    const project = createProject(
      inputsOf({
        'main.py':
          'from typing import TYPE_CHECKING\nfrom lib import run, Broken, LIMIT\nif TYPE_CHECKING:\n    import types_only\ndef f():\n    import late\n',
        'lib.py': 'from far import run\nclass Broken(Exception): ...\nLIMIT = 1\n',
        'far.py': 'def run(): ...\n',
        'late.py': '',
        'types_only.py': '',
      }),
    );
    expect(
      project
        .importsOf('main.py')
        .map(({ to, names }) => [to, ...names.map(({ name, kind, path }) => `${name} ${kind} ${path}`)]),
    ).toEqual([['lib.py', 'run function far.py', 'Broken data null', 'LIMIT variable null'], ['late.py']]);
  });
});

it('a derived project answers as a fresh one', () => {
  const sources = { 'main.py': APP, 'work.py': WORK, 'db.py': DB };
  const inputs = inputsOf(sources);
  const base = createProject(inputs);
  base.sharedState();
  base.ignoredSessions();
  const changed = { ...sources, 'work.py': WORK.replace('def idle(): ...', 'def idle(db):\n    db = 1\nstate = {}\n') };
  const next = inputsOf(changed, { sources, inputs });
  const derived = createProject(next, base);
  const fresh = createProject(next);
  expect(derived.sharedState()).toEqual(fresh.sharedState());
  expect(derived.requestWrites()).toEqual(fresh.requestWrites());
  expect(derived.ignoredSessions()).toEqual(fresh.ignoredSessions());
});
