/** What production starts: each service with the commands that run in it, scripts and images followed. */

import { itemsOf, textOf, valueAt } from '../model/data-walk.ts';
import type { Image, ImageStage, Manifest, Service, ServiceCommand } from '../model/deployment.ts';
import type { Project } from '../model/project.ts';
import { startsServer, startsWorker } from './commands.ts';
import { mayRunPython } from './deployment.ts';
import { followed } from './followed-commands.ts';
import { servingCalls } from './serving-calls.ts';

export interface Launch {
  readonly manifest: Manifest;
  readonly service: Service;
  /** web: it answers requests of the application. */
  readonly role: 'web' | 'worker' | 'other';
  /** All that runs in it, from the outside in; builds are left out, releases are not. */
  readonly commands: readonly ServiceCommand[];
  /** The command that starts it, where the manifest or its image has one. */
  readonly start: ServiceCommand | null;
  /** Files that its commands run: scripts and Python. */
  readonly runs: readonly string[];
  /** Something that it runs stands outside the repository, or could not be told. */
  readonly isOpen: boolean;
  readonly image: Image | null;
  readonly stages: readonly ImageStage[];
}

/** Services of manifests that are not for development or tests, Dockerfiles that nothing else builds among them. */
export function launches(project: Project): readonly Launch[] {
  return project.memo('launches', (of) => {
    const { manifests, images } = of.deployment();
    const deployed = manifests.filter((manifest) => isDeployed(manifest));
    const found = deployed.flatMap((manifest) =>
      manifest.services
        .filter((service) => !isForDevelopment(service))
        .map((service) => launchOf(of, manifest, completed(manifest, service, manifests))),
    );
    const built = new Set(
      manifests.flatMap(({ kind, services }) =>
        kind === 'dockerfile' ? [] : services.flatMap(({ build }) => (build ? dockerfileOf(images, build, '') : [])),
      ),
    );
    return found.filter(({ manifest, stages }) => {
      const isForOthers = DEVELOPMENT.test(stages.at(-1)?.name ?? '');
      return manifest.kind !== 'dockerfile' || (!built.has(manifest.path) && !isForOthers);
    });
  });
}

/** Last stages that are for the author's machine, or for tests. */
const DEVELOPMENT = /(^|[-_])(dev\w*|tests?|testing|debug|ci|lint)([-_]|$)/;

const ASIDE =
  /(^|\/)(\.devcontainer|\.github|tests?|examples?|samples?|docs?|node_modules|vendor|third_party|templates?|fixtures|cookiecutter[^/]*|\{\{[^/]*)\//i;

function isDeployed({ kind, path, purpose }: Manifest): boolean {
  if (kind === 'workflow' || kind === 'env-file' || ASIDE.test(path)) return false;
  if (/\.(j2|jinja2?|tmpl|tpl|template|example|sample|bak|old)$/i.test(path)) return false;
  return purpose === null || purpose === 'production';
}

/** Started only by those who ask for the profile. */
function isForDevelopment({ node }: Service): boolean {
  const profiles = itemsOf(valueAt(node, 'profiles')).map((profile) => textOf(profile) ?? '');
  return profiles.length > 0 && profiles.every((profile) => DEVELOPMENT.test(profile));
}

/** A compose file for production over the plain one beside it: what it leaves out stands there. */
function completed({ services, kind, path }: Manifest, service: Service, all: readonly Manifest[]): Service {
  if (kind !== 'compose' || service.build !== null || service.image !== null || services.length === 0) return service;
  // An overlay for one matter (logging, metrics) goes over another file, which nobody names.
  if (!/[.-](prod|production|deploy|live)\.ya?ml$/.test(path)) return service;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const plain = all.find(
    (one) =>
      one.kind === 'compose' &&
      one.path !== path &&
      /^(docker-)?compose\.ya?ml$/.test(one.path.slice(folder.length)) &&
      one.path.startsWith(folder),
  );
  const base = plain?.services.find(({ name }) => name === service.name);
  if (!base) return service;
  const commands = service.commands.length > 0 ? service.commands : base.commands;
  return { ...base, ...service, image: base.image, build: base.build, commands, env: [...base.env, ...service.env] };
}

function launchOf(project: Project, manifest: Manifest, service: Service): Launch {
  const { images } = project.deployment();
  const image = imageOf(images, manifest, service);
  const stages = image ? lineageOf(image, textOf(valueAt(service.node, 'build', 'target'))) : [];
  const own = service.commands.filter(({ role }) => role !== 'build');
  const given = own.filter(({ role }) => role !== 'release');
  const ofImage = stages.flatMap(({ entrypoint, start }) => [entrypoint, start]).filter((one) => one !== null);
  const lastOf = (role: ServiceCommand['role']) => ofImage.filter((one) => one.role === role).at(-1);
  const entrypoint = given.find(({ role }) => role === 'entrypoint') ?? lastOf('entrypoint');
  const start =
    given.findLast(({ role }) => role === 'start') ??
    (given.some(({ role }) => role === 'entrypoint') ? undefined : lastOf('start'));
  const first = [
    ...own.filter(({ role }) => role === 'release'),
    entrypoint,
    ...given.filter((one) => one.role === 'start' && one !== start),
    start,
  ].filter((one) => one !== undefined);
  const { commands, runs, isOpen } = followed(project, first, service.build?.context ?? '');
  const said = commands.flatMap(({ role, text }) => (role === 'release' ? [] : [text]));
  const isWorker = startsWorker(start?.text ?? '') || (said.some(startsWorker) && !said.some(startsServer));
  const isServer = said.some(startsServer) || runs.some((path) => servingCalls(project, path).length > 0);
  return {
    manifest,
    service,
    role: isWorker ? 'worker' : isServer ? 'web' : 'other',
    commands,
    start: start ?? entrypoint ?? null,
    runs,
    isOpen: isOpen || (first.length === 0 && image === null && mayRunPython(service)),
    image,
    stages,
  };
}

/** The Dockerfile that a service is built from. An image of the repository under its name in a registry is one, where there is just one. */
function imageOf(images: readonly Image[], manifest: Manifest, { build }: Service): Image | null {
  if (manifest.kind === 'dockerfile') return images.find(({ path }) => path === manifest.path) ?? null;
  const [path] = build ? dockerfileOf(images, build, manifest.path) : [];
  return images.find((image) => image.path === path) ?? null;
}

function dockerfileOf(
  images: readonly Image[],
  build: NonNullable<Service['build']>,
  manifest: string,
): readonly string[] {
  const name = build.dockerfile ?? 'Dockerfile';
  const folder = manifest.includes('/') ? manifest.slice(0, manifest.lastIndexOf('/') + 1) : '';
  const candidates = [join(build.context, name), join('', name), join(folder, name)];
  return candidates.filter((path) => images.some((image) => image.path === path)).slice(0, 1);
}

function join(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${path.startsWith('/') ? '' : folder}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The stages that make up the last one, or the one named, the base first. */
export function lineageOf({ stages }: Image, target: string | null = null): readonly ImageStage[] {
  const named = target === null ? undefined : stages.find(({ name }) => name === target.toLowerCase());
  const lineage: ImageStage[] = [];
  let at: ImageStage | undefined = named ?? stages.at(-1);
  while (at && !lineage.includes(at)) {
    lineage.unshift(at);
    const base: string | undefined = at.base?.toLowerCase();
    at = stages.find(({ name }) => name !== null && name === base);
  }
  return lineage;
}
