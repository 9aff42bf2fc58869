/** Which names stand for credentials, and which only speak of them (`token_count`, `has_password`, `secret_name`). */
import type { ExposedKind } from '../../model/logging.ts';

/** In words of the name: what follows or precedes tells that it is no credential any more. */
const HIDDEN =
  /(^|_)(masked|masking|redacted|redact|safe|sanitized|sanitised|hidden|obfuscated|obscured|censored|anonymized|encrypted|fake|dummy|mock|example|sample|public|truncated|short|partial|preview|suffix|prefix)(_|$)/;
/** A question, a count or a deed, and not the thing. */
const ABOUT =
  /^(has|have|is|are|no|not|use|uses|using|with|without|need|needs|require|requires|required|requested|missing|invalid|valid|num|n|max|min|total|count|prompt|completion|input|output|cached|special|stop|eos|bos|pad|unk|cls|sep|next|prev|previous|page|continuation|cursor|sync|cancel|cancellation|csrf|xsrf|allow|enable|disable|can|should|check|verify|validate|get|set|create|generate|send|show|print|log|expected_num)_/;

const PASSWORD = /(^|_)(password|passwd|passphrase|mot_de_passe|password_hash)$|.+_pwd$/;
const PASSWORD_DEED = /^(reset|forgot|change|update|forgotten|recover)_password$/;
const SECRET =
  /(^|_)((client|app|jwt|webhook|shared|signing|api|consumer|oauth2?|totp|hmac|access|token)_secret|secret_key|api_key|apikey|private_key|secret_access_key|signing_key|encryption_key|master_key|service_role_key|otp|otp_code|totp|mfa_code|verification_code|reset_code|login_code|security_code|(password_)?reset_code)$|^(app_)?secret$/;
const TOKEN =
  /(^|_)(access|refresh|auth|api|bearer|jwt|id|session|reset|verification|verify|confirmation|activation|magic|login|user|bot|oauth|service|admin|github|gitlab|slack|discord|telegram|hf|huggingface|client|registration|email|personal_access|invite|invitation)_token$|^(jwt|bearer|authorization|auth_header|authorization_header)$|(^|_)(reset|magic|verification|verify|activation)_link$|(^|_)reset_url$/;
const URL =
  /(^|_)(database_ur[li]|db_ur[li]|sqlalchemy_ur[li]|postgres(ql)?_ur[li]|pg_ur[li]|mysql_ur[li]|mongo(db)?_ur[li]|redis_ur[li]|broker_url|amqp_ur[li]|rabbitmq_ur[li]|database_dsn|db_dsn|postgres_dsn|pg_dsn|connection_string|conn_str|(?<!browser_|driver_|socket_|ws_|api_)connection_ur[li]|jdbc_url)$|^dsn$/;

/** `hashedPassword`, `HASHED_PASSWORD` and `hashed_password` are one name. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .replace(/^_+/, '')
    .toLowerCase();
}

/** What a variable, attribute or key of this name holds, or `null`. A bare `token` may be anything: see `isBareToken`. */
export function sensitiveKind(name: string): Exclude<ExposedKind, 'headers' | 'body'> | null {
  const words = wordsOf(name);
  if (HIDDEN.test(words) || ABOUT.test(words)) return null;
  if (PASSWORD.test(words)) return PASSWORD_DEED.test(words) ? null : 'password';
  if (SECRET.test(words)) return 'secret';
  if (TOKEN.test(words)) return 'token';
  return URL.test(words) ? 'url' : null;
}

export function isBareToken(name: string): boolean {
  return wordsOf(name) === 'token';
}

const SIGN_IN =
  /auth|login|jwt|oauth|security|verif|password|session|websocket|invit|reset|account|sign_?(in|up)|regist|current_user|dependenc|(^|[/_.])deps?([/_.]|$)/i;
const LANGUAGE =
  /llm|token(iz|is)|pars(e|er|ing)|lex(er)?\b|nlp|stream|embedd|prompt|completion|(^|[/_.])rag([/_.]|$)|genai|generat|inference|openai|langchain|usage|billing|limit|crypto|erc20|swap|trading|expression|visitor|evaluator|grammar|interpreter|(^|[/_.])ast([/_.]|$)/i;

/** Whether a bare `token` in this place is one that lets somebody in, and not a word of a text. */
export function isSignIn(path: string, symbol: string): boolean {
  const place = `${path} ${symbol}`;
  return SIGN_IN.test(place) && !LANGUAGE.test(place);
}

/** Names of functions and methods that leave nothing of a credential to read. */
export const HARMLESS_CALL =
  /mask|hash|redact|sanit|obfus|obscur|hide|censor|trunc|anonym|encrypt|digest|scrub|strip_(password|cred)|^(len|bool|type|isinstance|hasattr|any|all|id|sub|urlparse|urlsplit|make_url|startswith|endswith|(Pure|Posix)?Path|expanduser|abspath|realpath|split|rsplit|partition|replace|count|find|index|int|float|sum|max|min)$/i;
