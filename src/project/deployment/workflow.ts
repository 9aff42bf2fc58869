/** GitHub workflows: jobs with their steps' commands, variables and service containers. */
import { entriesOf, entryOf, itemsOf, textOf, valueAt } from '../../model/data-walk.ts';
import type { Manifest, Service, ServiceCommand } from '../../model/deployment.ts';
import type { DataEntry, DataNode } from '../../model/facts.ts';
import { envOfNode, type ManifestFile, placeOf } from './env-value.ts';

export function isWorkflow(path: string): boolean {
  return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path);
}

/** What a workflow runs is a test; one that deploys does so by commands, which its services hold. */
export function workflowManifest(file: ManifestFile): Manifest | null {
  const services = (file.facts.documents ?? []).flatMap((document) => {
    const shared = valueAt(document, 'env');
    return entriesOf(valueAt(document, 'jobs')).flatMap((job) => [
      jobOf(file, job, shared),
      ...entriesOf(valueAt(job.v, 'services')).map((entry) => serviceOf(file, entry, entry.v)),
    ]);
  });
  return services.length === 0 ? null : { kind: 'workflow', path: file.path, purpose: 'test', services };
}

function jobOf(file: ManifestFile, job: DataEntry, shared: DataNode | null): Service {
  const steps = itemsOf(valueAt(job.v, 'steps'));
  const commands = steps.flatMap((step): readonly ServiceCommand[] => {
    const run = entryOf(step, 'run');
    const text = textOf(run?.v);
    return run === null || text === null ? [] : [{ role: 'build', text, at: placeOf(file, run) }];
  });
  const env = [shared, valueAt(job.v, 'env'), ...steps.map((step) => valueAt(step, 'env'))];
  return { ...serviceOf(file, job, job.v), commands, env: env.flatMap((node) => envOfNode(file, node)) };
}

function serviceOf(file: ManifestFile, entry: DataEntry, node: DataNode): Service {
  return {
    name: entry.key,
    image: textOf(valueAt(node, 'image')),
    build: null,
    commands: [],
    env: envOfNode(file, valueAt(node, 'env')),
    envFiles: [],
    openEnv: false,
    at: placeOf(file, { s: entry.s, e: entry.s + entry.key.length }),
    node,
  };
}
