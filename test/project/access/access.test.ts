/** Who may call a route: what refuses a request without credentials, told by what the code does. */
import { describe, expect, it } from '@jest/globals';
import type { Route } from '../../../src/model/routes.ts';
import { projectFrom } from '../routes/project-from.ts';

function routesOf(sources: Readonly<Record<string, string>>): readonly Route[] {
  return projectFrom(sources).routes().routes;
}

/** `/path` → whether it asks, and by what kind of guard. */
function access(text: string, others: Readonly<Record<string, string>> = {}): Record<string, string | null> {
  return Object.fromEntries(
    routesOf({ 'main.py': text, ...others }).map(({ path, authenticated, guards }) => [
      path,
      authenticated === null ? null : authenticated ? (guards[0]?.kind ?? '') : 'open',
    ]),
  );
}

const FASTAPI = `
from typing import Annotated, Optional
from fastapi import APIRouter, Cookie, Depends, FastAPI, Header, HTTPException, Request, Security, WebSocket, status
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.security import APIKeyHeader, HTTPBearer, OAuth2PasswordBearer, OAuth2PasswordRequestForm
app = FastAPI()
`;

describe('dependencies', () => {
  it('guard where they refuse, whatever they are called', () => {
    expect(
      access(`${FASTAPI}
class NotKnown(Exception):
    status_code = 401

def door(request: Request):
    if not request.headers.get("X-Door"):
        raise NotKnown()

def visitor(token: str | None = Cookie(None)):
    return token

def member(who=Depends(visitor)):
    if who is None:
        raise HTTPException(status.HTTP_403_FORBIDDEN)
    return who

def level(minimum: int):
    def check(who=Depends(member)):
        return who
    return check

class Gate:
    def __init__(self, strict: bool):
        self.strict = strict
    async def __call__(self, request: Request):
        if self.strict and "user" not in request.session:
            raise HTTPException(status_code=401)

@app.get("/door", dependencies=[Depends(door)])
def a(): ...
@app.get("/visitor")
def b(who=Depends(visitor)): ...
@app.get("/member")
def c(who: Annotated[str, Depends(member)]): ...
@app.get("/level")
def d(who=Depends(level(3))): ...
@app.get("/strict", dependencies=[Depends(Gate(True))])
def e(): ...
@app.get("/lenient")
def f(gate=Depends(Gate(False))): ...
`),
    ).toEqual({
      '/door': 'dependency',
      '/visitor': 'open',
      '/member': 'dependency',
      '/level': 'dependency',
      '/strict': 'dependency',
      '/lenient': 'open',
    });
  });

  it('do not guard by checking a password, a form, a quota or a feature', () => {
    expect(
      access(`${FASTAPI}
def authenticate(form: OAuth2PasswordRequestForm = Depends()):
    user = find(form.username, form.password)
    if not user:
        return None
    return user

def quota(request: Request):
    if count(request.client.host) > 10:
        raise HTTPException(429)

def feature_enabled():
    if not settings.reports:
        raise HTTPException(403)

def verify_csrf(request: Request):
    if request.cookies.get("csrf") != request.headers.get("X-CSRF"):
        raise HTTPException(403)

@app.post("/login")
def login(form: OAuth2PasswordRequestForm = Depends()):
    user = find(form.username, form.password)
    if not user:
        raise HTTPException(status_code=401, detail="bad password")
    return {}
@app.post("/token")
def token(user=Depends(authenticate)): ...
@app.post("/quota", dependencies=[Depends(quota)])
def a(): ...
@app.post("/feature", dependencies=[Depends(feature_enabled)])
def b(): ...
@app.post("/csrf", dependencies=[Depends(verify_csrf)])
def c(): ...
`),
    ).toEqual({ '/login': 'open', '/token': 'open', '/quota': 'open', '/feature': 'open', '/csrf': 'open' });
  });

  it('of schemes refuse unless they are told not to', () => {
    expect(
      access(`${FASTAPI}
hard = HTTPBearer()
soft = HTTPBearer(auto_error=False)

class Bearer(HTTPBearer):
    async def __call__(self, request: Request):
        credentials = await super().__call__(request)
        return credentials

def either(token=Depends(soft), key=Security(APIKeyHeader(name="k", auto_error=False))):
    if token is None and key is None:
        raise HTTPException(401)

@app.get("/hard")
def a(token=Depends(hard)): ...
@app.get("/soft")
def b(token=Depends(soft)): ...
@app.get("/own")
def c(token=Depends(Bearer())): ...
@app.get("/either")
def d(token=Depends(either)): ...
`),
    ).toEqual({ '/hard': 'dependency', '/soft': 'open', '/own': 'dependency', '/either': 'dependency' });
  });

  it('give what they catch: an optional user is no guard', () => {
    expect(
      access(`${FASTAPI}
def user(token: str = Depends(OAuth2PasswordBearer("t", auto_error=False))):
    if not token:
        raise HTTPException(401)
    return token

async def maybe(request: Request):
    try:
        return await user(request.headers.get("Authorization"))
    except HTTPException:
        return None

@app.get("/optional")
def a(who=Depends(maybe)): ...
@app.get("/checked")
def b(who=Depends(maybe)):
    if who is None:
        raise HTTPException(status_code=401)
@app.get("/sometimes")
def c(id: int, who=Depends(maybe)):
    item = load(id)
    if item.private and who is None:
        raise HTTPException(status_code=401)
`),
    ).toEqual({ '/optional': 'open', '/checked': 'body', '/sometimes': null });
  });
});

describe('handlers', () => {
  it('guard themselves by what they ask of the request, and webhooks by signatures', () => {
    expect(
      access(`${FASTAPI}
import hmac, stripe

async def whoever(request: Request):
    return request.session.get("user")

@app.get("/session")
async def a(request: Request):
    user = await whoever(request)
    if not user:
        return RedirectResponse("/login")
@app.get("/key")
def b(x_api_key: str = Header(None)):
    if x_api_key != settings.key:
        return JSONResponse({"error": "key"}, status_code=401)
@app.post("/stripe")
async def c(request: Request):
    try:
        stripe.Webhook.construct_event(await request.body(), request.headers.get("stripe-signature"), "s")
    except ValueError:
        raise HTTPException(status_code=400)
@app.websocket("/ws")
async def d(websocket: WebSocket, token: str | None = None):
    if token is None:
        await websocket.close(code=1008)
        return
    await websocket.accept()
@app.websocket("/open")
async def e(websocket: WebSocket, user_id: str):
    await websocket.accept()
`),
    ).toEqual({ '/session': 'body', '/key': 'body', '/stripe': 'signature', '/ws': 'body', '/open': 'open' });
  });
});

describe('middlewares', () => {
  it('guard all paths but those that they let through', () => {
    expect(
      access(
        `${FASTAPI}
from starlette.middleware.base import BaseHTTPMiddleware
from app.paths import PREFIXES

class Gate(BaseHTTPMiddleware):
    def __init__(self, app, exclude=()):
        super().__init__(app)
        self.exclude = exclude

    async def dispatch(self, request, call_next):
        path = request.url.path
        if path in self.exclude or any(path.startswith(prefix) for prefix in PREFIXES):
            return await call_next(request)
        if request.headers.get("Authorization") is None:
            return JSONResponse({}, status_code=401)
        return await call_next(request)

app.add_middleware(Gate, exclude=["/health"])

@app.get("/health")
def a(): ...
@app.get("/public/{name}")
def b(name: str): ...
@app.get("/items/{id}")
def c(id: int): ...
`,
        { 'app/__init__.py': '', 'app/paths.py': 'PREFIXES = ("/public/", "/docs")\n' },
      ),
    ).toEqual({ '/health': 'open', '/public/{name}': 'open', '/items/{id}': 'middleware' });
  });

  it('guard nothing by logging, adding headers or noting who calls', () => {
    expect(
      access(`${FASTAPI}
@app.middleware("http")
async def note(request: Request, call_next):
    request.state.user = request.headers.get("Authorization")
    response = await call_next(request)
    if response.status_code == 401:
        log("refused")
    return response

@app.get("/x")
def x(): ...
@app.get("/y")
def y(request: Request):
    if not request.state.user:
        raise HTTPException(401)
`),
    ).toEqual({ '/x': 'open', '/y': 'body' });
  });

  it('of pure ASGI, and for some paths only', () => {
    expect(
      access(`${FASTAPI}
class AdminOnly:
    def __init__(self, app):
        self.app = app
    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or not scope["path"].startswith("/admin"):
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if b"authorization" not in headers:
            response = JSONResponse({}, status_code=403)
            await response(scope, receive, send)
            return
        await self.app(scope, receive, send)

app.add_middleware(AdminOnly)

@app.get("/admin/users")
def a(): ...
@app.get("/users")
def b(): ...
`),
    ).toEqual({ '/admin/users': 'middleware', '/users': 'open' });
  });
});

describe('Flask', () => {
  it('is guarded by decorators of the project and of libraries, hooks and views', () => {
    expect(
      access(`
from functools import wraps
from flask import Blueprint, Flask, abort, g, redirect, request, session, url_for
from flask.views import MethodView
from flask_jwt_extended import jwt_required
from flask_login import current_user, login_required
app = Flask(__name__)
admin = Blueprint("admin", __name__, url_prefix="/admin")

def members(view):
    @wraps(view)
    def inner(*args, **kwargs):
        if "user" not in session:
            return redirect(url_for("auth.login"))
        return view(*args, **kwargs)
    return inner

def timed(view):
    @wraps(view)
    def inner(*args, **kwargs):
        return view(*args, **kwargs)
    return inner

@admin.before_request
def gate():
    if request.endpoint == "admin.welcome":
        return None
    if not current_user.is_authenticated:
        abort(401)

@admin.route("/welcome")
def welcome(): ...
@admin.route("/users")
def users(): ...
@app.route("/members")
@members
def a(): ...
@app.route("/timed")
@timed
def b(): ...
@app.route("/login-required")
@login_required
def c(): ...
@app.route("/jwt")
@jwt_required()
def d(): ...
@app.route("/jwt-optional")
@jwt_required(optional=True)
def e(): ...
@app.route("/own")
def f():
    if not g.user:
        return {"error": "who?"}, 401
    return {}

class View(MethodView):
    decorators = [login_required]
    def get(self): ...
app.add_url_rule("/view", view_func=View.as_view("view"))
app.register_blueprint(admin)
`),
    ).toEqual({
      '/admin/welcome': 'open',
      '/admin/users': 'middleware',
      '/members': 'decorator',
      '/timed': 'open',
      '/login-required': 'decorator',
      '/jwt': 'decorator',
      '/jwt-optional': 'open',
      '/own': 'body',
      '/view': 'decorator',
    });
  });
});

describe('what asks in another place', () => {
  it('is the decorator of a hook, one that is applied inside another, and what a factory gives its handlers', () => {
    expect(
      access(`
from functools import wraps
from flask import Blueprint, Flask, request
from flask_login import login_required
app = Flask(__name__)
staff = Blueprint("staff", __name__, url_prefix="/staff")

@staff.before_request
@login_required
def known():
    """Everybody is known here."""

@staff.post("/rooms")
def rooms(): ...

def members(view):
    @wraps(view)
    def inner(*args, **kwargs):
        if app.config["BEHIND_PROXY"]:
            return view(*args, **kwargs)
        return login_required(view)(*args, **kwargs)
    return inner

def timed(view):
    @wraps(view)
    def inner(*args, **kwargs):
        return counted(view)(*args, **kwargs)
    return inner

@app.post("/members")
@members
def post_members(): ...

@app.post("/timed")
@timed
def post_timed(): ...

app.register_blueprint(staff)
`),
    ).toEqual({ '/staff/rooms': 'middleware', '/members': 'decorator', '/timed': 'open' });
    expect(
      access(`${FASTAPI}
def rows(name, guards):
    router = APIRouter(prefix=name)
    @router.post("/")
    def create(user=guards["create"]): ...
    @router.post("/all")
    def every(page: int = 0): ...
    return router

app.include_router(rows("/rows", make_guards()))
`),
    ).toEqual({ '/rows/': null, '/rows/all': 'open' });
  });
});

describe('a change', () => {
  it('of a helper far away is seen', () => {
    const sources = (body: string) => ({
      'main.py': `${FASTAPI}
from deps import user
@app.get("/x")
def x(who=Depends(user)): ...
`,
      'deps.py':
        'from tokens import read\ndef user(token=None, request: "Request" = None):\n    return read(request)\n',
      'tokens.py': `from fastapi import HTTPException\ndef read(request):\n${body}`,
    });
    const open = routesOf(sources('    return None\n'));
    const closed = routesOf(
      sources('    if not request.headers.get("Authorization"):\n        raise HTTPException(401)\n'),
    );
    expect(open.map(({ authenticated }) => authenticated)).toEqual([false]);
    expect(closed.map(({ authenticated }) => authenticated)).toEqual([true]);
  });

  it('ends where functions call each other for ever', () => {
    expect(
      access(`${FASTAPI}
def a(request: Request):
    return b(request)
def b(request: Request):
    return a(request)
@app.get("/x")
def x(who=Depends(a)): ...
`),
    ).toEqual({ '/x': 'open' });
  });
});

describe('a blueprint', () => {
  it('may stand around every request of the application that registers it', () => {
    const hooks = `
from flask import Blueprint, abort, session
hooks = Blueprint("hooks", __name__)

@hooks.before_app_request
def gate():
    if "user" not in session:
        abort(401)

@hooks.route("/own")
def own(): ...
`;
    const main = (registered: string) => `
from flask import Flask
from hooks import hooks
app = Flask(__name__)
@app.route("/a")
def a(): ...
${registered}
`;
    expect(access(main('app.register_blueprint(hooks)'), { 'hooks.py': hooks })).toEqual({
      '/a': 'middleware',
      '/own': 'middleware',
    });
    expect(access(main(''), { 'hooks.py': hooks })['/a']).toBe('open');
  });
});
