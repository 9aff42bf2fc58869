import { describe, expect, it } from '@jest/globals';
import { findSecrets } from '../../../src/facts/secrets/find-secrets.ts';
import type { FileKind, SecretFact } from '../../../src/model/facts.ts';
import { expandTokens } from '../../world/tokens.ts';

const find = (text: string, kind: FileKind = 'python'): readonly SecretFact[] =>
  findSecrets(expandTokens(text), kind, 'k');
const live = (text: string, kind: FileKind = 'python'): string[] =>
  find(text, kind).flatMap(({ doubt, type }) => (doubt === null ? [type] : []));

describe('values that stand apart from their names', () => {
  it('are found in lists of names and values', () => {
    expect(live('env:\n  - name: JWT_SECRET\n    value: {{random:hex:48}}\n', 'yaml')).toEqual(['generic-key']);
    expect(live('[{ "name": "API_SECRET_KEY", "value": "{{random:alnum:40}}" }]', 'json')).toEqual(['generic-key']);
    expect(live('env:\n  - name: DB_PASSWORD\n    valueFrom: {secretKeyRef: {key: password}}\n', 'yaml')).toEqual([]);
    expect(
      live('- name: DB_PASSWORD\n  value: {{ db_password }}\n- name: X\n  value: {{random:hex:48}}', 'yaml'),
    ).toEqual([]);
  });

  it('are found behind the name of a user', () => {
    expect(live('get(url, auth=("svc-api", "Kz7!pwQ4-vNe2"))')).toEqual(['generic-password']);
    expect(live('get(url, auth=HTTPBasicAuth("svc-api", "Kz7!pwQ4-vNe2"))')).toEqual(['generic-password']);
    expect(live('get(url, auth=(user, password))')).toEqual([]);
  });

  it('are found without quotes where a script or properties set a variable', () => {
    expect(live('export DB_PASSWORD=tR9vQx2LmZ4p\n', 'text')).toEqual(['generic-password']);
    expect(live('spring.datasource.password=tR9vQx2LmZ4p\n', 'text')).toEqual(['generic-password']);
    expect(live('see ?password=tR9vQx2LmZ4p in the log', 'text')).toEqual([]);
    expect(live('DB_PASSWORD=$1\nADMIN_PASSWORD=${PASSWORD}\n', 'text')).toEqual([]);
  });
});

describe('values that open nothing', () => {
  it('are left alone: encrypted, expired, the alphabet, an expression of a template', () => {
    const fernet = `gAAAAAB${'kQ7z-Xw2_Vt9'.repeat(8)}=`;
    expect(live(`password: encrypt(${fernet})\n`, 'yaml')).toEqual([]);
    expect(live(`password: "${fernet}"\nurl: mysql://root:${fernet}@db.internal/shop\n`, 'yaml')).toEqual([]);
    expect(live('  :has-password="!!authStore.user?.has_password4"', 'text')).toEqual([]);
    expect(live(`token = "${'glp'}at-ABcdeF5g6HIjkl1Mnop1"`)).toEqual([]);
    const sent = (url: string) => `curl -v \\\n  -H 'X-API-Key: {{random:alnum:32}}' \\\n  ${url}/api/files\n`;
    expect(live(sent('http://localhost:8000'), 'text')).toEqual([]);
    expect(live(sent('https://api.example.org'), 'text')).toEqual(['generic-key']);
    const key = expandTokens('{{random:hex:64}}');
    const page = `$ python -c 'import secrets; print(secrets.token_hex(32))'\n${key}\n\nand put it there:\n\nSECRET_KEY=${key}\n`;
    expect(live(page, 'text')).toEqual([]);
    expect(live(`$ export SECRET_KEY=${key}\n$ run\n`, 'text')).toEqual(['generic-key']);
    const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
    const token = (exp: number) => `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: '7f', exp })}.${SIGNATURE}`;
    expect(live(`token = "${token(1_571_504_193)}"`)).toEqual([]);
    expect(live(`token = "${token(4_000_000_000)}"`)).toEqual(['json-web-token']);
  });
});

const SIGNATURE = 'k3Vx9Qm2Zt7Rw1Yp5Ls8Nd4Hf6Jb0Gc2Ua9Te3Xi7Mo';

describe('tokens of providers', () => {
  it.each([
    'anthropic-api-key',
    'aws-access-key-id',
    'azure-storage-key',
    'cloudflare-token',
    'digitalocean-token',
    'discord-webhook',
    'docker-hub-token',
    'elevenlabs-api-key',
    'github-fine-grained-token',
    'github-installation-token',
    'github-token',
    'gitlab-token',
    'google-api-key',
    'google-oauth-client-secret',
    'groq-api-key',
    'hugging-face-token',
    'json-web-token',
    'neon-password',
    'npm-token',
    'openai-api-key',
    'private-key',
    'pypi-token',
    'resend-key',
    'runway-api-secret',
    'sendgrid-api-key',
    'sentry-user-token',
    'shopify-token',
    'slack-token',
    'slack-webhook',
    'stripe-secret-key',
    'supabase-secret-key',
    'supabase-service-role-key',
    'telegram-bot-token',
  ])('%s is recognised without any name', (type) => {
    for (let n = 0; n < 20; n += 1) expect(live(`connect("{{token:${type}#t${n}}}")`)).toEqual([type]);
  });

  it('are recognised by the name where they have no form of their own', () => {
    expect(live('DD_API_KEY={{random:hex:32}}', 'env')).toEqual(['datadog-api-key']);
    expect(live('aws_secret_access_key = {{random:alnum:40}}', 'ini')).toEqual(['aws-secret-access-key']);
    expect(live('TWILIO_AUTH_TOKEN: {{random:hex:32}}', 'yaml')).toEqual(['twilio-api-key-secret']);
  });

  it('are doubted when their checksum is wrong', () => {
    expect(find('"{{token:github-token-broken}}"')).toMatchObject([{ doubt: 'checksum', confidence: 'low' }]);
  });

  it('are doubted when they say that they are none', () => {
    expect(find('"{{token:aws-documented-key-id}}"')).toMatchObject([{ doubt: 'example' }]);
    expect(find(`"${'ghp_'.padEnd(40, 'x')}"`)).toMatchObject([{ doubt: 'placeholder' }]);
    expect(find('"{{token:stripe-test-key}}"')).toMatchObject([{ doubt: 'test-value' }]);
    expect(find('key = "{{token:google-api-key}}"; authDomain = "a.firebaseapp.com"')).toMatchObject([
      { doubt: 'example' },
    ]);
    expect(find('"{{token:supabase-anon-key}}"')).toMatchObject([{ doubt: 'example' }]);
  });

  it('are nothing in the middle of something longer', () => {
    expect(find('x{{token:aws-access-key-id}}\n{{token:aws-access-key-id}}ABC\n/{{token:google-api-key}}Qz9')).toEqual(
      [],
    );
  });

  it('are found behind an escaped line break and in a comment', () => {
    expect(live('log = "token:\\n{{token:github-token}}"  # {{token:npm-token}}')).toEqual([
      'github-token',
      'npm-token',
    ]);
  });
});

describe('values without a provider', () => {
  it.each<[FileKind, string]>([
    ['python', 'SECRET_KEY = "VALUE"'],
    ['python', 'SECRET_KEY: Final[str] = "VALUE"'],
    ['python', 'jwt_secret: SecretStr = Field(default="VALUE")'],
    ['python', 'jwt_secret = SecretStr("VALUE")'],
    ['python', 'configure(api_key="VALUE")'],
    ['python', 'config = {"client_secret": "VALUE"}'],
    ['python', 'app.config["SECRET_KEY"] = "VALUE"'],
    ['python', 'x = os.getenv("APP_SECRET", "VALUE")'],
    ['python', 'x = config("APP_SECRET", default="VALUE")'],
    ['python', 'secret = os.getenv("X") or "VALUE"'],
    ['python', 'dsn = "Server=db;Password=VALUE;"'],
    ['env', 'export API_TOKEN=VALUE'],
    ['env', "API_TOKEN='VALUE' # of the old server"],
    ['yaml', 'db:\n  password: VALUE'],
    ['yaml', 'env:\n  - DB_PASSWORD=VALUE'],
    ['yaml', 'env:\n  - "DB_PASSWORD=VALUE"'],
    ['yaml', `DB_PASSWORD: \${DB_PASSWORD:-VALUE}`],
    ['json', '{"clientSecret": "VALUE"}'],
    ['json', '{"source": ["api_key = \\"VALUE\\"\\n"]}'],
    ['toml', 'api_key = "VALUE"'],
    ['ini', '[db]\npassword = VALUE'],
    ['dockerfile', 'ENV JWT_SECRET=VALUE'],
    ['dockerfile', 'ENV JWT_SECRET VALUE'],
    ['text', 'export DEPLOY_TOKEN=VALUE'],
    ['text', 'secret_key = "VALUE"'],
    ['text', 'const apiSecret: string = `VALUE`;'],
    ['text', "apiKey: 'VALUE',"],
    ['text', 'curl -H "Authorization: Bearer VALUE"'],
    ['text', 'motDePasse = "VALUE"'],
    ['text', 'machine git.kestrel.net login bot password VALUE'],
    ['env', 'MAIL_PROVIDER_KEY=VALUE'],
    ['yaml', 'production:\n  secret_key_base: VALUE'],
    ['text', "define('AUTH_KEY', 'VALUE');"],
    ['python', 'if token == "VALUE":'],
    ['text', "if (token !== 'VALUE') return;"],
  ])('%s: %s', (kind, line) => {
    expect(find(line.replace('VALUE', '{{random:alnum:32}}'), kind)).toMatchObject([
      { doubt: null, confidence: 'high' },
    ]);
  });

  it.each<[FileKind, string]>([
    ['python', 'password = getpass("Mot de passe : ")'],
    ['python', 'token_type = "bearer"'],
    ['python', 'password = "if_you_see_this_please_use_K8S"'],
    ['text', 'password = !showPassword2'],
    ['json', '{"password": "\\u5bc6\\u7801\\u5bc6"}'],
    ['text', 'use spanner::admin::database::v1::DropDatabaseRequest;'],
    ['text', 'a limit of 0 allows to pass `?limit=0`'],
    ['python', 'PASSWORD_FIELD = "{{random:alnum:32}}"'],
    ['python', 'primary_key = "{{random:alnum:32}}"'],
    ['python', 'secret = f"{prefix}-{suffix}-{{random:alnum:32}}"'],
    ['python', 'token = request.headers["x-token"]'],
    ['python', 'api_key = settings.api_key'],
    ['python', 'secret = "6f1c2d3e-8a4b-4c5d-9e0f-1a2b3c4d5e6f"'],
    ['python', 'SECRET = "arn:aws:secretsmanager:eu-west-3:1:secret:{{random:alnum:20}}"'],
    ['python', 'access_token = "polar_cst_def456"'],
    ['python', 'token_pattern = r"{{random:alnum:32}}"'],
    ['env', `SECRET_KEY=\${SECRET_KEY}`],
    ['env', 'API_KEY='],
    ['yaml', 'password: !Ref DatabasePassword'],
    ['yaml', `token: \${{ secrets.GITHUB_TOKEN }}`],
    ['yaml', 'password: ENC[AES256_GCM,data:{{random:alnum:32}}]'],
    ['json', '{"token": "background-accent-foreground"}'],
    ['json', '{"forgotPassword": "Mot de passe oublié ?"}'],
    ['text', 'const token = response.data.accessToken;'],
    ['text', 'secret_key = var.stripe_secret_key'],
    ['text', '<input type="password" name="password" id="current-password">'],
    ['text', '![build](https://ci.io/badge.svg?token={{random:alnum:32}})'],
  ])('not a secret: %s: %s', (kind, line) => {
    expect(live(line, kind)).toEqual([]);
  });

  it('passwords of people count where a value is meant literally', () => {
    expect(live('SMTP_PASSWORD=Tournesol2024!', 'env')).toEqual(['generic-password']);
    expect(live('DB_PASSWORD=kestrel4821', 'env')).toEqual(['generic-password']);
    expect(live('const password = "kestrel4821"', 'text')).toEqual(['generic-password']);
    expect(live('const password = "input1"', 'text')).toEqual([]);
    expect(live('const password = "step_2_form"', 'text')).toEqual([]);
    expect(live('DB_PASSWORD=changeme123', 'env')).toEqual([]);
  });

  it('keys of Django are seen in spite of their punctuation', () => {
    const key = 'x(4%s7$ab#q@k!m^2&z*9=p-w_0+e)vr8tj1n(u6y5h3gcd$fi';
    expect(find(`SECRET_KEY = '${key}'`)).toMatchObject([{ doubt: null, confidence: 'high' }]);
    expect(find(`SECRET_KEY = 'django-insecure-${key}'`)).toMatchObject([{ doubt: null, confidence: 'low' }]);
  });

  it('the pattern of a detector is no credential', () => {
    expect(find(String.raw`github_token = r"[a-zA-Z0-9_-]{36}(?:\.[\w-]+)?"`)).toEqual([]);
    expect(find(String.raw`bearer_token = "bearer\s+[A-Za-z0-9-._~+/]{20,}=*"`)).toEqual([]);
  });

  it("the token of a server on somebody's own machine opens nothing here", () => {
    const said = 'running at:\nhttp://(73e0ec1f1ae6 or 127.0.0.1):8888/?token={{random:hex:48}}\n';
    expect(live(said, 'text')).toEqual([]);
    expect(live(said.replace('127.0.0.1', 'notebooks.acme.dev'), 'text')).toHaveLength(1);
  });

  it('base64 of a placeholder is a placeholder', () => {
    const encoded = Buffer.from('changeme-in-production').toString('base64');
    expect(find(`kind: Secret\ndata:\n  password: ${encoded}\n`, 'yaml')).toMatchObject([{ doubt: 'placeholder' }]);
  });

  it('what a build puts into pages for browsers is hardly secret', () => {
    expect(find('VITE_CLIENT_KEY={{random:alnum:32}}', 'env')).toMatchObject([{ confidence: 'low' }]);
    expect(live('VITE_OPENAI_KEY={{token:openai-api-key}}', 'env')).toEqual(['openai-api-key']);
  });

  it('a basic authorization is a password', () => {
    const header = (pair: string): string => `curl -H "Authorization: Basic ${Buffer.from(pair).toString('base64')}"`;
    expect(live(header(expandTokens('deploy:{{random:alnum:16}}')), 'text')).toEqual(['generic-password']);
    expect(live(header('user:password'), 'text')).toEqual([]);
    expect(live('Basic authentication is not enough', 'text')).toEqual([]);
  });

  it('an example of a schema or docstring is an example, a token of a provider may be real there', () => {
    const printed = 'This prints a line that looks like this:\n> Your session token: "{{random:alnum:40}}"\n';
    expect(find(printed, 'text').map(({ doubt }) => doubt)).toEqual(['example']);
    expect(find('token: str = Field(examples=["{{token:github-token}}"])')).toMatchObject([
      { doubt: null, confidence: 'low' },
    ]);
    expect(find('def f():\n    """\n    >>> f(token="{{random:alnum:32}}")\n    """')).toMatchObject([
      { doubt: 'example', context: 'docstring' },
    ]);
  });
});

describe('passwords of letters', () => {
  const drawn = ['qvzk', 'wxjr'].join('');

  it('are told by what no word looks like', () => {
    expect(find(`DB_PASSWORD=${drawn}`, 'env')).toMatchObject([{ type: 'generic-password', doubt: null }]);
    expect(find(`password: "${drawn}"`, 'text')).toMatchObject([{ type: 'generic-password', doubt: null }]);
    for (const word of ['tournesol', 'kubernetes', 'pgcrypto', 'dbpasswd', 'httpbasic'])
      expect(find(`DB_PASSWORD=${word}`, 'env').filter(({ doubt }) => doubt === null)).toEqual([]);
  });

  it('are names when they stand there again', () => {
    expect(find(`POSTGRES_USER=${drawn}\nPOSTGRES_PASSWORD=${drawn}\n`, 'env')).toEqual([]);
  });

  it('are the next word of a sentence', () => {
    expect(find('Shown when the password is already saved.', 'text')).toEqual([]);
    expect(find('The agent identified by `sessionId` waits.', 'text')).toEqual([]);
  });
});

describe('numbers', () => {
  it('are passwords, unless they count or are a date', () => {
    const number = ['8402', '9176'].join('');
    expect(find(`db:\n  password: ${number}`, 'yaml')).toMatchObject([{ type: 'generic-password', doubt: null }]);
    for (const other of ['123456', '112233', '20240501', '000100'])
      expect(find(`db:\n  password: ${other}`, 'yaml').filter(({ doubt }) => doubt === null)).toEqual([]);
    expect(find('token: 84029176', 'yaml')).toEqual([]);
  });
});

describe('code', () => {
  it('is called, and no value', () => {
    expect(find('try:\n    token = WebhookJWE(**token_data)\n')).toEqual([]);
    expect(find('keyring.set_password("pgcli", key, passwd)\n')).toEqual([]);
    expect(find('username, password = parts[-2], parts[-1]\n', 'text')).toEqual([]);
  });
});

describe('what stands below an assignment', () => {
  it('is no part of its value', () => {
    expect(live('CLIENT_SECRET = "{{random:hex:40}}"\n"""The secret of the client."""\n')).toEqual(['generic-key']);
  });
});

describe('connection URLs', () => {
  it.each<[string, SecretFact['doubt'] | 'silent']>([
    ['postgresql+asyncpg://app:{{random:alnum:12}}@db.kestrel.net:5432/app', null],
    ['redis://:{{random:alnum:12}}@cache.kestrel.net:6379/0', null],
    ['mongodb+srv://app:{{random:alnum:12}}@cluster0.mongodb.net', null],
    ['https://bot:{{random:alnum:12}}@git.kestrel.net/repo.git', null],
    ['postgresql://app:{{random:alnum:12}}@db/app', null],
    ['postgresql://app:{{random:alnum:12}}@192.168.1.4/app', null],
    ['postgresql://app:kestrel4821@db/app', 'local'],
    ['postgresql://app:Kestrel-21@localhost/app', 'local'],
    ['postgresql://app:{{random:alnum:12}}@db.example.com/app', 'example'],
    ['postgresql://postgres:postgres@localhost/app', 'placeholder'],
    ['postgresql://user:password@db.kestrel.net/app', 'placeholder'],
    [`postgresql://app:\${DB_PASSWORD}@db.kestrel.net/app`, 'silent'],
    ['postgresql://app:<password>@db.kestrel.net/app', 'silent'],
    ['postgresql://app@db.kestrel.net/app', 'silent'],
    ['https://kestrel.net/a:b/@me', 'silent'],
  ])('%s', (url, doubt) => {
    expect(find(`URL = "${url}"`).map((secret) => secret.doubt)).toEqual(doubt === 'silent' ? [] : [doubt]);
  });

  it('names what the URL is given to, not its user', () => {
    expect(find('DATABASE_URL=postgresql://app:{{random:alnum:12}}@db.kestrel.net/app', 'env')).toMatchObject([
      { name: 'DATABASE_URL', label: 'PostgreSQL password in a URL', type: 'url-password' },
    ]);
  });
});

describe('private keys', () => {
  it('belong to a service account when they stand in its file', () => {
    expect(live('{"type": "service_account",\n "private_key": "{{token:private-key-escaped}}"}', 'json')).toEqual([
      'gcp-service-account-key',
    ]);
  });

  it('are seen when the whole file is encoded', () => {
    const encoded = Buffer.from(expandTokens('{{token:private-key}}')).toString('base64');
    expect(live(`GITHUB_APP_KEY=${encoded}`, 'env')).toEqual(['private-key']);
  });

  it('are seen without the lines that PEM puts around them', () => {
    const key = `MIIEvQIBADANBgkqhkiG9w0BAQEFAASC${expandTokens('{{random:base64:400}}')}`;
    expect(live(`privateKey = "${key}"`, 'text')).toEqual(['private-key']);
    expect(find(`publicKey = "MIIBIjANBgkqhkiG9w0BAQEFAAOC${'A'.repeat(300)}"`, 'text')).toEqual([]);
  });

  it('of PuTTY have a form of their own', () => {
    const lines = Array.from({ length: 4 }, () => '{{random:base64:64}}').join('\n');
    expect(live(`PuTTY-User-Key-File-2: ssh-rsa\nPrivate-Lines: 4\n${lines}\nPrivate-MAC: 1\n`, 'text')).toEqual([
      'private-key',
    ]);
    expect(find('Private-Lines: 14\nare those that follow\n', 'text')).toEqual([]);
  });

  it('are none without a body', () => {
    const header = ['-----BEGIN', 'PRIVATE', 'KEY-----'].join(' ');
    expect(find(`if "${header}" in text: pass\nkey = "${header}\\n...\\n-----END PRIVATE KEY-----"`)).toEqual([]);
  });
});

describe('what is kept', () => {
  const text = expandTokens('A="{{token:stripe-secret-key}}"\nDB_PASSWORD="xK9!mW2pQ"\nSECRET="{{random:alnum:40}}"');
  const secrets = findSecrets(text, 'env', 'k');

  it('is never the value', () => {
    expect(secrets).toHaveLength(3);
    const kept = JSON.stringify(secrets);
    for (const { s, e } of secrets) {
      for (let at = s; at + 5 <= e; at += 1) expect(kept).not.toContain(text.slice(at, at + 5));
    }
  });

  it('shows nothing of a short password', () => {
    expect(secrets[1]?.masked).toBe('…(1-11)');
  });

  it('tells values apart by a short digest, which depends on the key for what people choose alone', () => {
    expect(secrets.map(({ digest }) => /^[0-9a-f]+$/.test(digest) && digest.length)).toEqual([8, 4, 8]);
    const elsewhere = findSecrets(text, 'env', 'other').map(({ digest }) => digest);
    expect(elsewhere.map((digest, index) => digest === secrets[index]?.digest)).toEqual([true, false, true]);
    expect(findSecrets(`# moved\n${text}`, 'env', 'k').map(({ digest }) => digest)).toEqual(
      secrets.map(({ digest }) => digest),
    );
  });

  it('stands in order and without overlaps', () => {
    const many = find('password="{{token:github-token}}" url="https://a:{{token:github-token}}@github.com/a"');
    expect(many.map(({ type }) => type)).toEqual(['github-token', 'github-token']);
    expect(many[0]?.name).toBe('password');
  });
});
