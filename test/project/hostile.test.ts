/** Sources that are written to keep whoever follows them busy: names, values and guards that lead back to each other. */
import { describe, expect, it } from '@jest/globals';
import type { Expr } from '../../src/model/python.ts';
import { evaluate } from '../../src/project/constants.ts';
import { Db } from '../../src/project/db.ts';
import { originOf } from '../../src/project/origin.ts';
import { resolve } from '../../src/project/resolve.ts';
import { inputsOf, type Sources } from './linked.ts';
import { projectFrom } from './routes/project-from.ts';

const count = (length: number) => Array.from({ length }, (_, i) => i);
const lines = (length: number, line: (i: number) => string) => count(length).map(line).join('\n');

/** The value of the last statement of `main.py`, and where it stands. */
function asked<T>(sources: Sources, question: (db: Db, expr: Expr) => T): T {
  const db = new Db(inputsOf(sources));
  const last = db.facts('main.py')?.python?.body.at(-1);
  if (last?.k !== 'expr') throw new Error('main.py does not end in an expression');
  return question(db, last.v);
}

const MAIN = { path: 'main.py', within: [] };

describe('a name', () => {
  it('is looked for once in modules that import each other’s stars', () => {
    const modules = count(60).map((i) => {
      const others = count(60).filter((j) => j !== i);
      return [`m${i}.py`, `${others.map((j) => `from m${j} import *`).join('\n')}\nv${i} = 1\n`] as const;
    });
    const sources = Object.fromEntries(modules);
    const kindOf = (name: string) =>
      asked({ ...sources, 'main.py': `from m0 import *\n${name}\n` }, (db, expr) => resolve(db, MAIN, expr).kind);
    expect([kindOf('missing'), kindOf('v33'), kindOf('print')]).toEqual(['unknown', 'variable', 'external']);
  });

  it('is looked for once in classes that inherit from each other, and from each other’s attributes', () => {
    const circle = lines(
      40,
      (i) => `class K${i}(K${(i + 1) % 40}.X, K${(i + 3) % 40}.Y, K${(i + 2) % 40}, K${(i + 5) % 40}): pass`,
    );
    expect(asked({ 'main.py': `${circle}\nK1.missing\n` }, (db, expr) => resolve(db, MAIN, expr).kind)).toBe('unknown');
    expect(asked({ 'main.py': `${circle}\nK1().missing.x\n` }, (db, expr) => originOf(db, MAIN, expr))).toBe(null);
  });
});

describe('a text', () => {
  it('that grows with each name has no value beyond a size', () => {
    const sources = {
      'main.py': `a0 = "abcdefghij"\n${lines(22, (i) => `a${i + 1} = a${i}.replace("a", a${i}).replace("b", a${i})`)}\na22\n`,
    };
    expect(asked(sources, (db, expr) => evaluate(db, MAIN, expr))).toBe(undefined);
    const doubled = { 'main.py': `x = "${'a'.repeat(9_000)}"\nf"{x}{x}{x}"\n` };
    expect(asked(doubled, (db, expr) => evaluate(db, MAIN, expr))).toBe(undefined);
  });
});

const FASTAPI = 'from fastapi import Depends, FastAPI, HTTPException, Request\napp = FastAPI()\n';

function authenticated(text: string): readonly (boolean | null)[] {
  return projectFrom({ 'main.py': `${FASTAPI}${text}` })
    .routes()
    .routes.map((route) => route.authenticated);
}

describe('a guard', () => {
  it('whose decorator decorates itself, or what it calls, comes to an end', () => {
    const text = `
@deco
def deco(f):
    @deco
    def w(*args, **kwargs):
        return f(*args, **kwargs)
    return deco(w)

def login_required(f):
    def w(request, *args, **kwargs):
        check_user(request)
        return f(request, *args, **kwargs)
    return w

@login_required
def check_user(request):
    if not request.headers.get("Authorization"):
        raise HTTPException(401)

@app.get("/open")
@deco
def a(): ...
@app.get("/asked")
@login_required
def b(request: Request): ...
`;
    expect(authenticated(text)).toEqual([false, true]);
  });

  it('that doubles what it compares with still refuses', () => {
    const text = `
def guard(request: Request):
    x, y, p = "ab", [1], request.url.path
    x = "ab"
    y = [1]
    z = "a"
${lines(60, () => '    x = x + x\n    y = [y, y]\n    z = f"{z}{z}"\n    p = p + p')}
    if request.url.path in y or p == x or z in p:
        return
    if not request.headers.get("Authorization"):
        raise HTTPException(401)

@app.get("/a", dependencies=[Depends(guard)])
def a(): ...
`;
    expect(authenticated(text)).toHaveLength(1);
  });

  it('is not looked for among thousands of middlewares of each route', () => {
    const text = `
${lines(150, (i) => `@app.middleware("http")\nasync def m${i}(request, call_next):\n    if request.url.path == "/${i}":\n        return None\n    return await call_next(request)`)}
@app.get("/a")
def a(): ...
`;
    expect(authenticated(text)).toEqual([null]);
  });

  it('may take parameters that are called like what every object has', () => {
    const text = `
def guard(constructor: Request, toString=1, __proto__=2):
    if not constructor.headers.get("Authorization"):
        raise HTTPException(401)

@app.get("/a", dependencies=[Depends(guard)])
def a(): ...
`;
    expect(authenticated(text)).toEqual([true]);
  });
});

describe('a router', () => {
  const ROUTER = 'from fastapi import APIRouter\n';

  it('that takes in another one twice, and it a third, is followed so far and no further', () => {
    const text = `${ROUTER}
r0 = APIRouter()
@r0.get("/x")
def x(): ...
${lines(40, (i) => `r${i + 1} = APIRouter()\nr${i + 1}.include_router(r${i}, prefix="/a")\nr${i + 1}.include_router(r${i}, prefix="/b")`)}
app.include_router(r40)
`;
    const { unresolved } = projectFrom({ 'main.py': `${FASTAPI}${text}` }).routes();
    expect(unresolved.map(({ reason }) => reason)).toContain('more inclusions than are followed');
  });

  it('may have a prefix or a list of routes that doubles with each line', () => {
    const text = `${ROUTER}
x = "ab"
items = [1]
${lines(60, () => 'x = x + x\nitems = items + items\nitems.extend(items)\nitems += items')}
y = "a" * 10 + "{}{}".format(x, x) + ",".join([x, x]) + x.replace("a", x)
${lines(60, () => 'y = f"{y}{y}"')}
r = APIRouter(prefix=x + y)
@app.get("/known")
def known(): ...
app.include_router(r)
`;
    expect(authenticated(text)).toEqual([false]);
  });
});
