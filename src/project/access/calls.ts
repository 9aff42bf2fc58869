/** What a call does to a request without credentials: lets it through, refuses it, or gives a value. */
import type { Call, Expr } from '../../model/python.ts';
import { dottedName, expressionsIn, keywordArgument } from '../../model/python-walk.ts';
import { originOf } from '../origin.ts';
import { resolve, type Target } from '../resolve.ts';
import { builtin, methodOf } from './builtins.ts';
import { outcomeOfDecorator } from './decorators.ts';
import { calleeOf, classAround, type Follow, MAX_DEPTH } from './follow.ts';
import {
  asks,
  givesCaller,
  isForOthers,
  isIdentity,
  isLibraryGuard,
  promisesRefusal,
  SCHEME,
  verifiesSignature,
  verifiesToken,
} from './names.ts';
import { closeStatus, isLoginPage, statusOfArguments, statusOfClass, statusOfName } from './refusals.ts';
import { ANONYMOUS, FOREIGN, isOfCaller, NOTHING, type Outcome, some, type Value } from './values.ts';

export function call(follow: Follow, expr: Call): Value {
  const { fn } = expr;
  const text = dottedName(fn) ?? '';
  const last = fn.k === 'attr' ? fn.name : text;
  if (fn.k === 'attr' && fn.obj.k === 'call' && fn.obj.fn.k === 'name' && fn.obj.fn.id === 'super')
    return callSuper(follow, expr, fn.name);
  const of = fn.k === 'attr' ? follow.evaluate(fn.obj) : follow.names.get(text);
  if (fn.k === 'call' && fn.args[0] && follow.evaluate(fn.args[0]).k === 'next') return callDecorated(follow, fn);
  if (of?.k === 'next' || /^(call_next|get_response|self\.(app|_app|inner|wrapped_app|wrapped|asgi_app))$/.test(text)) {
    follow.interruption ??= { k: 'pass' };
    return FOREIGN;
  }
  // What is put into a list in a branch or a loop is not followed.
  if (
    fn.k === 'attr' &&
    fn.obj.k === 'name' &&
    /^(append|add|extend|update|insert)$/.test(fn.name) &&
    of?.k === 'const'
  )
    follow.names.set(fn.obj.id, FOREIGN);
  if (of?.k === 'refusal') return of;
  const args = [...expr.args, ...expr.kw.map((keyword) => keyword.v)].map((arg) => follow.evaluate(arg));
  if (fn.k === 'attr' && of) {
    const known = methodOf(follow, expr, of, args);
    if (known) return known;
  }
  const target = calleeOf(follow.db, follow.site, fn);
  const hasCaller = args.some(isOfCaller) || (of !== undefined && isOfCaller(of));
  switch (target.kind) {
    case 'function':
      return callFunction(follow, expr, { target, args, hasCaller });
    case 'class':
      return callClass(follow, expr, target, hasCaller);
    case 'external':
      return callLibrary(follow, expr, target.dotted, { args, hasCaller, of });
    default: {
      const origin = fn.k === 'attr' && !hasCaller ? originOf(follow.db, follow.site, fn) : null;
      return callLibrary(follow, expr, origin ?? text, { args, hasCaller, last, of });
    }
  }
}

/** `return login_required(view)(*args, **kwargs)`: a decorator that is applied where it is needed. */
function callDecorated(follow: Follow, decorator: Call): Value {
  const outcome = outcomeOfDecorator(follow, follow.site, decorator.fn)?.outcome;
  const refuses = outcome?.refuses ?? 'no';
  follow.interruption ??=
    refuses === 'no' || !outcome
      ? { k: 'pass' }
      : { k: 'refuse', status: outcome.status, name: '', isSure: refuses === 'yes', anonymous: true };
  return FOREIGN;
}

/** More than the request as a whole. */
function isCredential(value: Value): boolean {
  return isOfCaller(value) && value.k !== 'request';
}

interface Given {
  readonly of?: Value | undefined;
  readonly args: readonly Value[];
  readonly hasCaller: boolean;
  readonly last?: string;
}

function callFunction(
  follow: Follow,
  expr: Call,
  { target, args, hasCaller }: Given & { readonly target: Target & { kind: 'function' } },
): Value {
  const { def } = target;
  const generic = statusOfArguments(follow.db, follow.site, expr);
  if (def.decorators.length > 0 && follow.asking.depth < MAX_DEPTH - 2) {
    const before = follow.decorated(target.site, def);
    if (before.refuses === 'yes') {
      follow.interruption ??= { k: 'refuse', status: before.status, name: '', isSure: true, anonymous: true };
      return ANONYMOUS;
    }
  }
  const isAsked =
    hasCaller ||
    (expr.args.length === 0 && expr.kw.length === 0 && follow.asking.depth < 3) ||
    asks(def.name) ||
    promisesRefusal(def.name) ||
    givesCaller(def.name);
  const isRefusing =
    generic === 401 || generic === 403 || /unauthori|forbid|deny|denied|abort|redirect|login/i.test(def.name);
  if (follow.asking.depth >= MAX_DEPTH || !(isAsked || isRefusing)) {
    return generic === 401 || generic === 403 ? { k: 'refusal', status: generic, name: '' } : FOREIGN;
  }
  const outcome = follow.ask(target.site, def, {
    role: 'helper',
    depth: follow.asking.depth + 1,
    args: namedArguments(expr, target, args),
    route: null,
  });
  note(follow, outcome);
  if (outcome.refuses !== 'no' && !isForOthers(def.name)) {
    follow.interruption ??= {
      k: 'refuse',
      status: outcome.status,
      name: '',
      isSure: outcome.refuses === 'yes',
      ...(outcome.anonymous ? { anonymous: true } : {}),
    };
  }
  if (outcome.value.k === 'refusal') return outcome.value;
  if (generic === 401 || generic === 403) return { k: 'refusal', status: generic, name: '' };
  if (outcome.value.k === 'const' || outcome.value.k === 'request' || outcome.value.k === 'part') return outcome.value;
  const isTold = outcome.looks || args.some(isCredential) || givesCaller(def.name);
  return isTold ? ANONYMOUS : outcome.value;
}

function note(follow: Follow, outcome: Outcome): void {
  if (outcome.kind === 'signature') follow.signature = true;
  if (outcome.opaque) follow.opaque = true;
}

/** Arguments by the names of the parameters that take them; only what says something. */
function namedArguments(
  expr: Call,
  target: Target & { kind: 'function' },
  args: readonly Value[],
): Record<string, Value> {
  const { params, decorators } = target.def;
  const isStatic = decorators.some((decorator) => decorator.k === 'name' && decorator.id === 'staticmethod');
  const isMethod = target.site.within.at(-1)?.k === 'class' && !isStatic;
  const named: Record<string, Value> = {};
  const give = (name: string | undefined, value: Value | undefined): void => {
    const isTelling =
      value &&
      value.k !== 'path' &&
      value.k !== 'endpoint' &&
      !(value.k === 'some' && value.from !== 'anonymous') &&
      !(value.k === 'const' && JSON.stringify(value.v).length > 60);
    if (name !== undefined && isTelling) named[name] = value;
  };
  expr.args.forEach((_, i) => {
    give(params[i + (isMethod ? 1 : 0)]?.name, args[i]);
  });
  expr.kw.forEach((keyword, i) => {
    give(keyword.name ?? undefined, args[expr.args.length + i]);
  });
  return named;
}

const EXCEPTION =
  /(Exception|Error|Unauthori[sz]ed|Forbidden|Denied|Failed|Expired|NotFound|Required|Missing|Invalid)$/;
const RESPONSE = /(Response|^jsonify|^make_response|^error\w*|^problem\w*|^json|^abort\w*|unauthori[sz]ed|forbidden)$/i;

function callClass(follow: Follow, expr: Call, target: Target & { kind: 'class' }, hasCaller: boolean): Value {
  const { name } = target.def;
  const given = statusOfArguments(follow.db, follow.site, expr);
  const status = given ?? statusOfClass(follow.db, target);
  if (EXCEPTION.test(name) || status >= 400) return { k: 'refusal', status, name };
  return hasCaller ? ANONYMOUS : FOREIGN;
}

function callLibrary(
  follow: Follow,
  expr: Call,
  dotted: string,
  { args, hasCaller, of, last = dotted.split('.').at(-1) ?? '' }: Given,
): Value {
  const { db, site } = follow;
  const simple = builtin(follow, expr, dotted, args);
  if (simple) return simple;
  if (/(^|\.)(Request|HTTPConnection|WebSocket)$/.test(dotted) && hasCaller) return { k: 'request' };
  if (/(^|\.)(Headers|MutableHeaders)$/.test(dotted) && hasCaller) return { k: 'part', of: 'headers' };
  if (isLibraryGuard(dotted) || /^(fresh_)?jwt_(refresh_token_)?required$/.test(last)) {
    const isOptional = isTrue(keywordArgument(expr, 'optional'));
    if (!isOptional) follow.interruption ??= { k: 'refuse', status: 401, name: '', isSure: true, anonymous: true };
    return isOptional ? NOTHING : ANONYMOUS;
  }
  if (
    /(^|\.)(redirect|RedirectResponse|redirect_to_login)$/.test(dotted) ||
    /^(redirect|_redirect|redirect_to_login)$/.test(last)
  ) {
    return goesToLogin(expr) || last === 'redirect_to_login' ? { k: 'refusal', status: 401, name: '' } : FOREIGN;
  }
  if (verifiesSignature(dotted)) return callSignature(follow, dotted);
  if (/(^|\.)compare_digest$/.test(dotted)) {
    if (hasCaller && dotted.startsWith('hmac')) follow.signature = true;
    return hasCaller ? ANONYMOUS : FOREIGN;
  }
  if (hasCaller && verifiesToken(dotted)) {
    follow.interruption ??= { k: 'refuse', status: 0, name: '', isSure: true, anonymous: true };
    return ANONYMOUS;
  }
  const status = statusOfArguments(db, site, expr);
  if (/^_?abort(_if\w*)?$/.test(last)) {
    follow.interruption ??= { k: 'refuse', status: status ?? 0, name: 'HTTPException', isSure: true };
    return FOREIGN;
  }
  if (
    last === 'close' &&
    expr.fn.k === 'attr' &&
    /websocket|^ws$|socket|connection/i.test(dottedName(expr.fn.obj) ?? '')
  ) {
    const code = status === null ? 0 : closeStatus(status);
    if (code === 401 || code === 403) follow.interruption ??= { k: 'refuse', status: code, name: '', isSure: true };
    return FOREIGN;
  }
  if (last === 'send' && expr.args[0]?.k === 'dict') {
    const sent = expr.args[0].items.find(([key]) => key?.k === 'str' && (key.v === 'status' || key.v === 'code'))?.[1];
    if (sent?.k === 'num' && /^(401|403|1008|4401|4001)$/.test(sent.v))
      follow.interruption ??= { k: 'refuse', status: closeStatus(Number(sent.v)), name: '', isSure: true };
    return FOREIGN;
  }
  const name = last;
  if (EXCEPTION.test(name)) {
    const isLogin = status !== null && status >= 300 && status < 400 && mentionsLogin(expr);
    return { k: 'refusal', status: isLogin ? 401 : (status ?? statusOfName(name)), name };
  }
  if (status === 401 || status === 403 || (RESPONSE.test(name) && (status ?? 0) >= 400))
    return { k: 'refusal', status: status ?? 0, name: '' };
  if (RESPONSE.test(name) && statusOfName(name) > 0) return { k: 'refusal', status: statusOfName(name), name: '' };
  const isResolved = resolve(db, site, expr.fn).kind === 'external';
  if (!isResolved && promisesRefusal(last) && hasCaller) {
    follow.opaque = true;
    follow.interruption ??= { k: 'refuse', status: 401, name: '', isSure: true, anonymous: true };
    return ANONYMOUS;
  }
  if (givesCaller(last)) {
    follow.opaque = true;
    return ANONYMOUS;
  }
  const isTold = args.some(isCredential) || (of !== undefined && isCredential(of)) || (hasCaller && isIdentity(last));
  if (isTold) follow.opaque = true;
  return isTold && hasCaller ? ANONYMOUS : /getenv|environ|settings|config/i.test(dotted) ? some('setting') : FOREIGN;
}

/** Some raise, others tell. */
function callSignature(follow: Follow, dotted: string): Value {
  follow.signature = true;
  follow.looks++;
  if (/(construct_event|\bWebhook\(\)\.verify|^svix\b.*verify|^nacl\b.*verify)$/.test(dotted)) {
    follow.interruption ??= { k: 'refuse', status: 400, name: '', isSure: true, anonymous: true };
  }
  return ANONYMOUS;
}

function goesToLogin(expr: Call): boolean {
  const of = expr.args[0] ?? keywordArgument(expr, 'url') ?? keywordArgument(expr, 'location');
  return of !== undefined && textsIn(of, 0).some(isLoginPage);
}

/** The texts and names inside the target of a redirection. */
function textsIn(expr: Expr, depth: number): string[] {
  if (depth > 4) return [];
  switch (expr.k) {
    case 'str':
      return [expr.v.split('?', 1)[0] ?? ''];
    case 'fstr':
      return expr.parts
        .flatMap((part) => (typeof part === 'string' ? [part.split('?', 1)[0] ?? ''] : textsIn(part, depth + 1)))
        .slice(0, 2);
    case 'name':
      return [expr.id.toLowerCase()];
    case 'attr':
      return [expr.name.toLowerCase()];
    case 'call':
      return [...textsIn(expr.fn, depth + 1), ...(expr.args[0] ? textsIn(expr.args[0], depth + 1) : [])];
    case 'bin':
      return textsIn(expr.l, depth + 1);
    default:
      return [];
  }
}

/** `HTTPException(307, headers={"Location": request.url_for("login")})`. */
function mentionsLogin(expr: Call): boolean {
  return expressionsIn(expr).some((inner) => inner.k === 'str' && isLoginPage(inner.v));
}

function isTrue(expr: Expr | undefined): boolean {
  return expr?.k === 'const' && expr.v === true;
}

/** `super().__call__(request)` of a scheme of FastAPI, or of a class of the repository. */
function callSuper(follow: Follow, expr: Call, method: string): Value {
  const { db, site } = follow;
  const around = classAround(site);
  for (const base of around?.def.bases ?? []) {
    const target = around ? resolve(db, around.site, base) : null;
    if (target?.kind === 'external' && SCHEME.test(target.dotted)) {
      const soft = around?.def.body.some((stmt) => stmt.k === 'def' && stmt.name === '__init__' && setsSoft(stmt.body));
      if (!soft) follow.interruption ??= { k: 'refuse', status: 401, name: '', isSure: true, anonymous: true };
      return soft ? NOTHING : ANONYMOUS;
    }
    if (target?.kind !== 'class') continue;
    const member = calleeOf(db, target.site, {
      k: 'attr',
      s: 0,
      e: 0,
      name: method,
      obj: { k: 'name', s: 0, e: 0, id: target.def.name },
    });
    if (member.kind === 'function') {
      const args = expr.args.map((arg) => follow.evaluate(arg));
      return callFunction(follow, expr, { target: member, args, hasCaller: true });
    }
  }
  for (const arg of expr.args) follow.evaluate(arg);
  if (method === 'dispatch' || method === '__call__') follow.interruption ??= { k: 'pass' };
  return FOREIGN;
}

/** `super().__init__(auto_error=False)`. */
function setsSoft(body: readonly { readonly k: string }[]): boolean {
  return (
    JSON.stringify(body).includes('"name":"auto_error","v":{"k":"const"') &&
    /"name":"auto_error","v":\{"k":"const","v":false/.test(JSON.stringify(body).replaceAll(/"[se]":\d+,/g, ''))
  );
}
