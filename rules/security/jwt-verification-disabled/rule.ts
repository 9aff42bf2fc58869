import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import {
  defineProjectRule,
  type Expr,
  type Found,
  placeIn,
  type SourceFile,
  type UncheckedDecode,
  uncheckedDecodes,
} from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) =>
  eachApplicationFile(project, 'unchecked-decodes', (file, of) =>
    uncheckedDecodes(of, file)
      .filter((decode) => !isHarmless(decode) && !isOfProvider(decode))
      .map((decode) => findingOf(file, decode)),
  ),
);

function findingOf(file: SourceFile, decode: UncheckedDecode): Found {
  const { left, made, because } = decode;
  return {
    at: placeIn(file, isInside(because, made.call) ? because : made.call),
    subject: left,
    symbol: made.symbol,
    values: { call: `${made.name?.split('.').slice(-2).join('.') ?? 'jwt.decode'}(…)` },
    severity: left === 'expiry' ? 'major' : 'critical',
    ...(left === 'expiry' ? { variant: 'expiry' } : {}),
  };
}

/** Options that a name stands for are written elsewhere. */
function isInside(inner: Expr, outer: Expr): boolean {
  return inner.s >= outer.s && inner.e <= outer.e;
}

/** Claims that say how to check a token, when it ends, which one it is: nobody becomes anybody by them. */
const ABOUT_ITSELF = /^(exp|iat|nbf|iss|kid|alg|aud|azp|tid|jti|typ|type|ver|token_use|scope|scopes)$/;
const IDENTITY =
  /^(sub|user|uid|id|email|role|roles|name|username)$|user_?id|user_?name|account|tenant|student|customer/i;
/** What stands in for the real thing says so. */
const STANDS_IN = /(^|\.)(Null|Fake|Mock|Dummy|Insecure|Dev)[A-Z]/;
const PURPOSE =
  /logout|log_out|sign_?out|revoke|blacklist|blocklist|deny_?list|invalidat|expir|peek|introspect|inspect|ttl|unverified|unsafe|without_verif|debug|log_|_log|trace|rate_?limit|limiter|identifier|key_func|issuer|kid|jwks|header/i;

function isHarmless({
  claims,
  onlyRead,
  readsExpiry,
  expiryReadNear,
  afterFailure,
  checkedBeside,
  made,
  left,
  issuedHere,
  checkedNear,
}: UncheckedDecode): boolean {
  if (issuedHere || STANDS_IN.test(made.symbol)) return true;
  if (left === 'signature' && (checkedBeside || (checkedNear && !claims.some((claim) => IDENTITY.test(claim)))))
    return true;
  if (onlyRead && claims.length > 0 && claims.every((claim) => ABOUT_ITSELF.test(claim))) return true;
  if (left === 'expiry' && (readsExpiry || expiryReadNear)) return true;
  return (afterFailure && left === 'signature') || PURPOSE.test(made.site?.def.name ?? '');
}

const PROVIDER = /id_?token|google|apple|azure|msal|oidc|sso|saml|cognito|firebase|keycloak|auth0/i;
const DECIDES = /verif|valid|authenticat|login|log_in|sign_?in|current_user/i;

/** A token that the provider's own server has just handed over, unless a function decides by it who somebody is. */
function isOfProvider({ token, made }: UncheckedDecode): boolean {
  return PROVIDER.test(`${token} ${made.symbol}`) && !DECIDES.test(made.site?.def.name ?? '');
}
