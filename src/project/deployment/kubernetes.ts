/** Kubernetes objects, values of Helm charts. */
import { commandOf, entriesOf, entryOf, itemsOf, textOf, valueAt } from '../../model/data-walk.ts';
import type { EnvSetting, Manifest, Service, ServiceCommand } from '../../model/deployment.ts';
import type { DataNode } from '../../model/facts.ts';
import { envOfNode, envOfPairs, type ManifestFile, placeOf } from './env-value.ts';
import { purposeOfPath } from './purpose.ts';

const WORKLOADS = /^(Deployment|StatefulSet|DaemonSet|Job|CronJob|Pod|ReplicaSet|Rollout|Service)$/;

/** A file of Kubernetes objects: workloads with their containers, config maps as services that only hold variables. */
export function kubernetesManifest(file: ManifestFile): Manifest | null {
  const objects = (file.facts.documents ?? []).flatMap((document) =>
    textOf(valueAt(document, 'kind')) === 'List' ? itemsOf(valueAt(document, 'items')) : [document],
  );
  const services = objects.flatMap((object) => (valueAt(object, 'apiVersion') ? servicesOf(file, object) : []));
  if (services.length === 0) return null;
  return { kind: 'kubernetes', path: file.path, purpose: purposeOfPath(file.path) ?? 'production', services };
}

function servicesOf(file: ManifestFile, object: DataNode): readonly Service[] {
  const kind = textOf(valueAt(object, 'kind')) ?? '';
  const name = textOf(valueAt(object, 'metadata', 'name')) ?? '';
  if (kind === 'ConfigMap' || kind === 'Secret') {
    const data = entryOf(object, kind === 'Secret' ? 'stringData' : 'data');
    return data ? [{ ...service(file, object, name), env: envOfNode(file, data.v) }] : [];
  }
  if (!WORKLOADS.test(kind)) return [];
  const spec =
    valueAt(object, 'spec', 'template', 'spec') ??
    valueAt(object, 'spec', 'jobTemplate', 'spec', 'template', 'spec') ??
    valueAt(object, 'spec');
  return ['initContainers', 'containers'].flatMap((key) =>
    itemsOf(valueAt(spec, key)).map((container) => {
      const found = containerOf(file, container);
      return key === 'initContainers' || /Job$/.test(kind) ? onceOnly(found) : found;
    }),
  );
}

/** What runs to its end, before something else or beside it. */
function onceOnly(found: Service): Service {
  return { ...found, commands: found.commands.map((command) => ({ ...command, role: 'release' })) };
}

function containerOf(file: ManifestFile, node: DataNode): Service {
  const commands = (['command', 'args'] as const).flatMap((key): readonly ServiceCommand[] => {
    const entry = entryOf(node, key);
    const text = commandOf(entry?.v);
    const role = key === 'command' ? 'entrypoint' : 'start';
    return entry === null || text === null ? [] : [{ role, text, at: placeOf(file, entry) }];
  });
  return {
    ...service(file, node, textOf(valueAt(node, 'name')) ?? ''),
    image: textOf(valueAt(node, 'image')),
    commands,
    env: envOfPairs(file, valueAt(node, 'env'), 'name'),
    openEnv: entryOf(node, 'envFrom') !== null,
  };
}

function service(file: ManifestFile, node: DataNode, name: string): Service {
  const at = placeOf(file, entryOf(node, 'name') ?? entryOf(node, 'metadata') ?? node);
  return { name, image: null, build: null, commands: [], env: [], envFiles: [], openEnv: false, at, node };
}

/** `values.yaml` of a chart: every `env`, `extraEnv`, `config` and the like, as lists of pairs or as maps. */
export function helmManifest(file: ManifestFile): Manifest | null {
  const services = (file.facts.documents ?? []).flatMap((document) =>
    servicesIn(file, document, { name: '', depth: 0 }),
  );
  if (services.length === 0) return null;
  return { kind: 'helm', path: file.path, purpose: purposeOfPath(file.path) ?? 'production', services };
}

const ENV_KEY =
  /^(env|envs|environment|envVars|environmentVariables|extraEnv|extraEnvs|extraEnvVars|extraEnvironment)$/i;

function servicesIn(file: ManifestFile, node: DataNode, at: { name: string; depth: number }): readonly Service[] {
  if (at.depth > 6) return [];
  const env: EnvSetting[] = [];
  const inner: Service[] = [];
  for (const entry of entriesOf(node)) {
    if (ENV_KEY.test(entry.key)) env.push(...envOfPairs(file, entry.v, 'name'), ...envOfNode(file, entry.v));
    else inner.push(...servicesIn(file, entry.v, { name: entry.key, depth: at.depth + 1 }));
  }
  return env.length === 0 ? inner : [{ ...service(file, node, at.name), env, openEnv: true }, ...inner];
}

export function isHelmValues(path: string): boolean {
  return /(^|\/)values[\w.-]*\.ya?ml$/i.test(path);
}
