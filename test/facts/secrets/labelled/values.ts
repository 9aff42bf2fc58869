/** Made-up values for the labelled set, put together when the test runs: what is a credential, and what only looks like one. */
import { expandTokens } from '../../../world/tokens.ts';

const random = (form: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => expandTokens(`{{random:${form}#labelled${n}}}`));

/** What machines draw. */
export const KEYS: readonly string[] = [
  ...random('hex:64', 2),
  ...random('hex:32', 2),
  ...random('alnum:32', 2),
  ...random('url:43', 2),
  ...random('alnum:24', 2),
  ...random('lower:40', 1),
  ...random('base64:43', 1).map((value) => `${value}=`),
];

const join = (...parts: readonly string[]): string => parts.join('');

/** What people choose, and what their password managers draw: names, words, years, marks. */
export const PASSWORDS: readonly string[] = [
  join('Marigold', '2023!'),
  join('bluekestrel', '47'),
  join('Julien', '@1987'),
  join('K3str3l', '!9xPq'),
  join('Soleil', '#Levant21'),
  join('prod', '-Db.88-Kiwi'),
  join('thunder', 'cat2291'),
  join('Wq8', '!vRk2-pLm9'),
  join('OrangeTruck', '_55'),
  join('Montpellier', '34$'),
  ...random('alnum:14', 2),
  ...random('alnum:20', 1),
  join('xK9', '!mW2pQ4'),
];

/** Strings that people and tools write where a credential would stand. */
export const PLACEHOLDERS: readonly string[] = [
  'changeme',
  'CHANGE_ME_IN_PRODUCTION',
  'change-this-secret-key-now',
  'your-secret-key-here',
  'your_api_key_12345678',
  'REPLACE_WITH_YOUR_KEY',
  'xxxxxxxxxxxxxxxxxxxxxxxx',
  'XXXX-XXXX-XXXX-XXXX',
  '****************',
  'example-secret-value-1',
  'dummy_token_for_docs_1',
  'my-super-secret-password',
  'votre_mot_de_passe_ici',
  'mettre-votre-cle-ici',
  'tu_clave_secreta_aqui',
  'cambiame-por-favor1',
  'dein-passwort-hier1',
  'hier-bitte-aendern1',
  'to-be-defined',
  'not-a-real-secret-1234',
  'password123',
  'secret1234567890',
  'test-password-12345',
  'fake_api_key_0123456789',
  'abcdefghijklmnopqrstuvwxyz012345',
  '12345678901234567890',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  'deadbeefdeadbeefdeadbeefdeadbeef',
  'insert-token-here',
  'sk-your-key-goes-here',
];

/** Where the value is, what it is called, what it is not. */
export const REFERENCES: readonly string[] = [
  '<password>',
  `\${DB_PASSWORD}`,
  '$DB_PASSWORD',
  '{{ db_password }}',
  '%(db_password)s',
  'vault:secret/data/app#password',
  'arn:aws:secretsmanager:eu-west-3:123456789012:secret:app',
  'projects/kestrel/secrets/db/versions/latest',
  'op://prod/database/password',
  '/run/secrets/db_password',
  './secrets/jwt.key',
  'app.auth.password.label',
  'auth.form.password.placeholder',
  'settings.SECRET_KEY',
  'access_token',
  'X-API-Key',
  'bearerFormat',
  'password_reset_token_expired',
  'refresh-token-cookie-name',
  'http://localhost:8000/oauth/token',
  'user@kestrel-apps.net',
  'urn:ietf:params:oauth:token-type:jwt',
  'application/x-www-form-urlencoded',
  'RS256',
  'HS512',
  '2024-05-01T12:00:00Z',
  '10.0.12.7:5432',
  '6f1c2d3e-8a4b-4c5d-9e0f-1a2b3c4d5e6f',
  `sha256:${expandTokens('{{random:hex:64#ref}}')}`,
  `$2b$12$${expandTokens('{{random:alnum:53#ref}}')}`,
];
