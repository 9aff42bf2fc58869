import { eachApplicationFile, isApplicationCode } from '../../../src/rulekit/application.ts';
import {
  defineProjectRule,
  environmentOf,
  type Found,
  isSigningSetting,
  type Place,
  type Project,
  productionServices,
  type Setting,
  type SigningUse,
  signingUses,
} from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => {
  const settings = weakSettings(project);
  const known = new Set(settings.map(({ at }) => keyOf(at)));
  const literals = literalKeys(project).filter(({ at }) => !known.has(keyOf(at)));
  const told = [...settings, ...literals].filter(({ at }) => !isTold(project, at));
  return [...Map.groupBy(told, causeOf).values()].flatMap(merged);
});

/** One variable is one cause, however many places fall back for it. */
function causeOf({ at, values }: Found): string {
  return values.variable === '' ? keyOf(at) : String(values.variable);
}

function merged(group: readonly Found[]): readonly Found[] {
  const [first, ...others] = group;
  if (!first) return [];
  return [{ ...first, related: others.slice(0, 8).map(({ at }) => ({ ...at, note: 'again' })) }];
}

/** Settings that sign, with a default that everybody who reads the code knows. */
function weakSettings(project: Project): readonly Found[] {
  const fields = project
    .settings()
    .fields.filter(
      (setting) =>
        isSigningSetting(setting) &&
        isApplicationCode(project, setting.at.path) &&
        setting.purpose !== 'test' &&
        setting.purpose !== 'development' &&
        isUsable(setting),
    );
  return fields.flatMap((setting) => {
    const { at, name, owner, variables, default: fallback } = setting;
    if (project.guardOf(setting) !== null || fallback.kind !== 'constant') return [];
    const isSet = isSetEverywhere(project, setting);
    const [variable = ''] = variables;
    return [
      {
        at: isWithin(fallback.at, at) ? fallback.at : at,
        subject: name,
        symbol: owner,
        values: { name, variable },
        severity: isSet ? ('minor' as const) : ('major' as const),
        variant: variable === '' ? 'constant' : isSet ? 'deployed' : 'default',
      },
    ];
  });
}

/** Text that could be a key. A masked one is a text, too. */
function isUsable({ default: fallback, name }: Setting): boolean {
  if (fallback.kind !== 'constant' || typeof fallback.value !== 'string') return false;
  const { value } = fallback;
  return value.trim() !== '' && !isReference(value) && value.toLowerCase() !== name.toLowerCase();
}

/** A path, a URL, a variable, the name of a secret in a store, the public half of a pair of keys: not the key itself. */
function isReference(value: string): boolean {
  if (/-----BEGIN ([A-Z]+ )?(PUBLIC KEY|CERTIFICATE)-----/.test(value)) return true;
  return /^(\/|\.{1,2}\/|~|file:|https?:|projects\/|arn:|vault:)|\.(pem|key|txt|json)$|\$\{|\{\{|^%\(/.test(value);
}

/** Every production service of the repository that can run the code is given the variable. */
function isSetEverywhere(project: Project, { variables, at }: Setting): boolean {
  const services = productionServices(project, at.path);
  if (services.length === 0) return false;
  return services.every((service) => variables.some((variable) => environmentOf(project, service).has(variable)));
}

/** Keys that reach what signs as a text of the code, which no variable replaces. */
function literalKeys(project: Project): readonly Found[] {
  const found = eachApplicationFile(project, 'literal-keys', (file, of) =>
    signingUses(of, file).flatMap((use) => literalOf(of, use) ?? []),
  );
  return [...Map.groupBy(found, ({ at }) => keyOf(at)).values()].flatMap(([first]) => first ?? []);
}

function literalOf(project: Project, { call, key, site, symbol }: SigningUse): Found | null {
  const { value, variables, at, through } = project.flow(site, key);
  if (typeof value !== 'string' || value.trim() === '' || isReference(value) || at === null) return null;
  if (!isApplicationCode(project, at.path) || !survivesProduction(project, { key, site }, variables)) return null;
  if (isGuarded(project, through)) return null;
  const [name = ''] = through;
  const [variable = ''] = variables;
  const isHere = at.path === site.path && name === '';
  return {
    at,
    subject: name || call,
    symbol: isHere ? symbol : '',
    values: { name: name || call, variable, call },
    severity: variable === '' ? 'critical' : 'major',
    variant: variable === '' ? 'literal' : 'default',
  };
}

/** The key comes through a setting whose default something refuses. */
function isGuarded(project: Project, through: readonly string[]): boolean {
  const fields = project.settings().fields.filter(({ name, kind }) => kind !== 'variable' && through.includes(name));
  return fields.some((field) => project.guardOf(field) !== null);
}

/** `if os.getenv("ENV") == "production": raise …` on the way: the literal is for development alone. */
function survivesProduction(
  project: Project,
  { key, site }: Pick<SigningUse, 'key' | 'site'>,
  variables: readonly string[],
): boolean {
  const stages = variables.filter((variable) => /(^|_)(ENV|ENVIRONMENT|STAGE|MODE|PROFILE)$/.test(variable));
  if (stages.length === 0) return true;
  return ['production', 'prod'].every((stage) => {
    const environment = new Map(stages.map((variable) => [variable, stage]));
    return typeof project.flow(site, key, environment).value === 'string';
  });
}

/** A value that looks live is what `secret-committed` says about this line. */
function isTold(project: Project, { path, span }: Place): boolean {
  const facts = project.file(path)?.facts;
  if (!facts) return false;
  const start = facts.lineStarts[span.line - 1] ?? 0;
  const end = facts.lineStarts[span.endLine] ?? Number.POSITIVE_INFINITY;
  return facts.secrets.some((secret) => secret.doubt === null && secret.s < end && secret.e > start);
}

function isWithin(inner: Place, outer: Place): boolean {
  return inner.path === outer.path && inner.span.line >= outer.span.line && inner.span.endLine <= outer.span.endLine;
}

function keyOf({ path, span }: Place): string {
  return `${path} ${span.line}`;
}
