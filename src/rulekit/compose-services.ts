/** Services of compose files: what they are built from, what they run, what is checked of them. */
import { entriesOf, entryOf, itemsOf, textOf, valueAt } from '../model/data-walk.ts';
import type { ImageStage, Manifest, Service } from '../model/deployment.ts';
import type { Project } from '../model/project.ts';
import { lineageOf } from './launches.ts';

const ASIDE =
  /(^|\/)(\.devcontainer|\.github|tests?|examples?|samples?|docs?|node_modules|vendor|third_party|templates?|fixtures)\//i;

/** The compose files of the application, in path order: those of developers among them, those of tests and examples not. */
export function composeFiles(project: Project): readonly Manifest[] {
  return project
    .deployment()
    .manifests.filter(({ kind, path, purpose }) => kind === 'compose' && purpose !== 'test' && !ASIDE.test(path));
}

/** Whether a service says itself how it is checked, or that it is not. */
export function hasOwnCheck({ node }: Service): boolean {
  return entryOf(node, 'healthcheck') !== null || entryOf(node, 'extends') !== null;
}

/** The stages of the image that a service runs, the base first; none for an image that is not built here. */
export function stagesOf(project: Project, { services, path }: Manifest, service: Service): readonly ImageStage[] {
  const built = service.build
    ? service
    : services.find(({ image, build }) => build !== null && image !== null && image === service.image);
  if (!built?.build) return [];
  const { context, dockerfile } = built.build;
  const name = dockerfile ?? 'Dockerfile';
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const candidates = [context, '', folder].map((at) => joined(at, name));
  const image = project.deployment().images.find((one) => candidates.includes(one.path));
  return image ? lineageOf(image, textOf(valueAt(built.node, 'build', 'target'))) : [];
}

function joined(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** What runs in a service: its own commands, and those of its image where it has none. */
export function commandOf(service: Service, stages: readonly ImageStage[]): string {
  const own = service.commands.map(({ text }) => text);
  const start = stages.findLast((stage) => stage.start !== null)?.start?.text;
  return (own.length > 0 || start === undefined ? own : [start]).join(' ');
}

/** The services that one waits for by name only: those that it waits for until they are well are not among them. */
export function startsAfter({ node }: Service): readonly string[] {
  const after = valueAt(node, 'depends_on');
  const plain = itemsOf(after).flatMap((item) => textOf(item) ?? []);
  const started = entriesOf(after).filter(
    ({ v }) => (textOf(valueAt(v, 'condition')) ?? 'service_started') === 'service_started',
  );
  return [...plain, ...started.map(({ key }) => key)];
}
