/** Passwords that manifests write out: which variables hold them, and for what the manifest is made. */
import type { EnvSetting, Manifest } from '../model/deployment.ts';
import type { Project } from '../model/project.ts';
import type { Place } from '../model/span.ts';

export interface LiteralCredential {
  readonly variable: string;
  readonly service: string;
  readonly at: Place;
}

export interface ManifestCredentials {
  readonly manifest: Manifest;
  readonly credentials: readonly LiteralCredential[];
  /** Its name or its kind says that it is for production. */
  readonly isProduction: boolean;
}

/** The manifests that something real may be deployed with, and the credentials that stand in them. */
export function literalCredentials(project: Project): readonly ManifestCredentials[] {
  const manifests = project.deployment().manifests.filter((manifest) => isDeployed(project, manifest));
  return manifests.flatMap((manifest) => {
    const isProduction = manifest.purpose === 'production' && manifest.kind !== 'helm';
    const credentials = manifest.services.flatMap(({ name, env }) =>
      env
        .filter((setting) => isLiteral(setting, isProduction) && !isTold(project, setting.at))
        .map(({ variable, at }) => ({ variable, service: name, at })),
    );
    return credentials.length === 0 ? [] : [{ manifest, credentials: withoutRepeats(credentials), isProduction }];
  });
}

/** A plain compose file serves a deployment only where it runs the application and nothing else says how that is done. */
function isDeployed(project: Project, manifest: Manifest): boolean {
  const { kind, purpose, services } = manifest;
  if (kind === 'workflow' || kind === 'env-file' || purpose === 'test' || purpose === 'development') return false;
  if (purpose === 'production' || kind === 'dockerfile') return true;
  const others = project.deployment().manifests.filter((other) => other !== manifest && other.kind !== 'workflow');
  const isElsewhere = others.some(
    (other) => other.purpose === 'production' && other.kind !== 'env-file' && other.kind !== 'dockerfile',
  );
  return !isElsewhere && services.some(({ build }) => build !== null);
}

const NAME =
  /(^|_)(PASSWORD|PASSWD|PASS|PWD|PASSPHRASE)(_\d)?$|(^|_)(SECRET_KEY|JWT_SECRET|JWT_SECRET_KEY|SESSION_SECRET|ADMIN_TOKEN|ROOT_TOKEN|MASTER_KEY|ENCRYPTION_KEY|SIGNING_KEY)$/;
const NO_CREDENTIAL =
  /^(ALLOW|NO|EMPTY|REQUIRE|FORCE|ENABLE|DISABLE|USE|SKIP)_|EMPTY_PASSWORD|(^|_)(ACCESS_KEY_ID|PUBLIC)/;
const URL_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:([^\s@/$<>{}]+)@/i;

function isLiteral({ variable, value }: EnvSetting, isProduction: boolean): boolean {
  const text =
    value.kind === 'constant' ? value.text : value.kind === 'reference' && isProduction ? value.fallback : null;
  if (text === null) return false;
  const name = variable.toUpperCase().replaceAll(/[-.]/g, '_');
  if (/@(localhost|127\.0\.0\.1|\[?::1)/.test(text) || /\b(ci|test|dev)[-_ ]only\b/i.test(text)) return false;
  if (URL_PASSWORD.test(text)) return true;
  if (!NAME.test(name) || NO_CREDENTIAL.test(name)) return false;
  return !isNothing(text);
}

/** A flag, a path, a hole to be filled in. */
function isNothing(text: string): boolean {
  return (
    /^(|true|false|yes|no|on|off|none|null|~|\d|\/.*|<.*>|\[.*\]|_{2,}.*_{2,}|x{3,}|\*+|\.{3})$/i.test(text.trim()) ||
    /secretKeyRef|valueFrom/.test(text)
  );
}

/** What looks live is what `secret-committed` says about the line. */
function isTold(project: Project, { path, span }: Place): boolean {
  const facts = project.file(path)?.facts;
  const start = facts?.lineStarts[span.line - 1] ?? 0;
  const end = facts?.lineStarts[span.endLine] ?? Number.POSITIVE_INFINITY;
  return facts?.secrets.some((secret) => secret.doubt === null && secret.s < end && secret.e > start) ?? false;
}

function withoutRepeats(credentials: readonly LiteralCredential[]): readonly LiteralCredential[] {
  return [...Map.groupBy(credentials, ({ variable }) => variable).values()].flatMap(([first]) => first ?? []);
}
