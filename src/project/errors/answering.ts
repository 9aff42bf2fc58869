/** Which expressions answer a client: HTTP exceptions, response objects, messages of web sockets. */
import type { AnswerForm } from '../../model/errors.ts';
import type { Call, ClassDef, Expr } from '../../model/python.ts';
import { argument, dottedName } from '../../model/python-walk.ts';
import { functionBindings } from '../bindings.ts';
import type { Db } from '../db.ts';
import { originOf } from '../origin.ts';
import { externalName, resolve, type Site } from '../resolve.ts';
import { statusArgument, statusNamed, statusOf } from './status.ts';

export interface Answering {
  readonly form: AnswerForm;
  readonly call: string;
  readonly status: number | null;
  /** What the client gets to read. */
  readonly content: readonly Expr[];
}

const HTTP_EXCEPTION =
  /^((fastapi|starlette|sanic|litestar|quart|connexion|apiflask|falcon|blacksheep)(\.\w+)*\.\w*(HTTPException|HTTPError)|werkzeug\.exceptions\.(?!HTTPException$)[A-Z]\w+|werkzeug\.exceptions\.HTTPException|aiohttp\.web(_exceptions)?\.HTTP\w+|fastapi_users\.exceptions\.\w*HTTPException|(rest_framework|ninja)(\.\w+)*\.(APIException|HttpError))$/;
const ABORT =
  /^(flask|quart|apiflask|flask_restful|flask_smorest|flask_restx|werkzeug\.exceptions|sanic(\.\w+)*)\.abort$/;
const RESPONSE =
  /^((fastapi|starlette|flask|quart|sanic|werkzeug|django|rest_framework|ninja|litestar|apiflask|connexion|bottle)(\.\w+)*\.(\w*JSONResponse|JsonResponse|PlainTextResponse|HTMLResponse|HttpResponse\w*|HTTPResponse|Response|jsonify|make_response|flash|render_template|json|text|html)|aiohttp\.web(_response)?\.(json_response|Response))$/;
/** They do not hold what went wrong, or not yet. */
const NO_CONTENT = new Set([
  'headers',
  'background',
  'media_type',
  'mimetype',
  'content_type',
  'status_code',
  'status',
  'cls',
  'dumps',
]);
const SOCKET = /(^|_)(ws|websocket|web_socket|socket|sio|socketio|client_socket)(_|$)/i;

/** How `call` answers a client, or `null`. */
export function answeringOf(db: Db, site: Site, call: Call): Answering | null {
  const name = externalName(db, site, call.fn) ?? baseName(db, site, call.fn);
  if (name !== null) {
    if (HTTP_EXCEPTION.test(name)) return httpException(db, site, call, name);
    if (ABORT.test(name)) return { ...made(db, site, call, 0), form: 'raised' };
    if (RESPONSE.test(name) && !/^sanic\.(json|text|html)\./.test(name)) return response(db, site, call, name);
    if (/^(flask_socketio|socketio)(\.\w+)*\.(emit|send)$/.test(name))
      return { ...made(db, site, call, -1), form: 'frame' };
  }
  return socketMessage(db, site, call);
}

/** An exception class of the project is as good as the library's that it extends. */
function baseName(db: Db, site: Site, fn: Expr): string | null {
  const target = resolve(db, site, fn);
  return target.kind === 'class' ? originOf(db, site, fn) : null;
}

function httpException(db: Db, site: Site, call: Call, name: string): Answering {
  const isWerkzeug = /^(werkzeug|aiohttp)/.test(name) && !name.endsWith('.HTTPException');
  const own = statusNamed(name.slice(name.lastIndexOf('.') + 1));
  const isProject = externalName(db, site, call.fn) === null;
  const answer = made(db, site, call, isWerkzeug || isProject ? -1 : 0);
  if (!isProject) return { ...answer, form: 'raised', status: answer.status ?? own };
  const declared = statusOfClass(db, site, call.fn) ?? statusArgument(db, site, call, 0);
  return { ...answer, form: 'raised', status: answer.status ?? declared ?? own };
}

/** `super().__init__(status_code=404, …)` or `code = 404` in a class of the project. */
function statusOfClass(db: Db, site: Site, fn: Expr): number | null {
  const target = resolve(db, site, fn);
  if (target.kind !== 'class') return null;
  for (const stmt of target.def.body) {
    if (stmt.k === 'assign' && stmt.targets.some((t) => t.k === 'name' && /^(status_code|code|status)$/.test(t.id)))
      return statusOf(db, target.site, stmt.v ?? undefined);
  }
  return statusOfInit(db, target.site, target.def);
}

function statusOfInit(db: Db, site: Site, def: ClassDef): number | null {
  const init = def.body.find((stmt) => stmt.k === 'def' && stmt.name === '__init__');
  if (init?.k !== 'def') return null;
  for (const stmt of init.body) {
    const call = stmt.k === 'expr' && stmt.v.k === 'call' ? stmt.v : null;
    if (call?.fn.k === 'attr' && call.fn.name === '__init__') return statusArgument(db, site, call, 0);
  }
  return null;
}

function response(db: Db, site: Site, call: Call, name: string): Answering {
  const position =
    /make_response$/.test(name) || /^(fastapi|starlette|flask|quart|sanic)\b.*Response$/.test(name) ? 1 : -1;
  return { ...made(db, site, call, position), form: 'response' };
}

function made(db: Db, site: Site, call: Call, position: number): Omit<Answering, 'form'> {
  const named = call.kw.filter(({ name }) => name === null || !NO_CONTENT.has(name)).map(({ v }) => v);
  const content = [...call.args.filter((_, index) => index !== position), ...named];
  return { call: dottedName(call.fn) ?? '', status: statusArgument(db, site, call, position), content };
}

/** `websocket.send_json({…})`: by its type, or by a name that leaves no doubt. */
function socketMessage(db: Db, site: Site, call: Call): Answering | null {
  const { fn } = call;
  if (fn.k !== 'attr' || !/^(send_json|send_text|send_str|send|emit)$/.test(fn.name)) return null;
  const origin = originOf(db, site, fn.obj);
  const isSocket =
    origin === null
      ? SOCKET.test((dottedName(fn.obj) ?? '').split('.').at(-1) ?? '')
      : /^(fastapi|starlette|websockets|flask_socketio|socketio)\b.*(WebSocket|SocketIO|AsyncServer|Server|Protocol)/.test(
          origin,
        );
  if (!isSocket) return null;
  return { form: 'frame', call: dottedName(fn) ?? fn.name, status: null, content: call.args };
}

/** The string keys of a body: of a dictionary, of a variable that holds one, of a model of the project. */
export function keysOf(db: Db, site: Site, body: Expr | undefined): readonly string[] | null {
  if (!body) return null;
  if (body.k === 'dict') return body.items.flatMap(([key]) => (key?.k === 'str' ? [key.v] : []));
  if (body.k === 'name') return keysOfVariable(db, site, body.id);
  if (body.k !== 'call') return null;
  if (body.fn.k === 'attr' && /^(dict|model_dump)$/.test(body.fn.name)) return keysOf(db, site, body.fn.obj);
  const name = externalName(db, site, body.fn) ?? '';
  if (/(^|\.)(jsonify|json_response|JSONResponse|jsonable_encoder|json\.dumps)$/.test(name)) {
    const [first] = body.args;
    return first ? keysOf(db, site, first) : (keysOf(db, site, argument(body, 0, 'content')) ?? namesOf(body));
  }
  return resolve(db, site, body.fn).kind === 'class' || name === 'builtins.dict' ? namesOf(body) : null;
}

function namesOf(call: Call): readonly string[] | null {
  return call.kw.length > 0 ? call.kw.flatMap(({ name }) => name ?? []) : null;
}

function keysOfVariable(db: Db, site: Site, name: string): readonly string[] | null {
  const fn = site.within.findLast((def) => def.k === 'def');
  const bindings = fn?.k === 'def' ? functionBindings(fn).names.get(name) : undefined;
  const only = bindings?.length === 1 ? bindings[0] : undefined;
  return only?.kind === 'value' && only.value && only.value.k !== 'name' ? keysOf(db, site, only.value) : null;
}
