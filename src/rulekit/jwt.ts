/** How tokens are decoded: what a call leaves unchecked, and what is done with the claims that it gives. */
import type { Project, SourceFile } from '../model/project.ts';
import type { Call, Expr, Stmt } from '../model/python.ts';
import {
  callsIn,
  dottedName,
  expressionsIn,
  expressionsOf,
  keywordArgument,
  statementsOf,
} from '../model/python-walk.ts';
import { type CallSite, codeOf, scopeOf } from './code.ts';

export interface UncheckedDecode {
  /** signature: anybody can write such a token. expiry: an old one lives for ever. */
  readonly left: 'signature' | 'expiry';
  readonly made: CallSite;
  /** What leaves it unchecked: the option, or the call. */
  readonly because: Expr;
  /** Names of the claims that are read. */
  readonly claims: readonly string[];
  /** Nothing else is done with the claims in the function. */
  readonly onlyRead: boolean;
  /** The function looks at the end of the token itself. */
  readonly readsExpiry: boolean;
  /** Another function of the file looks at it. */
  readonly expiryReadNear: boolean;
  /** The token has been refused already: this is for the log. */
  readonly afterFailure: boolean;
  /** The same function, or its class, decodes with all checks, too. */
  readonly checkedBeside: boolean;
  /** Another function of the file does. */
  readonly checkedNear: boolean;
  /** The token was issued in the same function: nobody could have forged it. */
  readonly issuedHere: boolean;
  /** What is decoded, as written. */
  readonly token: string;
}

const DECODE = /^(jwt|jose\.jwt|authlib\.jose\.jwt|jwt\.api_jwt|jwt\.PyJWT\(\))\.decode(_complete)?$/;
const UNVERIFIED = /^jose\.(jwt|jws)\.get_unverified_claims$/;

/** The calls of a file that decode a token without checking signature or expiry. */
export function uncheckedDecodes(project: Project, file: SourceFile): readonly UncheckedDecode[] {
  const calls = codeOf(file).calls.filter(({ name }) => DECODE.test(name ?? '') || UNVERIFIED.test(name ?? ''));
  return calls.flatMap((made) => {
    const found = uncheckedBy(project, file, made);
    if (!found) return [];
    const body = bodyOf(file, made);
    const checked = calls.filter((other) => other !== made && !uncheckedBy(project, file, other));
    const home = made.site?.within.at(-1);
    const [token] = made.call.args;
    return [
      {
        ...found,
        made,
        ...claimsOf(body, made.call),
        afterFailure: isInHandler(body, made.call),
        expiryReadNear: codeOf(file).functions.some(({ def }) => readsExp(def.body)),
        checkedBeside: checked.some(
          ({ site }) => site?.def === made.site?.def || (home?.k === 'class' && site?.within.at(-1) === home),
        ),
        checkedNear: checked.length > 0,
        issuedHere: token?.k === 'name' && isIssued(body, token.id),
        token: (token && dottedName(token)) ?? '',
      },
    ];
  });
}

function uncheckedBy(
  project: Project,
  file: SourceFile,
  made: CallSite,
): Pick<UncheckedDecode, 'left' | 'because'> | null {
  const { call, name } = made;
  if (UNVERIFIED.test(name ?? '')) return { left: 'signature', because: call };
  const isFalse = (expr: Expr | undefined) =>
    expr !== undefined && project.flow(scopeOf(file, made), expr).value === false;
  const verify = keywordArgument(call, 'verify');
  if (isFalse(verify)) return { left: 'signature', because: verify ?? call };
  const algorithms = keywordArgument(call, 'algorithms') ?? call.args[2];
  const allowed = algorithms && project.flow(scopeOf(file, made), algorithms).value;
  if (Array.isArray(allowed) && allowed.some((one) => typeof one === 'string' && one.toLowerCase() === 'none')) {
    return { left: 'signature', because: algorithms ?? call };
  }
  const options = optionsOf(file, made);
  const option = (key: string) => options?.items.find(([entry]) => entry?.k === 'str' && entry.v === key)?.[1];
  const signature = option('verify_signature');
  if (isFalse(signature)) return { left: 'signature', because: signature ?? call };
  const expiry = option('verify_exp');
  return isFalse(expiry) ? { left: 'expiry', because: expiry ?? call } : null;
}

/** `options={…}`, or the name of such a dictionary in the same function or module. */
function optionsOf(file: SourceFile, made: CallSite): (Expr & { k: 'dict' }) | null {
  const given = keywordArgument(made.call, 'options');
  if (given?.k === 'dict') return given;
  if (given?.k !== 'name') return null;
  for (const body of [bodyOf(file, made), file.facts.python?.body ?? []]) {
    for (const stmt of statementsOf(body)) {
      const isIt = stmt.k === 'assign' && stmt.targets.some((target) => target.k === 'name' && target.id === given.id);
      if (isIt && stmt.v?.k === 'dict') return stmt.v;
    }
  }
  return null;
}

function bodyOf(file: SourceFile, { site }: CallSite): readonly Stmt[] {
  return site?.def.body ?? file.facts.python?.body ?? [];
}

/** `payload.get("sub")`, `payload["exp"]`, `jwt.decode(…)["kid"]`: the claims that the function reads. */
function claimsOf(body: readonly Stmt[], call: Call): Pick<UncheckedDecode, 'claims' | 'onlyRead' | 'readsExpiry'> {
  const assigned = statementsOf(body).find((stmt) => stmt.k === 'assign' && unwrapped(stmt.v) === call);
  const [target] = assigned?.k === 'assign' ? assigned.targets : [];
  const isClaims = (expr: Expr) =>
    expr === call || (target?.k === 'name' && expr.k === 'name' && expr.id === target.id);
  const claims: string[] = [];
  let uses = 0;
  let readsExpiry = false;
  for (const expr of statementsOf(body).flatMap(expressionsOf).flatMap(expressionsIn)) {
    if (expr !== target && isClaims(expr) && !(expr === call && target)) uses++;
    readsExpiry ||= (expr.k === 'attr' && expr.name === 'exp') || (expr.k === 'str' && expr.v === 'exp');
    const name = claimRead(expr, isClaims);
    if (name !== null) claims.push(name);
  }
  return { claims, onlyRead: uses <= claims.length, readsExpiry };
}

const ISSUES =
  /(?:create|issue|generate|encode|make|mint|sign|new|refresh|renew)\w*token|^(?:create|issue|encode|make|mint)$/i;

/** `token = create_access_token(…)` */
function isIssued(body: readonly Stmt[], name: string): boolean {
  return statementsOf(body).some((stmt) => {
    if (stmt.k !== 'assign') return false;
    const value = unwrapped(stmt.v);
    const targets = stmt.targets.flatMap((target) => (target.k === 'tuple' ? target.items : [target]));
    const called = value?.k === 'call' ? (dottedName(value.fn)?.split('.').at(-1) ?? '') : '';
    return ISSUES.test(called) && targets.some((target) => target.k === 'name' && target.id === name);
  });
}

/** `payload.exp` */
function readsExp(body: readonly Stmt[]): boolean {
  return statementsOf(body)
    .flatMap(expressionsOf)
    .flatMap(expressionsIn)
    .some((expr) => expr.k === 'attr' && expr.name === 'exp');
}

function isInHandler(body: readonly Stmt[], { s, e }: Call): boolean {
  return statementsOf(body).some(
    (stmt) => stmt.k === 'try' && stmt.handlers.some((handler) => handler.s <= s && e <= handler.e),
  );
}

function unwrapped(expr: Expr | null): Expr | null {
  return expr?.k === 'await' ? expr.v : expr;
}

function claimRead(expr: Expr, isClaims: (expr: Expr) => boolean): string | null {
  const [key] = expr.k === 'sub' ? expr.index : expr.k === 'call' ? expr.args : [];
  if (key?.k !== 'str') return null;
  if (expr.k === 'sub' && isClaims(expr.obj)) return key.v;
  return expr.k === 'call' && expr.fn.k === 'attr' && expr.fn.name === 'get' && isClaims(expr.fn.obj) ? key.v : null;
}

/** Whether the body of a function calls something of this name. */
export function callsNamed(body: readonly Stmt[], pattern: RegExp): boolean {
  return callsIn(body).some(({ fn }) => pattern.test(dottedName(fn) ?? (fn.k === 'attr' ? fn.name : '')));
}
