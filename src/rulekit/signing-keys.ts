/** Keys that sign or encrypt what the application later trusts: sessions, tokens, cookies. */
import type { Project, SourceFile } from '../model/project.ts';
import type { Expr } from '../model/python.ts';
import { argument, keywordArgument, statementsOf } from '../model/python-walk.ts';
import type { CodeSite, Setting } from '../model/settings.ts';
import { type CallSite, codeOf, importedName, scopeOf } from './code.ts';

const OWN =
  /(^|_)(secret_?key|jwt_?(secret|key)|jwt_?secret_?key|(session|cookie|csrf|token|auth|app|application|flask|django|signing|signature|state|oauth_state|nextauth|access_token|refresh_token|reset_password|verification|password_reset|webhook_signing|hmac|internal)_?(token_)?(secret|secret_key|signing_key|signing_secret|sign_key)|signing_?key|signature_?key|encryption_?(key|secret)|fernet_?key|encrypt_?key|crypt_?key|crypto_?key|hmac_?key|master_?key|security_password_salt)(_value|_str)?$|^secret$/i;
/** Keys that somebody else gave: a wrong one opens nothing here. */
const OTHERS =
  /(aws|s3|minio|gcs|azure|google|github|gitlab|facebook|twitter|discord|slack|stripe|twilio|client|oauth2?_client|access_key|consumer|recaptcha|captcha|turnstile|hcaptcha|api_secret|storage|oss|cos|r2|b2|spaces|public|algolia|pusher|livekit|langfuse|plaid|paypal|razorpay|square|zoom|shopify|kafka|sasl|ldap|saml_sp|cloudinary|wechat|wx|alipay|feishu|dingtalk|tencent|aliyun|qiniu|sentry|vapid|cloudfront|apple|firebase|docusign|hellosign|provider|line|kakao|naver|telegram|vk|yandex)_?/i;

/** A setting whose value signs what the application itself issues. */
export function isSigningSetting({ name, type }: Setting): boolean {
  return OWN.test(name) && !OTHERS.test(name) && !/\b(bool|int|float|dict|Path|timedelta)\b/i.test(type ?? '');
}

export interface SigningUse {
  /** As the code says it: `jwt.encode(…)`. */
  readonly call: string;
  readonly key: Expr;
  readonly site: CodeSite;
  readonly symbol: string;
}

/** Position and name of the key in the arguments of what signs. */
const SIGNING: readonly [RegExp, number, string][] = [
  [
    /^(jwt|jose\.jwt|jwcrypto\.jwt|authlib\.jose\.jwt)(\.\w+)?\.(encode|decode)$|^jose\.jwt\.(encode|decode)$/,
    1,
    'key',
  ],
  [/(^|\.)sessions\.SessionMiddleware$/, 1, 'secret_key'],
  [/^itsdangerous(\.\w+)*\.(\w*Serializer|\w*Signer)$/, 0, 'secret_key'],
  [/^cryptography\.fernet\.(Fernet|MultiFernet)$/, 0, 'key'],
  [/^fastapi_users(\.\w+)*\.JWTStrategy$/, 0, 'secret'],
  [/^starlette_csrf(\.\w+)*\.CSRFMiddleware$/, 1, 'secret'],
];

/** The places of a file that sign or encrypt with a key. */
export function signingUses(_project: Project, file: SourceFile): readonly SigningUse[] {
  return [...codeOf(file).calls.flatMap((made) => ofCall(file, made) ?? []), ...assigned(file)];
}

function ofCall(file: SourceFile, made: CallSite): SigningUse | null {
  const { call, name, symbol } = made;
  const [first] = call.args;
  const added = call.fn.k === 'attr' && call.fn.name === 'add_middleware' && first ? importedName(file, first) : null;
  const made_ = added ?? name ?? '';
  const entry = SIGNING.find(([pattern]) => pattern.test(made_));
  if (!entry) return null;
  const [, index, keyword] = entry;
  const key = added
    ? keywordArgument(call, keyword)
    : (argument(call, index, keyword) ?? keywordArgument(call, 'secret'));
  if (!key) return null;
  const shown = made_
    .split('.')
    .slice(-2)
    .filter((part) => /^[A-Z]|^(jwt|encode|decode)$/.test(part))
    .join('.');
  return { call: `${shown}(…)`, key, site: scopeOf(file, made), symbol };
}

/** `app.secret_key = …`, `app.config["SECRET_KEY"] = …`, `app.config["JWT_SECRET_KEY"] = …` */
function assigned(file: SourceFile): readonly SigningUse[] {
  const names = file.facts.python?.names ?? [];
  if (!names.includes('secret_key') && !names.includes('config')) return [];
  const scopes: { body: Parameters<typeof statementsOf>[0]; within: CodeSite['within']; symbol: string }[] = [
    { body: file.facts.python?.body ?? [], within: [], symbol: '' },
    ...codeOf(file).functions.map(({ def, within, symbol }) => ({ body: def.body, within: [...within, def], symbol })),
  ];
  return scopes.flatMap(({ body, within, symbol }) =>
    statementsOf(body).flatMap((stmt): SigningUse[] => {
      const [target] = stmt.k === 'assign' ? stmt.targets : [];
      if (stmt.k !== 'assign' || !stmt.v || !target) return [];
      const name = configName(target);
      return name === null ? [] : [{ call: name, key: stmt.v, site: { path: file.path, within }, symbol }];
    }),
  );
}

function configName(target: Expr): string | null {
  if (target.k === 'attr' && target.name === 'secret_key' && target.obj.k === 'name' && /app/i.test(target.obj.id)) {
    return `${target.obj.id}.secret_key`;
  }
  const [key] = target.k === 'sub' ? target.index : [];
  if (target.k !== 'sub' || key?.k !== 'str' || target.obj.k !== 'attr' || target.obj.name !== 'config') return null;
  return /^(SECRET_KEY|JWT_SECRET_KEY|SECURITY_PASSWORD_SALT|WTF_CSRF_SECRET_KEY|SESSION_SECRET)$/.test(key.v)
    ? `config["${key.v}"]`
    : null;
}
