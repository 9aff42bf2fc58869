import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import {
  type CallSite,
  callsNamed,
  codeOf,
  defineProjectRule,
  type Expr,
  expressionsIn,
  type Found,
  keywordArgument,
  type Project,
  placeIn,
  type SourceFile,
  scopeOf,
} from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) =>
  eachApplicationFile(project, 'weak-password-hashes', (file, of) => {
    const found = codeOf(file).calls.flatMap((made) => weakHash(of, file, made) ?? []);
    const [first, ...others] = found;
    if (!first) return [];
    return [{ ...first, related: others.slice(0, 8).map(({ at }) => ({ ...at, note: 'again' })) }];
  }),
);

function weakHash(project: Project, file: SourceFile, made: CallSite): Found | null {
  const name = made.name ?? '';
  const algorithm = digestOf(made) ?? methodOf(project, file, made) ?? schemeOf(project, file, made);
  if (algorithm === null) return null;
  return {
    at: placeIn(file, made.call),
    subject: algorithm,
    symbol: made.symbol,
    values: { algorithm, call: name.split('.').slice(-2).join('.') },
  };
}

const DIGESTS =
  /^(hashlib\.(md5|sha1|sha224|sha256|sha384|sha512|sha3_\d+|blake2b|blake2s)|Crypto\.Hash\.(MD5|SHA\d*)\.new)$/;
const PASSWORD = /^(.*_)?(password|passwd|pwd|pass|passphrase|plain_?text_password|senha|mdp|contrasena)\d?$/i;
/** What a function does that stores or checks a password. */
const KEEPS =
  /pass|pwd|hash|verify|check|auth|login|log_in|sign_?up|sign_?in|register|user|account|seed|credential|encrypt|make|encode/i;
/** Keys of caches and ciphers, the list of leaked passwords, what a remote protocol asks for. */
const ELSEWHERE =
  /pwned|hibp|breach|leak|cache|derive|fernet|cipher|aes|_key|key_|token|gravatar|finger|etag|digest_auth|scram|mysql|postgres|pg_|radius|sip|rtsp|proxy|redact|mask|anonym/i;

/** `hashlib.sha256(password.encode())` in a function that keeps or checks passwords. */
function digestOf({ call, name, site, symbol }: CallSite): string | null {
  if (!DIGESTS.test(name ?? '') || !call.args.some(holdsPassword)) return null;
  if (site?.def.k !== 'def' || !KEEPS.test(site.def.name) || ELSEWHERE.test(symbol)) return null;
  // Long passwords are shortened before bcrypt; what is slow comes behind.
  if (
    callsNamed(
      site.def.body,
      /bcrypt|argon|scrypt|pbkdf2|hashpw|pwd_context|Fernet|urlsafe_b64encode|requests\.|httpx\.|aiohttp/,
    )
  )
    return null;
  return (
    (name ?? '')
      .split('.')
      .find((part) => /^(md5|sha|blake)/i.test(part))
      ?.toUpperCase() ?? null
  );
}

/** A constant is the password of the application itself, as a vendor's protocol wants it. */
function holdsPassword(expr: Expr): boolean {
  const isUsers = (name: string) => PASSWORD.test(name) && name !== name.toUpperCase();
  return expressionsIn(expr).some(
    (part) => (part.k === 'name' && isUsers(part.id)) || (part.k === 'attr' && isUsers(part.name)),
  );
}

/** `generate_password_hash(password, method="sha256")` */
function methodOf(project: Project, file: SourceFile, made: CallSite): string | null {
  if (!/^werkzeug\.security\.generate_password_hash$/.test(made.name ?? '')) return null;
  const method = keywordArgument(made.call, 'method') ?? made.call.args[1];
  const value = method && project.flow(scopeOf(file, made), method).value;
  return typeof value === 'string' && /^(plain|md5|sha1|sha224|sha256|sha512)$/.test(value) ? value : null;
}

const WEAK_SCHEMES =
  /^(plaintext|hex_\w+|md5_crypt|apr_md5_crypt|des_crypt|bigcrypt|crypt16|nthash|lmhash|ldap_(plaintext|md5|sha1|salted_md5|salted_sha1)|mysql\w*|postgres_md5|django_(salted_md5|salted_sha1|des_crypt)|roundup_plaintext)$/;

/** `CryptContext(schemes=["md5_crypt"])`: the first scheme is what new passwords get. */
function schemeOf(project: Project, file: SourceFile, made: CallSite): string | null {
  if (!/^passlib(\.\w+)*\.CryptContext$/.test(made.name ?? '')) return null;
  const value = (key: string) => {
    const given = keywordArgument(made.call, key);
    return given && project.flow(scopeOf(file, made), given).value;
  };
  const schemes = value('schemes') ?? [];
  const first = value('default') ?? (Array.isArray(schemes) ? schemes[0] : null);
  return typeof first === 'string' && WEAK_SCHEMES.test(first) ? first : null;
}
