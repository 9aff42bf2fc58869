import { isApplicationCode } from '../../../src/rulekit/application.ts';
import {
  defineProjectRule,
  type Found,
  literalCredentials,
  type ManifestCredentials,
  type Project,
} from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => [
  ...inManifests(literalCredentials(project)),
  ...inSettings(project),
]);

const MAX_RELATED = 8;

/** Variants of one manifest that write out the same are one finding. */
function inManifests(manifests: readonly ManifestCredentials[]): readonly Found[] {
  const same = ({ credentials, isProduction }: ManifestCredentials) =>
    `${isProduction} ${credentials.map(({ variable }) => variable).sort()}`;
  return [...Map.groupBy(manifests, same).values()].flatMap(([first, ...others]) => {
    const found = first ? inManifest(first) : [];
    const more = others.flatMap(({ credentials: [one] }) => one ?? []);
    return found.map((one) => ({
      ...one,
      related: [
        ...more.map(({ at, variable }) => ({ ...at, note: 'another', values: { variable } })),
        ...(one.related ?? []),
      ].slice(0, MAX_RELATED),
    }));
  });
}

function inManifest({ manifest, credentials, isProduction }: ManifestCredentials): readonly Found[] {
  const [first] = credentials;
  if (!first) return [];
  return [
    {
      at: first.at,
      subject: 'environment',
      symbol: '',
      values: { manifest: manifest.path, variable: first.variable },
      severity: isProduction ? 'major' : 'minor',
      ...(isProduction ? {} : { variant: 'unspecified', confidence: 'low' as const }),
      ...(isDockerfile(manifest.path) ? { variant: 'image' } : {}),
      parts: credentials.map(({ variable, service, at }) => ({
        subject: `${service} ${variable}`,
        label: variable,
        at,
      })),
      related: credentials.slice(1, 9).map(({ at, variable }) => ({ ...at, note: 'another', values: { variable } })),
    },
  ];
}

function isDockerfile(path: string): boolean {
  return /(^|[/.])dockerfile[^/]*$/i.test(path);
}

const ADMIN =
  /(^|_)(admin|superuser|super_user|superadmin|first_user|default_user)(_\w+)?_?(password|passwd|pwd|pass)$/i;
const OF_STORES =
  /mysql|postgres|pg_|pgadmin|redis|rabbit|mongo|grafana|minio|smtp|mail|elastic|neo4j|keycloak|kafka|clickhouse|opensearch|qdrant|milvus|couch|oracle|mssql|influx/i;

/** The account that the application makes for its first administrator, with a password that everybody knows. */
function inSettings(project: Project): readonly Found[] {
  return project.settings().fields.flatMap((setting): Found[] => {
    const { name, owner, at, variables, purpose, default: fallback } = setting;
    if (!ADMIN.test(name) || OF_STORES.test(name) || purpose === 'test' || purpose === 'development') return [];
    if (fallback.kind !== 'constant' || typeof fallback.value !== 'string' || fallback.value.trim() === '') return [];
    if (!isApplicationCode(project, at.path) || project.guardOf(setting) !== null || isLive(project, setting.at))
      return [];
    const [variable = ''] = variables;
    return [{ at, subject: name, symbol: owner, values: { name, variable }, severity: 'major', variant: 'admin' }];
  });
}

function isLive(project: Project, { path, span }: Found['at']): boolean {
  const facts = project.file(path)?.facts;
  const start = facts?.lineStarts[span.line - 1] ?? 0;
  const end = facts?.lineStarts[span.endLine] ?? Number.POSITIVE_INFINITY;
  return facts?.secrets.some((secret) => secret.doubt === null && secret.s < end && secret.e > start) ?? false;
}
