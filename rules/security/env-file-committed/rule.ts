import { defineFileRule, placeIn, type SecretFact } from '../../../src/rulekit/index.ts';

export default defineFileRule(({ file }) => {
  const entries = file.facts.env ?? [];
  if (entries.length === 0 || !isEnvFile(file.path)) return [];
  const names = [...new Set(file.facts.secrets.filter(looksLive).map((secret) => secret.name ?? secret.label))];
  const at = placeIn(file, { s: 0, e: 0 });
  const values = { path: file.path, names, count: names.length };
  if (names.length === 0 && !entries.some(({ name }) => isCredentialName(name))) return [];
  if (names.length === 0)
    return [{ at, subject: 'env file', symbol: '', severity: 'info', variant: 'harmless', values }];
  return [{ at, subject: 'env file', symbol: '', values }];
});

/** What a build puts into pages for browsers is public, unless a provider says otherwise. */
function looksLive({ doubt, type, name }: SecretFact): boolean {
  if (type.startsWith('generic-') && name !== null && PUBLIC.test(name)) return false;
  return doubt === null || doubt === 'checksum';
}

const CREDENTIAL =
  /(?:^|_)(?:PASS(?:WORD|WD)?|PWD|PW|SECRETS?|TOKEN|CREDENTIALS?|DSN|\w*KEY|(?:DATABASE|DB|MONGO(?:DB)?|BROKER|REDIS)_?UR[IL])$/i;
const PUBLIC =
  /^(?:VITE|REACT_APP|VUE_APP|NEXT_PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|GATSBY|PUBLIC)_|PUBLI(?:C|SHABLE)|SITE_?KEY/i;

/** A file without any is made to be committed: the public settings of a front-end, the name of a compose project. */
function isCredentialName(name: string): boolean {
  return CREDENTIAL.test(name) && !PUBLIC.test(name);
}

const NAME = /(?:^|\/)(?:\.env(?:[._-][\w.-]+)?|[\w-]+\.env)$/i;
/** Made to be committed: templates, and settings of test runs. */
const MADE_TO_BE_SHARED =
  /(?:^|[._-])(?:example|examples|exemple|sample|template|tpl|tmpl|dist|defaults?|test|tests|testing|ci|e2e|schema|vault|enc|encrypted|sops)(?:[._-]|$)/i;

function isEnvFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    NAME.test(path) &&
    !MADE_TO_BE_SHARED.test(name) &&
    // The template of a generator of projects.
    !path.includes('{{') &&
    !/(?:^|\/)(?:tests?|fixtures?|examples?|__tests__)\//i.test(path)
  );
}
