/** What names say where the code does not: the words of authentication, and the guards that libraries bring. */

const ASKS =
  /(^|_)(auth|authenticated?|authorized?|authori[sz]ation|login|logged_in|jwt|permissions?|api_?key|admin|superuser|staff|roles?|scopes?|signature|principal|oauth\w*|acl|rbac|protect|protected|guard|guarded|secured|restricted)(_|$)|current_\w*(user|account|admin|member|tenant|client)|(require|verify|ensure|check|active|validate)_\w*(user|token|session|access)|^(user|current|token)_required|credentials|^(valid_)?access_token$|^require_access|full_access/;
/** `rate_limit_auth` limits the authentication routes, and asks nobody. */
const OTHER =
  /(^|_)(rate|limit|limiter|limited|throttle|cache|cached|log|logged|track|audit|metrics|deprecated|service|server|settings|config|client|repository|repo|store|manager|form|factory|url|usecase|db|database|conn|dao|provider|adapter)(_|$)/;
const OPTIONAL = /(^|_)(optional|maybe|or_none|or_anonymous|anonymous|if_any|public)(_|$)/;
const NOT_ABOUT_CALLERS =
  /csrf|xsrf|captcha|maintenance|feature_?(flag|enabled)|quota|rate_?limit|throttl|(^|_)(origin|referer|ip|whitelist|allowlist)s?(_|$)|ip_address/;

function snake(name: string): string {
  const last = name.split('.').at(-1) ?? name;
  return last.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/** A name that promises to ask who calls. */
export function asks(name: string): boolean {
  const last = snake(name);
  return (
    ASKS.test(last) &&
    !OPTIONAL.test(last) &&
    !OTHER.test(last) &&
    !isForOthers(last) &&
    !/^(get|create|make|generate|refresh|revoke|issue)_(access_|refresh_|api_)?(tokens?|keys?)$/.test(last)
  );
}

/** It refuses for another reason than who calls: forged forms, quotas, addresses, maintenance. */
export function isForOthers(name: string): boolean {
  return NOT_ABOUT_CALLERS.test(snake(name));
}

/** `get_current_user(…)`, `user_from_request(…)`: gives who calls. */
export function givesCaller(name: string): boolean {
  const last = snake(name);
  return /current_\w*(user|account|identity|member)|(user|identity|session)\w*_from_(request|token|session|cookies?|headers?|jwt|context|websocket)|^get_jwt(_identity)?$|(^|_)(extract|get|read)_\w*(bearer|auth\w*_header)|is_authenticated|is_logged_in|logged_in/.test(
    last,
  );
}

/** `require_user(request)`, `verify_api_key(key)`: refuses, by its name. */
export function promisesRefusal(name: string): boolean {
  const last = snake(name);
  return (
    /^(_*)(require|ensure|enforce|assert|verify|authenticate|authorize|check|validate)(_\w*)?_?(auth\w*|user|login|token|session|permissions?|admin|role|access|api_key|jwt|signature|request)$/.test(
      last,
    ) && !OPTIONAL.test(last)
  );
}

/** A header, cookie or key of that name carries credentials. */
export function carriesCredentials(key: string): boolean {
  return (
    /auth|token|key|secret|signature|cookie|user|jwt|session|credential|password|bearer|identity|x-hub|svix|remote|role/i.test(
      key,
    ) && !/csrf|xsrf|user-?agent|idempotency/i.test(key)
  );
}

/** A query parameter that is a key to the door, not the key of a record. */
export function isAccessParameter(name: string): boolean {
  return /^(x_)?(api_?key|secret(_key)?|access_token|auth_token|admin_(key|token|secret)|cron_secret|webhook_secret|apikey|internal_key|auth_key|service_key)$/i.test(
    name,
  );
}

/** What `request.state` and `flask.g` hold of the caller. */
export function isIdentity(name: string): boolean {
  return /user|auth|token|identity|account|principal|session|claims|api_?key|role|subject|tenant|member|jwt|payload/i.test(
    name,
  );
}

export const SCHEME =
  /(^|\.)(HTTPBearer|HTTPBasic|HTTPDigest|OAuth2(?!\w*Form)\w*|APIKey(Header|Query|Cookie)|OpenIdConnect|SecurityScopes)$/;

const GUARDS: readonly RegExp[] = [
  /^flask_login\b.*\.(fresh_)?login_required$/,
  /^flask_login\b.*LoginManager\(\)\.(required|login_required)$/,
  /^flask_(?!(limiter|wtf|caching|restx|restful|cors|smorest|sqlalchemy)\b)\w+\b.*\b(\w*auth_required|login_required|roles?_\w+|permissions?_required|permissions_accepted|has_access\w*|protect|require\w*|accept_token|required|requires|oidc_auth|\w*_required)(\(\))?$/,
  /^flask_jwt_extended\b.*\.(jwt_required|fresh_jwt_required|jwt_refresh_token_required|verify_jwt_in_request)$/,
  /^flask_httpauth\.\w+\(\)\.login_required$/,
  /^(apiflask|flask_openapi3)\b.*\.(auth_required)$/,
  /^authlib\b.*ResourceProtector(\(\))?$/,
  /^starlette\.authentication\.requires$/,
  /^fastapi_users\b.*\.(current_user|current_user_token|current_token)$/,
  /^fastapi_login\b.*LoginManager(\(\))?$/,
  /^fastapi_(azure_auth|msal|keycloak|auth0|cloudauth|clerk_auth|nextauth_jwt|opa|third_party_auth|jwt|resource_server|cognito|oidc|permissions|casbin_auth|authz|key_auth|simple_security|security|key_cloak|supabase)\b(?!.*\boptional)/,
  /^fastapi_jwt_auth\b.*\.(jwt_required|fresh_jwt_required|jwt_refresh_token_required)$/,
  /^async_fastapi_jwt_auth\b.*\.(jwt_required|fresh_jwt_required|jwt_refresh_token_required)$/,
  /^fief_client\b.*\.(authenticated|current_user)$/,
  /^(propelauth_fastapi|propelauth_flask)\b.*\.(require_\w+|user_in_org\w*)$/,
  /^supertokens_python\b.*\.(verify_session)$/,
  /^authx\b.*\.(\w*token_required|get_current_subject|auth_required|scopes_required)$/,
  /^(clerk_backend_api|descope|stytch|workos|auth0_fastapi\w*|fastapi_plugin)\b.*\.(authenticate_request|require_auth|\w*require\w*)$/,
  /^(airflow|mlflow|litestar)\b.*\.requires_access\w*$/,
];

/** A decorator, dependency or function of a library that refuses callers without credentials. */
export function isLibraryGuard(dotted: string): boolean {
  const name = dotted.replace(/\(\)$/, '');
  return GUARDS.some((guard) => guard.test(dotted) || guard.test(name));
}

/** Calls of libraries that raise on missing or false credentials. */
export function verifiesToken(dotted: string): boolean {
  return (
    /(^|\.)(verify_id_token|verify_session_cookie|verify_oauth2_token|verify_firebase_token|verify_token|validate_token|introspect_token|id_token_verify)$/.test(
      dotted,
    ) ||
    /^(jwt|jose|jose\.jwt|authlib\.jose(\.jwt)?|joserfc\.jwt|python_jwt|jwcrypto\.jwt|pyseto)\.(\w+\.)*(decode|verify|verify_jwt)$/.test(
      dotted,
    )
  );
}

/** Calls that check the signature of a message: of a webhook, of a signed link. */
export function verifiesSignature(dotted: string): boolean {
  return /(^|\.)(construct_event|verify_signature|verify_webhook\w*|validate_webhook\w*|verify_\w*signature|check_\w*signature|validate_\w*signature|is_valid_signature|is_valid_request|verify_hmac|verify_slack_request|verify_key|signature_valid)$|^svix\b.*\.verify$|^(twilio|standardwebhooks|nacl)\b.*\.(validate|verify)$|SignatureVerifier\(\)\.(is_valid\w*|verify)$|\bWebhook\(\)\.verify$/.test(
    dotted,
  );
}

/** Middlewares of libraries that have nothing to do with who calls. */
export const HARMLESS_MIDDLEWARE =
  /(CORS|GZip|TrustedHost|HTTPSRedirect|Session|Prometheus|Sentry|RequestID|RequestId|CorrelationId|Correlation|Logging|Log|Timing|ProcessTime|SecurityHeaders|Secure|ProxyHeaders|Brotli|Exception|ServerError|RateLimit|SlowAPI|OpenTelemetry|RawContextMiddleware|Profil|Metrics|Locale|Babel|Cache|DBSession|SQLAlchemy|Maintenance|Csrf|CSRF|Size|Timeout)\w*$/i;
