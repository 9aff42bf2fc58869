import {
  type Confidence,
  defineFileRule,
  type Found,
  placeIn,
  type Related,
  type SecretFact,
  type Severity,
  type SourceFile,
} from '../../../src/rulekit/index.ts';

type Kind = 'token' | 'key-id' | 'url' | 'private-key' | 'json-web-token' | 'password' | 'key';
type Where = 'production' | 'template' | 'workflow' | 'documentation' | 'test';
type Weight = Severity | null;

const GRAVITY: readonly Severity[] = ['critical', 'major', 'minor', 'info'];

/** A value that stands in several is told of at the first of these. */
const PLACES: readonly Where[] = ['production', 'workflow', 'template', 'documentation', 'test'];

/** What a live-looking credential weighs where it stands; null: not worth a word. */
const WEIGHTS: Readonly<Record<Kind, Readonly<Record<Where, Weight>>>> = {
  token: { production: 'critical', template: 'critical', workflow: 'critical', documentation: 'major', test: 'major' },
  // The public half of a pair: alone, it opens nothing.
  'key-id': {
    production: 'critical',
    template: 'critical',
    workflow: 'critical',
    documentation: 'minor',
    test: null,
  },
  url: { production: 'critical', template: 'critical', workflow: 'critical', documentation: 'major', test: 'major' },
  'private-key': {
    production: 'critical',
    template: 'major',
    workflow: 'critical',
    documentation: 'minor',
    // Made for the tests, nearly always.
    test: null,
  },
  'json-web-token': { production: 'major', template: 'minor', workflow: 'minor', documentation: 'info', test: null },
  password: { production: 'critical', template: 'minor', workflow: 'minor', documentation: 'minor', test: null },
  key: { production: 'critical', template: 'minor', workflow: 'minor', documentation: 'minor', test: null },
};

/** A file with more values of one type is a list: one finding, which names some of its lines. */
const MANY = 5;
const MAX_RELATED = 8;

export default defineFileRule<{ allow: readonly string[] }>(detect, { history: true });

function detect({ file, options }: { file: SourceFile; options: { allow: readonly string[] } }): readonly Found[] {
  const where = placeOf(file.path);
  const weighed = file.facts.secrets.flatMap((secret) => {
    const severity = isAllowed(secret, options.allow) ? null : weightOf(secret, where);
    return severity === null ? [] : [{ secret, severity }];
  });
  const lists = listedTypes(
    weighed.map(({ secret }) => secret),
    where,
  );
  const groups = Map.groupBy(weighed, (one) => (lists.has(one.secret.type) ? one.secret.type : one));
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group.toSorted((a, b) => GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity));
    if (first === undefined) return [];
    const secrets = [first.secret, ...others.map(({ secret }) => secret)];
    const same = { key: sameKeyOf(secrets), rank: PLACES.indexOf(where), note: 'again' };
    return [{ ...findingOf(file, first, lists), related: relatedTo(file, secrets), same }];
  });
}

/** One value is one finding, wherever it stands and whatever it is given to; so is one recording that was copied. */
function sameKeyOf(secrets: readonly SecretFact[]): string {
  return [...new Set(secrets.map(({ digest, masked }) => `${digest} ${masked}`))].sort().join(' ');
}

function relatedTo(file: SourceFile, [first, ...others]: readonly SecretFact[]): readonly Related[] {
  return others.slice(0, MAX_RELATED).map((other) => ({
    ...placeIn(file, firstLine(other)),
    note: other.digest === first?.digest ? 'again' : 'another',
  }));
}

/** By the name of a variable, or by the digest that the finding shows: one decision for all places of a value. */
function isAllowed(secret: SecretFact, allow: readonly string[]): boolean {
  return allow.includes(secret.name ?? '') || (isDrawn(secret) && allow.includes(digestName(secret)));
}

/** Of what people choose, the digest differs between installations. */
function isDrawn({ digest }: SecretFact): boolean {
  return digest.length === 8;
}

function digestName({ digest }: SecretFact): string {
  return `digest:${digest}`;
}

/** Types whose values come in lists. Session tokens always do: they are parts of one recording. */
function listedTypes(secrets: readonly SecretFact[], where: Where): ReadonlySet<string> {
  const values = new Map(secrets.map((secret) => [identityOf(secret), secret]));
  const types = [...Map.groupBy(values.values(), ({ type }) => type)];
  const lists = types.filter(([, { length, 0: first }]) => first !== undefined && length > limitOf(first, where));
  return new Set(['json-web-token', ...lists.map(([type]) => type)]);
}

/**
 * Without a provider, each value is replaced in another place, so that each deserves its finding; but the examples of a
 * documentation are one remark.
 */
function limitOf(secret: SecretFact, where: Where): number {
  if (isToken(kindOf(secret))) return MANY;
  return where === 'documentation' ? 1 : 4 * MANY;
}

function identityOf({ type, digest, masked }: SecretFact): string {
  return `${type} ${digest} ${masked}`;
}

function findingOf(
  file: SourceFile,
  { secret, severity }: { secret: SecretFact; severity: Severity },
  lists: ReadonlySet<string>,
): Found {
  const kind = kindOf(secret);
  return {
    at: placeIn(file, firstLine(secret)),
    subject: lists.has(secret.type) ? secret.type : [secret.type, secret.name ?? '', secret.digest].join(' '),
    symbol: '',
    severity,
    confidence: confidenceOf(secret),
    variant: variantOf(secret, kind),
    values: {
      label: secret.label,
      masked: secret.masked,
      name: nameOf(secret),
      revoke: secret.revoke ?? '',
      read: readerOf(file.path, secret),
      allow: digestName(secret),
    },
  };
}

/** How the language of the file reads the value from its environment. */
function readerOf(path: string, { name, type }: SecretFact): string {
  const variable = (name !== null && /^[A-Za-z]\w{3,}$/.test(name) ? name : type)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/\W/g, '_')
    .toUpperCase();
  if (/\.(?:py|ipynb)$/.test(path)) return `os.environ["${variable}"]`;
  if (/\.[cm]?[jt]sx?$/.test(path)) return `process.env.${variable}`;
  return /\.(?:ya?ml|sh|bash)$|(?:^|\/)dockerfile/i.test(path) ? `\${${variable}:?}` : variable;
}

function variantOf(secret: SecretFact, kind: Kind): string {
  if (secret.doubt === 'checksum') return 'checksum';
  if (kind === 'key' && !isDrawn(secret)) return 'chosen-key';
  if (!isToken(kind)) return kind;
  return secret.revoke === null ? 'token-without-page' : 'token';
}

function weightOf(secret: SecretFact, where: Where): Weight {
  const kind = kindOf(secret);
  const weight = WEIGHTS[kind][where];
  if (secret.doubt === 'checksum') return where === 'test' || where === 'documentation' ? null : 'major';
  if (secret.doubt !== null) return null;
  // Nobody draws a password for a server that only they reach; whoever reads it may not reach it either.
  if (kind === 'url' && secret.confidence === 'low') return where === 'production' ? 'major' : least(where);
  // Tests make up URLs as they make up passwords.
  if (kind === 'url' && where === 'test' && secret.confidence !== 'high') return null;
  const generic = kind === 'password' || kind === 'key';
  // Written as an example of its kind, by somebody who had one at hand.
  if (isToken(kind) && secret.confidence === 'low') return weight === null ? null : 'minor';
  if (!generic) return secret.narrow === true ? milder(weight) : weight;
  if (secret.context === 'docstring') return null;
  // People choose passwords for their documents as well: what is not drawn at random is the least of it.
  if (where === 'documentation' && kind === 'password') return secret.confidence === 'low' ? 'info' : weight;
  if (where !== 'production') return secret.confidence === 'high' ? weight : least(where);
  return secret.confidence === 'low' ? 'major' : weight;
}

/** A channel that somebody could write to is not the account. */
function milder(weight: Weight): Weight {
  return weight === 'critical' ? 'major' : weight === 'major' ? 'minor' : weight;
}

/** What was made up, often enough, where it stands: told, and no more than that. */
function least(where: Where): Weight {
  return where === 'test' ? null : 'info';
}

/** `Authorization: Bearer …`: the scheme stands before the value, and the header is what people call it. */
function nameOf({ name }: SecretFact): string {
  return name !== null && /^bearer$/i.test(name) ? 'Authorization: Bearer' : (name ?? '?');
}

function confidenceOf(secret: SecretFact): Confidence {
  return secret.doubt === 'checksum' ? 'low' : secret.confidence;
}

function isToken(kind: Kind): boolean {
  return kind === 'token' || kind === 'key-id';
}

function kindOf({ type }: SecretFact): Kind {
  switch (type) {
    case 'aws-access-key-id':
      return 'key-id';
    case 'url-password':
      return 'url';
    case 'private-key':
    case 'json-web-token':
      return type;
    case 'generic-password':
      return 'password';
    case 'generic-key':
      return 'key';
    default:
      return 'token';
  }
}

/** What starts the services on a developer's own machine is a template as well. */
const TEMPLATE =
  /\.(?:example|sample|template|tpl|dist|tmpl|defaults?)(?:\.\w+)?$|(?:^|\/)(?:example|sample)\.env$|^(?:dev|devel|development)\/(?!.*\.py$)|(?:^|\/)(?:dev|devel|development|local)\/[^/]*compose[^/]*\.ya?ml$|(?:^|[/.-])compose[._-](?:dev|devel|development|local|override)\.ya?ml$/i;
const TEST_FOLDER =
  /(?:^|\/)(?:tests?|testing|__tests__|__mocks__|mocks?|specs?|fixtures?|testdata|test-data|cypress|e2e|qa|factories|seeds?|load_tests?|local[-_]?dev|\.devcontainer|stress[-_]tests?|soak_tests?|noxfiles|\.?ci)\//i;
const TEST_FILE =
  /(?:^|\/)(?:test_[^/]*|tests?\.py|conftest\.py|noxfile\.py|tox\.ini|[^/]*[._-](?:test|tests|spec|stories)\.\w+|\.env\.(?:test|testing|ci)(?:\.\w+)?|[^/]*[._-]ci\.ya?ml|[^/]*compose[^/]*\b(?:tests?|ci|cypress|e2e|integration)\b[^/]*)$/i;
const DOCUMENTATION =
  /(?:^|\/)(?:docs?|mkdocs|documentation|handbook|(?:[^/]*[_-])?examples?(?:[_-][^/]*)?|samples?|snippets?|demos?|tutorials?|guides?|docs_src)\/|(?:^|\/)snippets?\.\w+$|\.(?:md|mdx|rst|adoc|ipynb)$|(?:^|[/_-])demos?[._-][^/]*$|(?:openapi|swagger|postman)[^/]*\.(?:json|ya?ml)$/i;
const WORKFLOW =
  /^\.(?:github|circleci|gitlab|azure)\/|(?:^|\/)(?:\.gitlab-ci\.yml|\.travis\.yml|azure-pipelines\.yml|bitbucket-pipelines\.yml)$/i;

function placeOf(path: string): Where {
  if (TEMPLATE.test(path)) return 'template';
  if (TEST_FOLDER.test(path) || TEST_FILE.test(path)) return 'test';
  if (DOCUMENTATION.test(path)) return 'documentation';
  return WORKFLOW.test(path) ? 'workflow' : 'production';
}

/** A key of thirty lines is shown by its header: the offsets of a PEM header are the same in all of them. */
function firstLine(secret: SecretFact): { s: number; e: number } {
  return secret.type === 'private-key' || secret.type === 'gcp-service-account-key'
    ? { s: secret.s, e: Math.min(secret.e, secret.s + 27) }
    : secret;
}
