/** All manifests of the tree, each read on its own. */
import type { Deployment, Image, Manifest } from '../../model/deployment.ts';
import { type Db, query } from '../db.ts';
import { kindOf } from '../files.ts';
import { composeManifest, isCompose } from './compose.ts';
import { dockerfileManifest } from './dockerfile.ts';
import { envAssignment, type ManifestFile, placeOf } from './env-value.ts';
import { imageOf } from './image.ts';
import { helmManifest, isHelmValues, kubernetesManifest } from './kubernetes.ts';
import { platformManifest } from './platforms.ts';
import { purposeOfName } from './purpose.ts';
import { isUnit, systemdManifest } from './systemd.ts';
import { isWorkflow, workflowManifest } from './workflow.ts';

/** What one file deploys, or `null`. */
const manifestOf = query<Manifest | null>('manifest', (db: Db, path) => {
  const facts = db.facts(path);
  if (!facts) return null;
  if (facts.kind === 'yaml' && !isWorkflow(path) && isCompose(path)) {
    return composeManifest({ path, facts }, (other) => db.facts(other) ?? null);
  }
  return readManifest({ path, facts });
});

function readManifest(file: ManifestFile): Manifest | null {
  switch (file.facts.kind) {
    case 'dockerfile':
      return dockerfileManifest(file);
    case 'env':
      return envFileManifest(file);
    case 'yaml':
      if (isWorkflow(file.path)) return workflowManifest(file);
      return platformManifest(file) ?? (isHelmValues(file.path) ? helmManifest(file) : kubernetesManifest(file));
    case 'procfile':
    case 'toml':
    case 'json':
      return platformManifest(file);
    case 'text':
      return isUnit(file.path) ? systemdManifest(file) : null;
    default:
      return null;
  }
}

/** `.env.production`; `.env.example` and `.env` are for whoever copies them. */
function envFileManifest(file: ManifestFile): Manifest | null {
  const env = (file.facts.env ?? []).flatMap(
    (entry) => envAssignment(file, `${entry.name}=${entry.value}`, entry) ?? [],
  );
  if (env.length === 0) return null;
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const at = placeOf(file, { s: 0, e: 0 });
  const service = { name, image: null, build: null, commands: [], env, envFiles: [], openEnv: false, at, node: null };
  const template = /example|sample|template|dist/i.test(name);
  return {
    kind: 'env-file',
    path: file.path,
    purpose: template ? 'development' : purposeOfName(name),
    services: [service],
  };
}

const imageAt = query<Image | null>('image', (db: Db, path) => {
  const facts = db.facts(path);
  return facts?.kind === 'dockerfile' ? imageOf({ path, facts }) : null;
});

const KINDS: ReadonlySet<string> = new Set(['dockerfile', 'env', 'yaml', 'procfile', 'toml', 'json']);

export const deploymentQuery = query<Deployment>('deployment', (db) => ({
  manifests: db
    .paths()
    .filter((path) => KINDS.has(db.get(kindOf, path) ?? '') || isUnit(path))
    .flatMap((path) => db.get(manifestOf, path) ?? []),
  images: db
    .paths()
    .filter((path) => db.get(kindOf, path) === 'dockerfile')
    .flatMap((path) => db.get(imageAt, path) ?? []),
}));
