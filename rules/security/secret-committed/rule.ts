import {
  type Confidence,
  defineFileRule,
  type Found,
  placeIn,
  type SecretFact,
  type Severity,
  type SourceFile,
} from '../../../src/rulekit/index.ts';

type Kind = 'token' | 'url' | 'private-key' | 'json-web-token' | 'password' | 'key';
type Where = 'production' | 'template' | 'workflow' | 'documentation' | 'test';
type Weight = Severity | null;

/** What a live-looking credential weighs where it stands; null: not worth a word. */
const WEIGHTS: Readonly<Record<Kind, Readonly<Record<Where, Weight>>>> = {
  token: { production: 'critical', template: 'critical', workflow: 'critical', documentation: 'major', test: 'major' },
  url: { production: 'critical', template: 'critical', workflow: 'critical', documentation: 'major', test: 'major' },
  'private-key': {
    production: 'critical',
    template: 'major',
    workflow: 'critical',
    documentation: 'minor',
    test: 'info',
  },
  'json-web-token': { production: 'major', template: 'minor', workflow: 'minor', documentation: null, test: null },
  password: { production: 'critical', template: null, workflow: null, documentation: null, test: null },
  key: { production: 'critical', template: 'minor', workflow: 'minor', documentation: 'minor', test: null },
};

export default defineFileRule<{ allow: readonly string[] }>(({ file, options }) => {
  const where = placeOf(file.path);
  const groups = new Map<string, { first: SecretFact; severity: Severity; others: SecretFact[] }>();
  for (const secret of file.facts.secrets) {
    const severity = secret.name !== null && options.allow.includes(secret.name) ? null : weightOf(secret, where);
    if (severity === null) continue;
    const group = groups.get(groupOf(secret));
    if (group === undefined) groups.set(groupOf(secret), { first: secret, severity, others: [] });
    else group.others.push(secret);
  }
  return [...groups.values()].map(({ first, severity, others }) => findingOf(file, first, severity, others));
});

/** One value is one finding. So are the session tokens of one file: they come by dozens, from one recording. */
function groupOf({ type, digest, masked }: SecretFact): string {
  return type === 'json-web-token' ? type : `${type} ${digest} ${masked}`;
}

function findingOf(file: SourceFile, secret: SecretFact, severity: Severity, others: readonly SecretFact[]): Found {
  const kind = kindOf(secret);
  return {
    at: placeIn(file, firstLine(secret)),
    subject: kind === 'json-web-token' ? kind : [secret.type, secret.name ?? '', secret.digest].join(' '),
    symbol: '',
    severity,
    confidence: confidenceOf(secret),
    variant: variantOf(secret, kind),
    values: { label: secret.label, masked: secret.masked, name: secret.name ?? '?', revoke: secret.revoke ?? '' },
    related: others.map((other) => ({
      ...placeIn(file, firstLine(other)),
      note: other.digest === secret.digest ? 'again' : 'another',
    })),
  };
}

function variantOf(secret: SecretFact, kind: Kind): string {
  if (secret.doubt === 'checksum') return 'checksum';
  return kind === 'token' && secret.revoke === null ? 'token-without-page' : kind;
}

function weightOf(secret: SecretFact, where: Where): Weight {
  const kind = kindOf(secret);
  const weight = WEIGHTS[kind][where];
  if (secret.doubt === 'checksum') return where === 'test' || where === 'documentation' ? null : 'major';
  if (secret.doubt !== null) return null;
  const generic = kind === 'password' || kind === 'key';
  if (!generic) return weight;
  if (secret.context === 'docstring') return null;
  if (where !== 'production') return secret.confidence === 'high' ? weight : null;
  return secret.confidence === 'low' ? 'major' : weight;
}

function confidenceOf(secret: SecretFact): Confidence {
  return secret.doubt === 'checksum' ? 'low' : secret.confidence;
}

function kindOf({ type }: SecretFact): Kind {
  switch (type) {
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

const TEMPLATE = /\.(?:example|sample|template|tpl|dist|tmpl|defaults?)(?:\.\w+)?$|(?:^|\/)(?:example|sample)\.env$/i;
const TEST_FOLDER =
  /(?:^|\/)(?:tests?|testing|__tests__|__mocks__|mocks?|specs?|fixtures?|testdata|test-data|cypress|e2e|factories|seeds?|load_tests?)\//i;
const TEST_FILE =
  /(?:^|\/)(?:test_[^/]*|conftest\.py|[^/]*[._-](?:test|tests|spec|stories)\.\w+|\.env\.(?:test|testing|ci)(?:\.\w+)?|[^/]*compose[^/]*\btest[^/]*)$/i;
const DOCUMENTATION =
  /(?:^|\/)(?:docs?|documentation|handbook|examples?|samples?|demos?|tutorials?|guides?)\/|\.(?:md|mdx|rst|adoc|ipynb)$|openapi[^/]*\.(?:json|ya?ml)$/i;
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
    ? { s: secret.s, e: secret.s + 27 }
    : secret;
}
