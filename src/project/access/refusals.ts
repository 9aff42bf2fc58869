/** Which exceptions and answers refuse: their status, told by arguments, classes and, last, by names. */
import type { Call, Expr } from '../../model/python.ts';
import { statementsOf } from '../../model/python-walk.ts';
import { evaluate } from '../constants.ts';
import type { Db } from '../db.ts';
import { attributeOf, inside, resolve, type Site, type Target } from '../resolve.ts';

const UNAUTHENTICATED =
  /Unauthori[sz]ed|Unauthenticated|NotAuthenticated|Authentication(Error|Failed|Failure|Exception|Required)|^Auth(Error|Exception|Failed|Required)|Credential|InvalidToken|InvalidAuth|Token(Error|Expired|Invalid|Missing)|LoginRequired|InvalidApiKey|InvalidAPIKey|ApiKey(Error|Missing)|NotLoggedIn|SessionExpired|MissingToken|JWTError|AuthJWTException|NoAuthorization/i;
const FORBIDDEN =
  /Forbidden|Permission(Denied|Error)|AccessDenied|NotAuthorized|InsufficientPermission|NotPermitted|NoPermission|NotAllowedError|NotAdmin|AuthorizationError/i;
const NO_HTTP = new Set(['405', '404', '400', '409', '422', '429', '500', '502', '503']);
const MAX_DEPTH = 6;

/** The HTTP status that an expression stands for: `401`, `status.HTTP_401_UNAUTHORIZED`, `HTTPStatus.FORBIDDEN`; else `null`. */
function statusIn(db: Db, site: Site, expr: Expr): number | null {
  if (expr.k === 'num') return /^([1-5]\d\d|[134]\d{3})$/.test(expr.v) ? closeStatus(Number(expr.v)) : null;
  if (expr.k === 'attr') {
    const named = /^(?:HTTP_|WS_|WEB)?(\d{3,4})(?:_|$)/.exec(expr.name)?.[1];
    if (named !== undefined) return closeStatus(Number(named));
    if (/^UNAUTHORI[SZ]ED$/.test(expr.name)) return 401;
    if (expr.name === 'FORBIDDEN') return 403;
    if (expr.name === 'value' || expr.name === 'code') return statusIn(db, site, expr.obj);
  }
  if (expr.k !== 'name' && expr.k !== 'attr') return null;
  const value = evaluate(db, site, expr);
  if (typeof value === 'number' && value >= 100 && value < 5000) return closeStatus(value);
  const target = expr.k === 'name' ? resolve(db, site, expr) : null;
  const external = target?.kind === 'external' ? /HTTP_(\d{3})_|WS_(\d{4})_/.exec(target.dotted) : null;
  const code = external?.[1] ?? external?.[2];
  return code === undefined ? null : closeStatus(Number(code));
}

/** Codes that close web sockets on those who may not talk. */
export function closeStatus(code: number): number {
  if (code === 1008 || code === 3000 || code === 4001 || code === 4003 || code === 4008) return 401;
  return code >= 4400 && code < 4500 ? code - 4000 : code;
}

/** The status among the arguments of a call, or `null`. */
export function statusOfArguments(db: Db, site: Site, call: Call): number | null {
  const named = call.kw.find(
    ({ name }) => name !== null && /^(status_?code|status|code|http_status\w*|http_code)$/.test(name),
  );
  if (named) return statusIn(db, site, named.v);
  for (const arg of call.args) {
    const status = statusIn(db, site, arg);
    if (status !== null && status >= 400) return status;
  }
  return null;
}

/** The status that raising a class gives, by its attributes, its `__init__` and its bases; 0 where nothing tells. */
export function statusOfClass(db: Db, target: Target, depth = 0): number {
  if (depth > MAX_DEPTH) return 0;
  if (target.kind === 'external') return statusOfName(target.dotted.split('.').at(-1) ?? '');
  if (target.kind !== 'class') return 0;
  const { site, def } = target;
  const body = inside(site, def);
  for (const name of ['status_code', 'code', 'http_status', 'status', 'http_code', 'http_status_code']) {
    const found = attributeOf(db, target, name);
    const last = found.kind === 'variable' ? found.bindings.at(-1) : undefined;
    const status =
      found.kind === 'variable' && last?.kind === 'value' && last.value ? statusIn(db, found.site, last.value) : null;
    if (status !== null && status >= 400) return status;
  }
  const init = def.body.find((stmt) => stmt.k === 'def' && stmt.name === '__init__');
  if (init?.k === 'def') {
    for (const param of init.params) {
      const status = param.default && /status|code/.test(param.name) ? statusIn(db, body, param.default) : null;
      if (status !== null && status >= 400) return status;
    }
    for (const stmt of statementsOf(init.body)) {
      const call = stmt.k === 'expr' && stmt.v.k === 'call' ? stmt.v : null;
      const status = call && statusOfArguments(db, inside(body, init), call);
      if (status) return status;
      const field = stmt.k === 'assign' && stmt.v && stmt.targets[0]?.k === 'attr' ? stmt.targets[0].name : '';
      const assigned = stmt.k === 'assign' && stmt.v && /status|code/.test(field) ? statusIn(db, body, stmt.v) : null;
      if (assigned) return assigned;
    }
  }
  const own = statusOfName(def.name);
  if (own > 0) return own;
  for (const base of def.bases) {
    const status = statusOfClass(db, resolve(db, site, base.k === 'sub' ? base.obj : base), depth + 1);
    if (status > 0) return status;
  }
  return 0;
}

/** What the name of an exception says. */
export function statusOfName(name: string): number {
  if (UNAUTHENTICATED.test(name)) return 401;
  if (FORBIDDEN.test(name)) return 403;
  const digits = /(\d{3})/.exec(name)?.[1];
  return digits !== undefined && !NO_HTTP.has(digits) && /^(HTTP|Error)/.test(name) ? Number(digits) : 0;
}

/** A path or endpoint of the page that asks for credentials. */
export function isLoginPage(text: string): boolean {
  return /(^|[/._:-])(login|log_in|signin|sign_in|sign-in|log-in|auth|authenticate|login_page|sso|unauthorized)([/._?#-]|$)/i.test(
    text,
  );
}
